package chart

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xianzhi/xianzhi/internal/record"
)

// describe gives everything of a chart but its drawings.
func describe(s Spec) Chart {
	c := Chart{ID: s.ID, Kind: s.Kind, Lang: s.Lang, Title: s.Title, Sources: sources(s.Points)}
	if c.Title == "" {
		c.Title = s.Indicator.Name.In(s.Lang)
	}
	c.Subtitle = s.subtitle()
	c.Summary = s.summary(c)
	c.Note = s.note()
	c.Columns, c.Rows = s.table()
	c.CSV = s.csv(c.Sources)
	c.JSON = s.json()
	return c
}

// subtitle is the unit, the time covered, and how to read those marks that occur.
func (s Spec) subtitle() string {
	var parts []string
	if u := unitOf(s.unit()).one(s.Lang); u != "" {
		parts = append(parts, say(s.Lang, "单位："+u, "Unit: "+u))
	}
	if from, to := s.extent(); from != "" {
		parts = append(parts, period(from, to, s.Lang))
	}
	return strings.Join(append(parts, s.legend()...), say(s.Lang, "。", ". "))
}

func (s Spec) legend() []string {
	has := func(f func(Point) bool) bool { return slices.ContainsFunc(s.Points, f) }
	var parts []string
	add := func(on bool, zh, en string) {
		if on {
			parts = append(parts, say(s.Lang, zh, en))
		}
	}
	add(has(func(p Point) bool { return p.actual() && p.shape() == classHollow }),
		"空心：原文作“约”“近”“不足”", "Hollow: the report says about, nearly or under")
	add(has(func(p Point) bool { return p.lean() > 0 }), "箭头：实数更大", "Arrow: the real figure is higher")
	add(has(func(p Point) bool { return p.lean() < 0 }), "向下或向左的箭头：实数更小", "Arrow down or left: the real figure is lower")
	add(has(func(p Point) bool { return p.high() > p.Value }), "浅色：区间", "Light: a range")
	add(has(func(p Point) bool { return !p.actual() }), "虚框：计划或预计", "Dashed: planned or projected")
	return parts
}

// extent is the first and the last date of the claims.
func (s Spec) extent() (from, to string) {
	for _, p := range s.Points {
		if when(p) == 0 {
			continue
		}
		if from == "" || when(p) < when(Point{AsOf: from}) {
			from = p.AsOf
		}
		if to == "" || when(p) > when(Point{AsOf: to}) {
			to = p.AsOf
		}
	}
	return from, to
}

func period(from, to, lang string) string {
	a, b := dateText(from, lang), dateText(to, lang)
	if a == b {
		return a
	}
	return a + say(lang, "至", " to ") + b
}

// spokenClaims is how many claims a summary reads out before it counts.
const spokenClaims = 8

func (s Spec) summary(c Chart) string {
	colon, stop := say(s.Lang, "：", ": "), say(s.Lang, "。", ". ")
	claims := s.spoken()
	if len(claims) == 0 {
		return c.Title + colon + say(s.Lang, "尚无报道给出可用的数字。", "no report gives a usable number yet.")
	}
	rest := ""
	_, left := s.undrawn()
	all := len(claims) + left
	claims = claims[:min(len(claims), spokenClaims)]
	if n := all - len(claims); n > 0 {
		rest = fmt.Sprintf(say(s.Lang, "；另有%d项", "; and %d more"), n)
	}
	if s.tallied() {
		return c.Title + colon + strings.Join(claims, say(s.Lang, "；", "; ")) + rest + strings.TrimSpace(stop)
	}
	tail := fmt.Sprintf(say(s.Lang, "共%d个数字，出自%d篇报道。", "%s from %s."), s.counts(len(c.Sources))...)
	return c.Title + colon + strings.Join(claims, say(s.Lang, "；", "; ")) + rest + stop + tail
}

