package chart

import (
	"cmp"
	"math"
	"slices"
)

// Sizes of a chart of rows, in pixels.
const (
	rowHeight   = 29
	rowsTop     = 26 // scale
	rowsBottom  = 4
	barHeight   = 13
	wideLabel   = 210 // most that names may take
	narrowLabel = 112
	wideDate    = 84
)

// maxRows is how many rows are drawn; the table has them all.
func (s Spec) maxRows() int {
	if s.Small {
		return 5
	}
	return 30
}

// A row is one claim of a chart of rows.
type row struct {
	label    string
	point    Point
	disputes bool // the claim of the row above
}

// rows are the latest claims of each subject, greatest first. What is planned
// stands in a row of its own: it does not replace what is.
func rows(s Spec) (drawn []row, left int) {
	var all [][]row
	for _, g := range groups(s) {
		done, planned := split(g.points, Point.actual)
		if !g.named { // each may be of something else
			for _, p := range g.points {
				all = append(all, []row{{label: g.label, point: p}})
			}
			continue
		}
		for _, claims := range [][]Point{current(done), current(planned)} {
			var same []row
			for _, p := range claims {
				same = append(same, row{g.label, p, len(same) > 0 && disputed(p, claims[0])})
			}
			if same != nil {
				all = append(all, same)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b []row) int {
		return cmp.Or(cmp.Compare(b[0].point.Value, a[0].point.Value), cmp.Compare(a[0].label, b[0].label))
	})
	drawn = slices.Concat(all...)
	if n := s.maxRows(); len(drawn) > n {
		drawn, left = drawn[:n], len(drawn)-n
	}
	return drawn, left
}

func split(points []Point, f func(Point) bool) (yes, no []Point) {
	for _, p := range points {
		if f(p) {
			yes = append(yes, p)
		} else {
			no = append(no, p)
		}
	}
	return yes, no
}

// rowPlot lays out bars, shares and dots.
func rowPlot(s Spec, width float64) *plot {
	all, _ := rows(s)
	height := rowsTop + rowHeight*float64(len(all)) + rowsBottom
	p := panel{area: rowArea(s, all, width, height)}
	p.x = axis{scale: rowScale(s, all, p.area), format: s.format()}
	p.y = axis{scale: scale{-0.5, float64(len(all)) - 0.5, 1}, inverse: true}
	if p.x.min == 0 {
		p.decorate(part{Kind: "line", Points: []xy{{0, p.y.min}, {0, p.y.max}}, Class: classAxis})
	}
	for i, r := range all {
		p.add(s.rowMark(r, &p, float64(i), width))
	}
	return &plot{width: width, height: height, panels: []panel{p}}
}

// rowArea leaves room for names on the left, figures and, when wide, dates on
// the right.
func rowArea(s Spec, all []row, width, height float64) box {
	var names, figures float64
	for _, r := range all {
		names = math.Max(names, textWidth(r.label))
		figures = math.Max(figures, boldWidth(s.figure(r.point)))
	}
	names = math.Min(names, labelRoom(width))
	right := width - figures - 20
	if width >= WideWidth {
		right -= wideDate + 12
	}
	return box{names + 12, rowsTop, math.Max(right, names+60), height - rowsBottom}
}

func labelRoom(width float64) float64 {
	if width >= WideWidth {
		return wideLabel
	}
	return narrowLabel
}

// figure is the label of a row, with the sample size of a share.
func (s Spec) figure(p Point) string {
	if p.N > 0 {
		return s.label(p) + "  n=" + Digits(float64(p.N))
	}
	return s.label(p)
}

func rowScale(s Spec, all []row, area box) scale {
	low, high := math.Inf(1), 0.0
	for _, r := range all {
		low, high = math.Min(low, r.point.Value), math.Max(high, r.point.high())
	}
	tick := textWidth(Number(high, s.Lang)) + 24
	ticks := int((area.x1 - area.x0) / tick)
	switch {
	case s.Kind == Shares && high <= 100 && ticks >= 4:
		return scale{0, 100, 25}
	case s.Kind == Shares && high <= 100:
		return scale{0, 100, 50}
	case s.Kind == Dots:
		return around(low, high, max(ticks, 2))
	}
	return fromZero(high, max(ticks, 2))
}

// format names the formatter of the value axis.
func (s Spec) format() string {
	lang := say(s.Lang, "zh", "en")
	if unitOf(s.unit()).short {
		return lang + "%"
	}
	return lang
}

func (s Spec) rowMark(r row, p *panel, y, width float64) mark {
	m := s.mark(r.label, r.point)
	edge := xy{p.x.min, y}
	left := -p.area.x0
	m.parts = []part{{Kind: "box", At: edge, Offset: xy{left, -rowHeight / 2}, W: width, H: rowHeight - 1, Class: classHit}}
	if !r.disputes {
		m.parts = append(m.parts, part{Kind: "text", At: edge, Offset: xy{left, 0}, Text: fit(r.label, labelRoom(width)), Class: classText})
	} else { // the double rule of disagreement, between the two figures
		for _, dx := range []float64{0, 3} {
			x := left + 2 + dx
			m.parts = append(m.parts, part{Kind: "line", At: edge, Pixels: []xy{{x, -rowHeight/2 - 2}, {x, 8}}, Class: classArrow})
		}
	}
	if s.Kind == Dots {
		m.parts = append(m.parts, dotParts(r.point, y)...)
	} else {
		m.parts = append(m.parts, s.barParts(r.point, p.x.scale, y)...)
	}
	m.parts = append(m.parts, s.rowFigure(r.point, p, y)...)
	if width >= WideWidth && r.point.AsOf != "" {
		x := width - p.area.x0
		m.parts = append(m.parts, part{Kind: "text", At: edge, Offset: xy{x, 0}, Text: day(r.point.AsOf), Anchor: "right", Class: classSoft})
	}
	return m
}

func (s Spec) barParts(c Point, x scale, y float64) []part {
	var parts []part
	if s.Kind == Shares && x.max == 100 {
		parts = append(parts, part{Kind: "bar", At: xy{0, y}, To: xy{100, y}, H: barHeight, Class: classEdge})
	}
	h := float64(barHeight)
	if c.shape() != classSolid {
		h -= 2 // its outline is drawn half outside
	}
	parts = append(parts, part{Kind: "bar", At: xy{0, y}, To: xy{c.Value, y}, H: h, Class: c.shape()})
	if c.high() > c.Value {
		parts = append(parts, part{Kind: "bar", At: xy{c.Value, y}, To: xy{c.high(), y}, H: barHeight - 2, Class: classBand})
	}
	return append(parts, rightArrow(xy{c.high(), y}, c.lean())...)
}

func dotParts(c Point, y float64) []part {
	var parts []part
	if c.high() > c.Value {
		parts = append(parts,
			part{Kind: "bar", At: xy{c.Value, y}, To: xy{c.high(), y}, H: 6, Class: classBand},
			part{Kind: "dot", At: xy{c.high(), y}, R: 5, Class: c.shape()})
	}
	parts = append(parts, part{Kind: "dot", At: xy{c.Value, y}, R: 5, Class: c.shape()})
	return append(parts, shifted(rightArrow(xy{c.high(), y}, c.lean()), 4)...)
}

// rowFigure stands beside the bar; beside the frame of a share.
func (s Spec) rowFigure(c Point, p *panel, y float64) []part {
	at, gap := xy{c.high(), y}, 8.0
	if s.Kind == Dots {
		gap = 12
	}
	if c.lean() != 0 {
		gap += 8
	}
	if s.Kind == Shares && p.x.max == 100 {
		at, gap = xy{100, y}, 8
		if c.lean() != 0 && c.high() > 94 {
			gap = 14
		}
	}
	return []part{{Kind: "text", At: at, Offset: xy{gap, 0}, Text: s.figure(c), Class: classValue}}
}
