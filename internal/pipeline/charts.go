package pipeline

import (
	"context"
	"net/url"
	"runtime"
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
				out = append(out, drawing{"indicators/" + def.ID + "/", chart.ForIndicator(def, points[def.ID], lang)})
			}
		}
		for _, def := range headline(b.archive.Indicators, points) {
			out = append(out, drawing{"", chart.Small("home-"+def.ID, def, points[def.ID], lang)})
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

func subjectCharts(a *store.Archive, lang string, points map[string][]chart.Point) []drawing {
	var out []drawing
	for _, def := range a.Indicators {
		bySubject := map[string][]chart.Point{}
		var order []string
		add := func(page string, pt chart.Point) {
			if bySubject[page] == nil {
				order = append(order, page)
			}
			bySubject[page] = append(bySubject[page], pt)
		}
		for _, pt := range points[def.ID] {
			if pt.PlaceCode != "" {
				add("places/"+pt.PlaceCode+"/", pt)
			}
			if t, ok := programme(a, pt.Programme, lang); ok {
				add("programmes/"+t.ID+"/", pt)
			}
		}
		for _, page := range order {
			if len(bySubject[page]) >= subjectLeast {
				out = append(out, drawing{page, chart.Small(chartID(page, def.ID), def, bySubject[page], lang)})
			}
		}
	}
	return out
}

func programme(a *store.Archive, name, lang string) (record.Term, bool) {
	for _, t := range a.Glossary.Terms(glossary.Programme) {
		if name != "" && t.Name.In(tag(lang)) == name {
			return t, true
		}
	}
	return record.Term{}, false
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
