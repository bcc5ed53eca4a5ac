package chart

import "github.com/xianzhi/xianzhi/internal/record"

// ForIndicator says how to draw an indicator's points. The kind follows from
// what the indicator is and what the points allow, unless its file names one.
func ForIndicator(def record.Indicator, points []Point, lang string) Spec {
	if lang == record.LangChinese {
		lang = "zh"
	}
	s := Spec{ID: def.ID, Lang: lang, Indicator: def, Points: points, By: subject(points)}
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

// subject parts by place where places differ, else by programme, else by
// organisation.
func subject(points []Point) Subject {
	places, programmes, orgs := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, p := range points {
		places[p.Place], programmes[p.Programme], orgs[p.Org] = true, true, true
	}
	switch {
	case len(places) > 1:
		return ByPlace
	case len(programmes) > 1:
		return ByProgramme
	case len(orgs) > 1:
		return ByOrg
	}
	return ByPlace
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
	case longest == 2 && twice*2 >= len(all) && def.Kind != "flow":
		return Dumbbell
	case def.Kind == "share" && def.Unit == "percent":
		return Shares
	case def.Kind == "average" || def.Kind == "rate":
		return Dots
	}
	return Bars
}

// times counts the different dates of a group.
func times(g group) int {
	seen := map[string]bool{}
	for _, p := range g.points {
		if when(p) > 0 {
			seen[p.AsOf] = true
		}
	}
	return len(seen)
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
