package preview

import (
	"bufio"
	"context"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// start serves a small site and returns its server.
func start(t *testing.T) (*Server, string) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"index.html":           "<body>root</body>",
		"zh/index.html":        "<body>首页</body>",
		"zh/404.html":          "<body>没有</body>",
		"404.html":             "<body>none</body>",
		"_x/a.js":              "1",
		"../outside-the-site":  "secret",
		"zh/data/articles.csv": "id\n",
	} {
		file := filepath.Join(dir, "public", name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	s, err := Listen("localhost:0")
	if err != nil {
		t.Fatal(err)
	}
	s.Show(filepath.Join(dir, "public"))
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(ctx) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Errorf("serve ended with %v", err)
		}
	})
	return s, dir
}

func get(t *testing.T, url, host string) (int, string, http.Header) {
	t.Helper()
	req, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	if host != "" {
		req.Host = host
	}
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	res, err := client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, string(body), res.Header
}

func TestServesTheSite(t *testing.T) {
	s, _ := start(t)
	for _, c := range []struct {
		path   string
		status int
		body   string
	}{
		{"", 200, "root"},
		{"zh/", 200, "首页"},
		{"zh", 301, ""},
		{"_x/a.js", 200, "1"},
		{"zh/nothing/", 404, "没有"},
		{"nothing", 404, "none"},
		{"%2e%2e/outside-the-site", 404, "none"},
		{"..%2foutside-the-site", 404, "none"},
	} {
		status, body, header := get(t, s.URL()+c.path, "")
		if status != c.status || !strings.Contains(body, c.body) {
			t.Errorf("/%s: %d %q, want %d %q", c.path, status, body, c.status, c.body)
		}
		if status == 200 && header.Get("Content-Security-Policy") != Policy {
			t.Errorf("/%s: policy %q", c.path, header.Get("Content-Security-Policy"))
		}
	}
	if _, body, _ := get(t, s.URL(), ""); !strings.Contains(body, reloadTag) {
		t.Error("a page lacks the script that reloads it")
	}
	if _, body, _ := get(t, s.URL()+"zh/nothing/", ""); !strings.Contains(body, reloadTag) {
		t.Error("the 404 page lacks the script that reloads it")
	}
}

// A page elsewhere whose name resolves to 127.0.0.1 must not read the preview.
func TestRefusesOtherNames(t *testing.T) {
	s, _ := start(t)
	for host, want := range map[string]int{
		"localhost:1": 200, "127.0.0.1": 200, "[::1]:80": 200,
		"evil.example": 403, "localhost.evil.example:1313": 403, "192.168.1.5": 403, "": 200,
	} {
		if status, _, _ := get(t, s.URL(), host); status != want {
			t.Errorf("host %q: %d, want %d", host, status, want)
		}
	}
}

func TestListensOnLoopbackOnly(t *testing.T) {
	for _, addr := range []string{"0.0.0.0:0", ":0", "192.168.1.5:0", "example.org:80", "localhost", "[::]:0"} {
		if s, err := Listen(addr); err == nil {
			s.listener.Close()
			t.Errorf("Listen(%q) succeeds", addr)
		} else if !strings.Contains(err.Error(), addr) {
			t.Errorf("Listen(%q): error %q does not name it", addr, err)
		}
	}
	busy, err := net.Listen("tcp", "localhost:0")
	if err != nil {
		t.Fatal(err)
	}
	defer busy.Close()
	if _, err := Listen(busy.Addr().String()); err == nil {
		t.Error("a port in use is no error")
	}
}

func TestReloads(t *testing.T) {
	s, dir := start(t)
	res, err := http.Get(s.URL() + "_preview/events")
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	lines := bufio.NewScanner(res.Body)
	if !lines.Scan() || lines.Text() != ": waiting" {
		t.Fatalf("the first line is %q", lines.Text())
	}
	s.Show(filepath.Join(dir, "public", "zh"))
	for lines.Scan() && lines.Text() != "data: built" {
	}
	if lines.Text() != "data: built" {
		t.Errorf("no message after a build: %v", lines.Err())
	}
	if _, body, _ := get(t, s.URL(), ""); !strings.Contains(body, "首页") {
		t.Errorf("the old folder is still served: %q", body)
	}
}

func TestWatch(t *testing.T) {
	dir := t.TempDir()
	ctx, stop := context.WithCancel(context.Background())
	changed, ended := make(chan struct{}, 10), make(chan error, 1)
	go func() {
		ended <- Watch(ctx, []string{dir, filepath.Join(dir, "missing")}, func() { changed <- struct{}{} })
	}()
	defer func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	}()
	// Watching begins at some moment: write until it tells.
	for i := 0; ; i++ {
		if err := os.WriteFile(filepath.Join(dir, "a.yaml"), []byte{byte(i)}, 0o644); err != nil {
			t.Fatal(err)
		}
		select {
		case <-changed:
			return
		case <-time.After(3 * settle):
		}
		if i > 100 {
			t.Fatal("a changed file is not told")
		}
	}
}
