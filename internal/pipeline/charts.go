package pipeline

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"net/url"
	"runtime"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"github.com/xianzhi/xianzhi/internal/chart"
	"github.com/xianzhi/xianzhi/internal/glossary"
	"github.com/xianzhi/xianzhi/internal/record"
	"github.com/xianzhi/xianzhi/internal/site"
	"github.com/xianzhi/xianzhi/internal/store"
)

// A drawing is one chart to be made, and the page that it stands on.
type drawing struct {
	page string
	spec chart.Spec
	left int // claims that were too many to draw
}

// mostPoints bounds the claims of one chart, and mostSubjects the charts of
// places and programmes: at 10,000 reports an indicator has thousands of claims,
// which nobody tells apart in a drawing, and 2,000 pages would get charts of
// 20–65 ms each. What is left out stands in the tables.
const (
	mostPoints   = 150
	mostSubjects = 40
)

// bounded is the drawing of points, the surest ones when there are too many.
func bounded(page string, points []chart.Point, spec func([]chart.Point) chart.Spec) drawing {
	kept := surest(points, mostPoints)
	return drawing{page, spec(kept), len(points) - len(kept)}
}

// surest keeps n points, in the order given: those that a person confirmed, then
// the most confident, then the latest.
func surest(points []chart.Point, n int) []chart.Point {
	if len(points) <= n {
		return points
	}
	order := make([]int, len(points))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		a, b := &points[i], &points[j]
		return cmp.Or(confirmed(b)-confirmed(a), cmp.Compare(b.Confidence, a.Confidence), strings.Compare(b.AsOf, a.AsOf))
	})
	order = order[:n]
	slices.Sort(order)
	out := make([]chart.Point, n)
	for i, k := range order {
		out[i] = points[k]
	}
	return out
}

func confirmed(p *chart.Point) int {
	if p.Review == record.ReviewConfirmed || p.Review == record.ReviewCorrected {
		return 1
	}
	return 0
}

// remark adds to a chart's note how many claims it leaves out.
func (d drawing) remark(c *chart.Chart) {
	if d.left == 0 {
		return
	}
	say := fmt.Sprintf("图中为最可靠的%d个数字，另有%d个见数字总表。", len(d.spec.Points), d.left)
	if d.spec.Lang == "en" {
		say = fmt.Sprintf("Drawn are the %d surest figures; %d more are in the table of all figures.", len(d.spec.Points), d.left)
	}
	c.Note = strings.TrimSpace(c.Note + " " + say)
}

func (b *build) draw(ctx context.Context) error {
	r, err := chart.Open(chart.Options{Cache: b.opt.Store.Path("build", "charts"), Root: b.opt.Store.Root})
	if err != nil {
		return err
	}
	defer r.Close()
	drawings := b.drawings()
	b.charts = make([]site.Chart, len(drawings))
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(runtime.GOMAXPROCS(0))
	var mu sync.Mutex
	done := 0
	for i, d := range drawings {
		g.Go(func() error {
			c, err := r.Render(ctx, d.spec)
			if err != nil {
				return err
			}
			d.remark(&c)
			b.charts[i] = site.Chart{Chart: c, Page: d.page}
			mu.Lock()
			defer mu.Unlock()
			done++
			b.progress("charts", done, len(drawings))
			return nil
		})
	}
	b.report.Charts = len(drawings)
	return g.Wait()
}

// homeCharts is how many indicators get a small chart on the home page.
const homeCharts = 3

// drawings lists the charts of the site: one for each indicator with
// observations, those with the most of them small on the home page too, and
// one for each indicator of a place or a programme with several claims.
func (b *build) drawings() []drawing {
	var out []drawing
	for _, lang := range []string{"zh", "en"} {
		p := pointer{archive: b.archive, lang: lang, base: basePath(b.baseURL)}
		points := p.byIndicator()
		for _, def := range b.archive.Indicators {
			if len(points[def.ID]) > 0 {
				out = append(out, bounded("indicators/"+def.ID+"/", points[def.ID], func(some []chart.Point) chart.Spec {
					return chart.ForIndicator(def, some, lang)
				}))
			}
		}
		for _, def := range headline(b.archive.Indicators, points) {
			out = append(out, small("", "home-"+def.ID, def, points[def.ID], lang))
		}
		out = append(out, subjectCharts(b.archive, lang, points)...)
	}
	return out
}

// headline picks the core indicators with the most observations.
func headline(defs []record.Indicator, points map[string][]chart.Point) []record.Indicator {
	var best []record.Indicator
	for range homeCharts {
		pick := -1
		for i, d := range defs {
			taken := false
			for _, x := range best {
				taken = taken || x.ID == d.ID
			}
			if d.Tier == "core" && !taken && (pick < 0 || len(points[d.ID]) > len(points[defs[pick].ID])) {
				pick = i
			}
		}
		if pick >= 0 && len(points[defs[pick].ID]) > 0 {
			best = append(best, defs[pick])
		}
	}
	return best
}

