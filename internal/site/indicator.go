package site

import (
	"slices"
	"strconv"
	"strings"

	"github.com/xianzhi/xianzhi/internal/record"
)

// tiers in the order of the list of indicators.
var tiers = []string{"core", "seed_or_single", "context", "rare"}

// indicatorPages are the list of indicators and a page for each, whether or not
// any report has a number for it.
func (b *book) indicatorPages(l language) []*page {
	out := []*page{b.indicatorIndex(l)}
	for _, def := range b.names.defined {
		out = append(out, b.indicator(l, def)...)
	}
	return out
}

func (b *book) indicator(l language, def *record.Indicator) []*page {
	s := b.graph.at(indicators, def.ID)
	rel := "indicators/" + def.ID + "/"
	base := b.entityBase(l, indicators, s)
	base.Caveats = l.text(def.Caveats)
	if len(s.claims) > 0 {
		base.Cite = b.citeDataset(l, def.ID, l.heading(l.text(def.Name)), rel, b.version)
	}
	base.Versions = b.versions(l, def.ID)
	image := b.indicatorImage(l, def, s.claims)
	return paginate(b, l, rel, folded(s.claims), rowsPerPage, func(here string, part []fold, pg *pager) *page {
		d := base
		d.Rows, d.Pager = b.tableRows(l, part), pg
		if here != rel {
			d.Charts, d.Versus = nil, nil
		}
		d.Cards = nil
		p := b.newPage(l, here, "entity", l.heading(l.text(def.Name)), d)
		p.Description = orElse(d.Lead, l.text(def.Name))
		p.Params.Crumbs = b.entityCrumbs(l, indicators, def.ID)
		p.Params.Image = image
		p.Params.LD = encodeLD(b.datasetLD(l, def, p), b.crumbsLD(p))
		if here == rel {
			p.Outputs = []string{"html", "rss", "feed"}
			p.Params.Feed = b.feed(l, s.entries)
		}
		return p
	})
}

func (b *book) indicatorFacts(l language, s *subject) []fact {
	def := b.names.indicators[s.id]
	if def == nil {
		return nil
	}
	var phrasings []string
	for _, p := range def.Phrasings[:min(6, len(def.Phrasings))] {
		phrasings = append(phrasings, "“"+p+"”")
	}
	var others []link
	for _, p := range phrasings {
		others = append(others, link{Text: p, Lang: foreign(p, l)})
	}
	where := map[string]bool{}
	for _, c := range s.claims {
		if c.obs.Place != nil {
			where[c.obs.Place.Name] = true
		}
	}
	return facts(
		fact{"unit", plain(unitWord(l, def.Unit))},
		fact{"kind", plain(kindWord(l, def.Kind))},
		fact{"combine", plain(combineWord(l, def.Combine))},
		fact{"phrasings", others},
		fact{"coverage", plain(l.count(len(where), "个地方", "place", "places") + l.comma + yearsOf(l, s.claims))},
	)
}

func unitWord(l language, u string) string {
	n := unit(u)
	return strings.TrimSpace(l.choose(n.zh, orElse(n.before+n.many, u)))
}

func kindWord(l language, kind string) string {
	words := map[string][2]string{
		"stock": {"时点数：某一天的数", "stock: the number on a day"}, "cumulative": {"累计数：自开始以来", "cumulative: since the beginning"},
		"flow": {"期间数：一段时间内", "flow: over a period"}, "share": {"占比", "share of a whole"},
		"average": {"平均数", "average"}, "rate": {"比率", "rate"}, "plan": {"计划数：尚未实现", "plan: not yet so"},
	}
	w := words[kind]
	return l.choose(orElse(w[0], kind), orElse(w[1], kind))
}

func combineWord(l language, combine string) string {
	switch combine {
	case "latest":
		return l.choose("取最近一次，不相加", "the latest is taken; numbers are not added up")
	case "sum":
		return l.choose("同一口径者可相加", "numbers counted alike may be added up")
	}
	return l.choose("不合并", "numbers are not combined")
}

// yearsOf is the span of the dates that claims hold for.
func yearsOf(l language, claims []*claim) string {
	var years []string
	for _, c := range claims {
		if y := year(string(c.obs.AsOf)); y != "" {
			years = append(years, y)
		}
	}
	if len(years) == 0 {
		return l.choose("未注明年份", "no years given")
	}
	from, to := slices.Min(years), slices.Max(years)
	if from == to {
		return l.choose(from+"年", from)
	}
	return l.choose(from+"至"+to+"年", from+" to "+to)
}

