package pipeline

import (
	"github.com/xianzhi/xianzhi/internal/gazetteer"
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

// entities are the named things that a query may mean.
func entities(a *store.Archive) []search.Entity {
	var out []search.Entity
	for _, d := range a.Gazetteer.Divisions() {
		e := search.Entity{Kind: search.County, ID: d.Code, Name: record.Text{Zh: d.Name, En: d.En}, Aliases: d.Aliases}
		if gazetteer.LevelOf(d) == gazetteer.County {
			e.URL = "places/" + d.Code + "/"
		}
		out = append(out, e)
	}
	for _, k := range []struct {
		kind glossary.Kind
		name string
		dir  string
	}{
		{glossary.Programme, search.Programme, "programmes/"}, {glossary.Organisation, search.Organisation, "organisations/"},
		{glossary.Person, search.Person, ""}, {glossary.Word, search.Term, ""},
	} {
		for _, t := range a.Glossary.Terms(k.kind) {
			out = append(out, search.Entity{Kind: k.name, ID: t.ID, Name: t.Name, Aliases: t.Aliases, URL: page(k.dir, t.ID)})
		}
	}
	for _, d := range a.Indicators {
		out = append(out, search.Entity{Kind: search.Indicator, ID: d.ID, Name: d.Name, URL: page("indicators/", d.ID)})
	}
	for _, s := range a.Sources {
		out = append(out, search.Entity{Kind: search.Source, ID: s.ID, Name: s.Name, URL: page("sources/", s.ID)})
	}
	return out
}

func page(dir, id string) string {
	if dir == "" {
		return ""
	}
	return dir + id + "/"
}
