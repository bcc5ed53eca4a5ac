package search_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xianzhi/xianzhi/internal/search"
	"github.com/xianzhi/xianzhi/internal/search/searchtest"
)

func build(t *testing.T, docs []search.Doc, dir string) search.Stats {
	t.Helper()
	stats, err := search.Build(docs, dir, search.Options{Entities: searchtest.Entities(), SegmentSize: 40})
	if err != nil {
		t.Fatal(err)
	}
	return stats
}

// files maps the paths below dir to their contents.
func files(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		data, err := os.ReadFile(path)
		out[filepath.ToSlash(name)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestIncremental adds an article and sees that full segments stay.
func TestIncremental(t *testing.T) {
	docs := searchtest.Corpus(131, 2)
	for i := range docs { // a copy's cluster would reach back
		docs[i].Cluster, docs[i].Copy = "", false
	}
	dir := t.TempDir()
	foreign := filepath.Join(dir, "x", "notes.txt")
	if err := os.MkdirAll(filepath.Dir(foreign), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(foreign, []byte("not ours"), 0o644); err != nil {
		t.Fatal(err)
	}
	// Three full segments of 40 make one of 80 and one of 40.
	if s := build(t, docs[:130], dir); s.Segments != 3 || s.Reused != 0 {
		t.Fatalf("first build: %+v", s)
	}
	first := files(t, dir)
	if s := build(t, docs[:130], dir); s.Reused != 3 {
		t.Errorf("second build reused %d of 3 segments", s.Reused)
	}
	if !same(first, files(t, dir)) {
		t.Error("a build with nothing new changed files")
	}
	s := build(t, docs, dir)
	if s.Segments != 3 || s.Reused != 2 {
		t.Errorf("one more article: %d of %d segments reused", s.Reused, s.Segments)
	}
	fresh := t.TempDir()
	build(t, docs, fresh)
	after := files(t, dir)
	if after["x/notes.txt"] == "" {
		t.Error("a file that is not ours was removed")
	}
	delete(after, "x/notes.txt")
	if !same(after, files(t, fresh)) {
		t.Error("an index that grew differs from one built at once")
	}
	if n := len(after); s.Files != n-s.Segments { // complete.json is for the next build only
		t.Errorf("%d files reported, %d there", s.Files, n-s.Segments)
	}
}

func same(a, b map[string]string) bool {
	if len(a) != len(b) {
		return false
	}
	for name, data := range a {
		if b[name] != data {
			return false
		}
	}
	return true
}

func TestBadDocs(t *testing.T) {
	one := searchtest.Corpus(1, 1)[0]
	nameless := one
	nameless.ID = ""
	for want, docs := range map[string][]search.Doc{"given twice": {one, one}, "expected an id": {nameless}} {
		if _, err := search.Build(docs, t.TempDir(), search.Options{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want an error with %q", err, want)
		}
	}
}

func TestEmpty(t *testing.T) {
	dir := t.TempDir()
	build(t, nil, dir)
	for _, r := range search.Node[request, result](t, "query.mjs", []string{dir}, []request{{Q: "宜君"}, {Q: "yijun", Page: true}}) {
		if r.Count != 0 {
			t.Errorf("an empty archive has %d hits", r.Count)
		}
	}
}

// TestMaxFiles sees that packs grow when files must be few.
func TestMaxFiles(t *testing.T) {
	docs := searchtest.Corpus(300, 2)
	dir := t.TempDir()
	stats, err := search.Build(docs, dir, search.Options{MaxFiles: 350})
	if err != nil {
		t.Fatal(err)
	}
	packs := 0
	for name := range files(t, dir) {
		if parts := strings.Split(name, "/"); len(parts) > 2 && slices.Contains([]string{"f", "t"}, parts[2]) {
			packs++
		}
	}
	if packs > 150 || packs < 20 {
		t.Errorf("%d packs of %d files", packs, stats.Files)
	}
}
