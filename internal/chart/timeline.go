package chart

import (
	"maps"
	"math"
	"slices"
)

// Sizes of a time line, in pixels.
const (
	wideHeight   = 270
	narrowHeight = 250
	smallHeight  = 170
	timeTop      = 40 // room for a label above the highest point
	timeBottom   = 30 // years
	timeRight    = 14
	lineHeight   = 18
	pointRadius  = 5
)

// lineClasses tell the lines of up to four subjects apart by their dashes.
var lineClasses = []string{classStep, "s1", "s2", "s3"}

// timePlot lays out claims at their dates.
func timePlot(s Spec, width float64) *plot {
	height := float64(narrowHeight)
	switch {
	case s.Small:
		height = smallHeight
	case width >= WideWidth:
		height = wideHeight
	}
	t := newTimePanel(s, datedGroups(s), box{0, timeTop, width - timeRight, height - timeBottom})
	t.draw()
	return &plot{width: width, height: height, panels: []panel{t.panel}}
}

// A timePanel is a time line in the making: its panel, and what places labels
// have taken.
type timePanel struct {
	panel
	spec   Spec
	groups []group
	taken  []box
	room   box // for labels
}

// newTimePanel sets the axes for the dated claims of the groups within area,
// whose left edge gives way to the labels of the value axis.
func newTimePanel(s Spec, all []group, area box) *timePanel {
	from, to, high := math.Inf(1), math.Inf(-1), 0.0
	for _, g := range all {
		for _, p := range g.dated() {
			sp, _ := parseSpan(p.AsOf)
			from, to, high = math.Min(from, sp.from), math.Max(to, sp.to), math.Max(high, p.high())
		}
	}
	t := &timePanel{spec: s, groups: all, room: box{area.x0, area.y0 - timeTop, area.x1 + timeRight, area.y1}}
	t.y = axis{scale: fromZero(high, max(2, int((area.y1-area.y0)/44))), format: s.format()}
	area.x0 += t.scaleWidth() + 10
	t.x = axis{scale: years(from, to, int((area.x1-area.x0)/64)), format: "year"}
	if t.x.step < 1 {
		area.x1 -= timeRight // months are wider than years
	}
	t.area = area
	return t
}

// scaleWidth is the width of the labels of the value axis.
func (t *timePanel) scaleWidth() float64 {
	w, suffix := 0.0, ""
	if unitOf(t.spec.unit()).short {
		suffix = "%"
	}
	for v := t.y.min; v <= t.y.max*1.0001; v += t.y.step {
		w = math.Max(w, textWidth(Number(v, t.spec.Lang)+suffix))
	}
	return w
}

// flow tells whether values are of a time and not at a time: columns, not points.
func (t *timePanel) flow() bool { return t.spec.Indicator.Kind == "flow" }

func (t *timePanel) draw() {
	t.takeScale()
	for i, g := range t.groups {
		t.join(g, lineClasses[min(i, len(lineClasses)-1)])
	}
	t.takePoints()
	for _, g := range t.groups {
		claims := g.dated()
		for i, p := range claims {
			t.claim(g, p, i == len(claims)-1)
		}
	}
	if len(t.groups) == 1 && !t.spec.Small {
		t.gaps(t.groups[0].dated())
	}
}

// takeScale keeps labels off those of the value axis.
func (t *timePanel) takeScale() {
	for v := t.y.min; v <= t.y.max*1.0001; v += t.y.step {
		y := t.at(xy{t.x.min, v})[1]
		t.take(box{t.room.x0, y - 8, t.area.x0 - 4, y + 8})
	}
}

// join draws what may be said between claims about one programme: a total holds
// until the next, a stock was somewhere between (dotted), a flow has no between.
func (t *timePanel) join(g group, class string) {
	if t.flow() || !g.named {
		return
	}
	byProgramme := map[string][]Point{}
	for _, p := range g.dated() {
		byProgramme[p.Programme] = append(byProgramme[p.Programme], p)
	}
	for _, name := range slices.Sorted(maps.Keys(byProgramme)) {
		t.course(byProgramme[name], class)
	}
}

func (t *timePanel) course(claims []Point, class string) {
	total := t.spec.Indicator.Kind == "cumulative"
	if !total && len(t.groups) == 1 {
		class = classDotted
	}
	points := t.stops(claims, total)
	for i := 1; i < len(points); i++ {
		t.segment(points[i-1], points[i], total, class)
	}
	if n := len(points); total && n > 1 && points[n-1][0] < t.x.max-t.x.step/4 {
		t.line([]xy{points[n-1], {t.x.max, points[n-1][1]}}, classDotted)
	}
}

// stops are the claims that a line goes through: actual ones, one a time; those
// that would make a total fall stand beside it.
func (t *timePanel) stops(claims []Point, total bool) []xy {
	var last Point
	var out []xy
	for _, p := range claims {
		if !p.actual() || len(out) > 0 && (sameTime(p, last) || total && p.Value < last.Value) {
			continue
		}
		last = p
		out = append(out, xy{when(p), p.Value})
	}
	return out
}

// segment joins two claims. Over a long silence even a total is dotted: it held
// or rose, and nobody said.
func (t *timePanel) segment(a, b xy, total bool, class string) {
	corner := xy{b[0], a[1]}
	switch {
	case !total:
		t.line([]xy{a, b}, class)
	case b[0]-a[0] > longGap:
		t.line([]xy{a, corner}, classDotted)
		t.line([]xy{corner, b}, class)
	default:
		t.line([]xy{a, corner, b}, class)
	}
}

