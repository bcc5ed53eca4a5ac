package search

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"testing"

	"github.com/xianzhi/xianzhi/internal/hanzi"
)

// vectors hold the Go and the browser's code to one result.
type vectors struct {
	Units []struct {
		Text  string
		Units []string
	}
	Words []struct {
		Text  string
		Words []string
	}
	Stems   [][2]string
	Queries []struct {
		Query string
		Items []map[string]any
	}
}

type call struct {
	F   string `json:"f"`
	Arg any    `json:"arg"`
}

func readVectors(t *testing.T) (v vectors) {
	t.Helper()
	data, err := os.ReadFile("testdata/vectors.json")
	if err == nil {
		err = json.Unmarshal(data, &v)
	}
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestVectors(t *testing.T) {
	v := readVectors(t)
	var calls []call
	var want []any
	check := func(f string, arg any, wanted any, got any) {
		calls, want = append(calls, call{f, arg}), append(want, wanted)
		if got != nil && !reflect.DeepEqual(got, wanted) {
			t.Errorf("%s(%q) = %q, want %q", f, arg, got, wanted)
		}
	}
	for _, c := range v.Units {
		// The browser gets text that is Simplified already.
		check("units", hanzi.Mainland(hanzi.Simplify(c.Text)), c.Units, unitTexts(c.Text))
	}
	for _, c := range v.Words {
		check("words", c.Text, c.Words, wordTexts(c.Text))
	}
	for _, c := range v.Stems {
		check("stem", c[0], c[1], stem(c[0]))
	}
	for _, c := range v.Queries {
		check("parse", c.Query, allFields(c.Items), nil)
	}
	compare(t, calls, want)
}

// compare runs calls in the browser's code.
func compare(t *testing.T, calls []call, want []any) {
	t.Helper()
	for i, got := range Node[call, json.RawMessage](t, "unit.mjs", nil, calls) {
		wanted, err := json.Marshal(want[i])
		if err != nil {
			t.Fatal(err)
		}
		if !sameJSON(got, wanted) {
			t.Errorf("browser: %s(%q) = %s, want %s", calls[i].F, calls[i].Arg, got, wanted)
		}
	}
}

func sameJSON(a, b []byte) bool {
	var x, y any
	return json.Unmarshal(a, &x) == nil && json.Unmarshal(b, &y) == nil && reflect.DeepEqual(x, y)
}

func allFields(items []map[string]any) []map[string]any {
	out := []map[string]any{}
	for _, item := range items {
		whole := map[string]any{"quoted": false, "not": false, "field": ""}
		for k, v := range item {
			whole[k] = v
		}
		out = append(out, whole)
	}
	return out
}

func unitTexts(s string) []string {
	out := []string{}
	for _, u := range units(s) {
		out = append(out, u.text)
	}
	return out
}

func wordTexts(s string) []string {
	out := []string{}
	for _, w := range words(units(s)) {
		out = append(out, w.text)
	}
	return out
}

// TestSameOnNoise feeds random texts to both sides: they must cut, stem and
// simplify alike whatever comes.
func TestSameOnNoise(t *testing.T) {
	rng := rand.New(rand.NewPCG(4, 4))
	letters := []rune("aZéİßK'’ \u3000\t,.，．0123456789０９%-“县縣乾著後慶か①Ωж\u0301\U00020000")
	noise := func() string {
		rs := make([]rune, rng.IntN(14))
		for i := range rs {
			rs[i] = letters[rng.IntN(len(letters))]
		}
		return string(rs)
	}
	calls, want := []call{{"table", hanzi.Table()}}, []any{nil}
	for range 3000 {
		s := noise()
		simple := hanzi.Mainland(hanzi.Simplify(s))
		calls = append(calls, call{"simplify", s}, call{"units", simple}, call{"words", simple})
		want = append(want, simple, unitTexts(simple), wordTexts(simple))
	}
	const ascii = "abcdeilmnorstuyz"
	for range 3000 {
		w := make([]byte, 1+rng.IntN(9))
		for i := range w {
			w[i] = ascii[rng.IntN(len(ascii))]
		}
		word := string(w) + []string{"", "s", "ing", "ed", "ation", "ness", "ement", "'s", "ies", "ll"}[rng.IntN(10)]
		calls, want = append(calls, call{"stem", word}), append(want, stem(word))
	}
	compare(t, calls, want)
}

func FuzzUnits(f *testing.F) {
	for _, s := range []string{"近3,000万元", "2024.08.12", "Ａ　b", "1.2.3.", "\xff,000"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		us := units(s)
		if n := len([]rune(s)); len(us) > 0 && us[len(us)-1].end != n {
			t.Errorf("units(%q) end at %d of %d", s, us[len(us)-1].end, n)
		}
		for i, u := range us[min(1, len(us)):] {
			if u.start != us[i].end || u.text == "" {
				t.Errorf("units(%q): unit %d begins at %d, after %d", s, i+1, u.start, us[i].end)
			}
		}
		// Cutting a text at a unit's edge gives the same units: a query that
		// was copied out of a text finds it.
		if i := len(us) / 2; i > 0 && us[i-1].class != number && us[i].class != number && us[i].text != "." && us[i].text != "," {
			tail := string([]rune(s)[us[i].start:])
			if got := unitTexts(tail); hanzi.Fold(tail) == string([]rune(hanzi.Fold(s))[us[i].start:]) && !slices.Equal(got, unitTexts(s)[i:]) {
				t.Errorf("units(%q) = %q, want the end of %q", tail, got, unitTexts(s))
			}
		}
	})
}
