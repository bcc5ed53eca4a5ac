package site

import (
	"cmp"
	"slices"
	"strings"

	"github.com/xianzhi/xianzhi/internal/record"
	"github.com/xianzhi/xianzhi/internal/store"
)

// Kinds of subject: what an article or a number can be about. They name the
// folders of their pages.
const (
	places        = "places"
	programmes    = "programmes"
	organisations = "organisations"
	people        = "people"
	indicators    = "indicators"
	sources       = "sources"
)

// An entry is an article with what it is about.
type entry struct {
	*store.Article
	subjects Subjects
	claims   []*claim
	numbers  []int // of each block: its paragraph number, 0 for a heading
}

// A claim is an observation with the article that makes it.
type claim struct {
	entry *entry
	obs   *record.Observation
}

// A subject is one thing with all articles and numbers about it.
type subject struct {
	id      string
	entries []*entry // newest first
	claims  []*claim // latest as_of first
}

// A graph is the archive indexed by what its parts are about.
type graph struct {
	entries  []*entry // newest first
	byID     map[string]*entry
	subjects map[string]map[string]*subject // by kind and id
	years    []string                       // of publication, latest first
	disputes []dispute
	disputed map[string]bool                 // ids of claims that another report contradicts
	against  map[string]map[string][]dispute // disputes by kind and id of subject
}

func newGraph(a *store.Archive) *graph {
	g := &graph{byID: map[string]*entry{}, subjects: map[string]map[string]*subject{}}
	about := SubjectsOf(a)
	for _, art := range a.Articles {
		e := &entry{Article: art, subjects: about[art.ID], numbers: paragraphNumbers(art.Body)}
		for i := range art.Observations {
			e.claims = append(e.claims, &claim{e, &art.Observations[i]})
		}
		g.entries = append(g.entries, e)
		g.byID[art.ID] = e
		g.file(e)
	}
	for _, kind := range g.subjects {
		for _, s := range kind {
			slices.SortStableFunc(s.claims, latestFirst)
		}
	}
	slices.Sort(g.years)
	slices.Reverse(g.years)
	g.disputes, g.disputed = findDisputes(g.entries), map[string]bool{}
	g.against = map[string]map[string][]dispute{}
	for _, d := range g.disputes {
		for _, c := range d.claims {
			g.disputed[c.obs.ID] = true
		}
		for kind, id := range d.claims[0].subjects() {
			if g.against[kind] == nil {
				g.against[kind] = map[string][]dispute{}
			}
			g.against[kind][id] = append(g.against[kind][id], d)
		}
	}
	return g
}

func (g *graph) file(e *entry) {
	for kind, ids := range map[string][]string{
		places: e.subjects.Places, programmes: e.subjects.Programmes,
		organisations: e.subjects.Organisations, people: e.subjects.People,
	} {
		for _, id := range ids {
			g.at(kind, id).entries = append(g.at(kind, id).entries, e)
		}
	}
	if e.Source != "" {
		g.at(sources, e.Source).entries = append(g.at(sources, e.Source).entries, e)
	}
	if y := year(string(e.Published)); y != "" && !slices.Contains(g.years, y) {
		g.years = append(g.years, y)
	}
	for _, c := range e.claims {
		for kind, id := range c.subjects() {
			s := g.at(kind, id)
			s.claims = append(s.claims, c)
			if kind == indicators && (len(s.entries) == 0 || s.entries[len(s.entries)-1] != e) {
				s.entries = append(s.entries, e)
			}
		}
	}
}

// at returns the subject, made on first use.
func (g *graph) at(kind, id string) *subject {
	if g.subjects[kind] == nil {
		g.subjects[kind] = map[string]*subject{}
	}
	s := g.subjects[kind][id]
	if s == nil {
		s = &subject{id: id}
		g.subjects[kind][id] = s
	}
	return s
}

// all returns the subjects of a kind, those with most numbers and articles first.
func (g *graph) all(kind string) []*subject {
	var out []*subject
	for _, s := range g.subjects[kind] {
		out = append(out, s)
	}
	slices.SortFunc(out, func(a, b *subject) int {
		return cmp.Or(cmp.Compare(len(b.claims), len(a.claims)),
			cmp.Compare(len(b.entries), len(a.entries)), strings.Compare(a.id, b.id))
	})
	return out
}

// subjects tells what a claim itself is about, by kind.
func (c *claim) subjects() map[string]string {
	ids := map[string]string{indicators: c.obs.Indicator}
	if p := c.obs.Place; p != nil && p.Code != "" {
		ids[places] = string(p.Code)
	}
	if p := c.obs.Programme; p != nil && p.ID != "" {
		ids[programmes] = p.ID
	}
	if o := c.obs.Org; o != nil && o.ID != "" {
		ids[organisations] = o.ID
	}
	if c.entry.Source != "" {
		ids[sources] = c.entry.Source
	}
	return ids
}

// latestFirst orders by the date that a number holds for, undated last, then
// by the article's date.
func latestFirst(a, b *claim) int {
	return cmp.Or(strings.Compare(string(b.obs.AsOf), string(a.obs.AsOf)),
		strings.Compare(string(b.entry.Published), string(a.entry.Published)))
}

// paragraphNumbers counts what is no heading: #p3 is the third.
func paragraphNumbers(body []record.Block) []int {
	out, n := make([]int, len(body)), 0
	for i, b := range body {
		if b.Kind != record.Heading {
			n++
			out[i] = n
		}
	}
	return out
}

// paragraph is the number of the block that a claim's quote stands in, or 0.
func (c *claim) paragraph() int {
	if i := c.obs.Quote.Block; i >= 0 && i < len(c.entry.numbers) {
		return c.entry.numbers[i]
	}
	return 0
}

func year(iso string) string {
	if len(iso) < 4 {
		return ""
	}
	return iso[:4]
}
