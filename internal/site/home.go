package site

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/xianzhi/xianzhi/internal/record"
)

// homeData is what the home page gets.
type homeData struct {
	Empty   bool      `json:"empty"`
	Tally   []fact    `json:"tally"`
	Try     []link    `json:"try"`
	Claim   *featured `json:"claim,omitempty"`
	Charts  []figure  `json:"charts,omitempty"`
	Popular []related `json:"popular,omitempty"` // indicators, when there are no charts
	Cards   []card    `json:"cards"`
	Places  []group   `json:"places,omitempty"`
	Map     *figure   `json:"map,omitempty"`
	Versus  []versus  `json:"versus,omitempty"`
	Totals  dict      `json:"totals"`
}

// A featured claim opens the home page: number, sentence, source.
type featured struct {
	Row     row     `json:"row"`
	Quote   []token `json:"quote"`
	Lang    string  `json:"lang,omitempty"`
	Facts   []fact  `json:"facts"`
	Against link    `json:"against"` // the page that shows what contradicts it
}

// What the home page shows of each.
const (
	homeCards  = 6
	homeVersus = 3
	homeCharts = 3
	homePlaces = 6 // provinces
)

func (b *book) homePages(l language) []*page {
	g := b.graph
	s := b.archive.Site
	d := homeData{
		Empty: len(g.entries) == 0, Tally: b.tally(l), Cards: b.cards(l, firstN(stories(g.entries), homeCards)),
		Claim: b.featured(l), Totals: dict{"articles": strconv.Itoa(len(g.entries)), "indicators": strconv.Itoa(len(b.names.defined)),
			"places": strconv.Itoa(len(g.subjects[places]))},
	}
	for _, f := range b.figures(l, "") {
		if f.ID == "places" {
			d.Map = &f
		} else if len(d.Charts) < homeCharts {
			d.Charts = append(d.Charts, f)
		}
	}
	if len(d.Charts) == 0 {
		for _, sub := range firstN(g.all(indicators), homeCards) {
			d.Popular = append(d.Popular, b.member(l, indicators, sub))
		}
	}
	d.Places = firstN(b.provinces(l, g.all(places)), homePlaces)
	for i := range d.Places {
		d.Places[i].Members = firstN(d.Places[i].Members, 6)
	}
	for _, dis := range firstN(g.disputes, homeVersus) {
		d.Versus = append(d.Versus, b.versus(l, dis))
	}
	for _, kind := range []string{places, programmes, indicators} {
		for _, sub := range firstN(g.all(kind), 1) {
			t := b.subject(l, kind, sub.id)
			t.Href = b.href(l, "search/") + "?q=" + queryEscape(t.Text)
			d.Try = append(d.Try, t)
		}
	}
	p := b.newPage(l, "", "home", s.Title.In(l.tag), d)
	p.Kind, p.Path, p.URL = "home", "", ""
	p.Description = s.Description.In(l.tag)
	p.Outputs = []string{"html", "rss", "feed"}
	p.Params.Feed = b.feed(l, g.entries)
	p.Params.LD = encodeLD(dict{
		"@context": "https://schema.org", "@type": "WebSite", "name": s.Title.In(l.tag), "url": b.abs(l, ""), "inLanguage": l.tag,
		"description":     p.Description,
		"potentialAction": dict{"@type": "SearchAction", "target": b.abs(l, "search/") + "?q={q}", "query-input": "required name=q"},
	})
	return []*page{p}
}

func firstN[T any](all []T, n int) []T { return all[:min(n, len(all)):min(n, len(all))] }

func (b *book) tally(l language) []fact {
	numbers := 0
	counties := map[string]bool{}
	var years []string
	for _, e := range b.graph.entries {
		numbers += len(e.claims)
		for _, c := range e.subjects.Places {
			counties[c] = true
		}
		if y := year(string(e.Published)); y != "" {
			years = append(years, y)
		}
	}
	out := []fact{
		{"reports", plain(l.group(strconv.Itoa(len(b.graph.entries))))},
		{"figures", plain(l.group(strconv.Itoa(numbers)))},
		{"counties", plain(strconv.Itoa(len(counties)))},
	}
	if len(years) > 0 {
		from, to := slices.Min(years), slices.Max(years)
		span := l.choose(from+"至"+to, from+"–"+to)
		if from == to {
			span = from
		}
		out = append(out, fact{"years", plain(span)})
	}
	return out
}

// featured picks the claim that opens the home page: one that a person
// confirmed, that others contradict or that many reports give, with a sentence
// to quote, and of those the latest.
func (b *book) featured(l language) *featured {
	var best *claim
	score := func(c *claim) int {
		n := len(b.graph.at(indicators, c.obs.Indicator).claims)
		if c.obs.Review == record.ReviewConfirmed || c.obs.Review == record.ReviewCorrected {
			n += 1000
		}
		if b.graph.disputed[c.obs.ID] {
			n += 100
		}
		if c.entry.Publisher != nil {
			n += 20
		}
		return n + 50*weight(c)
	}
	for _, e := range b.graph.entries {
		for _, c := range e.claims {
			o := c.obs
			if e.Relation != record.Original || o.Status == record.Planned || o.Status == record.Projected || c.paragraph() == 0 || o.AsOf == "" {
				continue
			}
			if def := b.names.indicators[o.Indicator]; def.Tier != "core" || def.Kind == "share" {
				continue
			}
			if best == nil || cmp.Or(cmp.Compare(score(c), score(best)), latestFirst(best, c)) > 0 {
				best = c
			}
		}
	}
	if best == nil {
		return nil
	}
	return b.feature(l, best)
}

func (b *book) feature(l language, c *claim) *featured {
	f := &featured{Row: b.row(l, c)}
	single := *c.entry
	single.claims = []*claim{c}
	f.Quote, f.Lang = b.excerpt(l, &single)
	if f.Quote == nil { // the translation writes the number in words
		text := []rune(c.entry.Body[c.obs.Quote.Block].Text)
		f.Quote, f.Lang = around(text, c.obs.Quote.Start, c.obs.Quote.End, l), c.entry.Lang
	}
	report := f.Row.Report
	f.Facts = facts(
		fact{"report", []link{report}},
		fact{"published", plain(l.day(string(c.entry.Published)))},
		fact{"authors", b.persons(l, firstN(c.entry.Authors, 3))},
		fact{"capture", []link{{Text: l.choose("存档与修复", "Capture and repairs"), Href: b.href(l, entryRel(c.entry.ID)) + "#capture"}}},
	)
	if f.Row.Differs {
		f.Against = link{Text: l.choose("另有报道所记不同", "another report says otherwise"), Href: b.href(l, "indicators/"+c.obs.Indicator+"/") + "#compare"}
	}
	return f
}