func (s Spec) counts(articles int) []any {
	if s.Lang == record.LangEnglish {
		return []any{plural(len(s.Points), "number"), plural(articles, "report")}
	}
	return []any{len(s.Points), articles}
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// spoken are the claims of the chart as phrases, in the order of its marks.
func (s Spec) spoken() []string {
	var out []string
	switch s.Kind {
	case Tiles, Map:
		a := amount{s.Lang, unitOf(s.unit())}
		for _, t := range tallies(s) {
			out = append(out, t.name(s.Lang)+say(s.Lang, "", " ")+a.spoken(Point{Value: t.sum}))
		}
	case Bars, Shares, Dots:
		all, _ := rows(s)
		for _, r := range all {
			out = append(out, s.phrase(r.label, r.point, false))
		}
	default:
		all := datedGroups(s)
		for _, g := range all {
			for _, p := range g.dated() {
				label := g.label
				if len(all) == 1 || !g.named {
					label = ""
				}
				out = append(out, s.phrase(label, p, true))
			}
		}
	}
	return out
}

func (s Spec) phrase(label string, p Point, date bool) string {
	a := s.amount(p)
	gap := say(s.Lang, "", " ")
	var words []string
	if label != "" {
		words = append(words, label)
	}
	if date {
		words = append(words, dateText(p.AsOf, s.Lang))
	}
	return strings.Join(append(words, a.spoken(p)), gap)
}

// note says what is in the table and not in the drawing.
func (s Spec) note() string {
	var parts []string
	add := func(n int, zh, en string) {
		if n > 0 {
			parts = append(parts, fmt.Sprintf(say(s.Lang, zh, en), n))
		}
	}
	shown, left := s.undrawn()
	if n := len(datedGroups(s)) - maxMultiples; s.Kind == Multiples {
		add(n, "另有%d个主体未画，见表", "Subjects not drawn, in the table: %d")
	}
	if n := len(groups(s)) - len(changes(s)); s.Kind == Dumbbell {
		add(n, "另有%d个主体没有两个日期，见表", "Subjects without two dates, in the table: %d")
	}
	add(left, "图中只画前"+fmt.Sprint(shown)+"项，其余%d项见表", "The first "+fmt.Sprint(shown)+" are drawn; %d more are in the table")
	nameless := map[Subject][2]string{
		ByPlace:     {"没有指明地方的%d个数字只在表中", "Without a place, in the table only: %d"},
		ByProgramme: {"没有指明项目的%d个数字只在表中", "Without a programme, in the table only: %d"},
		ByOrg:       {"没有指明机构的%d个数字只在表中", "Without an organisation, in the table only: %d"},
	}[s.By]
	add(s.count(func(p Point) bool { return !s.named(p) }), nameless[0], nameless[1])
	add(s.count(func(p Point) bool { return s.named(p) && !s.sameUnit(p) }), "单位不同的%d个数字只在表中", "In another unit, in the table only: %d")
	add(s.older(), "每个主体取最近一次，较早的%d个数字见表", "Each row shows the latest claim; earlier ones in the table: %d")
	add(s.undated(), "没有日期的%d个数字只在表中", "Without a date, in the table only: %d")
	add(s.Dropped, "%d个数值无法读作数字，未画", "Not a number, not drawn: %d")
	stop := say(s.Lang, "。", ". ")
	if len(parts) == 0 {
		return ""
	}
	return strings.Join(parts, stop) + strings.TrimSpace(stop)
}

func (s Spec) byRows() bool { return s.Kind == Bars || s.Kind == Shares || s.Kind == Dots }

// tallied tells whether the chart sums points by area.
func (s Spec) tallied() bool { return s.Kind == Tiles || s.Kind == Map }

func (s Spec) undrawn() (shown, left int) {
	if !s.byRows() {
		return 0, 0
	}
	all, left := rows(s)
	return len(all), left
}

// older counts the claims that a later or a like one keeps out of the rows.
func (s Spec) older() int {
	if !s.byRows() {
		return 0
	}
	n := 0
	for _, g := range groups(s) {
		n += len(g.points)
	}
	all, left := rows(s)
	return n - len(all) - left
}

// count is how many drawable claims f picks.
func (s Spec) count(f func(Point) bool) int {
	n := 0
	for _, p := range s.Points {
		if p.drawable() && f(p) {
			n++
		}
	}
	return n
}

func (s Spec) undated() int {
	if s.byRows() || s.tallied() {
		return 0
	}
	n := 0
	for _, p := range s.Points {
		if s.drawn(p) && when(p) == 0 {
			n++
		}
	}
	return n
}

// sources are the articles behind the points, by date of publication.
func sources(points []Point) []Source {
	var out []Source
	for _, p := range points {
		s := Source{p.Article, p.Source, day(p.Published)}
		if p.Article != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	slices.SortStableFunc(out, func(a, b Source) int { return strings.Compare(a.Published, b.Published) })
	return out
}
