package indicator

import (
	"strings"
	"testing"

	"github.com/xianzhi/xianzhi/internal/record"
)

func TestCompileErrors(t *testing.T) {
	rule := func(counts, head string) record.LexiconRule {
		return record.LexiconRule{Name: "r", Counts: []string{counts}, Head: []string{head}}
	}
	for _, c := range []struct {
		name string
		lex  record.Lexicon
		want string
	}{
		{"no words", record.Lexicon{Rules: []record.LexiconRule{{Name: "r", Counts: []string{"persons"}}}}, `indicators/x: rule "r": has no words`},
		{"no counts", record.Lexicon{Rules: []record.LexiconRule{{Name: "r", Head: []string{"员工"}}}}, "has no counts"},
		{"unknown count", record.Lexicon{Rules: []record.LexiconRule{rule("people", "员工")}}, `no class or measure "people"`},
		{"unknown list", record.Lexicon{Rules: []record.LexiconRule{rule("persons", "@staff")}}, `no list "staff"`},
		{"unknown indicator", record.Lexicon{Rules: []record.LexiconRule{rule("persons", "@y.staff")}}, `no indicator "y"`},
		{"unknown plan", record.Lexicon{Planned: "y"}, `no indicator "y"`},
		{"endless list", record.Lexicon{Words: map[string][]string{"a": {"@a"}}, Rules: []record.LexiconRule{rule("persons", "@a")}}, `no list "a"`},
	} {
		_, err := compile([]record.Indicator{{ID: "x", Lexicon: c.lex}})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want one with %q", c.name, err, c.want)
		}
	}
}
