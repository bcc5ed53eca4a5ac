package site

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/xianzhi/xianzhi/internal/record"
)

// A locator finds the numbers of observations in a translated paragraph, each
// at most once.
type locator struct {
	text []rune
	used [][2]int
}

// written matches a number with the scale word and the percent sign behind it.
var written = regexp.MustCompile(`(\d[\d,]*(?:\.\d+)?)(?:\s?(万亿|亿|万|千|百|trillion|billion|million|thousand))?(\s?%|\s?per\s?cent)?`)

var scaleOf = map[string]float64{
	"": 1, "百": 100, "千": 1e3, "万": 1e4, "亿": 1e8, "万亿": 1e12,
	"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
}

// locate returns the code points [start, end) that write o's value, preferring
// those with a percent sign when o is a percentage. Values written in words
// ("three quarters") are not found.
func (l *locator) locate(o *record.Observation) (start, end int, ok bool) {
	s := string(l.text)
	for _, strict := range []bool{true, false} {
		for _, m := range written.FindAllStringSubmatchIndex(s, -1) {
			start, end = utf8.RuneCountInString(s[:m[0]]), utf8.RuneCountInString(s[:m[1]])
			percent := m[6] >= 0
			if strict && percent != (o.Unit == "percent") || !same(parseWritten(s, m), o.Value) || l.taken(start, end) {
				continue
			}
			l.used = append(l.used, [2]int{start, end})
			return start, end, true
		}
	}
	return 0, 0, false
}

func parseWritten(s string, m []int) float64 {
	v, err := strconv.ParseFloat(strings.ReplaceAll(s[m[2]:m[3]], ",", ""), 64)
	if err != nil {
		return math.NaN()
	}
	if m[4] >= 0 {
		v *= scaleOf[s[m[4]:m[5]]]
	}
	return v
}

func (l *locator) taken(start, end int) bool {
	return slices.ContainsFunc(l.used, func(u [2]int) bool { return start < u[1] && u[0] < end })
}

func same(a, b float64) bool { return math.Abs(a-b) <= 1e-9*math.Max(math.Abs(a), math.Abs(b)) }
