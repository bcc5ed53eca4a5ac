package main

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// A tally is hits out of pages that have the field.
type tally struct{ hit, all int }

func (t *tally) count(ok bool) {
	t.all++
	if ok {
		t.hit++
	}
}

func (t tally) String() string {
	if t.all == 0 {
		return "–"
	}
	return fmt.Sprintf("%.3f", float64(t.hit)/float64(t.all))
}

// score sums a run. Body: 4-gram shingles of Chinese characters and words,
// each page's true and false ones normalised by their sum, then added up.
type score struct {
	tp, fp, fn                  float64
	title, date, author, source tally
}

func (s *score) body() float64 {
	if s.tp == 0 {
		return 0
	}
	return 2 * s.tp / (2*s.tp + s.fp + s.fn)
}

func (s *score) add(t truth, p predicted) {
	if t.Body != "" {
		s.overlap(shingles(t.Body), shingles(p.body))
	}
	if t.Title != "" {
		s.title.count(letters(t.Title) == letters(p.title))
	}
	if t.Date != "" {
		s.date.count(p.date != "" && strings.HasPrefix(p.date, t.Date[:min(10, len(t.Date))]))
	}
	if t.Author != "" {
		s.author.count(slices.Equal(names(t.Author), names(strings.Join(p.authors, " "))))
	}
	if t.Source != "" {
		s.source.count(letters(t.Source) == letters(p.source))
	}
}

func (s *score) overlap(want, got map[string]int) {
	var tp, fp, fn float64
	for k, n := range want {
		both := min(n, got[k])
		tp += float64(both)
		fn += float64(n - both)
	}
	for k, n := range got {
		fp += float64(max(0, n-want[k]))
	}
	if sum := tp + fp + fn; sum > 0 {
		s.tp += tp / sum
		s.fp += fp / sum
		s.fn += fn / sum
	}
}

func shingles(text string) map[string]int {
	const size = 4
	tokens := tokenise(text)
	out := make(map[string]int, len(tokens))
	if len(tokens) == 0 {
		return out
	}
	for i := 0; i < max(1, len(tokens)-size+1); i++ {
		out[strings.Join(tokens[i:min(len(tokens), i+size)], " ")]++
	}
	return out
}

// tokenise makes a token of each Chinese character and of each run of other
// letters and digits.
func tokenise(text string) []string {
	var tokens []string
	start := -1
	emit := func(end int) {
		if start >= 0 {
			tokens = append(tokens, text[start:end])
		}
		start = -1
	}
	for i, r := range text {
		switch {
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana):
			emit(i)
			tokens = append(tokens, string(r))
		case unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_':
			if start < 0 {
				start = i
			}
		default:
			emit(i)
		}
	}
	emit(len(text))
	return tokens
}

func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, norm.NFKC.String(s))
}

var gaps = regexp.MustCompile(`[;；、,，|/&\s]+`)

func names(s string) []string {
	var out []string
	for _, n := range gaps.Split(s, -1) {
		if n = letters(n); n != "" {
			out = append(out, n)
		}
	}
	slices.Sort(out)
	return out
}
