package chart

import (
	"context"
	"encoding/xml"
	"errors"
	"io"
	"math"
	"os"
	"regexp"
	"strings"
	"testing"
)

func TestChoose(t *testing.T) {
	want := map[string]Kind{
		"bars": Bars, "timeline-cumulative": Timeline, "timeline-stock": Timeline, "timeline-two": Timeline, "flow": Timeline,
		"shares": Shares, "dots": Dots, "ages": Dots, "dumbbell": Dumbbell, "multiples": Multiples, "one": Bars, "hundreds": Bars,
	}
	for _, s := range samples() {
		if got := ForIndicator(s.def, s.points, "zh").Kind; want[s.name] != "" && got != want[s.name] {
			t.Errorf("%s: %s, want %s", s.name, got, want[s.name])
		}
	}
	def := samples()[0].def
	def.Chart = "dots"
	if got := ForIndicator(def, nil, "zh").Kind; got != Dots {
		t.Errorf("kind named by the indicator's file: %s", got)
	}
}

// TestDrawing checks what must hold for every drawing: well-formed, no style, no
// script, one id, links on marks in order, and nothing outside the view box.
func TestDrawing(t *testing.T) {
	r := open(t)
	for _, s := range samples() {
		for _, lang := range []string{"zh", "en"} {
			spec := ForIndicator(s.def, inLang(s.points, lang), lang)
			spec.ID = s.name
			c := render(t, r, spec)
			for _, svg := range []string{c.Wide, c.Narrow} {
				checkDrawing(t, s.name, svg)
			}
			if n := len(c.Rows); n != len(s.points) {
				t.Errorf("%s: %d rows for %d points", s.name, n, len(s.points))
			}
		}
	}
}

var forbidden = regexp.MustCompile(`(?i)style=|<style|<script|javascript:|\bfill=|\bstroke=|ecmeta|zr\d`)

