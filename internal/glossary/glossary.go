// Package glossary finds organisations, programmes, people and terms in text
// and names them in both languages.
//
// Its main type is [Glossary], made by [Load] from data/glossary. Aliases are
// matched in either language, Latin ones as whole words without regard to
// case; of overlapping names the longest counts. It knows only what a
// maintainer wrote down: it never takes a new name out of text.
package glossary

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"github.com/xianzhi/xianzhi/internal/phrase"
	"github.com/xianzhi/xianzhi/internal/record"
)

// A Kind is one of the glossary's four lists.
type Kind uint8

// Kinds of terms.
const (
	Organisation Kind = iota
	Programme
	Person
	Word
)

var files = [...]string{Organisation: "organisations.yaml", Programme: "programmes.yaml", Person: "people.yaml", Word: "terms.yaml"}

// A Glossary holds the terms of an archive. It is safe for concurrent use.
type Glossary struct {
	terms [len(files)][]record.Term
	byID  [len(files)]map[string]int
	names *phrase.Set
	refs  []ref
}

type ref struct {
	kind  Kind
	index int
}

// A Match is one mention of a term in text.
type Match struct {
	Start, End int // code points
	Kind       Kind
	Term       record.Term
}

// Load reads a glossary from fsys, rooted at data/glossary. A list may be
// absent; an id that stands twice or a parent that is not there is an error.
func Load(fsys fs.FS) (*Glossary, error) {
	g := &Glossary{names: phrase.NewSet()}
	for kind, name := range files {
		g.byID[kind] = map[string]int{}
		data, err := fs.ReadFile(fsys, name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("glossary: %w", err)
		}
		if err := record.DecodeYAML("glossary/"+name, data, &g.terms[kind]); err != nil {
			return nil, err
		}
		if err := g.index(Kind(kind), name); err != nil {
			return nil, err
		}
	}
	return g, g.checkLinks()
}

func (g *Glossary) index(kind Kind, file string) error {
	for i, t := range g.terms[kind] {
		if _, double := g.byID[kind][t.ID]; double {
			return fmt.Errorf("glossary/%s: id %s stands twice", file, t.ID)
		}
		g.byID[kind][t.ID] = i
		for _, name := range append([]string{t.Name.Zh, t.Name.En}, t.Aliases...) {
			g.names.Add(strings.ToLower(name), int32(len(g.refs)))
		}
		g.refs = append(g.refs, ref{kind, i})
	}
	return nil
}

// checkLinks reports the first parent or programme that no list holds.
func (g *Glossary) checkLinks() error {
	for _, kind := range []Kind{Organisation, Programme} {
		for _, t := range g.terms[kind] {
			if _, ok := g.ByID(Organisation, t.Parent); t.Parent != "" && !ok {
				return fmt.Errorf("glossary/%s: %s: no organisation has the id %q of its parent", files[kind], t.ID, t.Parent)
			}
			if _, ok := g.ByID(Programme, t.Programme); t.Programme != "" && !ok {
				return fmt.Errorf("glossary/%s: %s: no programme has the id %q", files[kind], t.ID, t.Programme)
			}
		}
	}
	return nil
}

// ByID returns the term of a kind with an id.
func (g *Glossary) ByID(kind Kind, id string) (record.Term, bool) {
	i, ok := g.byID[kind][id]
	if !ok {
		return record.Term{}, false
	}
	return g.terms[kind][i], true
}

// Terms returns the terms of a kind in the order of the file.
func (g *Glossary) Terms(kind Kind) []record.Term { return g.terms[kind] }

// Find returns the terms that text names, in order and without overlap.
func (g *Glossary) Find(text string) []Match { return g.FindIn([]rune(strings.ToLower(text))) }

// FindIn is [Glossary.Find] for text already in lower case and split into code points.
func (g *Glossary) FindIn(text []rune) []Match {
	var out []Match
	g.names.Walk(text, func(start, end int, v int32) {
		m := Match{Start: start, End: end, Kind: g.refs[v].kind, Term: g.terms[g.refs[v].kind][g.refs[v].index]}
		n := len(out)
		switch {
		case n > 0 && out[n-1].Start == start:
			out[n-1] = m
		case n > 0 && start < out[n-1].End:
		default:
			out = append(out, m)
		}
	})
	return out
}
