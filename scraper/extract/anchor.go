package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/xianzhi/xianzhi/internal/record"
)

// An anchor is the line that shows the article's title: the story starts after
// it, whatever comes before is the page's frame.
type anchor struct {
	line  int // index into lines, -1 if the page shows no title
	sure  bool
	title string // as it stands in the line
}

// findAnchor looks for the line that repeats the title that the head gives:
// headings first, then elements named as titles, then any line.
func (v *view) findAnchor() anchor {
	wanted := v.headTitles()
	best, rank := anchor{line: -1}, 0
	labelled := v.titleLines()
	for i := range v.lines {
		l := &v.lines[i]
		if l.aside || l.hidden || l.weight > maxTitle {
			continue
		}
		r := v.anchorRank(l, labelled[int32(i)], wanted)
		if r > rank {
			best, rank = anchor{i, r >= rankSame, l.text}, r
		}
	}
	return best
}

// Ranks of lines as anchors. From rankSame on the line's text is the title
// that the head of the page gives; below, only its markup speaks for it.
const (
	rankNone = iota
	rankHeading
	rankH1
	rankSame
)

// maxTitle is the length beyond which no line is a title, in characters.
const maxTitle = 110

func (v *view) anchorRank(l *line, labelled bool, wanted []string) int {
	same := matchTitle(l.text, wanted)
	linked := l.linked*2 > l.weight
	switch {
	case same && l.kind == record.Heading && !linked:
		return rankSame + 20 - 2*int(l.level)
	case same && labelled && !linked:
		return rankSame + 6
	case same && !linked:
		return rankSame + 4
	case same && l.kind == record.Heading:
		return rankSame + 2
	case same:
		return rankSame
	case l.kind == record.Heading && l.level == 1 && !linked && l.weight >= 6:
		return rankH1
	case labelled && l.kind == record.Heading && !linked && l.weight >= 8:
		return rankHeading
	}
	return rankNone
}

// titleLines are the lines inside elements named as titles.
func (v *view) titleLines() map[int32]bool {
	m := make(map[int32]bool)
	for _, l := range v.labels {
		if l.role == roleTitle {
			m[l.line] = true
		}
	}
	return m
}

// headTitles are the titles that the head gives, normalised, long before short.
func (v *view) headTitles() []string {
	var out []string
	for _, t := range []string{v.meta.first("og:title", "twitter:title", "articletitle", "title", "headline"), v.linked.headline, v.meta.title, stripSite(v.meta.title, v.siteNames())} {
		if n := normal(t); utf8.RuneCountInString(n) >= 4 {
			out = append(out, n)
		}
	}
	return out
}

// matchTitle reports whether text is one of the wanted titles, or the
// beginning of one with nothing left out but what sites append.
func matchTitle(text string, wanted []string) bool {
	n := normal(text)
	size := utf8.RuneCountInString(n)
	if size < 4 {
		return false
	}
	for _, w := range wanted {
		switch {
		case n == w:
			return true
		case strings.HasPrefix(w, n):
			if size >= 7 || size*2 >= utf8.RuneCountInString(w) {
				return true
			}
		case strings.HasSuffix(w, n) && size*2 >= utf8.RuneCountInString(w) && size >= 8:
			return true
		case size >= 8 && len(w) >= len(n)/2 && (strings.HasPrefix(n, w) || strings.HasSuffix(n, w)):
			return true
		}
	}
	return false
}

// normal keeps the letters and digits of s, lower case: punctuation differs
// between a heading and the metadata of one page.
func normal(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}
