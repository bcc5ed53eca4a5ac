// Package pipeline ties the stages that follow gathering: clusters and
// observations (Analyse), then charts, site, search index and exports (Build).
// It is the only package that calls all of them; it holds no rule of its own.
package pipeline

import (
	"runtime"
	"slices"
	"sync"

	"github.com/xianzhi/xianzhi/internal/cluster"
	"github.com/xianzhi/xianzhi/internal/indicator"
	"github.com/xianzhi/xianzhi/internal/record"
	"github.com/xianzhi/xianzhi/internal/store"
)

// DataVersion is raised when a change of rules rewrites generated data; each
// step is explained in doc/data-version.md.
const DataVersion = 1

// An Analyst finds the copies of one story and reads the numbers of articles.
type Analyst struct {
	reader *indicator.Reader
}

// NewAnalyst loads the indicators, the gazetteer and the glossary of st.
func NewAnalyst(st *store.Store) (*Analyst, error) {
	defs, err := st.Indicators()
	if err != nil {
		return nil, err
	}
	places, err := st.Gazetteer()
	if err != nil {
		return nil, err
	}
	names, err := st.Glossary()
	if err != nil {
		return nil, err
	}
	reader, err := indicator.New(defs, places, names)
	if err != nil {
		return nil, err
	}
	return &Analyst{reader}, nil
}

// Analyse returns the clusters among articles, and the observations of each
// article in the order given. A re-dated reprint is read with its original's
// date; the numbers of a spun copy are withheld.
func (an *Analyst) Analyse(articles []*record.Article) ([]record.Cluster, []record.ObservationFile) {
	clusters := cluster.Build(articles)
	roles := rolesIn(clusters, articles)
	files := make([]record.ObservationFile, len(articles))
	var wg sync.WaitGroup
	limit := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i, a := range articles {
		wg.Add(1)
		limit <- struct{}{}
		go func() {
			defer func() { <-limit; wg.Done() }()
			files[i] = an.read(a, roles[a.ID])
		}()
	}
	wg.Wait()
	return clusters, files
}

// A role is what an article is within its cluster.
type role struct {
	relation  string
	published string // of the original
}

func rolesIn(clusters []record.Cluster, articles []*record.Article) map[string]role {
	published := map[string]string{}
	for _, a := range articles {
		published[a.ID] = string(a.Published)
	}
	roles := map[string]role{}
	for _, c := range clusters {
		for _, m := range c.Members {
			roles[m.Article] = role{m.Relation, published[c.Original]}
		}
	}
	return roles
}

func (an *Analyst) read(a *record.Article, r role) record.ObservationFile {
	var f record.ObservationFile
	if r.relation == record.Redated && r.published != "" {
		f = an.reader.ReadAs(a, r.published)
	} else {
		f = an.reader.Read(a)
	}
	if r.relation == record.Spun {
		f.Withheld = append(f.Withheld, withholdAll(f.Observations)...)
		f.Observations = nil
	}
	f.Article = a.ID
	f.Observations = slices.Clip(f.Observations)
	if f.Observations == nil {
		f.Observations = []record.Observation{}
	}
	if f.Withheld == nil {
		f.Withheld = []record.Withheld{}
	}
	return f
}

func withholdAll(all []record.Observation) []record.Withheld {
	var out []record.Withheld
	for _, o := range all {
		out = append(out, record.Withheld{Reason: "spun-copy", Quote: o.Quote})
	}
	return out
}
