package translate

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"unicode/utf8"

	"github.com/xianzhi/xianzhi/internal/glossary"
	"github.com/xianzhi/xianzhi/internal/record"
	"github.com/xianzhi/xianzhi/internal/store"
)

// A Job is one article that lacks translations.
type Job struct {
	Article    *store.Article
	From, To   string // "zh" or "en"
	Texts      []string
	Characters int // code points to be sent
}

// Plan lists what a.Articles lack, newest first. Articles that may not be shown
// in full are never sent.
func Plan(a *store.Archive) []Job {
	var jobs []Job
	for _, v := range a.Articles {
		if v.Rights != record.RightsFull {
			continue
		}
		j := Job{Article: v, From: "zh", To: "en"}
		if v.Lang == record.LangEnglish {
			j.From, j.To = "en", "zh"
		}
		j.Texts = missing(v, v.Translations[j.To])
		for _, t := range j.Texts {
			j.Characters += utf8.RuneCountInString(t)
		}
		if len(j.Texts) > 0 {
			jobs = append(jobs, j)
		}
	}
	return jobs
}

func missing(v *store.Article, t store.Translation) []string {
	var out []string
	if v.Title != "" && (t.Title.Text == "" || t.Title.State == "stale") && t.Title.State != "held" {
		out = append(out, string(v.Title))
	}
	for i, b := range v.Body {
		var p store.Paragraph
		if i < len(t.Paragraphs) {
			p = t.Paragraphs[i]
		}
		if (p.Text == "" || p.State == "stale") && p.State != "held" {
			out = append(out, b.Text)
		}
	}
	return out
}

// A Filler translates jobs and writes data/translations after each.
type Filler struct {
	Store    *store.Store
	Engine   Engine
	Glossary *glossary.Glossary
	Batch    int                                // texts in one request; 0: 20
	Progress func(done, total int, what string) // may be nil
}

// Report counts what Fill did.
type Report struct {
	Articles   int `json:"articles"`
	Texts      int `json:"texts"`
	Held       int `json:"held"` // the numbers guard objects
	Characters int `json:"characters"`
}

// Fill does the jobs one after the other. What was translated before an error
// or an interruption is stored.
func (f *Filler) Fill(ctx context.Context, jobs []Job) (Report, error) {
	var r Report
	for i, j := range jobs {
		out, err := f.job(ctx, j)
		if len(out) > 0 {
			if werr := f.write(j, out); werr != nil {
				return r, errors.Join(err, werr)
			}
		}
		r.count(out)
		if err != nil {
			return r, fmt.Errorf("translate %s: %w", j.Article.ID, err)
		}
		r.Articles++
		if f.Progress != nil {
			f.Progress(i+1, len(jobs), j.Article.ID)
		}
	}
	return r, nil
}

func (r *Report) count(out []record.Translated) {
	r.Texts += len(out)
	for _, t := range out {
		r.Characters += utf8.RuneCountInString(t.Text)
		if t.State == "held" {
			r.Held++
		}
	}
}

func (f *Filler) job(ctx context.Context, j Job) ([]record.Translated, error) {
	k := newKeeper(f.Glossary, j.From, j.To)
	var out []record.Translated
	for batch := range slices.Chunk(j.Texts, cmp.Or(f.Batch, 20)) {
		done, err := f.batch(ctx, k, j, batch)
		out = append(out, done...)
		if err != nil {
			return out, err
		}
	}
	return out, nil
}

func (f *Filler) batch(ctx context.Context, k *keeper, j Job, texts []string) ([]record.Translated, error) {
	hidden, kept := make([]string, len(texts)), make([][]string, len(texts))
	for i, t := range texts {
		hidden[i], kept[i] = k.hide(t)
	}
	answers, err := f.Engine.Translate(ctx, j.From, j.To, hidden)
	if err != nil {
		return nil, err
	}
	out := make([]record.Translated, len(texts))
	for i, answer := range answers {
		text, lost := show(answer, kept[i])
		out[i] = record.Translated{Source: record.Digest(texts[i]), Text: text, By: f.Engine.Name(), State: "machine"}
		if lost != nil || len(Guard(texts[i], text)) > 0 {
			out[i].State = "held"
		}
	}
	return out, nil
}

// write merges the new translations into the article's file, in the order of
// the body; what no block needs any more is dropped.
func (f *Filler) write(j Job, fresh []record.Translated) error {
	old, err := f.Store.Translations(j.To)
	if err != nil {
		return err
	}
	by := map[string]record.Translated{}
	if t := old[j.Article.ID]; t != nil {
		for _, p := range t.Paragraphs {
			by[p.Source] = p
		}
		if t.Title != nil {
			by[t.Title.Source] = *t.Title
		}
	}
	for _, p := range fresh {
		by[p.Source] = p
	}
	out := record.Translation{Article: j.Article.ID}
	if t, ok := by[record.Digest(string(j.Article.Title))]; ok {
		out.Title = &t
	}
	for _, b := range j.Article.Body {
		if t, ok := by[record.Digest(b.Text)]; ok {
			out.Paragraphs = append(out.Paragraphs, t)
		}
	}
	data, err := record.EncodeYAML(out)
	if err != nil {
		return err
	}
	_, err = f.Store.Write("data/translations/"+j.To+"/"+j.Article.ID+".yaml", data)
	return err
}

func byLength(names []pair) {
	slices.SortStableFunc(names, func(a, b pair) int { return cmp.Compare(len(b.from), len(a.from)) })
}
