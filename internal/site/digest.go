package site

import (
	"strings"

	"github.com/xianzhi/xianzhi/internal/record"
)

// digest tells the numbers of an article in l, a sentence each, for a reader
// who cannot read the original. Every sentence has one form, so that it is
// correct whatever the indicator: "Current staff: over 160 people (Yijun
// County, AI Bean; as of August 2024)."
func (b *book) digest(l language, e *entry) []string {
	var out []string
	for _, c := range e.claims {
		out = append(out, b.sentence(l, c))
	}
	return out
}

func (b *book) sentence(l language, c *claim) string {
	o := c.obs
	name, _ := b.names.text(indicators, o.Indicator)
	var about, when []string
	for _, s := range []string{b.place(l, o.Place).Text, b.named(l, programmes, o.Programme).Text} {
		if s != "" {
			about = append(about, s)
		}
	}
	if o.AsOf != "" {
		when = append(when, l.choose("截至", "as of ")+l.day(string(o.AsOf)))
	}
	switch o.Status {
	case record.Planned:
		when = append(when, l.choose("计划", "planned"))
	case record.Projected:
		when = append(when, l.choose("预计", "projected"))
	}
	comma, semicolon := l.choose("、", ", "), l.choose("；", "; ")
	var parts []string
	for _, group := range [][]string{about, when} {
		if len(group) > 0 {
			parts = append(parts, strings.Join(group, comma))
		}
	}
	out := l.heading(l.text(name)) + l.colon + l.value(o).Full
	if len(parts) > 0 {
		out += l.choose("（", " (") + strings.Join(parts, semicolon) + l.choose("）", ")")
	}
	return out + l.choose("。", ".")
}

// summaryLength bounds a page's description, in code points.
const summaryLength = 150

// description is the article in a sentence or two: its first numbers, or its
// first paragraph when it has none.
func (b *book) description(l language, e *entry) string {
	var s strings.Builder
	if p := b.publisher(e, l).Text; p != "" {
		s.WriteString(p + l.choose("", " ") + l.day(string(e.Published)) + l.choose("。", ". "))
	}
	if d := b.digest(l, e); len(d) > 0 {
		s.WriteString(strings.Join(d[:min(3, len(d))], l.choose("", " ")))
	} else if len(e.Body) > 0 {
		text := e.Body[0].Text
		if tr := e.Translations[l.key].Paragraphs; len(tr) > 0 && tr[0].Text != "" {
			text = tr[0].Text
		}
		s.WriteString(text)
	}
	return cut(clean(s.String()), summaryLength)
}

// cut shortens s to n code points.
func cut(s string, n int) string {
	rs := []rune(s)
	if len(rs) <= n {
		return s
	}
	return strings.TrimRight(string(rs[:n-1]), " ，、,;；") + "…"
}