func checkDrawing(t *testing.T, name, svg string) {
	t.Helper()
	if m := forbidden.FindString(svg); m != "" {
		t.Errorf("%s: %q in the drawing", name, m)
	}
	if n := strings.Count(svg, " id="); n != 1 {
		t.Errorf("%s: %d ids, want 1", name, n)
	}
	if strings.Count(svg, "<a href") == 0 || strings.Count(svg, "<a href") != strings.Count(svg, "<a href=\"#o-") {
		t.Errorf("%s: marks without links to evidence", name)
	}
	if strings.Contains(svg, "NaN") || strings.Contains(svg, "Infinity") {
		t.Errorf("%s: a place that is no number", name)
	}
	d := xml.NewDecoder(strings.NewReader(svg))
	for {
		if _, err := d.Token(); err == io.EOF {
			break
		} else if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
}

// TestClasses holds mark.go, style.go and the site's sheet together.
func TestClasses(t *testing.T) {
	css, err := os.ReadFile("../../assets/css/chart.css")
	if err != nil {
		t.Fatal(err)
	}
	for class := range looks {
		if !regexp.MustCompile(`\.plot \.` + class + `\b`).Match(css) {
			t.Errorf("assets/css/chart.css has no rule for .plot .%s", class)
		}
	}
	r := open(t)
	for _, s := range samples() {
		for _, m := range classAttr.FindAllStringSubmatch(render(t, r, ForIndicator(s.def, s.points, "zh")).Wide, -1) {
			for _, class := range strings.Fields(m[1]) {
				if looks[class] == "" && class != "plot" && class != "only-wide" {
					t.Errorf("%s: class %q has no look", s.name, class)
				}
			}
		}
	}
}

// TestDeterminism draws in two orders on two machines.
func TestDeterminism(t *testing.T) {
	a, b := openIn(t, t.TempDir()), openIn(t, t.TempDir())
	first, second := samples()[0], samples()[2]
	one := ForIndicator(first.def, inLang(first.points, "zh"), "zh")
	two := ForIndicator(second.def, inLang(second.points, "zh"), "zh")
	x := render(t, a, one)
	render(t, b, two)
	y := render(t, b, one)
	if x.Wide != y.Wide || x.Narrow != y.Narrow || x.CSV != y.CSV || x.Summary != y.Summary {
		t.Error("the same spec gave another chart after another one")
	}
	if z := render(t, a, one); z.Wide != x.Wide || z.File != x.File {
		t.Error("the cache gave another chart")
	}
}

func TestBadData(t *testing.T) {
	r := open(t)
	def := indicator("staff_current", "在岗员工", "Current staff", "persons", "stock")
	odd := []Point{
		{Value: math.NaN(), Place: "甲县"}, {Value: math.Inf(1), Place: "乙县"}, {Value: 1, Max: to(math.NaN()), Place: "丙县"},
		{Value: -3, Place: "丁县"}, {Value: 7, Place: "<script>alert(1)</script>", Href: `"><script>`, AsOf: "2023-02-30", Qualifier: "vaguely"},
	}
	for _, tt := range []struct {
		name   string
		points []Point
		drawn  bool
		note   string
	}{
		{"none", nil, false, ""},
		{"not numbers", odd[:3], false, "3个数值无法读作数字"},
		{"negative", odd[3:4], false, ""},
		{"hostile", odd, true, "3个数值无法读作数字"},
		{"zero", []Point{{Value: 0, Place: "甲县"}}, true, ""},
	} {
		c := render(t, r, ForIndicator(def, tt.points, "zh"))
		if drawn := c.Wide != "" && c.Narrow != ""; drawn != tt.drawn {
			t.Errorf("%s: drawn is %v", tt.name, drawn)
		}
		if !strings.Contains(c.Note, tt.note) {
			t.Errorf("%s: note %q lacks %q", tt.name, c.Note, tt.note)
		}
		if !tt.drawn && !strings.Contains(c.Summary, "尚无报道") {
			t.Errorf("%s: summary %q", tt.name, c.Summary)
		}
		if strings.Contains(c.Wide+c.Narrow, "<script") {
			t.Errorf("%s: markup in the drawing", tt.name)
		}
	}
}

func TestBadSpec(t *testing.T) {
	r := open(t)
	def := indicator("staff_current", "在岗员工", "Current staff", "persons", "stock")
	def.Chart = "pie"
	_, err := r.Render(context.Background(), ForIndicator(def, nil, "zh"))
	if !errors.Is(err, ErrKind) || !strings.Contains(err.Error(), `data/indicators/staff_current.yaml: unknown kind of chart "pie", want one of`) {
		t.Errorf("unknown kind: %v", err)
	}
	root := t.TempDir()
	if err := os.MkdirAll(root+"/data/indicators", 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(root+"/data/indicators/staff_current.yaml", []byte("id: staff_current\nkind: stock\nchart: pie\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	r.root = root
	if _, err = r.Render(context.Background(), ForIndicator(def, nil, "zh")); !strings.HasPrefix(err.Error(), "data/indicators/staff_current.yaml:3: unknown kind") {
		t.Errorf("unknown kind: %v", err)
	}
	for _, s := range []Spec{{ID: "a b", Kind: Bars, Lang: "zh"}, {ID: "a", Kind: Bars, Lang: "fr"}} {
		if _, err := r.Render(context.Background(), s); err == nil {
			t.Errorf("%+v: no error", s)
		}
	}
}

// TestOdd draws what fits no kind well: other units, plans beside facts, a kind
// that needs dates without any.
func TestOdd(t *testing.T) {
	r := open(t)
	def := indicator("trained_persons", "培训人数", "People trained", "persons", "stock")
	at := func(v float64, unit, status, asOf string) Point {
		return Point{Value: v, Unit: unit, Status: status, AsOf: asOf, Place: "宜君县"}
	}
	for _, tt := range []struct {
		name   string
		kind   Kind
		points []Point
		marks  int
		note   string
	}{
		{"another unit", "", []Point{at(200, "persons", "actual", "2023"), at(9000, "person_times", "actual", "2023"), at(100, "", "actual", "2022")}, 2, "单位不同的1个数字只在表中"},
		{"only another unit", "", []Point{at(9000, "person_times", "actual", "2023")}, 1, ""},
		{"a plan beside a fact", Bars, []Point{at(30, "persons", "actual", "2024"), at(300, "persons", "planned", "2025")}, 2, ""},
		{"an older claim", Bars, []Point{at(30, "persons", "actual", "2024"), at(20, "persons", "actual", "2020")}, 1, "较早的1个数字见表"},
		{"no dates", Timeline, []Point{at(30, "persons", "actual", "")}, 0, "没有日期的1个数字只在表中"},
		{"one date", Timeline, []Point{at(30, "persons", "actual", "2024-05-01")}, 1, ""},
		{"no pairs", Dumbbell, []Point{at(30, "persons", "actual", "2024-05-01")}, 0, ""},
		{"one panel", Multiples, []Point{at(30, "persons", "actual", "2024-05-01"), at(0, "persons", "actual", "2024-05-02")}, 2, ""},
	} {
		s := ForIndicator(def, tt.points, "zh")
		if tt.kind != "" {
			s.Kind = tt.kind
		}
		c := render(t, r, s)
		if n := strings.Count(c.Wide, "<title>"); n != tt.marks {
			t.Errorf("%s: %d marks, want %d", tt.name, n, tt.marks)
		}
		if !strings.Contains(c.Note, tt.note) {
			t.Errorf("%s: note %q lacks %q", tt.name, c.Note, tt.note)
		}
		if len(c.Rows) != len(tt.points) {
			t.Errorf("%s: %d rows", tt.name, len(c.Rows))
		}
		if strings.Contains(c.Wide, "NaN") {
			t.Errorf("%s: a place that is no number", tt.name)
		}
	}
}

// TestLabels measures every label of every drawing with the widths that layout
// works with: none may leave the view box or meet another.
func TestLabels(t *testing.T) {
	r := open(t)
	for _, s := range samples() {
		for _, lang := range []string{"zh", "en"} {
			spec := ForIndicator(s.def, inLang(s.points, lang), lang)
			spec.ID = s.name + "-" + lang
			c := render(t, r, spec)
			for _, svg := range []string{c.Wide, c.Narrow} {
				checkLabels(t, spec.ID, svg)
			}
		}
	}
	for _, lang := range []string{"zh", "en"} {
		checkLabels(t, "tiles", render(t, r, tiles(lang)).Narrow)
	}
}

type label struct {
	text string
	box
}

func checkLabels(t *testing.T, name, svg string) {
	t.Helper()
	size := viewBox.FindStringSubmatch(svg)
	// A browser lets the half of a tick's label stand over the edge a little.
	view := box{-3, -3, number(size[1]) + 3, number(size[2]) + 3}
	all := labelsOf(svg)
	for i, a := range all {
		if !a.within(view) {
			t.Errorf("%s %s: %q leaves the view box: %v", name, size[1], a.text, a.box)
		}
		for _, b := range all[:i] {
			if a.overlaps(b.box) {
				t.Errorf("%s %s: %q %v meets %q %v", name, size[1], a.text, a.box, b.text, b.box)
			}
		}
	}
}

var textTag = regexp.MustCompile(`<text(?: class="([^"]*)")? x="([^"]*)" y="([^"]*)">([^<]*)</text>`)

func labelsOf(svg string) []label {
	var out []label
	for _, m := range textTag.FindAllStringSubmatch(svg, -1) {
		w, x, y := textWidth(m[4])*0.92, number(m[2]), number(m[3])
		switch {
		case strings.HasSuffix(m[1], " e"):
			x -= w
		case strings.HasSuffix(m[1], " m"):
			x -= w / 2
		}
		out = append(out, label{m[4], box{x, y - 11, x + w, y + 3}})
	}
	return out
}

func TestStandalone(t *testing.T) {
	r := open(t)
	for _, s := range samples() {
		c := render(t, r, ForIndicator(s.def, inLang(s.points, "zh"), "zh"))
		if strings.Contains(c.File, "class=") || strings.Contains(c.File, "<a ") || !strings.Contains(c.File, `xmlns="http://www.w3.org/2000/svg"`) {
			t.Errorf("%s: not a file of its own", s.name)
		}
		if err := xml.Unmarshal([]byte(c.File), new(struct{})); err != nil {
			t.Errorf("%s: %v", s.name, err)
		}
	}
}
