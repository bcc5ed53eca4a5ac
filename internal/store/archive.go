package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/xianzhi/xianzhi/internal/gazetteer"
	"github.com/xianzhi/xianzhi/internal/glossary"
	"github.com/xianzhi/xianzhi/internal/record"
)

// An Archive is the merged, publishable view of data/. Nothing in it is masked,
// withdrawn or beyond its rights: outputs may show all they find here.
type Archive struct {
	Site        record.Site
	Sources     []record.Source
	Indicators  []record.Indicator
	Gazetteer   *gazetteer.Gazetteer
	Glossary    *glossary.Glossary
	Articles    []*Article // newest first, then by id
	Clusters    []record.Cluster
	Corrections []record.Correction
	Tombstones  []record.Exclusion // withdrawn articles
	Stale       []error            // corrections that no longer apply
}

// An Article is one article as it may be shown.
type Article struct {
	record.Article
	Observations []record.Observation
	Withheld     []record.Withheld
	// Translations by language ("zh", "en"); Paragraphs is as long as Body.
	Translations map[string]Translation
	Cluster      *record.Cluster // nil when the story has no copies
	Relation     string          // to the cluster's original; record.Original without one
	Captured     string          // text as received, when it is kept and may be shown
	// History is how the article changed after it was first kept; nil when it
	// never did, or when its earlier texts may not be shown.
	History *record.History
	// TitleDigest and Digests name the title and the blocks as stored, before
	// redaction: translations refer to texts by them.
	TitleDigest string
	Digests     []string
}

// A Translation is an article in the other language, aligned with its body.
type Translation struct {
	Title      Paragraph
	Paragraphs []Paragraph
}

// A Paragraph is the translation of one block; Text is empty where there is none.
type Paragraph struct {
	Text  string
	By    string
	State string // human, machine, reviewed, held, stale, or "" (missing)
}

// Complete reports whether every block has a translation that may be shown.
func (t Translation) Complete() bool {
	return !slices.ContainsFunc(t.Paragraphs, func(p Paragraph) bool { return p.Text == "" })
}

// Archive reads and merges everything. Errors of single files are joined; a
// file that cannot be read fails the whole, since a page must not silently
// lose its correction or its redaction.
func (s *Store) Archive(ctx context.Context) (*Archive, error) {
	in, err := s.read(ctx)
	if err != nil {
		return nil, err
	}
	a := &Archive{
		Site: in.site, Sources: in.sources, Indicators: in.indicators,
		Gazetteer: in.gazetteer, Glossary: in.glossary, Corrections: in.corrections,
	}
	corr := correctionsByArticle(in.corrections)
	hidden := exclusionsByArticle(in.exclusions)
	for _, e := range in.exclusions {
		if e.Kind == Withdrawn {
			a.Tombstones = append(a.Tombstones, record.Exclusion{Article: e.Article, Kind: e.Kind, Date: e.Date})
		}
	}
	masks := newMasker(in.redactions)
	byCluster := clustersByArticle(in.clusters)
	for _, art := range in.articles {
		if _, gone := hidden[art.ID]; gone {
			continue
		}
		v := &Article{Article: *art, Relation: record.Original, Captured: in.captures[art.ID], History: in.histories[art.ID]}
		v.join(byCluster[art.ID])
		a.Stale = append(a.Stale, v.observe(in.observations[art.ID], corr[art.ID])...)
		v.translate(in.translations)
		masks.apply(v)
		v.limit()
		a.Articles = append(a.Articles, v)
	}
	slices.SortFunc(a.Articles, newestFirst)
	a.Clusters = visibleClusters(in.clusters, hidden)
	return a, nil
}

func newestFirst(a, b *Article) int {
	if c := strings.Compare(string(b.Published), string(a.Published)); c != 0 {
		return c
	}
	return strings.Compare(a.ID, b.ID)
}

// input is what lies in data/, unmerged.
type input struct {
	site         record.Site
	sources      []record.Source
	indicators   []record.Indicator
	gazetteer    *gazetteer.Gazetteer
	glossary     *glossary.Glossary
	articles     []*record.Article
	observations map[string]*record.ObservationFile
	clusters     []record.Cluster
	translations map[string]map[string]*record.Translation
	corrections  []record.Correction
	exclusions   []record.Exclusion
	redactions   []record.Redaction
	captures     map[string]string
	histories    map[string]*record.History
}

