package store

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/xianzhi/xianzhi/internal/hanzi"
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
	v.Captured = maskReceived(v, list)
	v.Body = slices.Clone(v.Body)
	v.Observations = slices.Clone(v.Observations)
	v.Damaged = slices.Clone(v.Damaged)
	v.Withheld = slices.Clone(v.Withheld)
	for i := range v.Body {
		m.block(v, i, list)
	}
	v.Title = record.Optional(mask(string(v.Title)))
	if v.Publisher != nil { // an account may bear a person's name
		name := *v.Publisher
		name.Name = mask(name.Name)
		v.Publisher = &name
	}
	v.Authors, v.Editors = maskAll(v.Authors, mask), maskAll(v.Editors, mask)
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

// maskReceived masks names in the text as v's page gave it: in either script,
// and with a mirror's pinyin between the characters. It returns "" when the
// text shows a name less often than the repaired one: it stands there garbled.
func maskReceived(v *Article, list []record.Redaction) string {
	text := []rune(v.Captured)
	for _, r := range list {
		n := strings.Count(string(v.Title), r.Name)
		for _, b := range v.Body {
			n += strings.Count(b.Text, r.Name)
		}
		name, out := []rune(r.Name), make([]rune, 0, len(text))
		for i := 0; i < len(text); {
			end := nameAt(text, i, name)
			if end == 0 {
				out = append(out, text[i])
				i++
				continue
			}
			out = append(out, []rune(r.Mask)...)
			i = end
			n--
		}
		if n > 0 {
			return ""
		}
		text = out
	}
	return string(text)
}

// nameAt returns the place after a name that begins at text[i], annotations
// included, and 0 if none does.
func nameAt(text []rune, i int, name []rune) int {
	for _, r := range name {
		if i >= len(text) || hanzi.Simple(text[i]) != hanzi.Simple(r) {
			return 0
		}
		i++
		if hanzi.IsHan(r) {
			i = afterPinyin(text, i)
		}
	}
	return i
}

// afterPinyin returns the place after pinyin in brackets at text[i], or i.
func afterPinyin(text []rune, i int) int {
	const longest = 12
	if i >= len(text) || text[i] != '(' {
		return i
	}
	for j := i + 1; j < min(len(text), i+longest) && !hanzi.IsHan(text[j]); j++ {
		if text[j] == ')' {
			return j + 1
		}
	}
	return i
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
