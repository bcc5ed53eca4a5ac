package chart

import (
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/xianzhi/xianzhi/internal/record"
)

// table is the evidence under a chart: every point, newest first.
func (s Spec) table() ([]string, []Row) {
	if s.tallied() {
		return s.countyTable()
	}
	columns := []string{"Value", "Place", "Programme", "As of", "Source"}
	if s.Lang != record.LangEnglish {
		columns = []string{"数值", "地方", "项目", "截至", "出处"}
	}
	points := slices.Clone(s.Points)
	slices.SortStableFunc(points, func(a, b Point) int { return byDate(b, a) })
	rows := make([]Row, len(points))
	for i, p := range points {
		a := s.amount(p)
		rows[i] = Row{Observation: p.Observation, Href: p.Href, Cells: []string{
			a.spoken(p), or(p.Label, p.Place), or(p.Programme, p.Org), p.AsOf, p.Source,
		}}
	}
	return columns, rows
}

// countyTable is the table under a tile grid: one place a row, by code.
func (s Spec) countyTable() ([]string, []Row) {
	columns := []string{say(s.Lang, "代码", "Code"), say(s.Lang, "地方", "Place"), say(s.Lang, "数量", "Count")}
	points := slices.Clone(s.Points)
	slices.SortStableFunc(points, func(a, b Point) int { return strings.Compare(a.PlaceCode, b.PlaceCode) })
	rows := make([]Row, len(points))
	for i, p := range points {
		rows[i] = Row{Href: p.Href, Cells: []string{p.PlaceCode, p.Place, Digits(p.Value)}}
	}
	return columns, rows
}

// csvHeader names the columns of a chart's CSV; doc/format.md explains them.
var csvHeader = []string{
	"observation", "indicator", "value", "value_max", "unit", "qualifier", "status", "as_of", "place", "place_code",
	"programme", "org", "label", "n", "quote", "article", "source", "published", "confidence", "review",
}

// csv is the points as RFC 4180 with one README line before the header: what
// the numbers mean, their unit, sources, and when the pages were retrieved.
func (s Spec) csv(from []Source) string {
	var b strings.Builder
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	w.Write([]string{s.readme(from)})
	w.Write(csvHeader)
	for _, p := range s.Points {
		w.Write(safeCells(s.record(p)))
	}
	w.Flush() // writing to a strings.Builder cannot fail
	return b.String()
}

func (s Spec) readme(from []Source) string {
	lang := s.Lang
	names := make([]string, len(from))
	for i, f := range from {
		names[i] = strings.TrimSpace(f.Name + " " + f.Published)
	}
	parts := []string{
		"# " + s.Indicator.ID + " " + s.Indicator.Name.In(lang),
		strings.TrimSpace(s.Indicator.Description.In(lang)),
		say(lang, "单位：", "unit: ") + s.unit(),
		say(lang, "来源：", "sources: ") + strings.Join(names, say(lang, "、", ", ")),
		say(lang, "取回：", "retrieved: ") + s.retrieved(),
	}
	return strings.ReplaceAll(strings.Join(parts, say(lang, "；", "; ")), "\n", " ")
}

// retrieved is the day of the latest capture behind the points.
func (s Spec) retrieved() string {
	last := ""
	for _, p := range s.Points {
		last = max(last, day(p.Retrieved))
	}
	return last
}

func (s Spec) record(p Point) []string {
	high, n := "", ""
	if p.Max != nil {
		high = plain(*p.Max)
	}
	if p.N > 0 {
		n = strconv.Itoa(p.N)
	}
	return []string{
		p.Observation, s.Indicator.ID, plain(p.Value), high, or(p.Unit, s.Indicator.Unit), p.Qualifier, p.Status, p.AsOf, p.Place, p.PlaceCode,
		p.Programme, p.Org, p.Label, n, p.Quote, p.Article, p.Source, day(p.Published), plain(p.Confidence), p.Review,
	}
}

func plain(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// safeCells keeps a spreadsheet from taking a quotation for a formula
// (OWASP, "CSV Injection"): such a cell begins with an apostrophe. Numbers stay.
func safeCells(cells []string) []string {
	for i, c := range cells {
		if c == "" || !strings.ContainsRune("=+-@\t\r", rune(c[0])) {
			continue
		}
		if _, err := strconv.ParseFloat(c, 64); err != nil {
			cells[i] = "'" + c
		}
	}
	return cells
}

// json is the chart's data for programs and for "Explore".
func (s Spec) json() string {
	type export struct {
		ID          string      `json:"id"`
		Indicator   string      `json:"indicator"`
		Kind        Kind        `json:"kind"`
		Lang        string      `json:"lang"`
		Name        record.Text `json:"name"`
		Description record.Text `json:"description"`
		Unit        string      `json:"unit"`
		UnitName    string      `json:"unit_name"`
		Points      []Point     `json:"points"`
	}
	b, err := record.Encode(export{
		s.ID, s.Indicator.ID, s.Kind, s.Lang, s.Indicator.Name, s.Indicator.Description,
		s.unit(), unitOf(s.unit()).one(s.Lang), append([]Point{}, s.Points...),
	})
	if err != nil { // only a number that is none could do it, and clean took those out
		panic(fmt.Sprintf("chart %s: %v", s.ID, err))
	}
	return string(b)
}
