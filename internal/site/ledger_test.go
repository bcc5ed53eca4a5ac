package site

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/xianzhi/xianzhi/internal/store"
)

// TestBuildAgain changes an archive and builds it where it was built before: the
// site must be the one that a first build makes, with only the changed pages new.
func TestBuildAgain(t *testing.T) {
	dir := t.TempDir()
	here := func(o *Options) { o.Root = dir }
	build(t, fixture(t), here)
	public := filepath.Join(dir, "public")
	kept := filepath.Join(public, "zh", "articles", "yijun-2024", "index.html")
	old := time.Now().Add(-time.Hour)
	if err := os.Chtimes(kept, old, old); err != nil {
		t.Fatal(err)
	}
	build(t, changed(t), here)
	if info, err := os.Stat(kept); err != nil || info.ModTime().After(old.Add(time.Minute)) {
		t.Errorf("%s: made again, though nothing in it changed (%v)", kept, err)
	}
	sameTree(t, build(t, changed(t), nil), public)
}

// changed is the fixture without an article that no other knows of.
func changed(t *testing.T) *store.Archive {
	a := fixture(t)
	a.Articles = slices.DeleteFunc(a.Articles, func(v *store.Article) bool { return v.ID == "odd" })
	return a
}

func TestBuildAgainAfterFailure(t *testing.T) {
	dir := t.TempDir()
	here := func(o *Options) { o.Root = dir }
	build(t, fixture(t), here)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Build(ctx, Options{Root: dir, Theme: theme(), BaseURL: "https://archive.example/"}, changed(t)); err == nil {
		t.Fatal("Build with a cancelled context: no error")
	}
	build(t, changed(t), here)
	sameTree(t, build(t, changed(t), nil), filepath.Join(dir, "public"))
}

func sameTree(t *testing.T, want, got string) {
	t.Helper()
	a, b := filesIn(t, want), filesIn(t, got)
	for name := range a {
		if b[name] == nil {
			t.Errorf("%s is missing", name)
		} else if !bytes.Equal(a[name], b[name]) {
			t.Errorf("%s differs", name)
		}
	}
	for name := range b {
		if a[name] == nil {
			t.Errorf("%s should be gone", name)
		}
	}
}

func filesIn(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		out[name], err = os.ReadFile(filepath.Join(dir, name))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
