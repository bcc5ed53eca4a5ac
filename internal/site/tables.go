package site

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// observationData is what the table of all numbers gets, whole or narrowed.
type observationData struct {
	Rows   []row   `json:"rows"`
	Pager  *pager  `json:"pager,omitempty"`
	Facets []facet `json:"facets"`
	Total  string  `json:"total"`
	CSV    string  `json:"csv"`
	Filter link    `json:"filter"` // what the table is narrowed to, with the link to the whole
}

// narrowMost is the number of claims up to which the table is also narrowed to
// each place, programme and indicator: those tables repeat what stands on the
// subjects' own pages, and a large archive has no room for them. tableMost
// bounds the rows of a table; its CSV has all.
const (
	narrowMost = 5000
	tableMost  = 2000
)

// observationPages are the table of every number, and the same narrowed to one
// place, programme, year or indicator, each with its CSV. A large archive
// narrows by year only and links to the subjects' own pages.
func (b *book) observationPages(l language) []*page {
	var all []*claim
	for _, e := range b.graph.entries {
		all = append(all, e.claims...)
	}
	slices.SortStableFunc(all, latestFirst)
	facets := b.tableFacets(l, all)
	name := l.choose("全部数字", "All figures")
	out := b.table(l, "observations/", name, all, facets, link{})
	narrow := func(kind, id, title string, claims []*claim) {
		out = append(out, b.table(l, "observations/"+kind+"/"+id+"/", name+l.colon+title, claims, facets,
			link{Text: title, Href: b.href(l, "observations/")})...)
	}
	for _, kind := range []string{places, programmes, indicators} {
		for _, s := range b.graph.all(kind) {
			if len(s.claims) > 0 && len(all) <= narrowMost {
				narrow(kind, s.id, b.subject(l, kind, s.id).Text, s.claims)
			}
		}
	}
	byYear, years := claimsByYear(all)
	for _, y := range years {
		narrow("years", y, y, byYear[y])
	}
	return out
}

func claimsByYear(all []*claim) (map[string][]*claim, []string) {
	by := map[string][]*claim{}
	for _, c := range all {
		if y := year(string(c.obs.AsOf)); y != "" {
			by[y] = append(by[y], c)
		}
	}
	var years []string
	for y := range by {
		years = append(years, y)
	}
	slices.Sort(years)
	slices.Reverse(years)
	return by, years
}

func (b *book) table(l language, rel, title string, claims []*claim, facets []facet, filter link) []*page {
	b.files[l.key+"/"+rel+"numbers.csv"] = b.csv(l, claims)
	total := l.count(len(claims), "个数字", "figure", "figures")
	rows := folded(claims)
	if len(rows) > tableMost {
		rows = rows[:tableMost]
		total += l.comma + l.choose("此处列出最近的"+strconv.Itoa(tableMost)+"个，全部见CSV", "the latest "+strconv.Itoa(tableMost)+" are listed here, all are in the CSV")
	}
	return paginate(b, l, rel, rows, rowsPerPage, func(here string, part []fold, pg *pager) *page {
		p := b.newPage(l, here, "observations", title, observationData{
			Rows: b.tableRows(l, part), Pager: pg, Facets: facets, Total: total, Filter: filter, CSV: b.href(l, rel+"numbers.csv"),
		})
		p.Description = title + l.colon + total
		if filter.Text != "" {
			p.Params.Crumbs = []link{{Text: l.choose("全部数字", "All figures"), Href: filter.Href}}
			p.Params.NoIndex = true // the subject's own page has the same rows
		}
		return p
	})
}

// tableFacets links the narrowed tables.
func (b *book) tableFacets(l language, all []*claim) []facet {
	var out []facet
	add := func(kind string, links []link) {
		if len(links) > 0 {
			out = append(out, facet{kind, links})
		}
	}
	for _, kind := range []string{places, programmes, indicators} {
		var links []link
		for _, s := range firstN(b.graph.all(kind), 3*facetLinks) {
			if len(s.claims) > 0 {
				k := b.subject(l, kind, s.id)
				k.Note = strconv.Itoa(len(s.claims))
				if len(all) <= narrowMost {
					k.Href = b.href(l, "observations/"+kind+"/"+s.id+"/")
				}
				links = append(links, k)
			}
		}
		add(kind, links)
	}
	by, years := claimsByYear(all)
	var links []link
	for _, y := range years {
		links = append(links, link{Text: y, Href: b.href(l, "observations/years/"+y+"/"), Note: strconv.Itoa(len(by[y]))})
	}
	add("years", links)
	return out
}

// timelineData is what the timeline of the field gets.
type timelineData struct {
	Years []timelineYear `json:"years"`
}

type timelineYear struct {
	Year    string  `json:"year"`
	Begins  []event `json:"begins,omitempty"` // programmes that began
	Events  []event `json:"events"`
	Reports string  `json:"reports"`
	Href    string  `json:"href,omitempty"`
}

// eventsPerYear bounds a year of the timeline; the rest stands in the table.
const eventsPerYear = 8

// weight says how much a claim tells about the field: numbers of people, and
// numbers that belong to a place or a programme, before others.
func weight(c *claim) int {
	w := 0
	if c.obs.Unit == "persons" {
		w += 2
	}
	if c.obs.Programme != nil {
		w += 2
	}
	if c.obs.Place != nil {
		w++
	}
	return w
}

// timelinePages is the field year by year: programmes as they begin, then the
// numbers of the core indicators, one for each story.
func (b *book) timelinePages(l language) []*page {
	var all []*claim
	for _, e := range b.graph.entries {
		for _, c := range e.claims {
			if b.names.indicators[c.obs.Indicator].Tier == "core" && c.obs.Status != "planned" {
				all = append(all, c)
			}
		}
	}
	slices.SortStableFunc(all, func(x, y *claim) int { return cmp.Or(weight(y)-weight(x), latestFirst(x, y)) })
	by, years := claimsByYear(all)
	begins := map[string][]event{}
	for _, s := range b.graph.all(programmes) {
		t := b.names.terms[programmes][s.id]
		if t == nil || t.Since == "" {
			continue
		}
		y := year(t.Since)
		if !slices.Contains(years, y) {
			years = append(years, y)
		}
		begins[y] = append(begins[y], event{Date: l.day(t.Since), ISO: t.Since, Where: b.subject(l, programmes, s.id), Text: cut(b.lead(l, programmes, s.id), 100)})
	}
	slices.Sort(years)
	slices.Reverse(years)
	d := timelineData{}
	for _, y := range years {
		ty := timelineYear{Year: y, Begins: begins[y], Events: b.events(l, by[y], eventsPerYear)}
		slices.SortStableFunc(ty.Events, func(x, z event) int { return strings.Compare(z.ISO, x.ISO) })
		if slices.Contains(b.graph.years, y) {
			ty.Href = b.href(l, "articles/years/"+y+"/")
			ty.Reports = l.count(b.inYear(y), "篇报道", "report", "reports")
		}
		d.Years = append(d.Years, ty)
	}
	title := l.choose("时间线", "Timeline")
	p := b.newPage(l, "timeline/", "timeline", title, d)
	p.Description = title + l.colon + strings.Join(firstN(years, 3), l.choose("、", ", "))
	return []*page{p}
}
