package source

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"github.com/xianzhi/xianzhi/internal/record"
)

var update = flag.Bool("update", false, "rewrite golden files")

// Each file of testdata/load is a sources.yaml and what is wrong in it.
func TestLoadSaysWhatIsWrong(t *testing.T) {
	golden(t, "testdata/load/*.txtar", func(_ *testing.T, files map[string][]byte) string {
		_, err := Load("data/sources.yaml", files["sources.yaml"])
		if err == nil {
			return "nothing\n"
		}
		return err.Error() + "\n"
	})
}

// Each file of testdata/discover is a source and a site, file by file; "want"
// lists what is discovered.
func TestDiscover(t *testing.T) {
	golden(t, "testdata/discover/*.txtar", func(t *testing.T, files map[string][]byte) string {
		list, err := Load("sources.yaml", files["sources.yaml"])
		if err != nil {
			t.Fatal(err)
		}
		root := t.TempDir()
		for name, data := range files {
			if rel, ok := strings.CutPrefix(name, "disk/"); ok {
				write(t, filepath.Join(root, rel), data)
			}
		}
		now := time.Date(2025, 3, 2, 20, 0, 0, 0, time.UTC)
		pages, bad := Discover(context.Background(), &list[0], World{Get: getter(files), Root: root, Now: now})
		var b strings.Builder
		for _, p := range pages {
			fmt.Fprintf(&b, "url %q listed %q file %q\n", p.URL, p.Listed, strings.TrimPrefix(p.File, root))
		}
		for _, err := range bad {
			fmt.Fprintln(&b, "error:", strings.ReplaceAll(err.Error(), root, "ROOT"))
		}
		return b.String()
	})
}

// getter answers from the files of a case: "https://…" by name, with ".gz"
// at the end compressed.
func getter(files map[string][]byte) Getter {
	return func(_ context.Context, url string, _ bool) ([]byte, error) {
		data, ok := files[url]
		if !ok {
			return nil, errors.New(url + ": gone")
		}
		if strings.HasSuffix(url, ".gz") {
			var buf bytes.Buffer
			z := gzip.NewWriter(&buf)
			z.Write(data)
			z.Close()
			data = buf.Bytes()
		}
		return data, nil
	}
}

func golden(t *testing.T, glob string, run func(*testing.T, map[string][]byte) string) {
	names, err := filepath.Glob(glob)
	if err != nil || len(names) == 0 {
		t.Fatalf("%s: no files (%v)", glob, err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			ar, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			files := map[string][]byte{}
			for _, f := range ar.Files {
				files[f.Name] = f.Data
			}
			got := run(t, files)
			if *update {
				last := &ar.Files[len(ar.Files)-1]
				if last.Name != "want" {
					ar.Files = append(ar.Files, txtar.File{Name: "want"})
					last = &ar.Files[len(ar.Files)-1]
				}
				last.Data = []byte(got)
				if err := os.WriteFile(name, txtar.Format(ar), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if want := string(files["want"]); got != want && !*update {
				t.Errorf("got:\n%s\nwant:\n%s", got, want)
			}
		})
	}
}

func write(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestRepositorySourcesAreValid(t *testing.T) {
	data, err := os.ReadFile("../../data/sources.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Load("data/sources.yaml", data); err != nil {
		t.Fatal(err)
	}
}

func TestNormalise(t *testing.T) {
	for in, want := range map[string]string{
		" HTTPS://News.Example:443/A?b=1&utm_source=x#p ": "https://news.example/A?b=1",
		"http://news.example":                             "http://news.example/",
		"http://news.example:8080/?":                      "http://news.example:8080/",
		"http://user:pw@news.example/a?spm=1":             "http://news.example/a",
		"http://news.example/县?q=%E5%8E%BF":               "http://news.example/%E5%8E%BF?q=%E5%8E%BF",
		"mailto:a@b.example":                              "mailto:a@b.example",
	} {
		if got := Normalise(in); got != want {
			t.Errorf("Normalise(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestSavedURL(t *testing.T) {
	for in, want := range map[string]string{
		"<!-- saved from url=(0026)https://news.example/a.html -->\n<html>":            "https://news.example/a.html",
		`<html><head><link rel="canonical" href="https://news.example/b"></head>`:      "https://news.example/b",
		`<html><head><meta property="og:url" content="https://news.example/c"></head>`: "https://news.example/c",
		"<html><p>nothing</p>":                         "",
		"<!-- saved from url=(0014)about:internet -->": "",
	} {
		if got := SavedURL([]byte(in)); got != want {
			t.Errorf("SavedURL(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestSitemapBomb(t *testing.T) {
	var buf bytes.Buffer
	z, _ := gzip.NewWriterLevel(&buf, gzip.BestSpeed)
	z.Write(make([]byte, maxSitemap+1))
	z.Close()
	if _, err := unpack(buf.Bytes()); err == nil {
		t.Error("unpacked")
	}
}

// An index that lists itself, or indexes without end, is not followed forever.
func TestSitemapIndexWithoutEnd(t *testing.T) {
	n := 0
	get := func(_ context.Context, url string, _ bool) ([]byte, error) {
		n++
		return []byte(fmt.Sprintf(`<sitemapindex><sitemap><loc>%s</loc></sitemap><sitemap><loc>https://a.example/%d.xml</loc></sitemap></sitemapindex>`, url, n)), nil
	}
	s := &record.Source{Zone: "UTC", Discover: []record.Discovery{{Sitemap: "https://a.example/s.xml"}}}
	if pages, _ := Discover(context.Background(), s, World{Get: get, Now: time.Now()}); len(pages) > 0 || n > maxSitemaps {
		t.Errorf("%d pages out of %d sitemaps", len(pages), n)
	}
}

func FuzzSitemap(f *testing.F) {
	f.Add([]byte(`<urlset><url><loc>https://a.example/</loc></url></urlset>`))
	f.Fuzz(func(t *testing.T, data []byte) {
		pages, _, _ := readSitemap(data)
		for _, p := range pages {
			if len(p.Loc) > len(data)*8 {
				t.Fatalf("address of %d bytes out of %d", len(p.Loc), len(data))
			}
		}
	})
}

func FuzzLoad(f *testing.F) {
	data, err := os.ReadFile("../../data/sources.yaml")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Fuzz(func(t *testing.T, data []byte) {
		list, err := Load("s.yaml", data)
		if err != nil {
			return
		}
		for i := range list {
			newFilter(&list[i]) // must not panic on what passed
		}
	})
}
