package site

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/xianzhi/xianzhi/internal/record"
)

// entityData is what the page of a subject gets, whatever its kind: indicator,
// place, programme, organisation, person or source.
type entityData struct {
	Kind     string    `json:"kind"`
	ID       string    `json:"id"`
	Alt      link      `json:"alt"` // the name in the other language
	Lead     string    `json:"lead"`
	Caveats  string    `json:"caveats,omitempty"`
	Facts    []fact    `json:"facts,omitempty"`
	Charts   []figure  `json:"charts,omitempty"`
	Rows     []row     `json:"rows"`
	Counted  string    `json:"counted"` // "17 figures, 6 reports"
	Columns  []string  `json:"columns"` // which columns the table has
	Pager    *pager    `json:"pager,omitempty"`
	Versus   []versus  `json:"versus,omitempty"`
	Timeline []event   `json:"timeline,omitempty"`
	Related  []related `json:"related,omitempty"`
	Cards    []card    `json:"cards,omitempty"`
	More     link      `json:"more"` // the rest of the cards
	CSV      string    `json:"csv,omitempty"`
	Feeds    bool      `json:"feeds,omitempty"`
	Cite     []cited   `json:"cite,omitempty"`
	Versions []link    `json:"versions,omitempty"` // of an indicator: its releases
}

// A versus is a dispute as it is shown: the claims side by side.
type versus struct {
	Title  link  `json:"title"`
	Claims []row `json:"claims"`
}

// A related is a subject of another kind that has numbers in common.
type related struct {
	Link link   `json:"link"`
	Text string `json:"text,omitempty"`
	Note string `json:"note"`
}

// An event is one line of a timeline.
type event struct {
	Date   string `json:"date"`
	ISO    string `json:"iso"`
	Text   string `json:"text"`
	Value  value  `json:"value"`
	Href   string `json:"href"`
	Where  link   `json:"where"`
	Source link   `json:"source"`
}

// eventsShown, cardsShown and versusShown bound what a subject's page lists of
// each, and versusClaims the sides of a dispute: the tables have all of it.
const (
	eventsShown  = 40
	cardsShown   = 30
	versusShown  = 12
	versusClaims = 8

	// subjectRows bounds the table of a place, programme or organisation. An
	// indicator's is whole, since articles link to its rows.
	subjectRows = 300
)

// entityPages are the pages of places, programmes, organisations, people and
// sources, and the list of each kind.
func (b *book) entityPages(l language) []*page {
	var out []*page
	for _, kind := range []string{places, programmes, organisations, people, sources} {
		out = append(out, b.indexPage(l, kind))
		for _, s := range b.graph.all(kind) {
			out = append(out, b.entity(l, kind, s)...)
		}
	}
	return out
}

func (b *book) entity(l language, kind string, s *subject) []*page {
	rel := kind + "/" + s.id + "/"
	name, _ := b.names.text(kind, s.id)
	base := b.entityBase(l, kind, s)
	claims := s.claims
	if kind == sources { // all that was gathered: the table of all numbers has it
		claims = nil
	}
	rows := folded(claims)
	if len(rows) > subjectRows {
		rows = rows[:subjectRows]
		base.Counted += l.comma + l.choose("此处列出最近的"+strconv.Itoa(subjectRows)+"个，全部见CSV", "the latest "+strconv.Itoa(subjectRows)+" are listed here, all are in the CSV")
	}
	return paginate(b, l, rel, rows, rowsPerPage, func(here string, part []fold, pg *pager) *page {
		d := base
		d.Rows, d.Pager = b.tableRows(l, part), pg
		if here != rel { // only the first page has more than the table
			d.Charts, d.Versus, d.Timeline, d.Related, d.Cards = nil, nil, nil, nil, nil
		}
		p := b.newPage(l, here, "entity", l.heading(l.text(name)), d)
		p.Description = orElse(d.Lead, l.text(name)+l.colon+d.Counted)
		p.Params.Crumbs = b.entityCrumbs(l, kind, s.id)
		p.Params.LD = encodeLD(b.entityLD(l, kind, s.id, p), b.crumbsLD(p))
		if here == rel && kind != people {
			p.Outputs = []string{"html", "rss", "feed"}
			p.Params.Feed = b.feed(l, s.entries)
		}
		return p
	})
}

