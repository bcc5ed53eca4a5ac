// Command search races our index against Pagefind's on the same made-up articles
// and queries with known answers, both in a browser, and prints a table.
//
//	npm ci --prefix bench/search
//	go run ./search -n 1000,10000        # in bench/
//
// Recall and precision count a query's documents up to the first 300. A cold
// search opens a new page for each query and asks for the first ten results
// with their texts and, of ours, the facets; code is not counted, all else is.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/xianzhi/xianzhi/internal/search"
	"github.com/xianzhi/xianzhi/internal/search/searchtest"
)

type options struct {
	sizes       string
	queries     int
	cold        int
	seed        uint64
	peer        bool
	dir, source string
	slow        bool
}

func main() {
	var o options
	flag.StringVar(&o.sizes, "n", "1000,10000", "numbers of articles (100000 takes some minutes)")
	flag.IntVar(&o.queries, "queries", 1000, "queries for recall and precision")
	flag.IntVar(&o.cold, "cold", 100, "of these, for cold searches")
	flag.Uint64Var(&o.seed, "seed", 1, "of articles and queries")
	flag.BoolVar(&o.peer, "peer", true, "race Pagefind, too")
	flag.StringVar(&o.dir, "dir", "", "keep the indexes in this folder")
	flag.StringVar(&o.source, "source", "search", "folder of this program's scripts")
	flag.BoolVar(&o.slow, "slow", true, "add cold searches over 165 ms and 1 MB/s")
	flag.Parse()
	if err := run(o); err != nil {
		log.Fatal(err)
	}
}

func run(o options) error {
	if o.dir == "" {
		dir, err := os.MkdirTemp("", "search")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		o.dir = dir
	}
	b, err := openBrowser(o)
	if err != nil {
		return err
	}
	defer b.close()
	for _, s := range strings.Split(o.sizes, ",") {
		n, err := strconv.Atoi(s)
		if err != nil {
			return fmt.Errorf("-n: %w", err)
		}
		if err := race(o, b, n); err != nil {
			return fmt.Errorf("%d articles: %w", n, err)
		}
	}
	return nil
}

// race builds both indexes of n articles and prints their figures.
func race(o options, b *browser, n int) error {
	docs := searchtest.Corpus(n, o.seed)
	queries := searchtest.Queries(docs, o.queries, o.seed)
	truth := answers(docs, queries)
	ours, err := buildOurs(docs, fmt.Sprintf("%s/ours-%d", o.dir, n))
	if err != nil {
		return err
	}
	columns := []*figures{ours}
	if o.peer {
		theirs, err := buildTheirs(docs, fmt.Sprintf("%s/pagefind-%d", o.dir, n), o.source)
		if err != nil {
			return err
		}
		columns = append(columns, theirs)
	}
	for _, f := range columns {
		if err := b.measure(f, queries, truth, o); err != nil {
			return fmt.Errorf("%s: %w", f.name, err)
		}
	}
	print(n, columns)
	return nil
}

// answers finds what each query must find, by reading every text.
func answers(docs []search.Doc, queries []string) [][]string {
	texts := searchtest.Fold(docs)
	out := make([][]string, len(queries))
	for i, q := range queries {
		out[i] = searchtest.Find(docs, texts, q)
	}
	return out
}

// figures are one column of the table.
type figures struct {
	name, page, dir string
	cpu             float64 // seconds
	memory          int64   // bytes
	files           int
	bytes           int64
	exact           int // queries with the right set
	recall          []float64
	precision       []float64
	warm            []float64 // ms
	coldBytes       []float64
	coldRequests    []float64
	coldSlow        []float64 // ms over a slow line
}

func print(n int, columns []*figures) {
	fmt.Printf("\n%d articles, both languages\n\n| |", n)
	for _, f := range columns {
		fmt.Printf(" %s |", f.name)
	}
	fmt.Printf("\n| --- |%s\n", strings.Repeat(" --- |", len(columns)))
	row := func(name, format string, value func(*figures) []any) {
		fmt.Printf("| %s |", name)
		for _, f := range columns {
			fmt.Printf(" "+format+" |", value(f)...)
		}
		fmt.Println()
	}
	row("recall / precision", "%.4f / %.4f", func(f *figures) []any { return []any{mean(f.recall), mean(f.precision)} })
	row("right set", "%d of %d", func(f *figures) []any { return []any{f.exact, len(f.recall)} })
	row("cold search, KB, median / p90", "%.0f / %.0f", func(f *figures) []any { return []any{at(f.coldBytes, .5) / 1024, at(f.coldBytes, .9) / 1024} })
	row("its requests, median / p90", "%.0f / %.0f", func(f *figures) []any { return []any{at(f.coldRequests, .5), at(f.coldRequests, .9)} })
	row("cold on 165 ms, 1 MB/s, s, median / p90", "%.2f / %.2f", func(f *figures) []any { return []any{at(f.coldSlow, .5) / 1000, at(f.coldSlow, .9) / 1000} })
	row("warm query, ms, median / p90", "%.1f / %.1f", func(f *figures) []any { return []any{at(f.warm, .5), at(f.warm, .9)} })
	row("to index, CPU-s", "%.0f", func(f *figures) []any { return []any{f.cpu} })
	row("to index, MB", "%d", func(f *figures) []any { return []any{f.memory >> 20} })
	row("index, files / MB", "%d / %d", func(f *figures) []any { return []any{f.files, f.bytes >> 20} })
}

func mean(v []float64) float64 {
	sum := 0.0
	for _, x := range v {
		sum += x
	}
	return sum / float64(max(len(v), 1))
}

// at returns the quantile q of v.
func at(v []float64, q float64) float64 {
	if len(v) == 0 {
		return 0
	}
	s := slices.Sorted(slices.Values(v))
	return s[min(int(q*float64(len(s))), len(s)-1)]
}
