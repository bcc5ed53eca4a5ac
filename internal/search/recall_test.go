package search_test

import (
	"slices"
	"testing"

	"github.com/xianzhi/xianzhi/internal/search"
	"github.com/xianzhi/xianzhi/internal/search/searchtest"
)

type request struct {
	Q       string              `json:"q"`
	English bool                `json:"english,omitempty"`
	Filters map[string][]string `json:"filters,omitempty"`
	Sort    string              `json:"sort,omitempty"`
	Cold    bool                `json:"cold,omitempty"`
	Page    bool                `json:"page,omitempty"`
	Also    string              `json:"also,omitempty"`
}

type result struct {
	Count, Stories  int
	IDs             []string `json:"ids"`
	Ways            []int
	Requests, Bytes int
	MS              float64
	Also            []string
}

// TestRecall compares the browser's results with those of reading every text.
func TestRecall(t *testing.T) {
	docs := searchtest.Corpus(400, 7)
	dir := t.TempDir()
	stats, err := search.Build(docs, dir, search.Options{Entities: searchtest.Entities(), SegmentSize: 100})
	if err != nil {
		t.Fatal(err)
	}
	if stats.Segments != 1 { // 400 is one fourfold segment
		t.Errorf("%d segments", stats.Segments)
	}
	var requests []request
	for _, q := range searchtest.Queries(docs, 400, 5) {
		requests = append(requests, request{Q: q})
	}
	texts := searchtest.Fold(docs)
	for i, r := range search.Node[request, result](t, "query.mjs", []string{dir}, requests) {
		want := searchtest.Find(docs, texts, requests[i].Q)
		slices.Sort(r.IDs)
		if !slices.Equal(r.IDs, want) {
			t.Errorf("%q: got %v\nwant %v", requests[i].Q, r.IDs, want)
		}
	}
}
