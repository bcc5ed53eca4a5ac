package chart

import (
	"encoding/json"
	"fmt"
	"strconv"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
	"github.com/go-echarts/go-echarts/v2/types"
)

// xy is a place in axis coordinates, or an offset in pixels.
type xy = [2]float64

// A part is one shape of a mark; js/marks.js draws it. Places are in axis
// coordinates, offsets and sizes in pixels.
type part struct {
	Kind   string  `json:"k"` // area, bar, box, dot, line, text
	At     xy      `json:"a"`
	To     xy      `json:"b,omitzero"`  // bar: its other end
	Offset xy      `json:"o,omitzero"`  // box, text
	W      float64 `json:"w,omitempty"` // box
	H      float64 `json:"h,omitempty"` // box; bar: thickness
	R      float64 `json:"r,omitempty"` // dot
	Points []xy    `json:"p,omitempty"` // line: in axis coordinates
	Pixels []xy    `json:"q,omitempty"` // line: offsets from At
	Rings  [][]xy  `json:"i,omitempty"` // area: in axis coordinates
	Text   string  `json:"s,omitempty"`
	Anchor string  `json:"n,omitempty"` // text: "right" or "center"
	Class  string  `json:"c"`
}

// A mark is what belongs to one claim. Without a name it is decoration, hidden
// from assistive technology.
type mark struct {
	parts []part
	href  string
	name  string // read out
	tip   string // shown on hover, as <title>
}

// An axis is a linear scale; format is a formatter of js/format.js, "" hides it.
type axis struct {
	scale
	format  string
	inverse bool
}

// A panel is one pair of axes with what is drawn on it, in pixels of the plot.
type panel struct {
	area  box
	x, y  axis
	marks []mark
}

// A plot is one drawing of a chart.
type plot struct {
	width, height float64
	panels        []panel
}

// at turns axis coordinates into pixels, as ECharts will.
func (p *panel) at(c xy) xy {
	fx := (c[0] - p.x.min) / (p.x.max - p.x.min)
	fy := (c[1] - p.y.min) / (p.y.max - p.y.min)
	if !p.y.inverse {
		fy = 1 - fy
	}
	return xy{p.area.x0 + fx*(p.area.x1-p.area.x0), p.area.y0 + fy*(p.area.y1-p.area.y0)}
}

func (p *panel) add(m mark) { p.marks = append(p.marks, m) }

// decorate adds parts that no claim owns.
func (p *panel) decorate(parts ...part) { p.add(mark{parts: parts}) }

// markSeries is the series of js/marks.js, which go-echarts does not know.
type markSeries struct {
	charts.SingleSeries
	Marks [][]part `json:"marks"`
}

// An option is what ECharts is told.
type option struct {
	Animation bool         `json:"animation"`
	Grid      []grid       `json:"grid"`
	XAxis     []opts.XAxis `json:"xAxis"`
	YAxis     []valueAxis  `json:"yAxis"`
	Series    []markSeries `json:"series"`
}

// option returns the option as JSON, and the marks by series index.
func (pl *plot) option() ([]byte, map[int][]mark, error) {
	var o option
	owners := map[int][]mark{}
	for i, p := range pl.panels {
		o.Grid = append(o.Grid, pl.grid(p.area))
		o.XAxis = append(o.XAxis, xAxis(p, i))
		o.YAxis = append(o.YAxis, yAxis(p, i))
		o.Series = append(o.Series, marksOf(p, i))
		owners[i] = p.marks
	}
	b, err := json.Marshal(o)
	return b, owners, err
}

func px(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// grid is the area of a panel, as we computed it: ECharts must not lay it out
// again around its labels.
type grid struct {
	opts.Grid
	OuterBoundsMode string `json:"outerBoundsMode"`
}

func (pl *plot) grid(b box) grid {
	g := opts.Grid{Left: px(b.x0), Top: px(b.y0), Right: px(pl.width - b.x1), Bottom: px(pl.height - b.y1)}
	return grid{g, "none"}
}

// xAxis lies above rows, with lines through them, or below a time line, with
// a line and ticks of its own.
func xAxis(p panel, i int) opts.XAxis {
	a := opts.XAxis{
		GridIndex: i, Type: "value", Min: p.x.min, Max: p.x.max, MinInterval: p.x.step, MaxInterval: p.x.step,
		AxisLine:  &opts.AxisLine{Show: opts.Bool(false)},
		AxisTick:  &opts.AxisTick{Show: opts.Bool(false)},
		SplitLine: &opts.SplitLine{Show: opts.Bool(false)},
		AxisLabel: axisLabel(p.x.format, ""),
		Show:      opts.Bool(p.x.format != ""),
	}
	switch {
	case p.x.format == "year":
		own := &opts.LineStyle{Color: classAxis}
		a.AxisLine = &opts.AxisLine{Show: opts.Bool(true), LineStyle: own}
		a.AxisTick = &opts.AxisTick{Show: opts.Bool(true), LineStyle: own}
		a.AxisLabel.Margin = 12 // clear of the value axis's zero
	case p.x.format != "":
		a.Position = "top"
		a.SplitLine = &opts.SplitLine{LineStyle: &opts.LineStyle{Color: classGrid}}
	}
	return a
}

// valueAxis is a y axis with what go-echarts has no field for.
type valueAxis struct {
	opts.YAxis
	AxisTick opts.AxisTick `json:"axisTick"`
}

func yAxis(p panel, i int) valueAxis {
	return valueAxis{YAxis: opts.YAxis{
		GridIndex: i, Type: "value", Min: p.y.min, Max: p.y.max, MinInterval: p.y.step, MaxInterval: p.y.step,
		Inverse:   opts.Bool(p.y.inverse),
		AxisLine:  &opts.AxisLine{Show: opts.Bool(false)},
		SplitLine: &opts.SplitLine{LineStyle: &opts.LineStyle{Color: classGrid}},
		AxisLabel: axisLabel(p.y.format, "right"),
		Show:      opts.Bool(p.y.format != ""),
	}, AxisTick: opts.AxisTick{Show: opts.Bool(false)}}
}

func axisLabel(format, align string) *opts.AxisLabel {
	return &opts.AxisLabel{
		Color: "t", FontSize: fontSize, Align: align, HideOverlap: opts.Bool(true),
		Formatter: types.FuncStr("fn:" + format), ShowMinLabel: opts.Bool(true), ShowMaxLabel: opts.Bool(true),
	}
}

func marksOf(p panel, i int) markSeries {
	s := markSeries{SingleSeries: charts.SingleSeries{Type: "marks", XAxisIndex: i, YAxisIndex: i}}
	for _, m := range p.marks {
		s.Marks = append(s.Marks, m.parts)
	}
	return s
}

// paint draws the plot and returns ECharts' SVG with the marks it must name.
func (r *Renderer) paint(pl *plot) (string, map[int][]mark, error) {
	option, owners, err := pl.option()
	if err != nil {
		return "", nil, err
	}
	raw, err := r.svg(option, pl.width, pl.height)
	if err != nil {
		return "", nil, fmt.Errorf("echarts: %w", err)
	}
	return raw, owners, nil
}
