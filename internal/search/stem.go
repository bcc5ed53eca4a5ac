package search

import "strings"

// stem returns what the forms of an English word have in common, after Porter,
// "An algorithm for suffix stripping" (Program 14, 1980), with the possessive
// taken off first. Words that are not plain ASCII letters stay as they are.
// assets/js/search/stem.js is the same code for the browser.
func stem(w string) string {
	w = strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "'")
	if len(w) < 3 || strings.Trim(w, "abcdefghijklmnopqrstuvwxyz") != "" {
		return w
	}
	return tidy(longSuffix(plural(w)))
}

type suffix struct{ from, to string }

var step2 = []suffix{
	{"ational", "ate"}, {"tional", "tion"}, {"enci", "ence"}, {"anci", "ance"}, {"izer", "ize"}, {"abli", "able"},
	{"alli", "al"}, {"entli", "ent"}, {"eli", "e"}, {"ousli", "ous"}, {"ization", "ize"}, {"ation", "ate"}, {"ator", "ate"},
	{"alism", "al"}, {"iveness", "ive"}, {"fulness", "ful"}, {"ousness", "ous"}, {"aliti", "al"}, {"iviti", "ive"}, {"biliti", "ble"},
}

var step3 = []suffix{{"icate", "ic"}, {"ative", ""}, {"alize", "al"}, {"iciti", "ic"}, {"ical", "ic"}, {"ful", ""}, {"ness", ""}}

var step4 = strings.Fields("al ance ence ee er ic able ible ant ement ment ent sion tion ou ism ate iti ous ive ize")

// plural takes off -s, -ed and -ing and turns a final y into i.
func plural(w string) string {
	switch {
	case strings.HasSuffix(w, "sses"), strings.HasSuffix(w, "ies"):
		w = w[:len(w)-2]
	case strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss"):
		w = w[:len(w)-1]
	}
	w = past(w)
	if n := len(w); n > 2 && w[n-1] == 'y' && !vowel(w, n-2) {
		w = w[:n-1] + "i"
	}
	return w
}

func past(w string) string {
	if base, ok := strings.CutSuffix(w, "eed"); ok {
		if measure(base) > 0 {
			return base + "ee"
		}
		return w
	}
	base, ok := strings.CutSuffix(w, "ed")
	if !ok {
		base, ok = strings.CutSuffix(w, "ing")
	}
	if !ok || !hasVowel(base) {
		return w
	}
	n := len(base)
	switch {
	case strings.HasSuffix(base, "at"), strings.HasSuffix(base, "bl"), strings.HasSuffix(base, "iz"):
		return base + "e"
	case n > 1 && base[n-1] == base[n-2] && !vowel(base, n-1) && !strings.ContainsRune("lsz", rune(base[n-1])):
		return base[:n-1]
	case measure(base) == 1 && shortEnd(base):
		return base + "e"
	}
	return base
}

// longSuffix undoes derivation: -ization, -fulness, -ment.
func longSuffix(w string) string {
	for _, table := range [][]suffix{step2, step3} {
		if s, ok := longest(w, table); ok {
			if base := w[:len(w)-len(s.from)]; measure(base) > 0 {
				w = base + s.to
			}
		}
	}
	cut := ""
	for _, s := range step4 {
		if len(s) > len(cut) && strings.HasSuffix(w, s) {
			cut = s
		}
	}
	if cut == "sion" || cut == "tion" {
		cut = "ion"
	}
	if base := w[:len(w)-len(cut)]; cut != "" && measure(base) > 1 {
		return base
	}
	return w
}

func longest(w string, table []suffix) (best suffix, ok bool) {
	for _, s := range table {
		if len(s.from) > len(best.from) && strings.HasSuffix(w, s.from) {
			best, ok = s, true
		}
	}
	return best, ok
}

// tidy drops a final e and one of two final l.
func tidy(w string) string {
	if base, ok := strings.CutSuffix(w, "e"); ok {
		if m := measure(base); m > 1 || m == 1 && !shortEnd(base) {
			w = base
		}
	}
	if strings.HasSuffix(w, "ll") && measure(w) > 1 {
		w = w[:len(w)-1]
	}
	return w
}

// vowel reports whether w[i] sounds as a vowel: y does after a consonant.
func vowel(w string, i int) bool {
	const vowels = "aeiou"
	return strings.IndexByte(vowels, w[i]) >= 0 || w[i] == 'y' && i > 0 && strings.IndexByte(vowels, w[i-1]) < 0
}

func hasVowel(w string) bool {
	for i := range len(w) {
		if vowel(w, i) {
			return true
		}
	}
	return false
}

// measure counts the turns from vowels to consonants: Porter's m.
func measure(w string) int {
	m := 0
	for i := 1; i < len(w); i++ {
		if vowel(w, i-1) && !vowel(w, i) {
			m++
		}
	}
	return m
}

// shortEnd reports whether w ends consonant, vowel, consonant, the last not w, x or y.
func shortEnd(w string) bool {
	n := len(w)
	return n > 2 && !vowel(w, n-3) && vowel(w, n-2) && !vowel(w, n-1) && !strings.ContainsRune("wxy", rune(w[n-1]))
}
