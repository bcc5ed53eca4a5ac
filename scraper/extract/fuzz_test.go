package extract_test

import (
	"path/filepath"
	"testing"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/xianzhi/xianzhi/scraper/extract"
)

// FuzzArticle holds that no page panics, and that an article has a body, valid
// text and no block that is empty.
func FuzzArticle(f *testing.F) {
	cases, _ := filepath.Glob("testdata/golden/*.txtar")
	for _, c := range cases {
		ar, err := txtar.ParseFile(c)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range ar.Files {
			if filepath.Ext(file.Name) != ".json" {
				f.Add(file.Data)
			}
		}
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		res, err := extract.Article(extract.Page{Bytes: b, URL: "https://example.com/2024/a.html"})
		if err != nil {
			return
		}
		if len(res.Article.Body) == 0 {
			t.Error("article without body")
		}
		for _, bl := range res.Article.Body {
			if bl.Text == "" || !utf8.ValidString(bl.Text) {
				t.Errorf("block %q", bl.Text)
			}
		}
	})
}
