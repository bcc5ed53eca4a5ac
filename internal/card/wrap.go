package card

import (
	"strings"
	"unicode"

	"golang.org/x/image/math/fixed"
)

// Characters that may not begin or end a line (a part of GB/T 15834—2011, 5.1.10,
// and of CLREQ).
const (
	notFirst = "，。、；：？！）》」』”’…—·%,.;:?!)"
	notLast  = "（《「『“‘("
)

// wrap breaks s into at most max lines of width: between Han characters, between
// words. What is too long ends in an ellipsis.
func wrap(f *face, s string, width fixed.Int26_6, max int) ([]string, error) {
	var lines []string
	line := ""
	for _, piece := range pieces(s) {
		w, err := f.width(line + strings.TrimRight(piece, " "))
		if err != nil {
			return nil, err
		}
		if w <= width || line == "" {
			line += piece
			continue
		}
		lines = append(lines, strings.TrimRight(line, " "))
		line = piece
	}
	lines = append(lines, strings.TrimRight(line, " "))
	if len(lines) <= max {
		return lines, nil
	}
	last, err := ellipsis(f, lines[max-1], width)
	return append(lines[:max-1], last), err
}

func ellipsis(f *face, s string, width fixed.Int26_6) (string, error) {
	for s != "" {
		w, err := f.width(s + "…")
		if err != nil || w <= width {
			return s + "…", err
		}
		r := []rune(s)
		s = string(r[:len(r)-1])
	}
	return "…", nil
}

// pieces are the parts of s that a line may not break within: a Han character
// with the punctuation that must stay with it, a word with its space.
func pieces(s string) []string {
	var out []string
	open := false // the last piece takes the next character
	prev := rune(0)
	for _, r := range s {
		joins := open || strings.ContainsRune(notFirst, r) || r == ' ' || inWord(prev) && inWord(r)
		if len(out) > 0 && joins {
			out[len(out)-1] += string(r)
		} else {
			out = append(out, string(r))
		}
		open = strings.ContainsRune(notLast, r)
		prev = r
	}
	return out
}

func inWord(r rune) bool {
	return r != 0 && !unicode.Is(unicode.Han, r) && (unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune(".,-'%", r))
}
