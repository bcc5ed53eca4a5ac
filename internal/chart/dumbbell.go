package chart

import (
	"cmp"
	"math"
	"slices"
)

// Heights of a dumbbell's row; on a narrow drawing its name has a line of its own.
const (
	dumbbellHeight = 46
	stackedHeight  = 68
)

// A change is the first and the last dated claim of a subject.
type change struct {
	label         string
	before, after Point
}

// changes are the subjects with two dates or more, the greatest last claim first.
func changes(s Spec) (out []change) {
	for _, g := range groups(s) {
		if d := g.dated(); times(g) >= 2 {
			out = append(out, change{g.label, d[0], d[len(d)-1]})
		}
	}
	slices.SortStableFunc(out, func(a, b change) int { return cmp.Compare(b.after.Value, a.after.Value) })
	return out[:min(len(out), s.maxRows())]
}

// dumbbellPlot lays out before and after, one row a subject.
func dumbbellPlot(s Spec, width float64) *plot {
	all := changes(s)
	rowHeight, stacked := float64(dumbbellHeight), width < WideWidth
	if stacked {
		rowHeight = stackedHeight
	}
	height := rowsTop + rowHeight*float64(len(all)) + rowsBottom
	var names, side, high float64
	for _, c := range all {
		names = math.Max(names, textWidth(c.label))
		for _, p := range []Point{c.before, c.after} {
			side = math.Max(side, math.Max(boldWidth(s.label(p)), textWidth(p.AsOf)))
			high = math.Max(high, p.high())
		}
	}
	if names = math.Min(names, labelRoom(width)); stacked {
		names = -10
	}
	p := panel{area: box{names + side + 26, rowsTop, width - side - 28, height - rowsBottom}}
	ticks := int((p.area.x1 - p.area.x0) / (textWidth(Number(high, s.Lang)) + 24))
	p.x = axis{scale: fromZero(high, max(ticks, 1)), format: s.format()}
	p.y = axis{scale: scale{-0.5, float64(len(all)) - 0.5, 1}, inverse: true}
	for i, c := range all {
		y := float64(i)
		name := part{Kind: "text", At: xy{p.x.min, y}, Offset: xy{-p.area.x0, 0}, Text: fit(c.label, labelRoom(width)), Class: classText}
		if stacked {
			name.Offset[1], name.Text = -rowHeight/2+10, fit(c.label, width)
		}
		p.decorate(name)
		s.dumbbell(&p, c, y)
	}
	return &plot{width: width, height: height, panels: []panel{p}}
}

func (s Spec) dumbbell(p *panel, c change, y float64) {
	a, b := xy{c.before.Value, y}, xy{c.after.Value, y}
	p.decorate(part{Kind: "line", At: a, Points: []xy{a, b}, Class: classDotted})
	risen := c.after.Value >= c.before.Value
	for _, end := range []end{{c.before, a, risen, 3.5}, {c.after, b, !risen, 6}} {
		m := s.mark(c.label, end.point)
		dx, anchor := end.outward()
		m.parts = []part{
			{Kind: "box", At: end.at, Offset: xy{-12, -dumbbellHeight / 2}, W: 24, H: dumbbellHeight - 2, Class: classHit},
			{Kind: "dot", At: end.at, R: end.r, Class: end.point.shape()},
			{Kind: "text", At: end.at, Offset: xy{dx, -lineHeight / 2}, Text: s.label(end.point), Anchor: anchor, Class: classValue},
			{Kind: "text", At: end.at, Offset: xy{dx, lineHeight / 2}, Text: day(end.point.AsOf), Anchor: anchor, Class: classSoft},
		}
		m.parts = append(m.parts, shifted(rightArrow(end.at, end.point.lean()), 4)...)
		p.add(m)
	}
}

// An end is one side of a dumbbell.
type end struct {
	point Point
	at    xy
	left  bool // its label stands on the left
	r     float64
}

// outward is where the label stands: clear of the dot and of an arrow.
func (e end) outward() (dx float64, anchor string) {
	switch {
	case e.left:
		return -12, "right"
	case e.point.lean() != 0:
		return 20, "left"
	}
	return 12, "left"
}
