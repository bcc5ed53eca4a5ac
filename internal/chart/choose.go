package chart

import (
	"slices"

	"github.com/xianzhi/xianzhi/internal/record"
)

// ForIndicator says how to draw an indicator's points. The kind follows from
// what the indicator is and what the points allow, unless its file names one.
func ForIndicator(def record.Indicator, points []Point, lang string) Spec {
	if lang == record.LangChinese {
		lang = "zh"
	}
	s := Spec{ID: def.ID, Lang: lang, Indicator: def, Points: points}
	s.By, s.Named = subject(points)
	s.Unit = mostUsed(points, def.Unit)
	s.Kind = Kind(def.Chart)
	if s.Kind == "" {
		s.Kind = choose(def, groups(s.clean()))
	}
	return s
}

// mostUsed is the unit of most points; base where it is one of the most used.
func mostUsed(points []Point, base string) string {
	count := map[string]int{}
	for _, p := range points {
		count[or(p.Unit, base)]++
	}
	best := base
	for _, p := range points {
		if u := or(p.Unit, base); count[u] > count[best] {
			best = u
		}
	}
	return best
}

// subject parts by what most claims name of what they name several of; places
// go first even if half as many name them. Claims that do not name it are of something else, a country or a
// company, and would dwarf the rest: they stay in the table. Where nothing is
// named twice, each claim goes under whatever it names.
func subject(points []Point) (by Subject, named bool) {
	by, most := ByPlace, 0
	for _, try := range []Subject{ByPlace, ByProgramme, ByOrg} {
		seen, n := map[string]bool{}, 0
		for _, p := range points {
			if name := try.own(p); name != "" {
				seen[name] = true
				n++
			}
		}
		if try == ByPlace {
			n *= 2
		}
		if len(seen) > 1 && n > most {
			by, most = try, n
		}
	}
	return by, most > 0
}

func choose(def record.Indicator, all []group) Kind {
	longest, twice := 0, 0
	for _, g := range all {
		n := times(g)
		longest = max(longest, n)
		if n >= 2 {
			twice++
		}
	}
	switch {
	case len(all) <= 3 && longest >= 2:
		return Timeline
	case longest >= 3 && twice*2 >= len(all):
		return Multiples
	case longest == 2 && twice == len(all) && def.Kind != "flow":
		return Dumbbell
	case def.Kind == "share" && def.Unit == "percent":
		return Shares
	case def.Kind == "average" || def.Kind == "rate":
		return Dots
	}
	return Bars
}

// times counts the different times of a group.
func times(g group) int {
	var apart []Point
	for _, p := range g.points {
		if when(p) > 0 && !slices.ContainsFunc(apart, func(q Point) bool { return sameTime(p, q) }) {
			apart = append(apart, p)
		}
	}
	return len(apart)
}

// Small is [ForIndicator] for a column of the home page, a place or a
// programme: one narrow drawing with few rows. The id tells it from other
// charts of the page.
func Small(id string, def record.Indicator, points []Point, lang string) Spec {
	s := ForIndicator(def, points, lang)
	s.ID, s.Small = id, true
	if s.Kind == Multiples || s.Kind == Dumbbell {
		s.Kind = Bars
	}
	return s
}
