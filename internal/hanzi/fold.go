package hanzi

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// Fold returns s as the search compares it: Simplified, in mainland usage, half
// width, lower case. It keeps the count of runes.
func Fold(s string) string {
	s = Mainland(Simplify(s))
	if strings.IndexFunc(s, folds) < 0 {
		return s
	}
	return strings.Map(foldRune, s)
}

// Narrow returns s with full-width Latin letters, digits, signs and the
// ideographic space in half width.
func Narrow(s string) string {
	if strings.IndexFunc(s, func(r rune) bool { return narrowRune(r) != r }) < 0 {
		return s
	}
	return strings.Map(narrowRune, s)
}

func narrowRune(r rune) rune {
	switch {
	case r >= '！' && r <= '～':
		return r - '！' + '!'
	case r == '\u3000':
		return ' '
	}
	return r
}

func foldRune(r rune) rune { return unicode.ToLower(narrowRune(r)) }

func folds(r rune) bool { return foldRune(r) != r }

// A BrowserTable is what the browser needs to fold a query as [Fold] does. Both
// steps put at each place the longest phrase, else the character; the first is
// for text with a character of Traditional only.
type BrowserTable struct {
	Traditional string            `json:"traditional"` // pairs of a character that only Traditional has and its form, run together
	Shared      string            `json:"shared"`      // pairs whose first is written in Simplified too
	Phrases     map[string]string `json:"phrases"`     // those that the pairs get wrong
	Mainland    map[string]string `json:"mainland"`    // second step, always: characters and phrases
}

// Table returns the browser's table. Characters whose Simplified form GB 2312
// lacks, rare ones all, are left out to keep it small.
func Table() BrowserTable {
	t := BrowserTable{Phrases: map[string]string{}, Mainland: map[string]string{}}
	var only, shared []rune
	gbk := simplifiedchinese.GBK.NewEncoder()
	for r, simple := range simplifier.chars {
		code, err := gbk.String(string(simple))
		switch {
		case err != nil || !inGB2312(code):
		case Traditional(r):
			only = append(only, r)
		default:
			shared = append(shared, r)
		}
	}
	t.Traditional, t.Shared = pairs(only), pairs(shared)
	for from, to := range simplifier.phrases {
		if simplifier.byCharacter(from) != to {
			t.Phrases[from] = to
		}
	}
	for from, to := range regional.chars {
		t.Mainland[string(from)] = string(to)
	}
	for from, to := range regional.phrases {
		t.Mainland[from] = to
	}
	return t
}

func pairs(keys []rune) string {
	slices.Sort(keys)
	var b strings.Builder
	for _, r := range keys {
		b.WriteRune(r)
		b.WriteRune(simplifier.chars[r])
	}
	return b.String()
}
