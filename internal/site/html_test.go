package site

import (
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/xianzhi/xianzhi/internal/record"
	"github.com/xianzhi/xianzhi/internal/store"
)

// A built is every HTML page of a site, by its address below the host.
type built map[string]*html.Node

func readSite(t *testing.T, public, base string) built {
	t.Helper()
	out := built{}
	err := filepath.WalkDir(public, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(name) != ".html" {
			return err
		}
		rel, err := filepath.Rel(public, name)
		if err != nil {
			return err
		}
		address := base + strings.TrimSuffix(filepath.ToSlash(rel), "index.html")
		out[address] = parse(t, public, rel)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func attr(n *html.Node, name string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

func text(n *html.Node) string {
	var s strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			s.WriteString(d.Data)
		}
	}
	return s.String()
}

// find returns the elements below n for which ok holds.
func find(n *html.Node, ok func(*html.Node) bool) []*html.Node {
	var out []*html.Node
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && ok(d) {
			out = append(out, d)
		}
	}
	return out
}

func named(tag string) func(*html.Node) bool {
	return func(n *html.Node) bool { return n.Data == tag }
}

func byID(id string) func(*html.Node) bool {
	return func(n *html.Node) bool { v, ok := attr(n, "id"); return ok && v == id }
}

// checkSite holds for every page of every site: one h1, ids once, no inline
// script or style, and every internal link and fragment leads somewhere.
func checkSite(t *testing.T, public, base string) built {
	t.Helper()
	pages := readSite(t, public, base)
	for address, doc := range pages {
		if n := len(find(doc, named("h1"))); n != 1 && !strings.HasPrefix(address, base+"embed/") {
			t.Errorf("%s: %d h1", address, n)
		}
		ids := map[string]bool{}
		for _, n := range find(doc, func(*html.Node) bool { return true }) {
			checkElement(t, address, n, ids)
			checkLink(t, pages, public, base, address, n)
		}
	}
	return pages
}

func checkElement(t *testing.T, address string, n *html.Node, ids map[string]bool) {
	t.Helper()
	for _, a := range n.Attr {
		if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
			t.Errorf("%s: <%s %s=%q>", address, n.Data, a.Key, a.Val)
		}
		if a.Key == "id" {
			if ids[a.Val] {
				t.Errorf("%s: id %q stands twice", address, a.Val)
			}
			ids[a.Val] = true
		}
	}
	kind, _ := attr(n, "type")
	if _, src := attr(n, "src"); n.Data == "script" && !src && kind != "application/ld+json" || n.Data == "style" {
		t.Errorf("%s: inline <%s>", address, n.Data)
	}
}

func checkLink(t *testing.T, pages built, public, base, address string, n *html.Node) {
	t.Helper()
	for _, name := range []string{"href", "src", "action"} {
		raw, ok := attr(n, name)
		if !ok {
			continue
		}
		u, err := url.Parse(raw)
		if err != nil || u.Scheme != "" && !slices.Contains([]string{"http", "https", "mailto"}, u.Scheme) {
			t.Errorf("%s: %s=%q", address, name, raw)
			continue
		}
		if u.Scheme != "" || u.Host != "" {
			continue
		}
		to := (&url.URL{Path: address}).ResolveReference(u).Path
		if !strings.HasPrefix(to, base) {
			t.Errorf("%s: link to %q leaves the base path", address, raw)
			continue
		}
		doc := pages[to]
		if doc == nil {
			if info, err := os.Stat(filepath.Join(public, filepath.FromSlash(strings.TrimPrefix(to, base)))); err != nil || info.IsDir() {
				t.Errorf("%s: link to %q leads nowhere", address, raw)
			}
			continue
		}
		if u.Fragment != "" && len(find(doc, byID(u.Fragment))) != 1 {
			t.Errorf("%s: link to %q: no such fragment", address, raw)
		}
	}
}

func TestPages(t *testing.T) {
	for _, c := range []struct{ name, baseURL, base string }{
		{"root", "https://archive.example/", "/"},
		{"sub-path", "https://example.org/a/b/", "/a/b/"},
	} {
		t.Run(c.name, func(t *testing.T) {
			public := build(t, fixture(t), func(o *Options) { o.BaseURL, o.Charts = c.baseURL, fixtureCharts() })
			pages := checkSite(t, public, c.base)
			for address := range pages {
				other := strings.Replace(address, c.base+"zh/", c.base+"en/", 1)
				if pages[other] == nil {
					t.Errorf("%s has no English page", address)
				}
			}
		})
	}
}