func (b *book) entityBase(l language, kind string, s *subject) entityData {
	rel := kind + "/" + s.id + "/"
	name, _ := b.names.text(kind, s.id)
	d := entityData{
		Kind: kind, ID: s.id, Columns: columns(kind), Feeds: kind != people,
		Lead: b.lead(l, kind, s.id), Facts: b.entityFacts(l, kind, s),
		Charts: b.figures(l, rel), Versus: b.versuses(l, kind, s.id),
		Counted: l.count(len(s.claims), "个数字", "figure", "figures") + l.comma + l.count(len(s.entries), "篇报道", "report", "reports"),
	}
	if other := l.other(); name.In(other.tag) != name.In(l.tag) {
		d.Alt = link{Text: name.In(other.tag), Lang: other.tag}
	}
	if len(s.claims) > 0 {
		d.CSV = "numbers.csv"
		b.files[l.key+"/"+rel+"numbers.csv"] = b.csv(l, s.claims)
	}
	shown := stories(s.entries)
	slices.SortStableFunc(shown, func(x, y *entry) int { return strings.Compare(string(y.Published), string(x.Published)) })
	if len(shown) > cardsShown {
		if query := parameters[kind]; query != "" {
			d.More = link{Text: l.choose("全部报道", "All reports"), Href: b.href(l, "search/") + "?" + query + "=" + s.id}
		}
		shown = shown[:cardsShown]
	}
	d.Cards = b.cards(l, shown)
	if kind != sources && kind != indicators {
		d.Timeline = b.events(l, s.claims, eventsShown)
	}
	for _, k := range []string{programmes, places, organisations} {
		if k != kind && kind != indicators && kind != sources {
			d.Related = append(d.Related, b.related(l, k, s)...)
		}
	}
	return d
}

// columns leaves out what is the same in every row.
func columns(kind string) []string {
	all := []string{"indicator", "value", "place", "programme", "asof", "quote", "report"}
	drop := map[string]string{indicators: "indicator", places: "place", programmes: "programme"}[kind]
	return slices.DeleteFunc(all, func(c string) bool { return c == drop })
}

func (b *book) lead(l language, kind, id string) string {
	switch kind {
	case indicators:
		if i := b.names.indicators[id]; i != nil {
			return l.text(i.Description)
		}
	case places:
		if d, ok := b.names.division(id); ok {
			parts := []string{}
			for _, s := range []string{d.Province, d.Prefecture} {
				if s != "" && s != d.Name {
					parts = append(parts, b.divisionName(l, s))
				}
			}
			if l.isEnglish() {
				slices.Reverse(parts)
			}
			return strings.Join(append(parts, l.choose("区划代码", "code ")+id), l.comma) + l.choose("。", ".")
		}
	case sources:
		if s := b.names.sources[id]; s != nil {
			return clean(s.Note)
		}
	default:
		if t := b.names.terms[kind][id]; t != nil {
			switch {
			case t.Description != nil:
				return l.text(*t.Description)
			case t.Role != nil:
				return l.text(*t.Role)
			}
		}
	}
	return ""
}

func (b *book) entityFacts(l language, kind string, s *subject) []fact {
	switch kind {
	case indicators:
		return b.indicatorFacts(l, s)
	case sources:
		src := b.names.sources[s.id]
		if src == nil {
			return nil
		}
		home := []link{{Text: readableURL(src.Home), Href: webURL(src.Home)}}
		if src.Home == "" {
			home = nil
		}
		return facts(fact{"home", home}, fact{"language", plain(languageOf(src.Language).label)},
			fact{"rights", plain(rightsName(l, src.Rights))})
	case places:
		return nil
	}
	t := b.names.terms[kind][s.id]
	if t == nil {
		return nil
	}
	var parent, home, where []link
	if t.Parent != "" {
		parent = []link{b.subject(l, organisations, t.Parent)}
	}
	if u := webURL(t.URL); u != "" {
		home = []link{{Text: readableURL(t.URL), Href: u}}
	}
	if t.Place != "" {
		where = []link{b.subject(l, places, t.Place)}
	}
	return facts(fact{"since", plain(l.day(t.Since))}, fact{"parent", parent}, fact{"places", where}, fact{"home", home},
		fact{"aliases", plain(strings.Join(t.Aliases, l.choose("、", ", ")))})
}

