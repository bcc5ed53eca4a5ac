package site

import (
	"strings"

	"github.com/xianzhi/xianzhi/internal/chart"
)

// A Chart is a drawn chart and where it stands.
type Chart struct {
	chart.Chart
	Page string // address below the language: "indicators/cum_employed/"; "" is the home page
}

// A figure is a chart as a layout prints it. Its SVG was made by us and is
// printed as it is.
type figure struct {
	ID       string      `json:"id"`
	Title    string      `json:"title"`
	Subtitle string      `json:"subtitle"`
	Wide     string      `json:"wide"`
	Narrow   string      `json:"narrow"`
	Summary  string      `json:"summary"`
	Note     string      `json:"note"`
	Columns  []string    `json:"columns"`
	Rows     []figureRow `json:"rows"`
	SVG      string      `json:"svg,omitempty"`
	CSV      string      `json:"csv,omitempty"`
	Embed    string      `json:"embed,omitempty"`
	Href     string      `json:"href"`  // of the page that it stands on
	Small    bool        `json:"small"` // of the home page
}

type figureRow struct {
	Href  string   `json:"href"`
	Cells []string `json:"cells"`
}

// figures are the charts of a page. The first one's files are chart.svg and
// chart.csv beside it, those of others are named after their id.
func (b *book) figures(l language, rel string) []figure {
	var out []figure
	for i, c := range b.charts[l.key+"/"+rel] {
		name := "chart"
		if i > 0 {
			name = c.ID
		}
		f := figure{
			ID: c.ID, Title: c.Title, Subtitle: c.Subtitle, Wide: c.Wide, Narrow: c.Narrow, Summary: c.Summary,
			Note: c.Note, Columns: c.Columns, Href: b.href(l, rel), Small: rel == "",
		}
		for _, r := range c.Rows {
			f.Rows = append(f.Rows, figureRow{r.Href, r.Cells})
		}
		at := l.key + "/" + rel + name
		if c.File != "" {
			f.SVG = b.base + at + ".svg"
			b.files[at+".svg"] = []byte(c.File)
		}
		if c.CSV != "" {
			f.CSV = b.base + at + ".csv"
			b.files[at+".csv"] = []byte(c.CSV)
		}
		if rel != "" && f.Wide != "" {
			f.Embed = b.base + embedRel(l, c.ID)
		}
		out = append(out, f)
	}
	return out
}

func embedRel(l language, id string) string { return "embed/" + l.key + "/" + id + "/" }

// embedPages are the charts alone, for frames in others' pages. Where several
// pages show a chart of one id, the first is embedded.
func (b *book) embedPages(l language) []*page {
	var out []*page
	seen := map[string]bool{}
	for _, c := range b.opt.Charts {
		if c.Lang != l.key || c.Page == "" || c.Wide == "" || seen[c.ID] {
			continue
		}
		seen[c.ID] = true
		for _, f := range b.figures(l, c.Page) {
			if f.ID != c.ID {
				continue
			}
			p := b.newPage(l, "", "embed", f.Title, f)
			p.Path, p.URL, p.rel = "p/embed~"+c.ID, "/"+embedRel(l, c.ID), ""
			p.Params.NoIndex, p.Params.Rel = true, strings.TrimPrefix(c.Page, "/")
			out = append(out, p)
		}
	}
	return out
}
