package translate

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"

	"github.com/xianzhi/xianzhi/internal/hanzi"
)

// Guard compares the numbers of a text with those of its translation and
// returns what does not agree: a magnitude lost between 万 and thousands, a
// percentage, a date, a count, a negation. An empty result is not a proof.
func Guard(source, translation string) []string {
	var bad []string
	have := figures(translation)
	for _, n := range hanzi.Numbers(source) {
		if n.Vague || n.Indefinite || n.Class == hanzi.Ordinal {
			continue
		}
		for _, v := range ends(n) {
			if !contains(have, v) {
				bad = append(bad, fmt.Sprintf("%s is not in the translation", format(source, n)))
				break
			}
		}
	}
	return append(bad, polarity(source, translation)...)
}

// figures are the values that a text holds, in every reading of each number:
// digits inside dates count too.
func figures(text string) []float64 {
	var out []float64
	for _, n := range hanzi.Numbers(text) {
		out = append(out, ends(n)...)
	}
	for _, m := range digits.FindAllString(text, -1) {
		var v float64
		if _, err := fmt.Sscanf(strings.ReplaceAll(m, ",", ""), "%g", &v); err == nil {
			out = append(out, v)
		}
	}
	lower := strings.ToLower(text)
	for i, names := range months {
		if slices.ContainsFunc(names, func(name string) bool { return strings.Contains(lower, name) }) {
			out = append(out, float64(i+1))
		}
	}
	return out
}

var digits = regexp.MustCompile(`\d[\d,]*(?:\.\d+)?`)

var months = [12][]string{{"january", "jan."}, {"february", "feb."}, {"march", "mar."}, {"april", "apr."}, {"may"}, {"june"},
	{"july"}, {"august", "aug."}, {"september", "sept."}, {"october", "oct."}, {"november", "nov."}, {"december", "dec."}}

func ends(n hanzi.Number) []float64 {
	if n.HasMax {
		return []float64{n.Value, n.Max}
	}
	return []float64{n.Value}
}

func contains(all []float64, v float64) bool {
	return slices.ContainsFunc(all, func(x float64) bool { return math.Abs(x-v) <= 1e-6*max(1, math.Abs(v)) })
}

func format(text string, n hanzi.Number) string { return string([]rune(text)[n.Start:n.End]) }

// negations in either language. A text with one needs one in its translation.
var (
	negationZh = regexp.MustCompile(`没有|未能|尚未|并未|并非|不是|不能|不会|无法|从未`)
	negationEn = regexp.MustCompile(`(?i)\b(?:not|no|never|without|cannot|nor|none|neither|un(?:able|til|likely)|lack(?:s|ed|ing)?|fail(?:s|ed)?|few)\b|n[’']t\b`)
)

func polarity(source, translation string) []string {
	zh, en := negationZh.MatchString(source), negationEn.MatchString(translation)
	if hanzi.Script(source) == "" {
		// From English: Chinese negates with many more words than the list, so
		// only the plain 不 没 未 无 count as the answer.
		zh, en = negationEn.MatchString(source), strings.ContainsAny(translation, "不没未无非别莫")
	}
	if zh && !en {
		return []string{"the negation is not in the translation"}
	}
	return nil
}
