package site

import (
	"cmp"
	"slices"
	"strings"

	"github.com/xianzhi/xianzhi/internal/record"
)

// Kinds of token.
const (
	tokenText  = ""
	tokenOpen  = "open"  // <mark class="observation" id>
	tokenClose = "close" // </mark>
	tokenLink  = "link"  // within a mark: the words that link to the indicator
	tokenMore  = "more"  // a mark whose words all belong to an inner one links by a sign
	tokenLost  = "lost"  // destroyed characters
	tokenTerm  = "term"  // a word of the glossary
	tokenHit   = "hit"   // marked words without a link, in a list
)

// A token is a stretch of text, or the start or end of one. A layout prints a
// paragraph by walking its tokens; marks may nest, links never do.
type token struct {
	Kind  string `json:"k,omitempty"`
	Text  string `json:"t,omitempty"`
	ID    string `json:"id,omitempty"`
	Href  string `json:"href,omitempty"`
	Label string `json:"label,omitempty"` // what a screen reader or a tooltip says
}

// A mark is a span of code points of one text that gets a meaning.
type mark struct {
	start, end int
	kind       string // tokenOpen, tokenLost or tokenTerm
	id         string
	href       string
	label      string
}

// tokens cuts the code points [from, to) of text along marks. A mark of an
// observation that begins inside another and ends outside it keeps only its
// tail; one that lies wholly inside is nested. Terms and lost characters that
// overlap anything are dropped or cut.
func tokens(text []rune, from, to int, marks []mark) []token {
	w := tokenWriter{text: text, at: from}
	slices.SortStableFunc(marks, func(a, b mark) int {
		return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(b.end, a.end), cmp.Compare(rank(a), rank(b)))
	})
	for _, m := range marks {
		m.start, m.end = max(m.start, from), min(m.end, to)
		if m.start < m.end {
			w.add(m)
		}
	}
	w.closeUntil(to)
	w.flush(to)
	return w.out
}

func rank(m mark) int {
	if m.kind == tokenOpen {
		return 0
	}
	return 1
}

type tokenWriter struct {
	text []rune
	at   int    // all before it is written
	open []mark // enclosing observations, innermost last
	own  []bool // whether each of them has words of its own by now
	out  []token
}

func (w *tokenWriter) add(m mark) {
	if m.kind != tokenOpen && m.start < w.at {
		return
	}
	w.closeUntil(m.start)
	if len(w.open) > 0 && m.kind == tokenTerm {
		return // a link within a link
	}
	if n := len(w.open); n > 0 && m.end > w.open[n-1].end {
		outer := w.open[n-1].end
		if m.kind != tokenOpen || outer >= m.end {
			return
		}
		w.closeUntil(outer)
		m.start = outer
	}
	w.flush(max(m.start, w.at))
	if m.kind == tokenOpen {
		w.out = append(w.out, token{Kind: tokenOpen, ID: m.id})
		w.open, w.own = append(w.open, m), append(w.own, false)
		return
	}
	w.out = append(w.out, token{Kind: m.kind, Text: string(w.text[m.start:m.end]), Href: m.href, Label: m.label})
	w.at = m.end
}

// closeUntil ends the marks that end at or before pos.
func (w *tokenWriter) closeUntil(pos int) {
	for n := len(w.open) - 1; n >= 0 && w.open[n].end <= pos; n-- {
		m := w.open[n]
		w.flush(m.end)
		if !w.own[n] {
			w.out = append(w.out, token{Kind: tokenMore, Href: m.href, Label: m.label})
		}
		w.out = append(w.out, token{Kind: tokenClose})
		w.open, w.own = w.open[:n], w.own[:n]
	}
}

// flush writes the text up to pos, as a link when it stands in a mark.
func (w *tokenWriter) flush(pos int) {
	if pos <= w.at {
		return
	}
	t := token{Text: clean(string(w.text[w.at:pos]))}
	if n := len(w.open); n > 0 {
		m := w.open[n-1]
		t.Kind, t.Href, t.Label = tokenLink, m.href, m.label
		w.own[n-1] = true
	}
	w.out = append(w.out, t)
	w.at = pos
}

// clean takes out what has no place in text but can disguise it: controls,
// direction overrides, zero-width and private-use characters.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r < ' ', r >= 0x7f && r < 0xa0,
			r >= 0x200b && r <= 0x200f, r >= 0x202a && r <= 0x202e, r >= 0x2060 && r <= 0x206f,
			r == 0xfeff, r >= 0xe000 && r <= 0xf8ff, r >= 0xf0000:
			return -1
		}
		return r
	}, s)
}

// lostMarks are the destroyed spans of a block.
func lostMarks(spans []record.Span, block int, href, label string) []mark {
	var out []mark
	for _, s := range spans {
		if s.Block == block {
			out = append(out, mark{start: s.Start, end: s.End, kind: tokenLost, href: href, label: label})
		}
	}
	return out
}
