package extract_test

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/xianzhi/xianzhi/internal/record"
	"github.com/xianzhi/xianzhi/scraper/extract"
)

var update = flag.Bool("update", false, "rewrite the expected articles in testdata/golden")

// expected is what a golden case holds of a result.
type expected struct {
	Title     record.Optional `json:"title"`
	Publisher *record.Name    `json:"publisher"`
	Authors   []string        `json:"authors"`
	Editors   []string        `json:"editors"`
	Published record.Optional `json:"published"`
	Modified  record.Optional `json:"modified"`
	Lang      string          `json:"lang"`
	Script    record.Optional `json:"original_script"`
	Canonical string          `json:"canonical_url"`
	Next      string          `json:"next,omitempty"`
	Repairs   []record.Repair `json:"repairs,omitempty"`
	Body      []record.Block  `json:"body"`
	Error     string          `json:"error,omitempty"`
}

// TestGolden reads each case of testdata/golden: a page (page.html, page.txt or
// page.md; several are pages of one article), its url, the source's rules, and
// the article that must come out.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/golden/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden cases: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			golden(t, file)
		})
	}
}

func golden(t *testing.T, file string) {
	ar, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	got := extracted(t, ar)
	for i, f := range ar.Files {
		if f.Name != "article.json" {
			continue
		}
		if *update {
			if ar.Files[i].Data, err = record.Encode(got); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, txtar.Format(ar), 0o644); err != nil {
				t.Fatal(err)
			}
			return
		}
		var want expected
		if err := record.DecodeJSON(file, f.Data, &want); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("article (-want +got):\n%s", diff)
		}
		return
	}
	t.Fatal("case has no article.json")
}

func extracted(t *testing.T, ar *txtar.Archive) expected {
	p := extract.Page{Retrieved: time.Date(2024, 8, 20, 12, 0, 0, 0, extract.China)}
	var pages []*extract.Result
	var failed error
	for _, f := range ar.Files {
		switch {
		case f.Name == "url":
			p.URL = strings.TrimSpace(string(f.Data))
		case f.Name == "rules.yaml":
			p.Rules = rules(t, f.Data)
		case strings.HasPrefix(f.Name, "page"):
			p.Bytes = f.Data
			res, err := extract.Article(p)
			if err != nil {
				failed = errors.Join(failed, err)
				continue
			}
			pages = append(pages, res)
		}
	}
	if failed != nil {
		return expected{Error: failed.Error()}
	}
	res := extract.Join(pages...)
	a := res.Article
	return expected{a.Title, a.Publisher, a.Authors, a.Editors, a.Published, a.Modified, a.Lang, a.OriginalScript,
		a.CanonicalURL, res.Next, a.Repairs, a.Body, ""}
}

func rules(t *testing.T, data []byte) *extract.Rules {
	var r record.Rules
	if err := record.DecodeYAML("rules.yaml", data, &r); err != nil {
		t.Fatal(err)
	}
	compiled, err := extract.Compile(&r)
	if err != nil {
		t.Fatal(err)
	}
	return compiled
}
