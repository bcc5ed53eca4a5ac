package chart

import (
	"math"
	"strconv"
	"strings"

	"github.com/xianzhi/xianzhi/internal/record"
)

// A magnitude is a number word and what it stands for.
type magnitude struct {
	size float64
	word string
}

var magnitudes = map[string][]magnitude{
	"zh": {{1e12, "万亿"}, {1e8, "亿"}, {1e4, "万"}},
	"en": {{1e12, " trillion"}, {1e9, " billion"}, {1e6, " million"}},
}

// Number writes v for a reader: 13000 is 1.3万 and 13,000; 3e7 is 3000万 and 30
// million. A value that two decimals of the larger unit cannot hold keeps its
// digits below a million and is rounded above.
func Number(v float64, lang string) string {
	if v < 0 {
		return "−" + Number(-v, lang)
	}
	for _, m := range magnitudes[lang] {
		if v < m.size {
			continue
		}
		if scaled := v / m.size; v >= 1e6 || math.Abs(scaled*100-math.Round(scaled*100)) < 1e-6 {
			return grouped(scaled, lang) + m.word
		}
		break
	}
	return grouped(v, lang)
}

// Digits writes v in full, thousands grouped: for tables and tooltips.
func Digits(v float64) string { return thousands(strconv.FormatFloat(v, 'f', -1, 64)) }

// grouped writes two decimals at most; thousands are an English habit.
func grouped(v float64, lang string) string {
	s := strconv.FormatFloat(math.Round(v*100)/100, 'f', -1, 64)
	if lang == "zh" {
		return s
	}
	return thousands(s)
}

func thousands(s string) string {
	whole, rest, _ := strings.Cut(s, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if rest != "" {
		whole += "." + rest
	}
	return whole
}

// An amount writes claims of one unit in one language.
type amount struct {
	lang string
	unit unitName
}

// number is the value with its unit but without its qualifier.
func (a amount) number(p Point) string {
	s := Number(p.Value, a.lang)
	if p.Max != nil {
		s += "–" + Number(*p.Max, a.lang)
	}
	return s
}

// label is the shortest honest form, for beside a mark: 超5800, about 200, 3000–5000.
func (a amount) label(p Point) string {
	s := a.number(p)
	if a.unit.short {
		s += a.unit.one(a.lang)
	}
	return qualify(s, p, a.lang)
}

// spoken is the label with its unit, for names of marks and for sentences.
func (a amount) spoken(p Point) string {
	s := a.number(p)
	if a.lang == "en" && !a.unit.short && a.unit.en != "" {
		if a.unit.before {
			s = a.unit.en + " " + s
		} else {
			s += " " + a.unit.en
		}
	} else {
		s += a.unit.one(a.lang)
	}
	return qualify(s, p, a.lang)
}

// qualifiers before the number, zh and en. at_least follows the number in
// Chinese (80%以上), which reads best after a unit too.
var qualifiers = map[string][2]string{
	record.Approx: {"约", "about "},
	record.Over:   {"超", "over "},
	record.Under:  {"不足", "under "},
	record.Nearly: {"近", "nearly "},
}

func qualify(s string, p Point, lang string) string {
	words := qualifiers[p.Qualifier]
	switch {
	case p.Qualifier == record.AtLeast && lang == "zh":
		s += "以上"
	case p.Qualifier == record.AtLeast:
		s = "at least " + s
	case lang == "zh":
		s = words[0] + s
	default:
		s = words[1] + s
	}
	switch {
	case p.Status == record.Planned && lang == "zh":
		s += "（计划）"
	case p.Status == record.Planned:
		s += " (planned)"
	case p.Status == record.Projected && lang == "zh":
		s += "（预计）"
	case p.Status == record.Projected:
		s += " (projected)"
	}
	return s
}
