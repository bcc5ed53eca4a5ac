package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/evanw/esbuild/pkg/api"
)

// The slow line of the figures.
const (
	latency = 165 * time.Millisecond
	rate    = 1 << 20 // bytes a second
)

// compared is how many results of a query are looked at.
const compared = 300

// A browser opens the race's pages on a server that counts what they fetch.
type browser struct {
	ctx    context.Context
	cancel []context.CancelFunc
	server *httptest.Server
	files  map[string]http.Handler // "/index/", "/pagefind/"
	source string

	mu       sync.Mutex
	requests int
	bytes    int64
	slow     bool
	free     time.Time // when the slow line is next idle
}

func openBrowser(o options) (*browser, error) {
	program, err := exec.LookPath("chromium")
	if err != nil {
		return nil, fmt.Errorf("the race runs in chromium: %w", err)
	}
	b := &browser{source: o.source, files: map[string]http.Handler{}}
	b.server = httptest.NewUnstartedServer(b)
	b.server.EnableHTTP2 = true // as hosts of static files do
	b.server.StartTLS()
	flags := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(program), chromedp.NoSandbox, chromedp.IgnoreCertErrors)
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), flags...)
	tab, cancelTab := chromedp.NewContext(ctx)
	b.ctx, b.cancel = tab, []context.CancelFunc{cancelTab, cancel}
	return b, nil
}

func (b *browser) close() {
	for _, c := range b.cancel {
		c()
	}
	b.server.Close()
}

func (b *browser) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	for prefix, h := range b.files {
		if strings.HasPrefix(r.URL.Path, prefix) {
			c := &counter{ResponseWriter: w}
			b.delay(0)
			h.ServeHTTP(c, r)
			if !strings.HasSuffix(r.URL.Path, ".js") {
				b.count(c.n)
			}
			return
		}
	}
	switch name := strings.TrimPrefix(r.URL.Path, "/"); {
	case strings.HasSuffix(name, ".js"):
		w.Header().Set("Content-Type", "text/javascript")
		_, _ = w.Write(bundle(filepath.Join(b.source, name)))
	default:
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprintf(w, `<!doctype html><html lang="zh"><title>race</title><script type="module" src="/%s.js"></script>`, name)
	}
}

type counter struct {
	http.ResponseWriter
	n int64
}

func (c *counter) Write(p []byte) (int, error) {
	c.n += int64(len(p))
	return c.ResponseWriter.Write(p)
}

func (b *browser) count(n int64) {
	b.mu.Lock()
	b.requests++
	b.bytes += n
	b.mu.Unlock()
	b.delay(n)
}

// delay plays the slow line: a request waits for the round trip, then for its
// bytes' turn.
func (b *browser) delay(n int64) {
	b.mu.Lock()
	slow := b.slow
	var until time.Time
	if n > 0 {
		b.free = laterOf(b.free, time.Now()).Add(time.Duration(n) * time.Second / rate)
		until = b.free
	} else {
		until = time.Now().Add(latency)
	}
	b.mu.Unlock()
	if slow {
		time.Sleep(time.Until(until))
	}
}

func laterOf(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// bundle packs a page's script; Pagefind's own code stays apart.
func bundle(path string) []byte {
	r := api.Build(api.BuildOptions{EntryPoints: []string{path}, Bundle: true, Format: api.FormatESModule, Target: api.ES2022, External: []string{"/pagefind/*"}})
	for _, e := range r.Errors {
		return []byte("throw new Error(" + fmt.Sprintf("%q", e.Text) + ")")
	}
	return r.OutputFiles[0].Contents
}

type reply struct {
	Count int
	IDs   []string
	MS    float64
}

// measure fills the figures of a column.
func (b *browser) measure(f *figures, queries []string, truth [][]string, o options) error {
	b.files = map[string]http.Handler{
		"/index/":    http.StripPrefix("/index/", http.FileServer(http.Dir(f.dir))),
		"/pagefind/": http.StripPrefix("/pagefind/", http.FileServer(http.Dir(f.dir))),
	}
	if err := b.open(f.page); err != nil {
		return err
	}
	for i, q := range queries {
		r, err := b.find(q, false)
		if err != nil {
			return fmt.Errorf("%q: %w", q, err)
		}
		f.judge(r, truth[i])
	}
	for _, q := range queries[:min(o.cold, len(queries))] {
		r, err := b.find(q, false) // everything it needs is there now
		if err != nil {
			return err
		}
		f.warm = append(f.warm, r.MS)
	}
	return b.cold(f, queries[:min(o.cold, len(queries))], o.slow)
}

// cold opens a page for each query: once counting, once over the slow line.
func (b *browser) cold(f *figures, queries []string, slow bool) error {
	for _, q := range queries {
		if _, err := b.fresh(f.page, q, false); err != nil {
			return err
		}
		f.coldBytes = append(f.coldBytes, float64(b.bytes))
		f.coldRequests = append(f.coldRequests, float64(b.requests))
		if !slow {
			continue
		}
		r, err := b.fresh(f.page, q, true)
		if err != nil {
			return err
		}
		f.coldSlow = append(f.coldSlow, r.MS)
	}
	return nil
}

func (b *browser) fresh(page, q string, slow bool) (reply, error) {
	b.mu.Lock()
	b.bytes, b.requests, b.slow = 0, 0, slow
	b.mu.Unlock()
	defer func() { b.mu.Lock(); b.slow = false; b.mu.Unlock() }()
	if err := b.open(page); err != nil {
		return reply{}, err
	}
	return b.find(q, true)
}

func (b *browser) open(page string) error {
	if err := chromedp.Do(b.ctx, chromedp.Navigate(b.server.URL+"/"+page)); err != nil {
		return err
	}
	for range 500 {
		if ready, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool]("window.ready === true")); err != nil || ready {
			return err
		}
		time.Sleep(10 * time.Millisecond)
	}
	return fmt.Errorf("page %s: its script did not start", page)
}

func (b *browser) find(q string, page bool) (r reply, err error) {
	arg, err := json.Marshal(q)
	if err != nil {
		return r, err
	}
	expression := fmt.Sprintf("window.answer = ''; window.find(%s, %t).then(r => window.answer = JSON.stringify(r), e => window.answer = JSON.stringify({error: String(e)})); 0", arg, page)
	if _, err := chromedp.Run(b.ctx, chromedp.Evaluate[int](expression)); err != nil {
		return r, err
	}
	for range 20_000 {
		s, err := chromedp.Run(b.ctx, chromedp.Evaluate[string]("window.answer"))
		if err != nil {
			return r, err
		}
		if s != "" {
			if strings.HasPrefix(s, `{"error"`) {
				return r, fmt.Errorf("in the page: %s", s)
			}
			return r, json.Unmarshal([]byte(s), &r)
		}
		time.Sleep(3 * time.Millisecond)
	}
	return r, fmt.Errorf("no answer within a minute")
}

// judge compares a reply with the truth. Beyond the first results only the
// count is known, so such a query is judged by those and the count.
func (f *figures) judge(r reply, truth []string) {
	hit := 0
	for _, id := range r.IDs {
		if _, ok := slices.BinarySearch(truth, id); ok {
			hit++
		}
	}
	recall, precision := 1.0, 1.0
	if want := min(len(truth), compared); want > 0 {
		recall = float64(min(hit, want)) / float64(want)
	}
	if len(r.IDs) > 0 {
		precision = float64(hit) / float64(len(r.IDs))
	}
	f.recall = append(f.recall, recall)
	f.precision = append(f.precision, precision)
	if recall == 1 && precision == 1 && r.Count == len(truth) {
		f.exact++
	}
}
