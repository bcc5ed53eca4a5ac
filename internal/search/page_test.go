package search_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"html/template"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/evanw/esbuild/pkg/api"
	"github.com/goccy/go-yaml"

	"github.com/xianzhi/xianzhi/internal/search"
	"github.com/xianzhi/xianzhi/internal/search/searchtest"
)

const policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'"

// A page is the search page on a server of its own, with a browser before it.
// Its markup is the site's partial, poured without Hugo.
type page struct {
	t      *testing.T
	ctx    context.Context
	server *httptest.Server
	dir    string
	docs   []search.Doc
	down   atomic.Bool
}

func openPage(t *testing.T) *page {
	t.Helper()
	browser, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("chromium is not installed: the search page is not tested")
	}
	p := &page{t: t, dir: t.TempDir(), docs: searchtest.Corpus(120, 3)}
	p.index(p.docs)
	p.server = httptest.NewServer(p.routes())
	t.Cleanup(p.server.Close)
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(browser), chromedp.NoSandbox)
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	p.ctx = ctx
	return p
}

func (p *page) index(docs []search.Doc) {
	p.t.Helper()
	if _, err := search.Build(docs, p.dir, search.Options{Entities: searchtest.Entities()}); err != nil {
		p.t.Fatal(err)
	}
}

func (p *page) routes() http.Handler {
	mux := http.NewServeMux()
	files := http.StripPrefix("/_search/", http.FileServer(http.Dir(p.dir)))
	mux.HandleFunc("/_search/", func(w http.ResponseWriter, r *http.Request) {
		if p.down.Load() {
			http.Error(w, "down", http.StatusServiceUnavailable)
			return
		}
		files.ServeHTTP(w, r)
	})
	for _, name := range []string{"main", "hints"} {
		mux.HandleFunc("/_x/"+name+".js", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/javascript")
			_, _ = w.Write(bundle(p.t, name))
		})
	}
	for _, lang := range []string{"zh", "en"} {
		html := render(p.t, lang)
		mux.HandleFunc("/"+lang+"/search/", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Security-Policy", policy)
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			_, _ = w.Write([]byte(html))
		})
	}
	return mux
}

func bundle(t *testing.T, name string) []byte {
	r := api.Build(api.BuildOptions{EntryPoints: []string{filepath.Join(search.Modules, name+".js")}, Bundle: true, MinifySyntax: true,
		MinifyWhitespace: true, MinifyIdentifiers: true, Format: api.FormatESModule, Target: api.ES2022})
	if len(r.Errors) > 0 {
		t.Fatal(r.Errors[0].Text)
	}
	return r.OutputFiles[0].Contents
}

const field chromedp.CSS = "#q"

// hugo stands in for what the partial asks of Hugo.
type hugo struct{ lang, script string }

func (h hugo) Get(name string) string                   { return name }
func (h hugo) Build(_ map[string]any, name string) hugo { return hugo{h.lang, filepath.Base(name)} }
func (h hugo) RelPermalink() string                     { return "/_x/" + h.script }
func (h hugo) Language() map[string]string              { return map[string]string{"Name": h.lang} }
func (h hugo) Params() map[string]string                { return map[string]string{"base": "/"} }
func (h hugo) GetPage(string) any                       { return nil }

