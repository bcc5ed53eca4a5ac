package extract_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/xianzhi/xianzhi/scraper/extract"
)

// sharedPages are real pages beside the repository; absent in a plain clone.
const sharedPages = "../../../shared/bench/extract/gne/*.html"

// BenchmarkArticle extracts every shared page once an iteration and reports
// pages a second; the count of articles is asserted so that a benchmark of
// failures cannot look fast.
func BenchmarkArticle(b *testing.B) {
	files, _ := filepath.Glob(sharedPages)
	if len(files) == 0 {
		b.Skip("no pages at " + sharedPages)
	}
	pages := make([][]byte, len(files))
	total := 0
	for i, f := range files {
		var err error
		if pages[i], err = os.ReadFile(f); err != nil {
			b.Fatal(err)
		}
		total += len(pages[i])
	}
	b.SetBytes(int64(total))
	b.ReportAllocs()
	for b.Loop() {
		articles := 0
		for _, p := range pages {
			if _, err := extract.Article(extract.Page{Bytes: p}); err == nil {
				articles++
			}
		}
		if articles*10 < len(pages)*9 {
			b.Fatalf("%d articles in %d pages", articles, len(pages))
		}
	}
	b.ReportMetric(float64(len(pages))*float64(b.N)/b.Elapsed().Seconds(), "pages/s")
}
