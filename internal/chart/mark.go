package chart

import "github.com/xianzhi/xianzhi/internal/record"

// Classes of shapes and texts; the style sheet (assets/css/chart.css) and
// [Standalone] give them their looks.
const (
	classSolid   = "f"   // a value as claimed
	classHollow  = "o"   // a value that the words make approximate
	classPlanned = "p"   // not yet so: dashed
	classBand    = "b"   // from the lower to the upper end of a range
	classArrow   = "l"   // the real value lies that way
	classStep    = "s"   // a total that holds until the next claim
	classDotted  = "d"   // joins claims; what lies between is unknown
	classGrid    = "g"   // scale
	classAxis    = "x"   // zero, baseline
	classEdge    = "h"   // frames, brackets, spans of time
	classHit     = "hit" // the area that a pointer may touch
	classText    = ""    // names
	classValue   = "k"   // the figure of a mark
	classSoft    = "t"   // dates, ticks
)

// shape is the class for a claim: hollow for about, nearly and under; dashed for
// what is only planned or projected.
func (p Point) shape() string {
	switch {
	case !p.actual():
		return classPlanned
	case p.Qualifier == record.Approx, p.Qualifier == record.Nearly, p.Qualifier == record.Under:
		return classHollow
	}
	return classSolid
}

// lean is the direction in which the real value lies: 1 above, -1 below, 0 open.
func (p Point) lean() int {
	switch p.Qualifier {
	case record.Over, record.AtLeast:
		return 1
	case record.Under:
		return -1
	}
	return 0
}

// rightArrow points along a row, beyond the end of its bar.
func rightArrow(at xy, lean int) []part {
	switch lean {
	case 1:
		return []part{{Kind: "line", At: at, Pixels: []xy{{4, -5}, {9, 0}, {4, 5}}, Class: classArrow}}
	case -1:
		return []part{{Kind: "line", At: at, Pixels: []xy{{9, -5}, {4, 0}, {9, 5}}, Class: classArrow}}
	}
	return nil
}

// shifted moves lines of pixels to the right, clear of a dot.
func shifted(lines []part, dx float64) []part {
	for _, l := range lines {
		for i := range l.Pixels {
			l.Pixels[i][0] += dx
		}
	}
	return lines
}

// upArrow stands on a point, or hangs from it.
func upArrow(at xy, lean int) []part {
	if lean == 0 {
		return nil
	}
	up := -float64(lean)
	pixels := []xy{{0, 7 * up}, {0, 18 * up}, {-4, 14 * up}, {0, 18 * up}, {4, 14 * up}}
	return []part{{Kind: "line", At: at, Pixels: pixels, Class: classArrow}}
}

// names returns what a mark is called and what its tooltip says.
func (s Spec) names(subject string, p Point) (name, tip string) {
	a := s.amount(p)
	comma := say(s.Lang, "，", ", ")
	name = subject + comma + a.spoken(p) + comma + dateText(p.AsOf, s.Lang)
	if subject == "" {
		name = a.spoken(p) + comma + dateText(p.AsOf, s.Lang)
	}
	if p.N > 0 {
		name += comma + "n=" + Digits(float64(p.N))
	}
	tip = name
	if p.Source != "" {
		tip += say(s.Lang, "。", ". ") + p.Source
		if p.Published != "" {
			tip += comma + day(p.Published)
		}
	}
	if p.Href != "" {
		name += comma + say(s.Lang, "见原句", "see the sentence")
	}
	return name, tip
}

// amount writes a claim in its own unit.
func (s Spec) amount(p Point) amount { return amount{s.Lang, unitOf(or(p.Unit, s.unit()))} }

// label is the figure beside a mark, with its unit only where that is part of
// the number: the subtitle names it.
func (s Spec) label(p Point) string { return s.amount(p).label(p) }

func (s Spec) mark(subject string, p Point) mark {
	m := mark{href: p.Href}
	m.name, m.tip = s.names(subject, p)
	return m
}

// day is the date of an RFC 3339 time.
func day(t string) string { return t[:min(len(t), len("2006-01-02"))] }
