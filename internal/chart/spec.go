package chart

import (
	"math"

	"github.com/xianzhi/xianzhi/internal/record"
)

// A Kind is a form of chart.
type Kind string

// The kinds. data/indicators/<id>.yaml may name one in "chart" where the choice
// of [ForIndicator] does not fit.
const (
	Bars      Kind = "bars"      // one row a subject, from zero
	Shares    Kind = "shares"    // bars within a frame of 0–100 %
	Dots      Kind = "dots"      // one row a subject, for averages and rates: zero means nothing there
	Timeline  Kind = "timeline"  // points at their dates
	Dumbbell  Kind = "dumbbell"  // before and after, one row a subject
	Multiples Kind = "multiples" // one small time line a subject
	Tiles     Kind = "tiles"     // one tile a province
	Map       Kind = "map"       // areas of GeoJSON that the maintainer supplied
)

// Kinds lists all kinds, for messages and lints.
var Kinds = []Kind{Bars, Shares, Dots, Timeline, Dumbbell, Multiples, Tiles, Map}

// Widths of the two drawings, in CSS pixels of their viewBox. A style sheet
// shows one of them: one drawing scaled down would have 7 px labels.
const (
	WideWidth   = 720
	NarrowWidth = 340
)

// A Point is one claim, ready to show: names are in the language of the chart.
type Point struct {
	Value     float64  `json:"value"` // in the indicator's base unit
	Max       *float64 `json:"max"`   // upper end of a range
	Unit      string   `json:"unit"`  // of this claim; empty: the indicator's
	Qualifier string   `json:"qualifier"`
	Status    string   `json:"status"`

	AsOf      string `json:"as_of"` // ISO date, month, year or ""
	Place     string `json:"place"`
	PlaceCode string `json:"place_code"` // GB/T 2260
	Programme string `json:"programme"`
	Org       string `json:"org"`
	Label     string `json:"label"` // names the row; empty: the subject that parts the points
	N         int    `json:"n"`     // sample size behind a share; 0: not given

	Article     string  `json:"article"`
	Observation string  `json:"observation"`
	Source      string  `json:"source"`    // outlet
	Published   string  `json:"published"` // of the article
	Retrieved   string  `json:"retrieved"` // of the article, RFC 3339
	Quote       string  `json:"quote"`
	Confidence  float64 `json:"confidence"`
	Review      string  `json:"review"`
	Href        string  `json:"href"` // to the evidence
}

// drawable tells whether the point has a place on an axis.
func (p Point) drawable() bool {
	return finite(p.Value) && p.Value >= 0 && (p.Max == nil || finite(*p.Max))
}

func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

// high is the upper end of what the claim says.
func (p Point) high() float64 {
	if p.Max != nil && *p.Max > p.Value {
		return *p.Max
	}
	return p.Value
}

// drawn tells whether a claim is on the axis of the chart.
func (s Spec) drawn(p Point) bool { return p.drawable() && s.named(p) && s.sameUnit(p) }

func (s Spec) sameUnit(p Point) bool { return p.Unit == "" || p.Unit == s.unit() }

func (s Spec) named(p Point) bool { return !s.Named || p.Label != "" || s.By.own(p) != "" }

func (s Spec) unit() string { return or(s.Unit, s.Indicator.Unit) }

func (p Point) actual() bool { return p.Status == "" || p.Status == record.Actual }

// A Spec says what to draw.
type Spec struct {
	ID        string           `json:"id"` // unique on its page: "[a-z0-9_-]+"
	Kind      Kind             `json:"kind"`
	Lang      string           `json:"lang"` // "zh" or "en"
	Indicator record.Indicator `json:"indicator"`
	Points    []Point          `json:"points"`
	Title     string           `json:"title"` // empty: the indicator's name
	Small     bool             `json:"small"` // for a column of the home page: one width, few rows
	By        Subject          `json:"by"`    // what the rows or lines are
	// Named keeps claims that do not name what By says out of the drawing.
	Named bool `json:"named"`
	// Unit is what the axis counts; empty: the indicator's. Claims in another
	// unit are only in the table.
	Unit string `json:"unit"`
	// Dropped counts points that were not numbers; Render sets it.
	Dropped int `json:"dropped"`
}

// A Chart is what a page needs. Texts are plain; SVG is safe to inline.
type Chart struct {
	ID       string   `json:"id"`
	Kind     Kind     `json:"kind"`
	Lang     string   `json:"lang"`
	Title    string   `json:"title"`
	Subtitle string   `json:"subtitle"` // unit, and how to read the marks that occur
	Wide     string   `json:"wide"`     // SVG, 720 wide; empty when there is nothing to draw or Spec.Small
	Narrow   string   `json:"narrow"`   // SVG, 340 wide
	File     string   `json:"file"`     // the wide SVG for a file of its own, with colours
	Summary  string   `json:"summary"`  // the chart in words
	Note     string   `json:"note"`     // what is not drawn, and why
	Sources  []Source `json:"sources"`
	Columns  []string `json:"columns"`
	Rows     []Row    `json:"rows"`
	CSV      string   `json:"csv"`
	JSON     string   `json:"json"`
}

// A Row is one line of the table under a chart.
type Row struct {
	Observation string   `json:"observation"`
	Href        string   `json:"href"`
	Cells       []string `json:"cells"` // as Columns
}

// A Source is an article that the chart rests on.
type Source struct {
	Article   string `json:"article"`
	Name      string `json:"name"`
	Published string `json:"published"`
}
