package translate

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/xianzhi/xianzhi/internal/gazetteer"
	"github.com/xianzhi/xianzhi/internal/glossary"
	"github.com/xianzhi/xianzhi/internal/record"
	"github.com/xianzhi/xianzhi/internal/store"
)

// A Job is one article that lacks translations.
type Job struct {
	Article    *store.Article
	From, To   string // "zh" or "en"
	Texts      []Text
	Characters int // code points to be sent
}

// A Text is one text to translate, as it may be shown. Source is the digest of
// the text as stored, which a redaction does not change.
type Text struct{ Source, Text string }

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
			j.Characters += utf8.RuneCountInString(t.Text)
		}
		if len(j.Texts) > 0 {
			jobs = append(jobs, j)
		}
	}
	return jobs
}

func missing(v *store.Article, t store.Translation) []Text {
	var out []Text
	seen := map[string]bool{}
	add := func(source, text string, p store.Paragraph) {
		wanted := p.State == "stale" || p.Text == "" && p.State != "held"
		if wanted && text != "" && !seen[source] {
			seen[source] = true
			out = append(out, Text{source, text})
		}
	}
	add(v.TitleDigest, string(v.Title), t.Title)
	for i, b := range v.Body {
		var p store.Paragraph
		if i < len(t.Paragraphs) {
			p = t.Paragraphs[i]
		}
		add(v.Digests[i], b.Text, p)
	}
	return out
}

// A Filler translates jobs and writes data/translations after each.
type Filler struct {
	Store    *store.Store
	Engine   Engine
	Glossary *glossary.Glossary
	Places   *gazetteer.Gazetteer
	Batch    int                                // texts in one request; 0: 20
	Progress func(done, total int, what string) // counts texts; may be nil

	stored map[string]map[string]*record.Translation // by language and article
}

// Report counts what Fill did.
type Report struct {
	Articles   int         `json:"articles"`
	Texts      int         `json:"texts"`
	Held       []Objection `json:"held"`       // what the numbers guard objects to
	Characters int         `json:"characters"` // code points sent
}

// An Objection is why a translation is held back.
type Objection struct {
	Article string   `json:"article"`
	Text    string   `json:"text"`
	Reasons []string `json:"reasons"`
}

// Fill does the jobs one after the other. What was translated before an error
// or an interruption is stored, so that another run sends only the rest.
func (f *Filler) Fill(ctx context.Context, jobs []Job) (Report, error) {
	r := Report{Held: []Objection{}}
	total := 0
	for _, j := range jobs {
		total += len(j.Texts)
	}
	for _, j := range jobs {
		if err := f.job(ctx, j, &r, total); err != nil {
			return r, fmt.Errorf("translate %s: %w", j.Article.ID, err)
		}
		r.Articles++
	}
	return r, nil
}

func (f *Filler) job(ctx context.Context, j Job, r *Report, total int) error {
	k := &keeper{names: f.Glossary, places: f.Places, from: language(j.From), to: language(j.To)}
	var out []record.Translated
	var failed error
	for batch := range slices.Chunk(j.Texts, cmp.Or(f.Batch, 20)) {
		done, err := f.batch(ctx, k, j, batch, r)
		if err != nil {
			failed = err
			break
		}
		out = append(out, done...)
		if f.Progress != nil {
			f.Progress(r.Texts, total, j.Article.ID)
		}
	}
	if len(out) == 0 {
		return failed
	}
	return errors.Join(failed, f.write(j, out))
}

func (f *Filler) batch(ctx context.Context, k *keeper, j Job, texts []Text, r *Report) ([]record.Translated, error) {
	hidden, names := make([]string, len(texts)), make([][]string, len(texts))
	for i, t := range texts {
		hidden[i], names[i] = k.hide(t.Text)
	}
	answers, err := f.Engine.Translate(ctx, j.From, j.To, hidden)
	if err != nil {
		return nil, err
	}
	out := make([]record.Translated, len(texts))
	for i, answer := range answers {
		text, lost := show(answer, names[i])
		reasons := k.objections(texts[i].Text, text)
		if lost != nil {
			reasons = append(reasons, lost.Error())
		}
		out[i] = record.Translated{Source: texts[i].Source, Text: text, By: f.Engine.Name(), State: "machine"}
		if len(reasons) > 0 || strings.TrimSpace(text) == "" {
			out[i].State = "held"
			r.Held = append(r.Held, Objection{j.Article.ID, texts[i].Text, reasons})
		}
		r.Texts++
		r.Characters += utf8.RuneCountInString(texts[i].Text)
	}
	return out, nil
}

// write merges the new translations into the article's file, in the order of
// the body; what no block needs any more is dropped.
func (f *Filler) write(j Job, fresh []record.Translated) error {
	if f.stored == nil {
		f.stored = map[string]map[string]*record.Translation{}
	}
	if f.stored[j.To] == nil {
		all, err := f.Store.Translations(j.To)
		if err != nil {
			return err
		}
		f.stored[j.To] = all
	}
	return Merge(f.Store, j.Article, j.To, f.stored[j.To][j.Article.ID], fresh)
}

// Merge writes the translation of an article into the language to: what old
// (which may be nil) holds for its texts, and fresh in its place.
func Merge(st *store.Store, v *store.Article, to string, old *record.Translation, fresh []record.Translated) error {
	by := map[string]record.Translated{}
	if old != nil {
		for _, p := range old.Paragraphs {
			by[p.Source] = p
		}
		if old.Title != nil {
			by[old.Title.Source] = *old.Title
		}
	}
	for _, p := range fresh {
		by[p.Source] = p
	}
	out := record.Translation{Article: v.ID, Paragraphs: []record.Translated{}}
	if t, ok := by[v.TitleDigest]; ok {
		out.Title = &t
	}
	for _, digest := range v.Digests {
		if t, ok := by[digest]; ok {
			out.Paragraphs = append(out.Paragraphs, t)
		}
	}
	data, err := record.EncodeYAML(out)
	if err != nil {
		return err
	}
	_, err = st.Write("data/translations/"+to+"/"+v.ID+".yaml", data)
	return err
}
