package translate

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/xianzhi/xianzhi/internal/gazetteer"
	"github.com/xianzhi/xianzhi/internal/glossary"
	"github.com/xianzhi/xianzhi/internal/record"
)

// A keeper puts markers in the place of names before a text is sent, and the
// names of the other language in the place of the markers after.
type keeper struct {
	names    *glossary.Glossary
	places   *gazetteer.Gazetteer // may be nil
	from, to string               // record.LangChinese or record.LangEnglish
}

// A kept name stands at code points [start, end) of a text.
type kept struct {
	start, end int
	name       string // in the other language
}

func language(short string) string {
	if short == "en" {
		return record.LangEnglish
	}
	return record.LangChinese
}

// hide returns s with markers, and the names that they stand for. Only names
// written in full are kept: a short form must follow the sentence.
func (k *keeper) hide(s string) (string, []string) {
	text := []rune(s)
	var out strings.Builder
	var names []string
	last := 0
	for _, m := range k.find(s, text) {
		if m.start < last || m.end > len(text) {
			continue
		}
		names = append(names, m.name)
		out.WriteString(string(text[last:m.start]) + marker(len(names)))
		last = m.end
	}
	return out.String() + string(text[last:]), names
}

func (k *keeper) find(s string, text []rune) []kept {
	var all []kept
	for _, m := range k.names.Find(s) {
		from, to := m.Term.Name.In(k.from), m.Term.Name.In(k.to)
		if m.Kind != glossary.Word && to != "" && m.End <= len(text) && strings.EqualFold(string(text[m.Start:m.End]), from) {
			all = append(all, kept{m.Start, m.End, to})
		}
	}
	for _, m := range k.placesIn(text) {
		if d := divisionName(m.Division); !m.Short && d.In(k.to) != "" && m.End <= len(text) && string(text[m.Start:m.End]) == d.In(k.from) {
			all = append(all, kept{m.Start, m.End, d.In(k.to)})
		}
	}
	slices.SortStableFunc(all, func(a, b kept) int {
		return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(b.end, a.end))
	})
	return all
}

func (k *keeper) placesIn(text []rune) []gazetteer.Match {
	if k.places == nil {
		return nil
	}
	return k.places.FindIn(text)
}

func divisionName(d record.Division) record.Text { return record.Text{Zh: d.Name, En: d.En} }

// show puts the names back; an error says that the engine lost a marker.
func show(s string, names []string) (string, error) {
	for i, name := range names {
		m := marker(i + 1)
		if !strings.Contains(s, m) {
			return s, fmt.Errorf("the engine dropped the name %q", name)
		}
		s = strings.ReplaceAll(s, m, name)
	}
	return s, nil
}

func marker(n int) string { return fmt.Sprintf("⟦%d⟧", n) }

// objections are the reasons not to publish a translation unseen: what [Guard]
// finds, and counties that the translation does not name.
func (k *keeper) objections(source, translation string) []string {
	bad := Guard(source, translation)
	for _, m := range k.placesIn([]rune(source)) {
		core := stem(divisionName(m.Division).In(k.to))
		if m.Level == gazetteer.County && core != "" && !strings.Contains(strings.ToLower(translation), strings.ToLower(core)) {
			bad = append(bad, fmt.Sprintf("%s is not in the translation", divisionName(m.Division).In(k.from)))
		}
	}
	return bad
}

// stem is the part of a place's name that a translation must hold: Yijun of
// Yijun County, 宜君 of 宜君县.
func stem(name string) string {
	if first, _, latin := strings.Cut(name, " "); latin {
		return first
	}
	if r := []rune(name); len(r) > 2 {
		return string(r[:2])
	}
	return name
}
