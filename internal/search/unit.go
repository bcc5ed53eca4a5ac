package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/xianzhi/xianzhi/internal/hanzi"
)

// A class says how a unit of text takes part in matching. assets/js/search/unit.js
// is the same code for the browser; testdata/vectors.json holds both to one result.
type class uint8

const (
	dense  class = iota // a Chinese character, or a letter of any script but Latin
	number              // a whole number
	latin               // one Latin letter, without its accent
	sign                // punctuation, symbols
	space               // a run of white space
)

// A unit is the smallest piece of text a query can match.
type unit struct {
	text  string
	class class
	start int // in runes of the source
	end   int
}

// units folds s and cuts it: Simplified, half width, lower case, no accents;
// thousands commas dropped; a number with its decimals is one unit.
func units(s string) []unit {
	rs := []rune(hanzi.Fold(s))
	out := make([]unit, 0, len(rs))
	for i := 0; i < len(rs); {
		u := unit{start: i}
		r := bare(rs[i])
		switch {
		case isDigit(r):
			u.class = number
			u.text, u.end = wholeNumber(rs, i, out)
		case isSpace(r):
			u.class, u.text, u.end = space, " ", i+1
			for u.end < len(rs) && isSpace(rs[u.end]) {
				u.end++
			}
		default:
			u.class, u.text, u.end = classify(r), string(r), i+1
		}
		out = append(out, u)
		i = u.end
	}
	return out
}

func classify(r rune) class {
	switch {
	case r < utf8.RuneSelf:
		if 'a' <= r && r <= 'z' {
			return latin
		}
		return sign
	case unicode.Is(unicode.Latin, r) && unicode.IsLetter(r):
		return latin
	case unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r):
		return dense
	}
	return sign
}

// wholeNumber reads the number at rs[i], which is a digit: 3,000 → 3000,
// 97.4 → 97.4. Parts of a date (2024.08.12) are numbers of their own.
func wholeNumber(rs []rune, i int, before []unit) (string, int) {
	end := digits(rs, i)
	text := string(rs[i:end])
	if end-i <= 3 {
		for end < len(rs) && rs[end] == ',' && digits(rs, end+1) == end+4 {
			text += string(rs[end+1 : end+4])
			end += 4
		}
	}
	if end >= len(rs) || rs[end] != '.' || followsNumber(before) {
		return text, end
	}
	fraction := digits(rs, end+1)
	if fraction == end+1 || fraction+1 < len(rs) && rs[fraction] == '.' && isDigit(rs[fraction+1]) {
		return text, end
	}
	return text + string(rs[end:fraction]), fraction
}

// followsNumber reports whether the text so far ends in a number and a point.
func followsNumber(before []unit) bool {
	n := len(before)
	return n >= 2 && before[n-1].text == "." && before[n-2].class == number
}

// digits returns where the run of digits that starts at i ends.
func digits(rs []rune, i int) int {
	for i < len(rs) && isDigit(rs[i]) {
		i++
	}
	return i
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

func isSpace(r rune) bool {
	switch {
	case r == ' ', '\t' <= r && r <= '\r', r == 0xA0, r == 0x1680, r == 0x3000:
		return true
	}
	return 0x2000 <= r && r <= 0x200A || r == 0x2028 || r == 0x2029 || r == 0x202F || r == 0x205F
}

// bare takes the accent off a Latin letter.
func bare(r rune) rune {
	if r < 0xC0 || !unicode.Is(unicode.Latin, r) {
		return r
	}
	first, _ := utf8.DecodeRuneInString(norm.NFD.String(string(r)))
	return first
}

// gram is the key of two adjacent units.
func gram(a, b unit) string {
	if a.class == number || b.class == number {
		return a.text + "|" + b.text
	}
	return a.text + b.text
}

// denseChunks tells for each unit whether the stretch between white space that
// it lies in holds a dense unit or a number. Bigrams exist in such stretches,
// and across the space beside them; elsewhere Latin words do their work.
func denseChunks(us []unit) []bool {
	out := make([]bool, len(us))
	for i := 0; i < len(us); {
		end, hit := i, false
		for end < len(us) && us[end].class != space {
			hit = hit || us[end].class <= number
			end++
		}
		for ; i < end; i++ {
			out[i] = hit
		}
		i++ // the space
	}
	return out
}

// hasGram reports whether units i and i+1 make a bigram of the index.
func hasGram(us []unit, in []bool, i int) bool {
	switch {
	case i+1 >= len(us):
		return false
	case us[i].class == space:
		return in[i+1] || i > 0 && in[i-1]
	case us[i+1].class == space:
		return in[i] || i+2 < len(us) && in[i+2]
	}
	return in[i]
}

// A token is a word of a text: position counts units in originals, words in
// translations.
type token struct {
	text     string
	position int
}

// latinWords returns the runs of Latin letters in us.
func latinWords(us []unit) []token {
	var out []token
	for i := 0; i < len(us); {
		if us[i].class != latin {
			i++
			continue
		}
		t, end := word(us, i)
		out = append(out, token{t, i})
		i = end
	}
	return out
}

// word joins the letters that begin at us[i]; an apostrophe between letters
// belongs to the word.
func word(us []unit, i int) (string, int) {
	var b strings.Builder
	for ; i < len(us); i++ {
		inner := isApostrophe(us[i].text) && b.Len() > 0 && i+1 < len(us) && us[i+1].class == latin
		if us[i].class != latin && !inner {
			break
		}
		if inner {
			b.WriteByte('\'')
			continue
		}
		b.WriteString(us[i].text)
	}
	return b.String(), i
}

func isApostrophe(s string) bool { return s == "'" || s == "’" || s == "ʼ" }

// words returns what a translation is searched by: words, numbers, the per cent
// sign and single characters of other scripts, counted one by one.
func words(us []unit) []token {
	var out []token
	for i := 0; i < len(us); {
		switch u := us[i]; {
		case u.class == latin:
			t, end := word(us, i)
			out = append(out, token{t, len(out)})
			i = end
			continue
		case u.class <= number || u.text == "%":
			out = append(out, token{u.text, len(out)})
		}
		i++
	}
	return out
}
