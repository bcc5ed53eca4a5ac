package dataset

import (
	"cmp"
	"slices"
	"strings"

	"github.com/xianzhi/xianzhi/internal/glossary"
	"github.com/xianzhi/xianzhi/internal/record"
	"github.com/xianzhi/xianzhi/internal/store"
)

// Tables returns the tables of an archive, rows in order of their key.
func Tables(a *store.Archive) []Table {
	tables := []Table{
		articles(a), observations(a), indicators(a), places(a),
		terms("programmes", "Programmes", a.Glossary.Terms(glossary.Programme)),
		terms("organisations", "Organisations", a.Glossary.Terms(glossary.Organisation)),
		sources(a),
	}
	for _, t := range tables {
		slices.SortStableFunc(t.Rows, func(x, y []any) int { return cmp.Compare(cell(x[0]), cell(y[0])) })
	}
	return tables
}

func articles(a *store.Archive) Table {
	t := Table{Name: "articles", Title: "Reports", Key: "id", Foreign: map[string]string{"source": "sources"}, Columns: []Column{
		{"id", String, "stable id"}, {"source", String, "id of the source it was gathered from"},
		{"url", String, "address it was gathered at"}, {"canonical_url", String, "address the page gives for itself"},
		{"lang", String, "zh-Hans or en"}, {"title", String, "title in the article's language"},
		{"title_translated", String, "title in the other language"}, {"publisher", String, "outlet that first published"},
		{"authors", String, "names parted by semicolons"}, {"published", String, "ISO 8601, as precise as the page"},
		{"modified", String, "ISO 8601"}, {"cluster", String, "id of the story when it has copies"},
		{"relation", String, "original, copy, redated, excerpt or spun"}, {"rights", String, "full, quote or metadata"},
		{"retrieved", String, "when it was captured, RFC 3339"}, {"sha256", String, "digest of the payload"},
	}}
	for _, v := range a.Articles {
		t.Rows = append(t.Rows, articleRow(v))
	}
	return t
}

func articleRow(v *store.Article) []any {
	var publisher, cluster, retrieved, digest, translated string
	if v.Publisher != nil {
		publisher = v.Publisher.Name
	}
	if v.Cluster != nil {
		cluster = v.Cluster.ID
	}
	if v.Capture != nil {
		retrieved, digest = v.Capture.Retrieved, v.Capture.SHA256
	}
	for _, tr := range v.Translations {
		translated = tr.Title.Text
	}
	return []any{v.ID, opt(v.Source), v.URL, opt(v.CanonicalURL), v.Lang, opt(v.Title), opt(translated), opt(publisher),
		opt(strings.Join(v.Authors, "; ")), opt(v.Published), opt(v.Modified), opt(cluster), opt(v.Relation), v.Rights,
		opt(retrieved), opt(digest)}
}

func observations(a *store.Archive) Table {
	t := Table{Name: "observations", Title: "Observations", Key: "id",
		Foreign: map[string]string{"article": "articles", "indicator": "indicators", "programme": "programmes", "org": "organisations"},
		Columns: []Column{
			{"id", String, "stable id"}, {"article", String, "id of the report that claims it"},
			{"indicator", String, "id of the indicator"}, {"value", Number, "in the unit"}, {"value_max", Number, "upper end of a range"},
			{"unit", String, "base unit"}, {"qualifier", String, "exact, approx, over, under, nearly or at_least"},
			{"status", String, "actual, planned or projected"}, {"as_of", String, "ISO date, month or year"},
			{"period_from", String, "ISO date"}, {"period_to", String, "ISO date"},
			{"place", String, "official Chinese name"}, {"province", String, "official Chinese name"}, {"place_code", String, "GB/T 2260"},
			{"org", String, "id in organisations"}, {"org_name", String, "name as read"},
			{"programme", String, "id in programmes"}, {"programme_name", String, "name as read"},
			{"quote", String, "the clause that carries the claim"}, {"block", Integer, "block of the article, from 0"},
			{"start", Integer, "first code point"}, {"end", Integer, "code point after the last"},
			{"confidence", Number, "0 to 1"}, {"review", String, "auto, confirmed or corrected"}, {"rule", String, "rule that read it"},
		}}
	for _, v := range a.Articles {
		for _, o := range v.Observations {
			t.Rows = append(t.Rows, observationRow(v.ID, o))
		}
	}
	return t
}

