package site

import (
	"crypto/sha256"
	"fmt"
	"html"
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
	JSON     string      `json:"json,omitempty"`
	Script   string      `json:"script,omitempty"`  // what "Explore" loads
	Embed    string      `json:"embed,omitempty"`   // address of the chart alone
	Snippet  string      `json:"snippet,omitempty"` // HTML that embeds it
	Href     string      `json:"href"`              // of the page that it stands on
	Small    bool        `json:"small"`             // of the home page
}

type figureRow struct {
	Href  string   `json:"href"`
	Cells []string `json:"cells"`
}

// figures are the charts of a page. The first one's files are chart.svg,
// chart.csv and chart.json beside it, those of others are named after their id.
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
		b.chartFiles(&f, c, l.key+"/"+rel+name)
		if rel != "" && f.Wide != "" {
			f.Embed = b.base + embedRel(l, c.ID)
			f.Snippet = fmt.Sprintf(`<iframe src="%s" title="%s" width="100%%" height="%d" loading="lazy"></iframe>`,
				b.opt.BaseURL+embedRel(l, c.ID), html.EscapeString(c.Title), embedHeight)
		}
		out = append(out, f)
	}
	return out
}

// embedHeight is enough for most charts at most widths, in CSS pixels.
const embedHeight = 480

// chartFiles puts c's files at the given path without its extension.
func (b *book) chartFiles(f *figure, c Chart, at string) {
	for _, file := range []struct {
		ext, content string
		href         *string
	}{{".svg", c.File, &f.SVG}, {".csv", c.CSV, &f.CSV}, {".json", c.JSON, &f.JSON}} {
		if file.content != "" {
			*file.href = b.base + at + file.ext
			b.files[at+file.ext] = []byte(file.content)
		}
	}
	if f.JSON != "" {
		f.Script = b.base + exploreName
		b.files[exploreName] = chart.Script()
	}
}

// exploreName is where the site keeps ECharts, for readers who ask for it.
var exploreName = fmt.Sprintf("_x/echarts.%.16x.js", sha256.Sum256(chart.Script()))

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