func TestEmptyArchive(t *testing.T) {
	a := fixture(t)
	a.Articles, a.Clusters, a.Tombstones, a.Indicators, a.Sources = nil, nil, nil, nil, nil
	pages := checkSite(t, build(t, a, nil), "/")
	if home := text(pages["/en/"]); !strings.Contains(home, "No reports yet") {
		t.Error("the home page of an empty archive does not say so")
	}
}

func TestOneOddArticle(t *testing.T) {
	a := fixture(t)
	a.Articles = a.Articles[3:]
	pages := checkSite(t, build(t, a, nil), "/")
	doc := pages["/zh/articles/odd/"]
	got := text(find(doc, byID("p1"))[0])
	for _, want := range []string{"<script>alert(1)</script>", "{{ .Title }}", "**粗**", "{{< x >}}", "反"} {
		if !strings.Contains(got, want) {
			t.Errorf("paragraph %q lacks %q", got, want)
		}
	}
	if strings.ContainsAny(got, "\u202e\u202c") {
		t.Error("a direction override came through")
	}
	if len(find(doc, byID("p3"))) != 1 || len(find(find(doc, byID("p3"))[0], named("td"))) != 4 {
		t.Error("the table block is not a table of four cells")
	}
}

// TestEvidence walks from a number's row to its sentence and back, in both
// languages.
func TestEvidence(t *testing.T) {
	a := fixture(t)
	public := build(t, a, nil)
	for _, lang := range []string{"zh", "en"} {
		for _, art := range a.Articles {
			page := parse(t, public, path.Join(lang, "articles", art.ID, "index.html"))
			for _, o := range art.Observations {
				marks := find(page, byID(o.ID))
				if len(marks) != 1 || marks[0].Data != "mark" {
					t.Fatalf("%s %s: %d marks %s", lang, art.ID, len(marks), o.ID)
				}
				href, _ := attr(find(marks[0], named("a"))[0], "href")
				if want := "/" + lang + "/indicators/" + o.Indicator + "/#" + o.ID; href != want {
					t.Errorf("%s: mark %s links to %s, want %s", lang, o.ID, href, want)
				}
				rows := find(parse(t, public, path.Join(lang, "indicators", o.Indicator, "index.html")), byID(o.ID))
				if len(rows) != 1 || !strings.Contains(renderHTML(t, rows[0]), "/"+lang+"/articles/"+art.ID+"/#"+o.ID) {
					t.Errorf("%s: row %s does not link back", lang, o.ID)
				}
			}
		}
	}
}

func renderHTML(t *testing.T, n *html.Node) string {
	t.Helper()
	var s strings.Builder
	if err := html.Render(&s, n); err != nil {
		t.Fatal(err)
	}
	return s.String()
}

// TestUntranslated: an English reader of a Chinese-only report gets its figures
// in English sentences.
func TestUntranslated(t *testing.T) {
	public := build(t, fixture(t), nil)
	got := text(parse(t, public, "en/articles/jjckb-2023/index.html"))
	want := "People helped into work: over 4,000 people (Yijun County, AI Bean; as of 30 June 2023)."
	if !strings.Contains(got, want) {
		t.Errorf("no digest %q", want)
	}
}

// TestWithdrawn: nothing of a withdrawn article is left but its address.
func TestWithdrawn(t *testing.T) {
	a := fixture(t)
	gone := a.Articles[1]
	a.Articles = slices.DeleteFunc(a.Articles, func(v *store.Article) bool { return v.ID == gone.ID })
	a.Tombstones = append(a.Tombstones, record.Exclusion{Article: gone.ID, Kind: store.Withdrawn, Date: "2026-01-02"})
	public := build(t, a, nil)
	checkSite(t, public, "/")
	err := filepath.WalkDir(public, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		if strings.Contains(string(data), "女性员工占比超过65%") {
			t.Errorf("%s holds a sentence of the withdrawn article", name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestGivenSite checks a site that was built before, such as the sample's:
// XIANZHI_SITE=public go test ./internal/site -run GivenSite.
func TestGivenSite(t *testing.T) {
	dir := os.Getenv("XIANZHI_SITE")
	if dir == "" {
		t.Skip("XIANZHI_SITE names no built site")
	}
	checkSite(t, dir, "/")
}

// TestSubjectPages: what SubjectPages promises is there.
func TestSubjectPages(t *testing.T) {
	a := fixture(t)
	public := build(t, a, nil)
	for rel := range SubjectPages(a) {
		if _, err := os.Stat(filepath.Join(public, "en", filepath.FromSlash(rel), "index.html")); err != nil {
			t.Errorf("%s has no page", rel)
		}
	}
}
