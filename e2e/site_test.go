package e2e

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/chromedp"
)

// site is the sample's site as every test sees it.
var site struct {
	public string
	url    string // without a final slash
}

// browser is the allocator that tests open tabs with; nil when there is no
// browser, in which case missing says why.
var (
	browser context.Context
	missing string
)

func TestMain(m *testing.M) {
	code, err := run(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, "e2e:", err)
		code = 1
	}
	os.Exit(code)
}

func run(m *testing.M) (int, error) {
	path, err := chromium()
	if err != nil {
		if os.Getenv("CI") != "" {
			return 1, err
		}
		missing = err.Error()
		return m.Run(), nil
	}
	dir, err := os.MkdirTemp("", "xianzhi-e2e")
	if err != nil {
		return 1, err
	}
	defer os.RemoveAll(dir)
	if site.public, err = buildSite(dir); err != nil {
		return 1, err
	}
	server := httptest.NewServer(files(site.public))
	defer server.Close()
	site.url = server.URL
	alloc, stop := chromedp.NewExecAllocator(context.Background(), append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.UserDataDir(filepath.Join(dir, "profile")),
		chromedp.Flag("disable-quic", true))...)
	defer stop()
	// One browser for all tests; each opens a tab.
	first, cancel := chromedp.NewContext(alloc)
	defer cancel()
	if err := chromedp.Do(first); err != nil {
		return 1, fmt.Errorf("start %s: %w", path, err)
	}
	browser = first
	return m.Run(), nil
}

func chromium() (string, error) {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", fmt.Errorf("no chromium on PATH: install Debian's package chromium")
}

// buildSite returns the site of a run in a fresh folder, or the one that
// XIANZHI_SITE names, which saves half a minute while layouts change.
func buildSite(dir string) (string, error) {
	if given := os.Getenv("XIANZHI_SITE"); given != "" {
		return given, nil
	}
	bin := filepath.Join(dir, "xianzhi")
	if out, err := exec.Command("go", "build", "-o", bin, "../cmd/xianzhi").CombinedOutput(); err != nil {
		return "", fmt.Errorf("build the program: %w\n%s", err, out)
	}
	root := filepath.Join(dir, "archive")
	if err := os.CopyFS(filepath.Join(root, "data"), os.DirFS("../data")); err != nil {
		return "", err
	}
	if out, err := exec.Command(bin, "run", "--root", root).CombinedOutput(); err != nil {
		return "", fmt.Errorf("xianzhi run: %w\n%s", err, out)
	}
	return filepath.Join(root, "public"), nil
}

// files serves a site as its host does: with a 404 page.
func files(public string) http.Handler {
	dir := http.Dir(public)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := r.URL.Path
		if strings.HasSuffix(name, "/") {
			name += "index.html"
		}
		f, err := dir.Open(name)
		if err != nil {
			http.NotFound(w, r)
			return
		}
		defer f.Close()
		info, err := f.Stat()
		if err != nil || info.IsDir() {
			http.NotFound(w, r)
			return
		}
		http.ServeContent(w, r, info.Name(), info.ModTime(), f)
	})
}

// tab opens a tab, or skips the test where there is no browser.
func tab(t *testing.T) context.Context {
	t.Helper()
	if browser == nil {
		t.Skip(missing)
	}
	ctx, cancel := chromedp.NewContext(browser)
	t.Cleanup(cancel)
	ctx, stop := context.WithTimeout(ctx, 2*time.Minute)
	t.Cleanup(stop)
	return ctx
}

func do(t *testing.T, ctx context.Context, actions ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	if err := chromedp.Do(ctx, actions...); err != nil {
		t.Fatal(err)
	}
}

func get[T any](t *testing.T, ctx context.Context, action chromedp.Action[T]) T {
	t.Helper()
	out, err := chromedp.Run(ctx, action)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// call sends the browser a command that answers nothing.
func call[P any](t *testing.T, ctx context.Context, command cdp.Command[P, cdp.Empty], params P) {
	t.Helper()
	if _, err := chromedp.Call(ctx, command, params); err != nil {
		t.Fatal(err)
	}
}

// wait polls until condition holds, across navigations.
func wait(t *testing.T, ctx context.Context, condition string) {
	t.Helper()
	for range 200 {
		ok, err := chromedp.Run(ctx, chromedp.Evaluate[bool](condition))
		if err == nil && ok {
			return
		}
		do(t, ctx, chromedp.Sleep(50*time.Millisecond))
	}
	t.Fatalf("waited in vain for %s", condition)
}

// value evaluates an expression in the page; promises are awaited.
func value[T any](t *testing.T, ctx context.Context, expression string) T {
	t.Helper()
	return get(t, ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
}
