package hanzi

import (
	"slices"
	"strings"
	"unicode"
)

// Fold returns s as the search compares it: Simplified, place names mended,
// half width, lower case. It keeps the count of runes.
func Fold(s string) string {
	s = MendPlaces(Simplify(s))
	if strings.IndexFunc(s, folds) < 0 {
		return s
	}
	return strings.Map(foldRune, s)
}

// FoldMap is [Fold], and the index of the source rune for each rune of the result.
func FoldMap(s string) (string, []int) {
	t := Fold(s)
	return t, identity(t)
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

// Table returns what the browser needs to fold a query as [Fold] does: chars
// are pairs of a Traditional character and its Simplified one, run together;
// phrases those that their characters' conversion gets wrong. The browser
// converts at each place the longest phrase, else the character, and only in
// text with a character that counts as Traditional: one of chars that precedes
// the "|" in it. Characters outside the basic plane are left out.
func Table() (chars string, phrases map[string]string) {
	var only, both []rune
	for t := range simplifier.chars {
		switch {
		case t >= 1<<16 || simplifier.chars[t] >= 1<<16:
		case Traditional(t):
			only = append(only, t)
		default:
			both = append(both, t)
		}
	}
	slices.Sort(only)
	slices.Sort(both)
	phrases = map[string]string{}
	for from, to := range simplifier.phrases {
		if simplifier.byCharacter(from, 0) != to {
			phrases[from] = to
		}
	}
	return pairs(only) + "|" + pairs(both), phrases
}

func pairs(keys []rune) string {
	var b strings.Builder
	for _, r := range keys {
		b.WriteRune(r)
		b.WriteRune(simplifier.chars[r])
	}
	return b.String()
}
