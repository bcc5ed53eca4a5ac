package chart

import "math"

// label puts figure and date beside the point where there is room for both,
// else the figure alone. Without room for that the point keeps its tooltip and
// its row in the table.
func (t *timePanel) label(p Point, second string) []part {
	if parts := t.tryLabel(p, t.spec.label(p), second); parts != nil {
		return parts
	}
	return t.tryLabel(p, t.spec.label(p), "")
}

func (t *timePanel) tryLabel(p Point, figure, second string) []part {
	w, h := boldWidth(figure), float64(lineHeight)
	if second != "" {
		w, h = math.Max(w, textWidth(second)), 2*lineHeight
	}
	for _, try := range t.places(p, h) {
		b := t.labelBox(p, try, w, h)
		if !b.within(t.room) || t.crowded(b) {
			continue
		}
		t.take(b)
		at := xy{when(p), p.high()}
		parts := []part{{Kind: "text", At: at, Offset: xy{try.x, try.y + lineHeight/2}, Text: figure, Anchor: try.anchor, Class: classValue}}
		if second != "" {
			parts = append(parts, part{Kind: "text", At: at, Offset: xy{try.x, try.y + lineHeight*1.5}, Text: second, Anchor: try.anchor, Class: classSoft})
		}
		return parts
	}
	return nil
}

// places are where a label h pixels high may stand, best first: the upper left,
// since lines run to the right; a column's on its top.
func (t *timePanel) places(p Point, h float64) []place {
	above := 10.0
	if p.lean() > 0 {
		above = 22
	}
	below := t.at(xy{when(p), p.Value})[1] - t.at(xy{when(p), p.high()})[1] + 10
	if p.lean() < 0 {
		below += 12
	}
	on := place{0, -above - h, "center"}
	if t.flow() {
		on.y += 4
		return []place{on, {-12, -h * 0.75, "right"}, {12, -h * 0.75, "left"}}
	}
	return []place{
		{-12, -h * 0.75, "right"}, {-12, -h / 2, "right"}, on, {12, -h * 0.75, "left"}, {12, -h / 2, "left"},
		{0, below, "center"}, {-12, 4, "right"}, {12, 4, "left"}, {-12, -h, "right"}, {12, -h, "left"}, {6, -above - h, "right"},
	}
}

// A place is where a label may stand, from its point: the near edge and the top.
type place struct {
	x, y   float64
	anchor string
}

func (t *timePanel) labelBox(p Point, try place, w, h float64) box {
	c := t.at(xy{when(p), p.high()})
	b := box{c[0] + try.x, c[1] + try.y, c[0] + try.x + w, c[1] + try.y + h}
	switch try.anchor {
	case "right":
		b.x0, b.x1 = b.x0-w, b.x0
	case "center":
		b.x0, b.x1 = b.x0-w/2, b.x0+w/2
	}
	return b
}

func (t *timePanel) crowded(b box) bool {
	for _, o := range t.taken {
		if b.overlaps(o) {
			return true
		}
	}
	return false
}
