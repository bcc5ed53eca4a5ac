package site

import (
	"context"
	"fmt"
	"os"
	"testing"
)

// benchArticles is how many articles the benchmark lays out in two languages;
// XIANZHI_BENCH_ARTICLES overrides it.
const benchArticles = 500

// BenchmarkBuild builds a whole site, Hugo included.
func BenchmarkBuild(b *testing.B) {
	n := benchArticles
	if s := os.Getenv("XIANZHI_BENCH_ARTICLES"); s != "" {
		if _, err := fmt.Sscan(s, &n); err != nil {
			b.Fatal(err)
		}
	}
	a := fixture(b)
	pattern := a.Articles[1:3]
	a.Articles, a.Clusters = nil, nil
	for i := range n {
		art := *pattern[i%2]
		art.ID, art.Cluster, art.Captured = fmt.Sprintf("b-%06d", i), nil, ""
		art.Observations = append(art.Observations[:0:0], art.Observations...)
		for j := range art.Observations {
			art.Observations[j].ID = fmt.Sprintf("o-%08d%02d", i, j)
		}
		a.Articles = append(a.Articles, &art)
	}
	for b.Loop() {
		stats, err := Build(context.Background(), Options{Root: b.TempDir(), Theme: theme(), BaseURL: "https://archive.example/"}, a)
		if err != nil || stats.Articles != n || stats.Pages < 2*n {
			b.Fatalf("%+v, %v", stats, err)
		}
		b.ReportMetric(float64(stats.Pages), "pages")
	}
}
