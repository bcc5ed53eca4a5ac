package pipeline

import (
	"github.com/xianzhi/xianzhi/internal/glossary"
	"github.com/xianzhi/xianzhi/internal/record"
	"github.com/xianzhi/xianzhi/internal/search"
	"github.com/xianzhi/xianzhi/internal/site"
	"github.com/xianzhi/xianzhi/internal/store"
)

// documents are the articles as search sees them: what the view shows.
func documents(a *store.Archive) []search.Doc {
	about := site.SubjectsOf(a)
	out := make([]search.Doc, 0, len(a.Articles))
	for _, v := range a.Articles {
		out = append(out, document(a, v, about[v.ID]))
	}
	return out
}

func document(a *store.Archive, v *store.Article, s site.Subjects) search.Doc {
	d := search.Doc{
		ID: v.ID, Date: string(v.Published), Lang: v.Lang, URL: "articles/" + v.ID + "/",
		Original: search.Text{Title: string(v.Title), Blocks: texts(v.Body)}, Translation: translation(v),
		Places: s.Places, Programmes: s.Programmes, Organisations: s.Organisations,
		Source: v.Source, Authors: v.Authors, Copy: v.Relation != record.Original,
	}
	if v.Capture != nil {
		d.Added = v.Capture.Retrieved
	}
	if v.Publisher != nil {
		d.Publisher = v.Publisher.Name
	}
	if v.Cluster != nil {
		d.Cluster = v.Cluster.ID
	}
	seen := map[string]bool{}
	for _, o := range v.Observations {
		if !seen[o.Indicator] {
			seen[o.Indicator] = true
			d.Indicators = append(d.Indicators, o.Indicator)
		}
		d.Answers = append(d.Answers, answer(o))
	}
	return d
}

func texts(body []record.Block) []string {
	out := make([]string, len(body))
	for i, b := range body {
		out[i] = b.Text
	}
	return out
}

func translation(v *store.Article) *search.Text {
	for _, t := range v.Translations {
		out := &search.Text{Title: t.Title.Text, Blocks: make([]string, len(t.Paragraphs))}
		for i, p := range t.Paragraphs {
			out.Blocks[i] = p.Text
		}
		return out // an article has one language beside its own
	}
	return nil
}

func answer(o record.Observation) search.Answer {
	out := search.Answer{ID: o.ID, Indicator: o.Indicator, AsOf: string(o.AsOf), Quote: o.Quote.Text,
		Value: site.Value(&o)}
	if o.Place != nil {
		out.Place = string(o.Place.Code)
	}
	if o.Programme != nil {
		out.Programme = o.Programme.ID
	}
	if o.Org != nil {
		out.Org = o.Org.ID
	}
	return out
}

// entities are the named things that a query may mean. Those that no article is
// about have no page to lead to.
func entities(a *store.Archive) []search.Entity {
	pages := site.SubjectPages(a)
	var out []search.Entity
	add := func(e search.Entity, dir string) {
		if at := dir + e.ID + "/"; pages[at] {
			e.URL = at
		}
		out = append(out, e)
	}
	for _, d := range a.Gazetteer.Divisions() {
		add(search.Entity{Kind: search.County, ID: d.Code, Name: record.Text{Zh: d.Name, En: d.En}, Aliases: d.Aliases}, "places/")
	}
	for _, k := range []struct {
		kind glossary.Kind
		name string
		dir  string
	}{
		{glossary.Programme, search.Programme, "programmes/"}, {glossary.Organisation, search.Organisation, "organisations/"},
		{glossary.Person, search.Person, "people/"}, {glossary.Word, search.Term, "terms/"},
	} {
		for _, t := range a.Glossary.Terms(k.kind) {
			add(search.Entity{Kind: k.name, ID: t.ID, Name: t.Name, Aliases: t.Aliases}, k.dir)
		}
	}
	for _, d := range a.Indicators {
		add(search.Entity{Kind: search.Indicator, ID: d.ID, Name: d.Name}, "indicators/")
	}
	for _, s := range a.Sources {
		add(search.Entity{Kind: search.Source, ID: s.ID, Name: s.Name}, "sources/")
	}
	if pages["sources/"+record.LooseSource+"/"] {
		add(search.Entity{Kind: search.Source, ID: record.LooseSource, Name: record.LooseName}, "sources/")
	}
	return out
}
