package chart

import (
	"cmp"
	"slices"

	"github.com/xianzhi/xianzhi/internal/record"
)

// A Subject is what parts the points of a chart into rows or lines.
type Subject string

// Subjects. A point's own Label goes before them.
const (
	ByPlace     Subject = "place"
	ByProgramme Subject = "programme"
	ByOrg       Subject = "org"
)

// own is what the point itself says of the subject, or "".
func (s Subject) own(p Point) string {
	switch s {
	case ByProgramme:
		return p.Programme
	case ByOrg:
		return p.Org
	}
	return p.Place
}

// of names the subject of a point: its label, or what the chart is parted by, or
// the next best thing that the claim names; "" where it names nothing.
func (s Subject) of(p Point) string {
	for _, name := range []string{p.Label, s.own(p), p.Place, p.Programme, p.Org} {
		if name != "" {
			return name
		}
	}
	return ""
}

// A group is the drawable claims about one subject, undated ones first, then by
// date.
type group struct {
	label  string
	points []Point
	named  bool // claims that name no subject share nothing but that
}

// groups parts the points; the order of groups is that of their first point.
func groups(s Spec) []group {
	var all []group
	index := map[string]int{}
	for _, p := range s.Points {
		if !s.drawn(p) {
			continue
		}
		label := s.By.of(p)
		named := label != ""
		if !named {
			label = say(s.Lang, "未指明", "not stated")
		}
		i, ok := index[label]
		if !ok {
			i = len(all)
			index[label] = i
			all = append(all, group{label: label, named: named})
		}
		all[i].points = append(all[i].points, p)
	}
	for _, g := range all {
		slices.SortStableFunc(g.points, byDate)
	}
	return all
}

// datedGroups are the groups that have a date to stand at.
func datedGroups(s Spec) []group {
	return slices.DeleteFunc(groups(s), func(g group) bool { return len(g.dated()) == 0 })
}

func byDate(a, b Point) int {
	return cmp.Or(cmp.Compare(when(a), when(b)), cmp.Compare(a.Published, b.Published), cmp.Compare(a.Value, b.Value))
}

// when is the place of a claim in time, 0 without a date.
func when(p Point) float64 {
	s, ok := parseSpan(p.AsOf)
	if !ok {
		return 0
	}
	return s.at()
}

// dated are the claims with a date; the same claim by another article counts once.
func (g group) dated() []Point {
	var out []Point
	for _, p := range g.points {
		if when(p) > 0 && !slices.ContainsFunc(out, func(q Point) bool { return sameTime(p, q) && sameClaim(p, q) }) {
			out = append(out, p)
		}
	}
	return out
}

func sameClaim(a, b Point) bool {
	return a.Value == b.Value && a.high() == b.high() && a.Qualifier == b.Qualifier && a.Status == b.Status
}

// current are the latest of points by date: one, or as many as differ about one
// time.
func current(points []Point) []Point {
	if len(points) == 0 {
		return nil
	}
	last := points[len(points)-1]
	out := []Point{last}
	for i := len(points) - 2; i >= 0; i-- {
		p := points[i]
		if sameTime(p, last) && !slices.ContainsFunc(out, func(q Point) bool { return agree(p, q) }) {
			out = append(out, p)
		}
	}
	return out
}

// disputed tells whether two claims that differ do so about one thing: two
// numbers of one article, or of two programmes, are two things.
func disputed(a, b Point) bool {
	return a.Article != b.Article && a.Programme == b.Programme && !agree(a, b)
}

// sameTime tells whether two claims may speak of the same time. Undated ones
// speak of no time we know, so only of each other's.
func sameTime(a, b Point) bool {
	sa, oka := parseSpan(a.AsOf)
	sb, okb := parseSpan(b.AsOf)
	if !oka || !okb {
		return oka == okb
	}
	return sa.from <= sb.to && sb.from <= sa.to && (sa.from == sb.from || sa.to != sb.from && sb.to != sa.from)
}

// agree tells whether two claims can both be true: what they may mean meets.
func agree(a, b Point) bool {
	a0, a1 := bounds(a)
	b0, b1 := bounds(b)
	return a0 <= b1 && b0 <= a1
}

// bounds is the extent of what a claim may mean. The tenth for "about" and
// "nearly", the fourth for "over" are ours: reports round to the next round number.
func bounds(p Point) (low, high float64) {
	switch p.Qualifier {
	case record.Approx:
		return p.Value * 0.9, p.high() * 1.1
	case record.Over, record.AtLeast:
		return p.Value, p.high() * 1.25
	case record.Under, record.Nearly:
		return p.Value * 0.9, p.high()
	}
	return p.Value, p.high()
}

// say chooses the words of a language.
func say(lang, zh, en string) string {
	if lang == record.LangEnglish {
		return en
	}
	return zh
}

func sortedKeys[V any](m map[int]V) []int {
	keys := make([]int, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, cmp.Compare[int])
	return keys
}
