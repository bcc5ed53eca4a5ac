package site

import (
	"strings"

	"github.com/xianzhi/xianzhi/internal/gazetteer"
	"github.com/xianzhi/xianzhi/internal/glossary"
	"github.com/xianzhi/xianzhi/internal/record"
	"github.com/xianzhi/xianzhi/internal/store"
)

// glossaryKinds pairs the glossary's lists with the folders of their pages.
var glossaryKinds = map[string]glossary.Kind{
	programmes: glossary.Programme, organisations: glossary.Organisation, people: glossary.Person,
}

// glossaryTerms indexes the terms that have pages by kind and id.
func glossaryTerms(g *glossary.Glossary) map[string]map[string]*record.Term {
	out := map[string]map[string]*record.Term{}
	for name, kind := range glossaryKinds {
		out[name] = map[string]*record.Term{}
		if g == nil {
			continue
		}
		terms := g.Terms(kind)
		for i := range terms {
			out[name][terms[i].ID] = &terms[i]
		}
	}
	return out
}

// mentioned finds what the title and the body of an article name: counties,
// and what the glossary has a page for.
func mentioned(a *store.Archive, art *store.Article) Subjects {
	var text strings.Builder
	text.WriteString(string(art.Title))
	for _, b := range art.Body {
		text.WriteString("\n" + b.Text)
	}
	var s Subjects
	if a.Gazetteer != nil {
		for _, m := range a.Gazetteer.Find(text.String()) {
			if gazetteer.LevelOf(m.Division) == gazetteer.County {
				s.Places = append(s.Places, m.Division.Code)
			}
		}
	}
	if a.Glossary != nil {
		for _, m := range a.Glossary.Find(text.String()) {
			s.addTerm(m)
		}
	}
	return s
}

func (s *Subjects) addTerm(m glossary.Match) {
	switch m.Kind {
	case glossary.Programme:
		s.Programmes = append(s.Programmes, m.Term.ID)
	case glossary.Person:
		s.People = append(s.People, m.Term.ID)
	case glossary.Organisation:
		s.Organisations = append(s.Organisations, m.Term.ID)
		if m.Term.Programme != "" {
			s.Programmes = append(s.Programmes, m.Term.Programme)
		}
	}
}

// termMarks explains the words of the glossary in text, each the first time it
// stands in the article: the name in the other language as a tooltip, and a
// link where the term has a page.
func (s *setter) termMarks(text []rune, in language) []mark {
	g := s.archive.Glossary
	if g == nil {
		return nil
	}
	var out []mark
	for _, m := range g.Find(string(text)) {
		key := in.key + m.Term.ID
		other := m.Term.Name.In(in.other().tag)
		if s.terms[key] || other == "" || strings.EqualFold(other, string(text[m.Start:m.End])) {
			continue
		}
		s.terms[key] = true
		k := mark{start: m.Start, end: m.End, kind: tokenTerm, label: other}
		for kind, list := range glossaryKinds {
			if list == m.Kind && s.graph.subjects[kind][m.Term.ID] != nil {
				k.href = s.href(s.l, kind+"/"+m.Term.ID+"/")
			}
		}
		out = append(out, k)
	}
	return out
}

// division is the place with a GB/T 2260 code.
func (n *names) division(code string) (record.Division, bool) {
	if n.archive.Gazetteer == nil {
		return record.Division{}, false
	}
	return n.archive.Gazetteer.ByCode(code)
}

// divisionName is a province or prefecture, known by its Chinese name, in l.
func (b *book) divisionName(l language, name string) string {
	if !l.isEnglish() || b.archive.Gazetteer == nil {
		return name
	}
	if b.names.upper == nil {
		b.names.upper = map[string]string{}
		for _, d := range b.archive.Gazetteer.Divisions() {
			if gazetteer.LevelOf(d) != gazetteer.County {
				b.names.upper[d.Name] = d.En
			}
		}
	}
	return orElse(b.names.upper[name], name)
}