func (t *timePanel) line(points []xy, class string) {
	t.decorate(part{Kind: "line", At: points[0], Points: points, Class: class})
	for i := 1; i < len(points); i++ {
		t.takeLine(points[i-1], points[i])
	}
}

// takeLine keeps labels off a line, in boxes of 8 px.
func (t *timePanel) takeLine(a, b xy) {
	p, q := t.at(a), t.at(b)
	n := math.Max(1, math.Ceil((q[0]-p[0])/8))
	for i := range int(n) {
		f, g := float64(i)/n, float64(i+1)/n
		y0, y1 := p[1]+f*(q[1]-p[1]), p[1]+g*(q[1]-p[1])
		t.take(box{p[0] + f*(q[0]-p[0]) - 1, math.Min(y0, y1) - 2, p[0] + g*(q[0]-p[0]) + 1, math.Max(y0, y1) + 2})
	}
}

func (t *timePanel) take(b box) { t.taken = append(t.taken, b) }

func (t *timePanel) takePoints() {
	for _, g := range t.groups {
		for _, p := range g.dated() {
			c := t.at(xy{when(p), p.high()})
			b := box{c[0] - 6, c[1] - 6, c[0] + 6, t.at(xy{when(p), p.Value})[1] + 6}
			if p.lean() > 0 {
				b.y0 -= 13
			}
			if p.lean() < 0 {
				b.y1 += 13
			}
			if t.flow() {
				b = box{c[0] - barHeight/2, b.y0 + 6, c[0] + barHeight/2, t.area.y1}
			} else if sp, _ := parseSpan(p.AsOf); sp.vague() {
				t.takeLine(xy{sp.from, p.Value}, xy{sp.to, p.Value})
			}
			t.take(b)
		}
	}
}

// claim draws one point with its label where there is room for it.
func (t *timePanel) claim(g group, p Point, last bool) {
	subject := g.label
	if !g.named {
		subject = ""
	}
	m := t.spec.mark(subject, p)
	at := xy{when(p), p.Value}
	m.parts = append([]part{t.hit(at)}, t.pointParts(p, at)...)
	second := dateText(p.AsOf, t.spec.Lang)
	if last && len(t.groups) > 1 {
		second = g.label
	}
	m.parts = append(m.parts, t.label(p, second)...)
	t.add(m)
}

func (t *timePanel) hit(at xy) part {
	return part{Kind: "box", At: at, Offset: xy{-12, -12}, W: 24, H: 24, Class: classHit}
}

func (t *timePanel) pointParts(p Point, at xy) []part {
	top := xy{at[0], p.high()}
	var parts []part
	if sp, _ := parseSpan(p.AsOf); sp.vague() && !t.flow() {
		parts = append(parts, part{Kind: "line", At: at, Points: []xy{{sp.from, at[1]}, {sp.to, at[1]}}, Class: classEdge})
	}
	if p.high() > p.Value {
		parts = append(parts, part{Kind: "bar", At: at, To: top, H: 6, Class: classBand}, part{Kind: "dot", At: top, R: 3, Class: p.shape()})
	}
	if t.flow() {
		parts = append(parts, part{Kind: "bar", At: xy{at[0], t.y.min}, To: at, H: barHeight, Class: p.shape()})
	} else {
		parts = append(parts, part{Kind: "dot", At: at, R: pointRadius, Class: p.shape()})
	}
	if p.lean() < 0 {
		top = at
	}
	return append(parts, upArrow(top, p.lean())...)
}

// longGap is the time without a claim that is bracketed and named, in years.
const longGap = 1.5

func (t *timePanel) gaps(claims []Point) {
	for i := 1; i < len(claims); i++ {
		a, b := claims[i-1], claims[i]
		if when(b)-when(a) < longGap || !a.actual() || !b.actual() {
			continue
		}
		t.gap(a, b)
	}
}

// gap brackets the time between two claims, close above the axis, and says in
// words that nothing was reported when there is room for the words.
func (t *timePanel) gap(a, b Point) {
	y := t.area.y1 - 12
	x0, x1 := t.at(xy{when(a), 0})[0]+10, t.at(xy{when(b), 0})[0]-10
	bracket := box{x0, y - 2, x1, y + 9}
	if x1-x0 < 40 || t.crowded(bracket) {
		return
	}
	t.take(bracket)
	at := xy{when(a), t.y.min}
	left, right, top := 10.0, 10+x1-x0, y-t.area.y1
	t.decorate(part{Kind: "line", At: at, Pixels: []xy{{left, top + 8}, {left, top}, {right, top}, {right, top + 8}}, Class: classEdge})
	for _, text := range []string{
		period(a.AsOf, b.AsOf, t.spec.Lang) + say(t.spec.Lang, "：没有报道给出数字", ": no figure reported"),
		say(t.spec.Lang, "没有报道给出数字", "no figure reported"),
		say(t.spec.Lang, "无报道", "none"),
	} {
		w := textWidth(text)
		words := box{(x0+x1)/2 - w/2, y - 4 - lineHeight, (x0+x1)/2 + w/2, y - 4}
		if w > x1-x0 || t.crowded(words) {
			continue
		}
		t.take(words)
		t.decorate(part{Kind: "text", At: at, Offset: xy{(left + right) / 2, top - 4 - lineHeight/2}, Text: text, Anchor: "center", Class: classSoft})
		return
	}
}