// subjectLeast is how many claims of one indicator a place or programme needs
// for a chart of its own: fewer are read faster in the table.
const subjectLeast = 3

// subjectCharts are those of places and programmes with most claims of an
// indicator.
func subjectCharts(a *store.Archive, lang string, points map[string][]chart.Point) []drawing {
	terms := programmes(a, lang)
	var out []drawing
	for _, def := range a.Indicators {
		bySubject := map[string][]chart.Point{}
		for _, pt := range points[def.ID] {
			if pt.PlaceCode != "" {
				page := "places/" + pt.PlaceCode + "/"
				bySubject[page] = append(bySubject[page], pt)
			}
			if id := terms[pt.Programme]; id != "" {
				page := "programmes/" + id + "/"
				bySubject[page] = append(bySubject[page], pt)
			}
		}
		for _, page := range slices.Sorted(maps.Keys(bySubject)) {
			if len(bySubject[page]) >= subjectLeast {
				out = append(out, small(page, chartID(page, def.ID), def, bySubject[page], lang))
			}
		}
	}
	slices.SortStableFunc(out, func(a, b drawing) int { return b.claims() - a.claims() })
	return out[:min(len(out), mostSubjects)]
}

func (d drawing) claims() int { return len(d.spec.Points) + d.left }

func small(page, id string, def record.Indicator, points []chart.Point, lang string) drawing {
	return bounded(page, points, func(some []chart.Point) chart.Spec { return chart.Small(id, def, some, lang) })
}

// programmes maps their names in lang to ids.
func programmes(a *store.Archive, lang string) map[string]string {
	ids := map[string]string{}
	for _, t := range a.Glossary.Terms(glossary.Programme) {
		if name := t.Name.In(tag(lang)); name != "" {
			ids[name] = t.ID
		}
	}
	return ids
}

// chartID joins a page's address and an indicator: "places-610222-women_share".
func chartID(page, indicator string) string {
	id := make([]byte, 0, len(page)+len(indicator))
	for i := range len(page) {
		if page[i] == '/' {
			id = append(id, '-')
		} else {
			id = append(id, page[i])
		}
	}
	return string(id) + indicator
}

// A pointer makes chart points of observations, with names in one language.
type pointer struct {
	archive *store.Archive
	lang    string
	base    string
}

// byIndicator leaves out copies, so that a claim repeated by reprints is drawn
// once.
func (p pointer) byIndicator() map[string][]chart.Point {
	out := map[string][]chart.Point{}
	for _, v := range p.archive.Articles {
		if v.Relation != record.Original {
			continue
		}
		for _, o := range v.Observations {
			out[o.Indicator] = append(out[o.Indicator], p.point(v, o))
		}
	}
	return out
}

func (p pointer) point(v *store.Article, o record.Observation) chart.Point {
	pt := chart.Point{
		Value: o.Value, Max: o.ValueMax, Unit: o.Unit, Qualifier: o.Qualifier, Status: o.Status, AsOf: string(o.AsOf),
		Article: v.ID, Observation: o.ID, Published: string(v.Published), Quote: o.Quote.Text, Confidence: o.Confidence, Review: o.Review,
		Href: p.base + p.lang + "/articles/" + v.ID + "/#" + o.ID,
	}
	if v.Publisher != nil {
		pt.Source = v.Publisher.Name
	}
	if v.Capture != nil {
		pt.Retrieved = v.Capture.Retrieved
	}
	if o.Place != nil {
		pt.Place, pt.PlaceCode = p.place(*o.Place), string(o.Place.Code)
	}
	pt.Programme = p.term(glossary.Programme, o.Programme)
	pt.Org = p.term(glossary.Organisation, o.Org)
	return pt
}

func (p pointer) place(pl record.Place) string {
	if d, ok := p.archive.Gazetteer.ByCode(string(pl.Code)); ok && p.lang == "en" && d.En != "" {
		return d.En
	}
	return pl.Name
}

func (p pointer) term(kind glossary.Kind, n *record.Name) string {
	if n == nil {
		return ""
	}
	if t, ok := p.archive.Glossary.ByID(kind, n.ID); ok && t.Name.In(tag(p.lang)) != "" {
		return t.Name.In(tag(p.lang))
	}
	return n.Name
}

// tag is the language tag of records for the site's short one.
func tag(lang string) string {
	if lang == "en" {
		return record.LangEnglish
	}
	return record.LangChinese
}

// basePath is the path of the site's address, with slashes at both ends.
func basePath(baseURL string) string {
	u, err := url.Parse(baseURL)
	if err != nil || u.Path == "" {
		return "/"
	}
	return u.Path
}
