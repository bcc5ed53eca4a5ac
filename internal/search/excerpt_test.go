package search

import (
	"encoding/json"
	"strings"
	"testing"
)

type excerptCall struct {
	Blocks   []string         `json:"blocks"`
	Patterns []map[string]any `json:"patterns"`
}

func TestExcerpt(t *testing.T) {
	text := func(words ...string) map[string]any { return map[string]any{"units": unitsOf(words...)} }
	stems := func(words ...string) map[string]any { return map[string]any{"words": words} }
	long := strings.Repeat("这句话很长，", 60)
	tests := []struct {
		name string
		in   excerptCall
		want string // marks in brackets
	}{
		{"the sentence with most of the words", excerptCall{[]string{"宜君在陕西。宜君的女性多。别的。"}, []map[string]any{text("宜君"), text("女性")}}, "[宜君]的[女性]多。别的。"},
		{"two sentences apart", excerptCall{[]string{"宜君在陕西。中间一句。", "员工多为女性！完。"}, []map[string]any{text("宜君"), text("女性")}}, "[宜君]在陕西。……员工多为[女性]！"},
		{"a closing quotation mark stays with its sentence", excerptCall{[]string{"他说：“就业好。”后来走了。"}, []map[string]any{text("就业")}}, "他说：“[就业]好。”后来走了。"},
		{"a number as it stands", excerptCall{[]string{"累计３，０００人。"}, []map[string]any{text("3000")}}, "累计[３，０００]人。"},
		{"stems", excerptCall{[]string{"Many jobs. A county's work."}, []map[string]any{stems("counti")}}, "A [county's] work."},
		{"no match: the head", excerptCall{[]string{"第一句。第二句。"}, []map[string]any{}}, "第一句。第二句。"},
		{"a long sentence is cut at commas", excerptCall{[]string{long + "其中有宜君，" + long}, []map[string]any{text("宜君")}}, ""},
	}
	var calls []call
	for _, c := range tests {
		calls = append(calls, call{"excerpt", c.in})
	}
	for i, raw := range Node[call, json.RawMessage](t, "unit.mjs", nil, calls) {
		got := joinParts(t, raw)
		if tests[i].want == "" {
			if n := len([]rune(got)); n > 140 || !strings.HasPrefix(got, "……这句话很长，") || !strings.Contains(got, "[宜君]") || !strings.HasSuffix(got, "很长……") {
				t.Errorf("%s: %s", tests[i].name, got)
			}
		} else if got != tests[i].want {
			t.Errorf("%s: got %s, want %s", tests[i].name, got, tests[i].want)
		}
	}
}

func unitsOf(words ...string) []string {
	var out []string
	for _, w := range words {
		out = append(out, unitTexts(w)...)
	}
	return out
}

func joinParts(t *testing.T, raw []byte) string {
	t.Helper()
	var parts []any
	if err := json.Unmarshal(raw, &parts); err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, p := range parts {
		switch p := p.(type) {
		case string:
			b.WriteString(p)
		case map[string]any:
			b.WriteString("[" + p["mark"].(string) + "]")
		}
	}
	return b.String()
}
