package chart

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xianzhi/xianzhi/internal/record"
)

// corpus is the labelled claims of the open corpus, by indicator: what the real
// site draws.
func corpus(t *testing.T) map[string][]Point {
	t.Helper()
	f, err := os.Open("../../../shared/corpus/labels.jsonl")
	if err != nil {
		t.Skip("the corpus is not beside the repository")
	}
	defer f.Close()
	out := map[string][]Point{}
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var l struct {
			Doc, ID, Indicator, Unit, Qualifier, Status, Place, Org, Programme, Quote string

			Value    *float64
			ValueMax *float64 `json:"value_max"`
			AsOf     string   `json:"as_of"`
		}
		if err := json.Unmarshal(lines.Bytes(), &l); err != nil {
			t.Fatal(err)
		}
		if l.Value == nil {
			continue
		}
		out[l.Indicator] = append(out[l.Indicator], Point{
			Value: *l.Value, Max: l.ValueMax, Unit: l.Unit, Qualifier: l.Qualifier, Status: l.Status, AsOf: l.AsOf, Place: l.Place,
			Org: l.Org, Programme: l.Programme, Quote: l.Quote, Article: l.Doc, Observation: "o-" + l.ID, Source: l.Doc, Href: "#o-" + l.ID,
		})
	}
	return out
}

// TestCorpus draws every indicator of the corpus as its file in data/ says.
func TestCorpus(t *testing.T) {
	r := open(t)
	var page strings.Builder
	points := corpus(t)
	files, err := filepath.Glob("../../data/indicators/*.yaml")
	if err != nil || len(files) == 0 {
		t.Skip("no indicators")
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var def record.Indicator
		if err := record.DecodeYAML(file, data, &def); err != nil {
			t.Fatal(err)
		}
		for _, lang := range []string{"zh", "en"} {
			if len(points[def.ID]) == 0 {
				continue
			}
			s := ForIndicator(def, points[def.ID], lang)
			s.ID += "-" + lang
			c := render(t, r, s)
			for _, svg := range []string{c.Wide, c.Narrow} {
				if svg != "" {
					checkDrawing(t, s.ID, svg)
					checkLabels(t, s.ID, svg)
				}
			}
			if lang == "zh" {
				figure(&page, c)
			}
		}
	}
	if *gallery != "" {
		writeGallery(t, page.String())
	}
}
