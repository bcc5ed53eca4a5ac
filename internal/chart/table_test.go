package chart

import (
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

func gzipped(t testing.TB, b []byte) int {
	t.Helper()
	var buf bytes.Buffer
	w, _ := gzip.NewWriterLevel(&buf, 9)
	w.Write(b)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Len()
}

// TestSize holds drawings to what a page can bear: 5 KB for a usual chart.
func TestSize(t *testing.T) {
	r := open(t)
	for _, s := range samples() {
		c := render(t, r, ForIndicator(s.def, inLang(s.points, "zh"), "zh"))
		if n := gzipped(t, []byte(c.Wide+c.Narrow)); n > 5<<10 {
			t.Errorf("%s: %d bytes gzipped, more than 5 KB", s.name, n)
		}
	}
	if n := gzipped(t, []byte(render(t, r, tiles("zh")).Narrow)); n > 15<<10 {
		t.Errorf("tiles: %d bytes gzipped, more than 15 KB", n)
	}
}

func TestCSV(t *testing.T) {
	def := indicator("sales", "销售额", "Sales", "CNY", "flow")
	def.Description.Zh = "报道中的销售额\n不含退货"
	p := point("宜君县", 3e7, "nearly", "2023")
	p.Quote, p.Programme, p.Retrieved = "=HYPERLINK(\"x\")", "-销售", "2026-11-20T00:00:00Z"
	s := Spec{ID: "sales", Kind: Bars, Lang: "zh", Indicator: def, Points: []Point{p}}
	c := describe(s)
	r := csv.NewReader(strings.NewReader(c.CSV))
	r.FieldsPerRecord = -1
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if want := "# sales 销售额；报道中的销售额 不含退货；单位：CNY；来源：新华财经|Xinhua Finance 2024-08-12；取回：2026-11-20"; rows[0][0] != want {
		t.Errorf("README line %q, want %q", rows[0][0], want)
	}
	if !slices.Equal(rows[1], csvHeader) || len(rows) != 3 {
		t.Fatalf("rows: %q", rows)
	}
	get := func(column string) string { return rows[2][slices.Index(csvHeader, column)] }
	for column, want := range map[string]string{
		"value": "30000000", "quote": `'=HYPERLINK("x")`, "programme": "'-销售", "as_of": "2023", "unit": "CNY",
	} {
		if got := get(column); got != want {
			t.Errorf("%s is %q, want %q", column, got, want)
		}
	}
	var data struct{ Points []Point }
	if err := json.Unmarshal([]byte(c.JSON), &data); err != nil || len(data.Points) != 1 || data.Points[0].Quote != p.Quote {
		t.Errorf("JSON: %v, %+v", err, data)
	}
}

func TestSummary(t *testing.T) {
	for _, tt := range []struct{ sample, lang, want string }{
		{"timeline-cumulative", "zh", "累计带动就业：2019年8月350人；2023年6月30日超4000人；2023年底超5800人。共4个数字，出自4篇报道。"},
		{"timeline-cumulative", "en", "Cumulative jobs: Aug 2019 350 people; 30 Jun 2023 over 4,000 people; end of 2023 over 5,800 people. 4 numbers from 4 reports."},
		{"shares", "en", "Share of women: Yijun over 99%; Pingshun 80%; Service county nearly 75%; Julu 69.3%; AI Bean over 60%. 5 numbers from 5 reports."},
	} {
		for _, s := range samples() {
			if s.name != tt.sample {
				continue
			}
			if got := describe(ForIndicator(s.def, inLang(s.points, tt.lang), tt.lang)).Summary; got != tt.want {
				t.Errorf("%s: %q, want %q", tt.sample, got, tt.want)
			}
		}
	}
}

func TestConflict(t *testing.T) {
	at := func(v float64, qualifier, asOf string) Point {
		return Point{Value: v, Qualifier: qualifier, AsOf: asOf, Place: "宜君县"}
	}
	for _, tt := range []struct {
		name string
		a, b Point
		want int // rows
	}{
		{"same time, apart", at(20000, "over", "2025"), at(72000, "exact", "2025-12"), 2},
		{"same time, may both be true", at(200, "over", "2025-12"), at(240, "exact", "2025-12"), 1},
		{"another time", at(160, "over", "2024-08"), at(200, "over", "2025-12"), 1},
		{"both undated, apart", at(150, "approx", ""), at(260, "exact", ""), 2},
		{"next year is not this year", at(100, "exact", "2023-12-31"), at(200, "exact", "2024"), 1},
	} {
		all, _ := rows(Spec{Kind: Bars, Lang: "zh", By: ByPlace, Points: []Point{tt.a, tt.b}})
		if len(all) != tt.want {
			t.Errorf("%s: %d rows, want %d", tt.name, len(all), tt.want)
		}
	}
}
