package translate

import (
	"fmt"
	"strings"

	"github.com/xianzhi/xianzhi/internal/glossary"
	"github.com/xianzhi/xianzhi/internal/record"
)

// A keeper puts markers in the place of glossary names before a text is sent,
// and the names of the other language in the place of the markers after.
type keeper struct {
	names []pair // longest first
	to    string
}

type pair struct{ from, to string }

func newKeeper(g *glossary.Glossary, from, to string) *keeper {
	k := &keeper{to: to}
	for _, kind := range []glossary.Kind{glossary.Organisation, glossary.Programme, glossary.Person} {
		for _, t := range g.Terms(kind) {
			if a, b := t.Name.In(language(from)), t.Name.In(language(to)); a != "" && b != "" {
				k.names = append(k.names, pair{a, b})
			}
		}
	}
	byLength(k.names)
	return k
}

func language(short string) string {
	if short == "en" {
		return record.LangEnglish
	}
	return record.LangChinese
}

// hide returns s with markers, and the names that they stand for.
func (k *keeper) hide(s string) (string, []string) {
	var kept []string
	for _, n := range k.names {
		if strings.Contains(s, n.from) {
			kept = append(kept, n.to)
			s = strings.ReplaceAll(s, n.from, marker(len(kept)))
		}
	}
	return s, kept
}

// show puts the names back; an error says that the engine lost a marker.
func show(s string, kept []string) (string, error) {
	for i, name := range kept {
		m := marker(i + 1)
		if !strings.Contains(s, m) {
			return s, fmt.Errorf("the engine dropped the name %q", name)
		}
		s = strings.ReplaceAll(s, m, name)
	}
	return s, nil
}

func marker(n int) string { return fmt.Sprintf("⟦%d⟧", n) }
