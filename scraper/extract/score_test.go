package extract_test

import (
	"bufio"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/xianzhi/xianzhi/internal/record"
	"github.com/xianzhi/xianzhi/scraper/extract"
)

var (
	predictions = flag.String("predictions", "", "write what is extracted from the pages that -pages names to this JSONL `file`")
	pages       = flag.String("pages", "../../../shared/bench/extract/gne/*.html", "pages for -predictions, a `glob`")
)

// prediction is the part of an article that the scorer of the shared pages reads.
type prediction struct {
	Input     string          `json:"input"`
	Title     record.Optional `json:"title"`
	Published record.Optional `json:"published"`
	Publisher *record.Name    `json:"publisher"`
	Authors   []string        `json:"authors"`
	Editors   []string        `json:"editors"`
	Body      []record.Block  `json:"body"`
	Error     string          `json:"error,omitempty"`
}

// TestPredictions writes predictions for the scorer; it judges nothing itself.
func TestPredictions(t *testing.T) {
	if *predictions == "" {
		t.Skip("no -predictions file given")
	}
	files, err := filepath.Glob(*pages)
	if err != nil || len(files) == 0 {
		t.Fatalf("no pages match %s: %v", *pages, err)
	}
	out, err := os.Create(*predictions)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	w := bufio.NewWriter(out)
	defer w.Flush()
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for _, f := range files {
		if err := enc.Encode(predict(t, f)); err != nil {
			t.Fatal(err)
		}
	}
}

func predict(t *testing.T, file string) prediction {
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	p := prediction{Input: file}
	res, err := extract.Article(extract.Page{Bytes: b})
	if err != nil {
		p.Error = err.Error()
		return p
	}
	a := res.Article
	p.Title, p.Published, p.Publisher = a.Title, a.Published, a.Publisher
	p.Authors, p.Editors, p.Body = a.Authors, a.Editors, a.Body
	return p
}
