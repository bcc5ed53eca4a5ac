package search

import (
	"strings"

	"github.com/xianzhi/xianzhi/internal/hanzi"
)

// A name is an entity as suggestions and aliases need it.
type name struct {
	Kind    string   `json:"k"`
	ID      string   `json:"i"`
	Zh      string   `json:"z"`
	En      string   `json:"e"`
	Aliases []string `json:"a,omitempty"`
	Pinyin  string   `json:"y,omitempty"` // syllables parted by spaces
	URL     string   `json:"u,omitempty"`
	Docs    int      `json:"n,omitempty"` // articles; 0 when none is marked with it
}

// names lists the entities of the glossary and, of the long lists of places,
// indicators and sources, those that some document has.
func names(entities []Entity, docs []Doc) []name {
	counts := facetCounts(docs)
	out := []name{}
	for _, e := range entities {
		n := counts[e.Kind+":"+e.ID]
		if n == 0 && (e.Kind == County || e.Kind == Indicator || e.Kind == Source) {
			continue
		}
		out = append(out, name{
			Kind: e.Kind, ID: e.ID, Zh: e.Name.Zh, En: e.Name.En, Aliases: e.Aliases,
			Pinyin: strings.Join(hanzi.Pinyin(e.Name.Zh), " "), URL: e.URL, Docs: n,
		})
	}
	return out
}

func facetCounts(docs []Doc) map[string]int {
	counts := map[string]int{}
	for i := range docs {
		for _, t := range facetTerms(&docs[i]) {
			counts[t]++
		}
	}
	return counts
}
