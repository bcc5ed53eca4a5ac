package site

import (
	"slices"

	"github.com/xianzhi/xianzhi/internal/store"
)

// Subjects are the ids of what an article is about: the places, programmes,
// organisations and people that its text names or its numbers belong to, in
// order of id. Pages, lists and the facets of search all go by it.
type Subjects struct {
	Places        []string // GB/T 2260 codes of counties
	Programmes    []string
	Organisations []string
	People        []string // only those of data/glossary/people.yaml
}

// SubjectsOf returns the subjects of every article of a, by its id.
func SubjectsOf(a *store.Archive) map[string]Subjects {
	out := make(map[string]Subjects, len(a.Articles))
	for _, art := range a.Articles {
		s := mentioned(a, art)
		for _, o := range art.Observations {
			if o.Place != nil && o.Place.Code != "" {
				s.Places = append(s.Places, string(o.Place.Code))
			}
			if o.Programme != nil && o.Programme.ID != "" {
				s.Programmes = append(s.Programmes, o.Programme.ID)
			}
			if o.Org != nil && o.Org.ID != "" {
				s.Organisations = append(s.Organisations, o.Org.ID)
			}
		}
		for _, ids := range []*[]string{&s.Places, &s.Programmes, &s.Organisations, &s.People} {
			slices.Sort(*ids)
			*ids = slices.Compact(*ids)
		}
		out[art.ID] = s
	}
	return out
}

// SubjectPages returns the addresses, below the language, of all places,
// programmes, organisations, people, sources and indicators that have a page:
// what no article is about has none.
func SubjectPages(a *store.Archive) map[string]bool {
	g, n := newGraph(a), newNames(a)
	out := map[string]bool{}
	for kind, subjects := range g.subjects {
		for id := range subjects {
			out[kind+"/"+id+"/"] = true
		}
	}
	for _, i := range n.defined {
		out["indicators/"+i.ID+"/"] = true
	}
	return out
}