func render(t *testing.T, lang string) string {
	h := hugo{lang: lang}
	data, err := os.ReadFile("../../i18n/" + lang + ".yaml")
	if err != nil {
		t.Fatal(err)
	}
	words := map[string]any{}
	if err := yaml.Unmarshal(data, &words); err != nil {
		t.Fatal(err)
	}
	funcs := template.FuncMap{
		"site": func() hugo { return h }, "resources": func() hugo { return h }, "js": func() hugo { return h },
		"fingerprint": func(h hugo) hugo { return h },
		"i18n": func(key string) string {
			s, ok := words[key].(string)
			if !ok {
				return key // the site's own test compares the keys
			}
			return s
		},
		"slice": func(v ...any) []any { return v },
		"dict": func(kv ...any) map[string]any {
			m := map[string]any{}
			for i := 0; i < len(kv); i += 2 {
				m[kv[i].(string)] = kv[i+1]
			}
			return m
		},
		"merge": func(a, b map[string]any) map[string]any {
			for k, v := range b {
				a[k] = v
			}
			return a
		},
		"jsonify": func(v any) (template.HTML, error) { b, err := json.Marshal(v); return template.HTML(b), err },
	}
	tmpl, err := template.New("search.html").Funcs(funcs).ParseFiles("../../layouts/_partials/search.html")
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	b.WriteString("<!doctype html><html lang=" + lang + "><title>s</title><main>")
	if err := tmpl.Execute(&b, nil); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func (p *page) do(actions ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	if err := chromedp.Do(p.ctx, actions...); err != nil {
		p.t.Fatal(err)
	}
}

func (p *page) open(path string) {
	p.t.Helper()
	p.do(chromedp.Navigate(p.server.URL + path))
	p.state("done", "idle", "error")
}

// state waits until the page is in one of the states.
func (p *page) state(of ...string) string {
	p.t.Helper()
	for range 200 {
		if s := p.js("document.documentElement.dataset.searchState ?? ''"); strings.Contains(strings.Join(of, " "), s) && s != "" {
			return s
		}
		time.Sleep(20 * time.Millisecond)
	}
	p.t.Fatalf("the page is %q, not one of %v", p.js("document.documentElement.dataset.searchState"), of)
	return ""
}

// count waits until the page shows n articles.
func (p *page) count(n int) {
	p.t.Helper()
	got := ""
	for range 200 {
		if got = p.js("document.querySelector('[data-search-count]').textContent + document.documentElement.dataset.searchState"); got == strconv.Itoa(n)+"done" {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	p.t.Errorf("%s: the page shows %s, not %d", p.js("location.search"), got, n)
}

func (p *page) js(expression string) string {
	p.t.Helper()
	v, err := chromedp.Run(p.ctx, chromedp.Evaluate[any](expression))
	if err != nil {
		p.t.Fatal(err)
	}
	switch v := v.(type) {
	case string:
		return v
	case nil:
		return ""
	}
	b, _ := json.Marshal(v)
	return string(b)
}

func (p *page) expect(expression, want string) {
	p.t.Helper()
	if got := p.js(expression); got != want {
		p.t.Errorf("%s = %s, want %s", expression, got, want)
	}
}

// until waits for an expression to be true.
func (p *page) until(expression string) {
	p.t.Helper()
	for range 200 {
		if p.js(expression) == "true" {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	p.t.Errorf("%s: not within 4 s", expression)
}

// typeIn puts a query into the field as a reader does.
func (p *page) typeIn(query string) {
	p.t.Helper()
	p.js("document.querySelector('#q').value = ''")
	p.do(chromedp.SendKeys(field, query+"\r"))
}

// matching counts by reading every text.
func (p *page) matching(query string) int {
	return len(searchtest.Find(p.docs, searchtest.Fold(p.docs), query))
}

// TestWeight holds what a reader downloads before the first result, compressed.
func TestWeight(t *testing.T) {
	const limit = 12 << 10
	for _, name := range []string{"main", "hints"} {
		var b bytes.Buffer
		w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(bundle(t, name)); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		if b.Len() > limit {
			t.Errorf("%s.js weighs %d bytes, more than %d", name, b.Len(), limit)
		}
		t.Logf("%s.js: %d bytes", name, b.Len())
	}
}

func TestPage(t *testing.T) {
	p := openPage(t)
	p.open("/zh/search/")
	p.expect("document.documentElement.dataset.searchState", "idle")

	p.open("/zh/search/?q=" + url.QueryEscape("數字"))
	p.count(p.matching("数字"))
	const all = "document.querySelectorAll('[data-search-results] > li')"
	p.expect(all+".length", "10")
	p.expect("[..."+all+"].every(li => li.querySelector('a[href^=\"/zh/articles/\"]') && li.querySelector('mark').textContent === '数字')", "true")

	p.js("document.querySelector('[data-search-more]').click()")
	p.until(all + ".length > 10")

	p.js("document.querySelector('[data-search-facets] a').click()")
	p.state("done")
	p.expect("location.search.includes('county=')", "true")
	narrowed, _ := strconv.Atoi(p.js("document.querySelector('[data-search-count]').textContent"))
	if narrowed == 0 || narrowed >= p.matching("数字") {
		t.Errorf("narrowed to %d of %d", narrowed, p.matching("数字"))
	}
	p.js("history.back()")
	p.count(p.matching("数字"))

	p.typeIn("女性 就业")
	p.count(p.matching("女性 就业"))
	p.expect("new URLSearchParams(location.search).get('q')", "女性 就业")
}

func TestPageInEnglish(t *testing.T) {
	p := openPage(t)
	p.open("/en/search/?q=" + url.QueryEscape("Women's Federation"))
	want := p.matching("妇联")
	if n, _ := strconv.Atoi(p.js("document.querySelector('[data-search-count]').textContent")); n < want {
		t.Errorf("%d articles, want at least %d", n, want)
	}
	p.expect("document.querySelector('[data-search-notice]').hidden", "false")
}

func TestPageAfterDeploy(t *testing.T) {
	p := openPage(t)
	p.open("/zh/search/?q=" + url.QueryEscape("数字"))
	p.docs = p.docs[20:]
	p.index(p.docs)
	p.typeIn("就业")
	p.count(p.matching("就业"))

	p.down.Store(true)
	p.typeIn("女性")
	p.state("error")
	p.down.Store(false)
	p.js("document.querySelector('[data-search-message] button').click()")
	p.count(p.matching("女性"))
}