func rightsName(l language, rights string) string {
	switch rights {
	case record.RightsFull:
		return l.choose("全文", "full text")
	case record.RightsMetadata:
		return l.choose("仅题录", "title and metadata only")
	}
	return l.choose("仅所引原句", "quoted clauses only")
}

func (b *book) entityCrumbs(l language, kind, id string) []link {
	out := []link{{Text: b.kindName(l, kind), Href: b.href(l, kind+"/")}}
	if kind != places {
		return out
	}
	if d, ok := b.names.division(id); ok && d.Province != "" {
		out = append(out, link{Text: b.divisionName(l, d.Province), Href: b.href(l, "places/") + "#" + provinceAnchor(d.Code)})
		if d.Prefecture != "" && d.Prefecture != d.Province {
			out = append(out, link{Text: b.divisionName(l, d.Prefecture)})
		}
	}
	return out
}

func (b *book) kindName(l language, kind string) string {
	switch kind {
	case indicators:
		return l.choose("指标", "Indicators")
	case places:
		return l.choose("地方", "Places")
	case programmes:
		return l.choose("项目", "Programmes")
	case organisations:
		return l.choose("机构", "Organisations")
	case people:
		return l.choose("人物", "People")
	}
	return l.choose("来源", "Sources")
}

// versuses are the disputes that a subject takes part in.
func (b *book) versuses(l language, kind, id string) []versus {
	var out []versus
	if kind == sources {
		return nil
	}
	for _, d := range firstN(b.graph.against[kind][id], versusShown) {
		out = append(out, b.versus(l, d))
	}
	return out
}

func (b *book) versus(l language, d dispute) versus {
	c := d.claims[0]
	var where []string
	for _, k := range []link{b.place(l, c.obs.Place), b.named(l, programmes, c.obs.Programme)} {
		if k.Text != "" {
			where = append(where, k.Text)
		}
	}
	title := b.subject(l, indicators, d.indicator)
	title.Note = strings.Join(where, l.comma)
	v := versus{Title: title}
	for _, c := range firstN(d.claims, versusClaims) {
		v.Claims = append(v.Claims, b.row(l, c))
	}
	return v
}

// related are the subjects of kind that s has articles or numbers in common with.
func (b *book) related(l language, kind string, s *subject) []related {
	count := map[string]int{}
	for _, c := range s.claims {
		if id := c.subjects()[kind]; id != "" {
			count[id]++
		}
	}
	var ids []string
	for id := range count {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(x, y string) int { return cmp.Or(cmp.Compare(count[y], count[x]), strings.Compare(x, y)) })
	var out []related
	for _, id := range ids[:min(12, len(ids))] {
		out = append(out, related{
			Link: b.subject(l, kind, id), Text: cut(b.lead(l, kind, id), 80),
			Note: l.count(count[id], "个数字", "figure", "figures"),
		})
	}
	return out
}

// events are the dated claims, latest first.
func (b *book) events(l language, claims []*claim, most int) []event {
	var out []event
	for _, f := range folded(claims) {
		c := f[0]
		if c.obs.AsOf == "" || len(out) == most {
			continue
		}
		name, _ := b.names.text(indicators, c.obs.Indicator)
		src := b.report(l, c)
		out = append(out, event{
			Date: l.day(string(c.obs.AsOf)), ISO: isoDay(string(c.obs.AsOf)), Text: l.heading(l.text(name)), Value: l.value(c.obs),
			Href: src.Href, Where: b.place(l, c.obs.Place), Source: link{Text: b.publisher(c.entry, l).Text},
		})
	}
	return out
}
