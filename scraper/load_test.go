package scraper

import (
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// A paced host answers with articles and notes when it was asked too soon
// after its last answer.
type paced struct {
	delay time.Duration
	page  string // with a %d for the article's number

	mu    sync.Mutex
	last  time.Time
	asked int
	early int
	list  string
}

func (p *paced) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.asked++
	if time.Since(p.last) < p.delay {
		p.early++
	}
	var n int
	switch _, err := fmt.Sscanf(r.URL.Path, "/a/%d.html", &n); {
	case err == nil:
		fmt.Fprintf(w, p.page, n, n)
	case r.URL.Path == "/sitemap.xml":
		fmt.Fprint(w, p.list)
	default:
		http.NotFound(w, r)
	}
	p.last = time.Now()
}

// Many articles over many hosts: how fast, in how much memory, and that no host
// is asked more often than its delay allows.
func TestLoad(t *testing.T) {
	hosts, each, delay := 8, 20, 20*time.Millisecond
	if long() {
		hosts, each, delay = 50, 400, 50*time.Millisecond
	}
	menu := strings.Repeat("<li><a href=\"/menu/\">数据标注与县域就业专题</a></li>\n", 250)
	html := strings.Replace(story(1, ""), "<article>", "<ul>"+menu+"</ul><article>", 1)
	html = strings.NewReplacer("%", "%%", "第1个", "第%d个", "吸纳了1名", "吸纳了%d名").Replace(strings.Replace(html, "第1个县的数据标注基地</title>", "基地</title>", 1))

	st := archive(t, "")
	var ways strings.Builder
	var all []*paced
	for i := range hosts {
		p := &paced{delay: delay, page: html}
		host := listen(t, fmt.Sprintf("127.0.1.%d:0", i+1), p)
		var urls strings.Builder
		for n := range each {
			fmt.Fprintf(&urls, "<url><loc>http://%s/a/%d.html</loc></url>", host, n)
		}
		p.list = "<urlset>" + urls.String() + "</urlset>"
		fmt.Fprintf(&ways, "    - sitemap: http://%s/sitemap.xml\n", host)
		all = append(all, p)
	}
	text, _, _ := strings.Cut(sourceYAML, "  discover:")
	write(t, st.Path("data/sources.yaml"), text+fmt.Sprintf("  delay: %v\n  limits: {pages: 1000000}\n  discover:\n%s", delay.Seconds(), ways.String()))

	start := time.Now()
	cmd := child(st)
	cmd.Stderr = os.Stderr
	if err := cmd.Run(); err != nil {
		t.Fatal(err)
	}
	took := time.Since(start)
	for i, p := range all {
		p.mu.Lock()
		defer p.mu.Unlock()
		if p.early > 0 || p.asked != each+2 {
			t.Errorf("host %d: asked %d times, want %d; %d times too early", i, p.asked, each+2, p.early)
		}
	}
	if found, _ := filepath.Glob(st.Path("data/articles/news/*/*.json")); len(found) != hosts*each {
		t.Errorf("%d articles, want %d", len(found), hosts*each)
	}
	memory := cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss >> 10 // KB on Linux
	cpu := cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	t.Logf("%d articles over %d hosts: %.0f pages/s, %v CPU, %d MB at most", hosts*each, hosts, float64(hosts*each)/took.Seconds(), cpu.Round(time.Millisecond), memory)
	if runtime.GOOS == "linux" && memory > 300 {
		t.Errorf("%d MB of memory, at most 300 allowed", memory)
	}
}

func listen(t *testing.T, address string, h http.Handler) (host string) {
	t.Helper()
	l, err := net.Listen("tcp", address)
	if err != nil {
		t.Skip("needs loopback addresses other than 127.0.0.1: ", err)
	}
	srv := &http.Server{Handler: h}
	go srv.Serve(l)
	t.Cleanup(func() { srv.Close() })
	return l.Addr().String()
}
