package store

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/xianzhi/xianzhi/internal/record"
)

// A masker replaces redacted names in everything an output could show.
type masker struct {
	all       []record.Redaction
	byArticle map[string][]record.Redaction
}

func newMasker(redactions []record.Redaction) *masker {
	m := &masker{byArticle: map[string][]record.Redaction{}}
	for _, r := range redactions {
		if len(r.Articles) == 0 {
			m.all = append(m.all, r)
		}
		for _, id := range r.Articles {
			m.byArticle[id] = append(m.byArticle[id], r)
		}
	}
	return m
}

// apply masks names in v. Slices and maps of v are replaced, never changed in
// place: the stored records keep what they hold.
func (m *masker) apply(v *Article) {
	list := append(slices.Clone(m.all), m.byArticle[v.ID]...)
	if len(list) == 0 {
		return
	}
	mask := func(s string) string { return maskText(s, list) }
	v.Body = slices.Clone(v.Body)
	v.Observations = slices.Clone(v.Observations)
	v.Damaged = slices.Clone(v.Damaged)
	v.Withheld = slices.Clone(v.Withheld)
	for i := range v.Body {
		m.block(v, i, list)
	}
	v.Title = record.Optional(mask(string(v.Title)))
	v.Authors, v.Editors = maskAll(v.Authors, mask), maskAll(v.Editors, mask)
	v.Captured = mask(v.Captured)
	v.History = maskHistory(v.History, mask)
	for lang, t := range v.Translations {
		t.Title.Text = mask(t.Title.Text)
		for i := range t.Paragraphs {
			t.Paragraphs[i].Text = mask(t.Paragraphs[i].Text)
		}
		v.Translations[lang] = t
	}
}

func maskHistory(h *record.History, mask func(string) string) *record.History {
	if h == nil {
		return nil
	}
	out := *h
	out.Versions = slices.Clone(h.Versions)
	for i := range out.Versions {
		old := &out.Versions[i]
		old.Title = record.Optional(mask(string(old.Title)))
		old.Body = slices.Clone(old.Body)
		for k := range old.Body {
			old.Body[k].Text = mask(old.Body[k].Text)
		}
	}
	return &out
}

// block masks block i and moves the spans and quotes that lie in it.
func (m *masker) block(v *Article, i int, list []record.Redaction) {
	old := v.Body[i].Text
	masked := maskText(old, list)
	if masked == old {
		return
	}
	v.Body[i].Text = masked
	at := func(offset int) int { return utf8.RuneCountInString(maskText(prefix(old, offset), list)) }
	move := func(e *record.Evidence) {
		if e.Block == i {
			e.Start, e.End = at(e.Start), at(e.End)
			e.Text = maskText(e.Text, list)
		}
	}
	for k := range v.Observations {
		move(&v.Observations[k].Quote)
	}
	for k := range v.Withheld {
		move(&v.Withheld[k].Quote)
	}
	for k := range v.Damaged {
		if d := &v.Damaged[k]; d.Block == i {
			d.Start, d.End = at(d.Start), at(d.End)
		}
	}
}

func maskText(s string, list []record.Redaction) string {
	for _, r := range list {
		s = strings.ReplaceAll(s, r.Name, r.Mask)
	}
	return s
}

func maskAll(names []string, mask func(string) string) []string {
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = mask(n)
	}
	return out
}

// prefix is the first n code points of s.
func prefix(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}
