package chart

// Sizes of small multiples, in pixels.
const (
	cellHeight   = 178
	cellGap      = 22
	maxMultiples = 12
)

// multiplePlot lays out one small time line a subject, on one scale, so that
// their heights compare.
func multiplePlot(s Spec, width float64) *plot {
	all := datedGroups(s)
	all = all[:min(len(all), maxMultiples)]
	columns := 1
	if width >= WideWidth {
		columns = min(3, len(all))
	}
	lines := (len(all) + columns - 1) / columns
	cell := (width - cellGap*float64(columns-1)) / float64(columns)
	pl := &plot{width: width, height: cellHeight * float64(lines)}
	shared := newTimePanel(s, all, box{0, 0, cell, cellHeight - 86})
	for i, g := range all {
		x := float64(i%columns) * (cell + cellGap)
		y := float64(i/columns) * cellHeight
		t := newTimePanel(s, []group{g}, box{x, y + 60, x + cell - timeRight, y + cellHeight - timeBottom})
		t.x.scale = shared.x.scale
		t.y.scale = shared.y.scale
		t.area.x0 = x + t.scaleWidth() + 10
		t.room.y0 = y + 22
		t.decorate(part{Kind: "text", At: xy{t.x.min, t.y.max}, Offset: xy{x - t.area.x0, -50}, Text: fit(g.label, cell), Class: classValue})
		t.draw()
		pl.panels = append(pl.panels, t.panel)
	}
	return pl
}