func (b *book) indicatorIndex(l language) *page {
	d := indexData{Kind: indicators, Empty: len(b.names.defined) == 0, Total: strconv.Itoa(len(b.names.defined))}
	for _, tier := range tiers {
		g := group{ID: tier}
		for _, def := range b.names.defined {
			if tierOf(def) == tier {
				g.Members = append(g.Members, b.member(l, indicators, b.graph.at(indicators, def.ID)))
			}
		}
		if len(g.Members) > 0 {
			d.Groups = append(d.Groups, g)
		}
	}
	p := b.newPage(l, "indicators/", "members", b.kindName(l, indicators), d)
	p.Description = b.kindName(l, indicators) + l.colon + d.Total
	return p
}

// tierOf puts an indicator of no known tier with the rare ones.
func tierOf(def *record.Indicator) string {
	if slices.Contains(tiers, def.Tier) {
		return def.Tier
	}
	return tiers[len(tiers)-1]
}

// datasetLD describes an indicator's numbers (schema.org/Dataset).
func (b *book) datasetLD(l language, def *record.Indicator, p *page) dict {
	out := dict{
		"@context": "https://schema.org", "@type": "Dataset", "@id": b.abs(l, p.rel), "url": b.abs(l, p.rel),
		"name": l.text(def.Name), "description": orElse(l.text(def.Description), l.text(def.Name)),
		"inLanguage": l.tag, "isAccessibleForFree": true,
		"creator":              dict{"@type": "Organization", "name": b.archive.Site.Title.In(l.tag), "url": b.abs(l, "")},
		"measurementTechnique": l.choose("自新闻报道摘录", "extracted from news reports"),
		"variableMeasured":     dict{"@type": "PropertyValue", "name": l.text(def.Name), "unitText": unitWord(l, def.Unit)},
	}
	claims := b.graph.at(indicators, def.ID).claims
	if len(claims) == 0 {
		return out
	}
	out["distribution"] = dict{"@type": "DataDownload", "encodingFormat": "text/csv", "contentUrl": b.abs(l, "indicators/"+def.ID+"/numbers.csv")}
	if b.version != "" {
		out["version"], out["dateModified"] = b.version, b.version
	}
	b.coverageLD(l, claims, out)
	return out
}

// basesShown bounds the reports that a data set names as what it rests on; its
// CSV names all.
const basesShown = 100

// coverageLD adds when and where claims are about and what they rest on.
func (b *book) coverageLD(l language, claims []*claim, out dict) {
	var dates []string
	var where, bases []dict
	seen := map[string]bool{}
	for _, c := range claims {
		if d := string(c.obs.AsOf); d != "" {
			dates = append(dates, d)
		}
		if p := c.obs.Place; p != nil && p.Code != "" && !seen[string(p.Code)] {
			seen[string(p.Code)] = true
			where = append(where, dict{"@type": "AdministrativeArea", "name": b.subject(l, places, string(p.Code)).Text, "identifier": p.Code})
		}
		if !seen[c.entry.ID] && len(bases) < basesShown {
			seen[c.entry.ID] = true
			bases = append(bases, dict{"@type": "NewsArticle", "@id": b.abs(l, entryRel(c.entry.ID)), "headline": cut(b.title(c.entry, l).Text, 110)})
		}
	}
	if len(dates) > 0 {
		out["temporalCoverage"] = slices.Min(dates) + "/" + slices.Max(dates)
	}
	if where != nil {
		out["spatialCoverage"] = where
	}
	out["isBasedOn"] = bases
}

// entityLD describes a subject that is no indicator.
func (b *book) entityLD(l language, kind, id string, p *page) dict {
	types := map[string]string{places: "AdministrativeArea", programmes: "Project", organisations: "Organization", people: "Person", sources: "Organization"}
	about := dict{"@type": types[kind], "name": p.Title}
	if kind == places {
		about["identifier"] = id
	}
	return dict{
		"@context": "https://schema.org", "@type": "CollectionPage", "@id": b.abs(l, p.rel), "url": b.abs(l, p.rel),
		"name": p.Title, "inLanguage": l.tag, "about": about,
	}
}
