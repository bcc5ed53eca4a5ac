package site

import (
	"github.com/xianzhi/xianzhi/internal/record"
	"github.com/xianzhi/xianzhi/internal/store"
)

// names knows how everything with a page is called in both languages.
type names struct {
	archive    *store.Archive
	indicators map[string]*record.Indicator
	defined    []*record.Indicator                // in the order of the data
	terms      map[string]map[string]*record.Term // by kind and id
	sources    map[string]*record.Source
	upper      map[string]string // English names of provinces and prefectures, by the Chinese
}

func newNames(a *store.Archive) *names {
	n := &names{
		archive: a, indicators: map[string]*record.Indicator{}, terms: glossaryTerms(a.Glossary),
		sources: map[string]*record.Source{record.LooseSource: {ID: record.LooseSource, Name: record.LooseName}},
	}
	for i := range a.Indicators {
		n.define(&a.Indicators[i])
	}
	for _, art := range a.Articles {
		for _, o := range art.Observations {
			if n.indicators[o.Indicator] == nil { // its file was deleted; the number still needs a page
				n.define(&record.Indicator{ID: o.Indicator, Tier: "rare", Name: record.Text{Zh: o.Indicator, En: o.Indicator}, Unit: o.Unit})
			}
		}
	}
	for i := range a.Sources {
		n.sources[a.Sources[i].ID] = &a.Sources[i]
	}
	return n
}

func (n *names) define(i *record.Indicator) {
	n.indicators[i.ID] = i
	n.defined = append(n.defined, i)
}

// text is the name of a subject, or false when nobody gave it one.
func (n *names) text(kind, id string) (record.Text, bool) {
	switch kind {
	case indicators:
		if i := n.indicators[id]; i != nil {
			return i.Name, true
		}
	case sources:
		if s := n.sources[id]; s != nil {
			return s.Name, true
		}
	case places:
		if d, ok := n.division(id); ok {
			return record.Text{Zh: d.Name, En: d.En}, true
		}
	default:
		if t := n.terms[kind][id]; t != nil {
			return t.Name, true
		}
	}
	return record.Text{Zh: id, En: id}, false
}

// subject is the link to a subject's page.
func (b *book) subject(l language, kind, id string) link {
	t, _ := b.names.text(kind, id)
	out := link{Text: l.heading(l.text(t))}
	out.Lang = foreign(out.Text, l)
	if b.graph.subjects[kind][id] != nil || kind == indicators && b.names.indicators[id] != nil {
		out.Href = b.href(l, kind+"/"+id+"/")
	}
	return out
}

func (b *book) subjectLinks(l language, kind string, ids []string) []link {
	var out []link
	for _, id := range ids {
		out = append(out, b.subject(l, kind, id))
	}
	return out
}
