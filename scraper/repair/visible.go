package repair

import (
	"slices"

	"github.com/xianzhi/xianzhi/internal/hanzi"
)

// The text as the page shows it: question marks and pinyin in brackets.

// withoutAnnotations returns text without pinyin in brackets.
func withoutAnnotations(text []rune) []rune {
	out := make([]rune, 0, len(text))
	for i := 0; i < len(text); i++ {
		if text[i] == '(' {
			if _, end := readingAt(text, i+1); end > 0 {
				i = end - 1
				continue
			}
		}
		out = append(out, text[i])
	}
	return out
}

// stops reports whether no garble goes on at this place.
func (g *realigner) stops(at int) bool {
	return at >= len(g.text) || g.text[at] == '\n' || g.text[at] == separator
}

// readingAt returns the pinyin of a bracket whose opening was swallowed, and the
// place after its closing one.
func (g *realigner) readingAt(at int) (string, int) {
	return readingAt(g.text, at)
}

func readingAt(text []rune, at int) (string, int) {
	end := min(len(text), at+12)
	for i := at; i < end; i++ {
		if text[i] != ')' {
			continue
		}
		s := string(text[at:i])
		if pinyin, ok := hanzi.ReadingIn(s); ok && pinyin == s {
			return s, i + 1
		}
		break
	}
	return "", 0
}

// annotationAt returns the pinyin in brackets at a place and the place after it.
func (g *realigner) annotationAt(at int) (string, int) {
	if at >= len(g.text) || g.text[at] != '(' {
		return "", 0
	}
	return g.readingAt(at + 1)
}

func (g *realigner) skipAnnotation(r rune, at int) int {
	if pinyin, end := g.annotationAt(at); pinyin != "" && reads(r, pinyin) {
		return end
	}
	return at
}

// lastPlain returns the last n characters of the output, annotations aside.
func lastPlain(out []rune, n int) []rune {
	list := make([]rune, 0, n)
	for i := len(out) - 1; i >= 0 && len(list) < n; i-- {
		if out[i] == ')' {
			if open := openingOf(out, i); open > 0 {
				i = open
				continue
			}
		}
		list = append(list, out[i])
	}
	slices.Reverse(list)
	return list
}

// openingOf returns the place of the bracket that opens the annotation which
// closes at out[end], or 0.
func openingOf(out []rune, end int) int {
	for i := end - 1; i > max(0, end-12); i-- {
		if out[i] == '(' {
			if _, after := readingAt(out, i+1); after == end+1 {
				return i
			}
			break
		}
	}
	return 0
}

func isQuestion(r rune) bool { return r == '?' || r == '？' }

func isPrivateUse(r rune) bool { return r >= 0xE000 && r <= 0xF8FF }
