package site

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xianzhi/xianzhi/internal/record"
	"github.com/xianzhi/xianzhi/internal/store"
)

const releasedCSV = "id,article,indicator,value,unit,qualifier,status,as_of,place,place_code,quote,publisher,published\n" +
	"o-1,gone,cum_employed,5800,persons,over,actual,2023-12-31,宜君县,610222,超过5800人,某报,2024-08-13\n"

// TestRelease: a release shows its numbers as they stood, with the file, though
// the archive no longer has them.
func TestRelease(t *testing.T) {
	r := Release{Release: record.Release{
		Date: "2025-01-02", Note: "<b>one</b>", Previous: "", Observations: 1,
		Indicators: []record.ReleaseIndicator{{ID: "cum_employed", Observations: 1, Added: []string{"o-1"}}, {ID: "lost", Removed: []string{"o-9"}}},
	}, Tables: map[string][]byte{"cum_employed": []byte(releasedCSV)}}
	public := build(t, fixture(t), func(o *Options) { o.Releases = []Release{r} })
	checkSite(t, public, "/")
	page := text(parse(t, public, "en/data/2025-01-02/cum_employed/index.html"))
	for _, want := range []string{"over 5,800 people", "超过5800人", "13 August 2024"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page of the release lacks %q", want)
		}
	}
	if data, err := os.ReadFile(filepath.Join(public, "data/releases/2025-01-02/cum_employed.csv")); err != nil || string(data) != releasedCSV {
		t.Errorf("the file of the release: %v, %q", err, data)
	}
	if list := text(parse(t, public, "zh/data/index.html")); !strings.Contains(list, "2025-01-02") {
		t.Error("the data page does not list the release")
	}
}

// TestHistory: what a publisher changed is told, newest first.
func TestHistory(t *testing.T) {
	b := &book{}
	e := &entry{Article: &store.Article{Article: record.Article{Title: "新题", Body: []record.Block{{Text: "甲"}, {Text: "丙"}}}}}
	e.History = &record.History{Gone: "2025-03-04", Versions: []record.Version{
		{Until: "2025-01-01T00:00:00Z", Fields: []string{"title"}, Title: "旧题", Body: []record.Block{{Text: "甲"}, {Text: "乙"}}},
		{Until: "2025-02-01T00:00:00Z", Fields: []string{"body", "odd"}, Title: "新题", Body: []record.Block{{Text: "甲"}, {Text: "乙"}}},
	}}
	changes, gone := b.history(english, e)
	if gone != "4 March 2025" || len(changes) != 2 {
		t.Fatalf("gone %q, changes %+v", gone, changes)
	}
	newest, oldest := changes[0], changes[1]
	if len(newest.Lines) != 2 || newest.Lines[0] != (changedLine{"乙", false}) || newest.Lines[1] != (changedLine{"丙", true}) || newest.Fields[1] != "other" {
		t.Errorf("newest: %+v", newest)
	}
	if oldest.Title != "旧题" || len(oldest.Lines) != 0 {
		t.Errorf("oldest: %+v", oldest)
	}
}