func observationRow(article string, o record.Observation) []any {
	var max, from, to, place, province, code any
	if o.ValueMax != nil {
		max = *o.ValueMax
	}
	if o.Period != nil {
		from, to = opt(o.Period.From), opt(o.Period.To)
	}
	if o.Place != nil {
		place, province, code = o.Place.Name, opt(o.Place.Province), opt(o.Place.Code)
	}
	org, orgName := nameCells(o.Org)
	programme, programmeName := nameCells(o.Programme)
	return []any{o.ID, article, o.Indicator, o.Value, max, o.Unit, o.Qualifier, o.Status, opt(o.AsOf), from, to,
		place, province, code, org, orgName, programme, programmeName,
		opt(o.Quote.Text), o.Quote.Block, o.Quote.Start, o.Quote.End, o.Confidence, o.Review, opt(o.Rule)}
}

func nameCells(n *record.Name) (id, name any) {
	if n == nil {
		return nil, nil
	}
	return opt(n.ID), opt(n.Name)
}

func indicators(a *store.Archive) Table {
	t := Table{Name: "indicators", Title: "Indicators", Key: "id", Columns: []Column{
		{"id", String, "stable id"}, {"tier", String, "core, seed_or_single, context or rare"},
		{"name_zh", String, "name"}, {"name_en", String, "name"}, {"description_zh", String, "definition"}, {"description_en", String, "definition"},
		{"unit", String, "base unit"}, {"kind", String, "stock, cumulative, flow, share, average, rate or plan"},
		{"combine", String, "how values of several places combine: latest, sum or none"},
	}}
	for _, i := range a.Indicators {
		t.Rows = append(t.Rows, []any{i.ID, i.Tier, i.Name.Zh, i.Name.En, opt(i.Description.Zh), opt(i.Description.En), i.Unit, i.Kind, i.Combine})
	}
	return t
}

// places holds the divisions that an observation names, not the whole gazetteer.
func places(a *store.Archive) Table {
	t := Table{Name: "places", Title: "Places", Key: "code", Columns: []Column{
		{"code", String, "GB/T 2260"}, {"name_zh", String, "official name"}, {"name_en", String, "name"},
		{"province", String, "province"}, {"prefecture", String, "prefecture"}, {"en_state", String, "generated or curated"},
	}}
	seen := map[string]bool{}
	for _, v := range a.Articles {
		for _, o := range v.Observations {
			if o.Place == nil || o.Place.Code == "" || seen[string(o.Place.Code)] {
				continue
			}
			seen[string(o.Place.Code)] = true
			if d, ok := a.Gazetteer.ByCode(string(o.Place.Code)); ok {
				t.Rows = append(t.Rows, []any{d.Code, d.Name, opt(d.En), opt(d.Province), opt(d.Prefecture), opt(d.EnState)})
			}
		}
	}
	return t
}

func terms(name, title string, all []record.Term) Table {
	t := Table{Name: name, Title: title, Key: "id", Columns: []Column{
		{"id", String, "stable id"}, {"name_zh", String, "name"}, {"name_en", String, "name"},
		{"aliases", String, "other names, parted by semicolons"}, {"since", String, "ISO date, month or year"}, {"parent", String, "id of the one that runs it"},
	}}
	for _, e := range all {
		t.Rows = append(t.Rows, []any{e.ID, opt(e.Name.Zh), opt(e.Name.En), opt(strings.Join(e.Aliases, "; ")), opt(e.Since), opt(e.Parent)})
	}
	return t
}

func sources(a *store.Archive) Table {
	t := Table{Name: "sources", Title: "Sources", Key: "id", Columns: []Column{
		{"id", String, "stable id"}, {"name_zh", String, "name"}, {"name_en", String, "name"}, {"home", String, "address"}, {"rights", String, "full, quote or metadata"},
	}}
	for _, s := range a.Sources {
		t.Rows = append(t.Rows, []any{s.ID, opt(s.Name.Zh), opt(s.Name.En), opt(s.Home), opt(s.Rights)})
	}
	return t
}