func (s *Store) read(ctx context.Context) (*input, error) {
	in := &input{translations: map[string]map[string]*record.Translation{}}
	var bad []error
	step := func(f func() error) {
		if ctx.Err() == nil {
			bad = append(bad, f())
		}
	}
	step(func() (err error) { in.site, err = s.Site(); return })
	step(func() (err error) { in.sources, err = s.Sources(); return })
	step(func() (err error) { in.indicators, err = s.Indicators(); return })
	step(func() (err error) { in.gazetteer, err = s.Gazetteer(); return })
	step(func() (err error) { in.glossary, err = s.Glossary(); return })
	step(func() (err error) { in.articles, err = s.Articles(); return })
	step(func() (err error) { in.observations, err = s.Observations(); return })
	step(func() (err error) { in.clusters, err = s.Clusters(); return })
	step(func() (err error) { in.corrections, err = s.Corrections(); return })
	step(func() (err error) { in.exclusions, err = s.Exclusions(); return })
	step(func() (err error) { in.redactions, err = s.Redactions(); return })
	step(func() (err error) { in.captures, err = s.captures(); return })
	step(func() (err error) { in.histories, err = s.Histories(); return })
	for _, lang := range []string{"en", "zh"} {
		step(func() (err error) { in.translations[lang], err = s.Translations(lang); return })
	}
	return in, errors.Join(append(bad, ctx.Err())...)
}

// Gazetteer loads the archive's divisions.
func (s *Store) Gazetteer() (*gazetteer.Gazetteer, error) {
	dir, err := s.Folder("data/gazetteer")
	if err != nil {
		return nil, err
	}
	return gazetteer.Load(dir)
}

// Glossary loads the archive's organisations, programmes, people and terms.
func (s *Store) Glossary() (*glossary.Glossary, error) {
	dir, err := s.Folder("data/glossary")
	if err != nil {
		return nil, err
	}
	return glossary.Load(dir)
}

func (s *Store) captures() (map[string]string, error) {
	all := map[string]string{}
	err := s.files("data/captures", ".txt", func(rel string, data []byte) error {
		name := rel[strings.LastIndexByte(rel, '/')+1:]
		all[strings.TrimSuffix(name, ".txt")] = string(data)
		return nil
	})
	return all, err
}

func (v *Article) join(c *record.Cluster) {
	if c == nil {
		return
	}
	v.Cluster = c
	for _, m := range c.Members {
		if m.Article == v.ID {
			v.Relation = m.Relation
		}
	}
}

// translate aligns the stored translations with the body by digest.
func (v *Article) translate(all map[string]map[string]*record.Translation) {
	v.Translations = map[string]Translation{}
	v.TitleDigest = record.Digest(string(v.Title))
	v.Digests = make([]string, len(v.Body))
	for i, b := range v.Body {
		v.Digests[i] = record.Digest(b.Text)
	}
	lang := "en"
	if v.Lang == record.LangEnglish {
		lang = "zh"
	}
	t := all[lang][v.ID]
	if t == nil {
		return
	}
	out := Translation{Paragraphs: make([]Paragraph, len(v.Body))}
	if t.Title != nil {
		out.Title = align(*t.Title, v.TitleDigest)
	}
	bySource := map[string]record.Translated{}
	for _, p := range t.Paragraphs {
		bySource[p.Source] = p
	}
	for i, digest := range v.Digests {
		if p, ok := bySource[digest]; ok {
			out.Paragraphs[i] = align(p, digest)
		} else if len(t.Paragraphs) == len(v.Body) {
			// Nothing moved, so the paragraph at this place is the one whose
			// original changed.
			out.Paragraphs[i] = align(t.Paragraphs[i], digest)
		}
	}
	v.Translations[lang] = out
}

// align keeps a held translation out of sight and marks a stale one.
func align(t record.Translated, digest string) Paragraph {
	p := Paragraph{Text: t.Text, By: t.By, State: t.State}
	changed := t.Source != digest
	switch {
	case changed && t.State == "held":
		return Paragraph{} // it was held back for another text
	case changed:
		p.State = "stale"
	case t.State == "held":
		p.Text = ""
	}
	return p
}

func clustersByArticle(all []record.Cluster) map[string]*record.Cluster {
	by := map[string]*record.Cluster{}
	for i := range all {
		for _, m := range all[i].Members {
			by[m.Article] = &all[i]
		}
	}
	return by
}

// visibleClusters drops hidden members, and clusters that are then alone.
func visibleClusters(all []record.Cluster, hidden map[string]record.Exclusion) []record.Cluster {
	var out []record.Cluster
	for _, c := range all {
		c.Members = slices.DeleteFunc(slices.Clone(c.Members), func(m record.Member) bool {
			_, gone := hidden[m.Article]
			return gone
		})
		if len(c.Members) > 1 {
			out = append(out, c)
		}
	}
	return out
}

// Withdrawn is the kind of exclusion that leaves a tombstone.
const Withdrawn = "withdrawn"

func exclusionsByArticle(all []record.Exclusion) map[string]record.Exclusion {
	by := map[string]record.Exclusion{}
	for _, e := range all {
		by[e.Article] = e
	}
	return by
}

func correctionsByArticle(all []record.Correction) map[string][]record.Correction {
	by := map[string][]record.Correction{}
	for _, c := range all {
		by[c.Article] = append(by[c.Article], c)
	}
	return by
}

// ByID finds an article of the view.
func (a *Archive) ByID(id string) (*Article, error) {
	for _, v := range a.Articles {
		if v.ID == id {
			return v, nil
		}
	}
	return nil, fmt.Errorf("article %s: not in the archive", id)
}
