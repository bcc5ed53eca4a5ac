package scraper

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/xianzhi/xianzhi/internal/store"
	"github.com/xianzhi/xianzhi/scraper/sample"
)

// The sample, as the repository's own sources.yaml has it, yields an article
// for each of its pages, and a second run changes nothing.
func TestSampleIsGatheredWhole(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"data/site.yaml", "data/sources.yaml"} {
		data, err := os.ReadFile(filepath.Join("..", name))
		if err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(dir, name), string(data))
	}
	st, err := store.Open(dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	opt := Options{Store: st, Version: "test", Sources: []string{"sample"}}
	rep, err := Run(context.Background(), opt)
	if err != nil {
		t.Fatal(err)
	}
	pages, err := sample.Pages()
	if err != nil {
		t.Fatal(err)
	}
	r := rep.Sources[0]
	if r.New != len(pages) || r.Gate != nil || rep.Failures() > 0 {
		t.Errorf("%d pages:\n%s", len(pages), rep.Table())
	}
	for _, p := range pages {
		readArticle(t, st, p.URL())
	}
	before := snapshot(t, st)
	if rep, err = Run(context.Background(), opt); err != nil || rep.Sources[0].Unchanged != len(pages) {
		t.Errorf("second run: %+v, %v", rep, err)
	}
	differ(t, "second run", before, snapshot(t, st))
	if again, err := Reextract(context.Background(), opt); err != nil || again.Sources[0].Unchanged != len(pages) {
		t.Errorf("reextract: %+v, %v", again, err)
	}
	differ(t, "reextract", before, snapshot(t, st))
	for i := range 2 { // what can be rebuilt is rebuilt the same
		if err := os.RemoveAll(st.Path([]string{"data/articles", "data/captures"}[i])); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := Reextract(context.Background(), opt); err != nil {
		t.Fatal(err)
	}
	differ(t, "rebuilt", before, snapshot(t, st))
}
