package translate

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/xianzhi/xianzhi/internal/record"
	"github.com/xianzhi/xianzhi/internal/store"
)

// ExportPO writes <dir>/<language>/<article>.po for each article that may be
// shown in full, and returns the files. What no person has read is fuzzy.
func ExportPO(st *store.Store, a *store.Archive, dir string) ([]string, error) {
	stored := map[string]map[string]*record.Translation{}
	for _, lang := range []string{"en", "zh"} {
		all, err := st.Translations(lang)
		if err != nil {
			return nil, err
		}
		stored[lang] = all
	}
	var names []string
	for _, v := range a.Articles {
		if v.Rights != record.RightsFull {
			continue
		}
		_, to := languages(v)
		name := filepath.Join(dir, to, v.ID+".po")
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return names, err
		}
		if err := os.WriteFile(name, EncodePO(to, messages(v, v.Translations[to], stored[to][v.ID])), 0o644); err != nil {
			return names, err
		}
		names = append(names, name)
	}
	return names, nil
}

// languages of an article and of its translation.
func languages(v *store.Article) (from, to string) {
	if v.Lang == record.LangEnglish {
		return "en", "zh"
	}
	return "zh", "en"
}

func messages(v *store.Article, t store.Translation, stored *record.Translation) []Message {
	held := translatedTexts(stored)
	var out []Message
	add := func(comment, source, text string, p store.Paragraph) {
		m := Message{Comment: comment, Context: source, ID: text, Text: p.Text, Fuzzy: p.State == "machine" || p.State == "stale" || p.State == "held"}
		if p.State == "held" {
			m.Text = held[source].Text
		}
		if text != "" {
			out = append(out, m)
		}
	}
	add("title", v.TitleDigest, string(v.Title), t.Title)
	for i, b := range v.Body {
		var p store.Paragraph
		if i < len(t.Paragraphs) {
			p = t.Paragraphs[i]
		}
		add(fmt.Sprintf("block %d, %s", i, b.Kind), v.Digests[i], b.Text, p)
	}
	return out
}

func translatedTexts(t *record.Translation) map[string]record.Translated {
	by := map[string]record.Translated{}
	if t == nil {
		return by
	}
	for _, p := range t.Paragraphs {
		by[p.Source] = p
	}
	if t.Title != nil {
		by[t.Title.Source] = *t.Title
	}
	return by
}

// ImportPO reads a PO file that [ExportPO] wrote and a person worked on, and
// writes what is new in it to data/translations. A text that was a machine's
// and is no longer fuzzy counts as reviewed. The file's name is the article's
// id. It returns how many texts changed, and what the numbers guard objects to:
// a person's word stands all the same.
func ImportPO(st *store.Store, a *store.Archive, file, by string) (int, []Objection, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return 0, nil, err
	}
	all, err := DecodePO(file, data)
	if err != nil {
		return 0, nil, err
	}
	v, err := a.ByID(strings.TrimSuffix(filepath.Base(file), ".po"))
	if err != nil {
		return 0, nil, fmt.Errorf("%s: %w", file, err)
	}
	from, to := languages(v)
	stored, err := st.Translations(to)
	if err != nil {
		return 0, nil, err
	}
	k := &keeper{names: a.Glossary, places: a.Gazetteer, from: language(from), to: language(to)}
	fresh, objections := fromPeople(k, v, all, translatedTexts(stored[v.ID]), by)
	if len(fresh) == 0 {
		return 0, nil, nil
	}
	return len(fresh), objections, Merge(st, v, to, stored[v.ID], fresh)
}

func fromPeople(k *keeper, v *store.Article, all []Message, have map[string]record.Translated, by string) ([]record.Translated, []Objection) {
	var fresh []record.Translated
	var objections []Objection
	for _, m := range all {
		if m.Text == "" || m.Fuzzy || m.Context != v.TitleDigest && !slices.Contains(v.Digests, m.Context) {
			continue // not done, or its original changed meanwhile
		}
		old := have[m.Context]
		t := record.Translated{Source: m.Context, Text: m.Text, By: by, State: "human"}
		switch {
		case old.Text == m.Text && (old.State == "human" || old.State == "reviewed"):
			continue
		case old.Text == m.Text:
			t.By, t.State = old.By, "reviewed"
		}
		fresh = append(fresh, t)
		if bad := k.objections(m.ID, m.Text); len(bad) > 0 {
			objections = append(objections, Objection{v.ID, m.ID, bad})
		}
	}
	return fresh, objections
}
