package scraper

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/xianzhi/xianzhi/internal/record"
	"github.com/xianzhi/xianzhi/internal/store"
	"github.com/xianzhi/xianzhi/scraper/fetch"
)

// A site is a news site of a test: pages by path, changed between runs.
type site struct {
	mu    sync.Mutex
	pages map[string]page
	asked map[string]int
}

type page struct {
	status int    // 0: 200
	body   string // of the response
	etag   string
}

func newSite() *site { return &site{pages: map[string]page{}, asked: map[string]int{}} }

func (s *site) set(path string, p page) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.pages[path] = p
}

func (s *site) count(path string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.asked[path]
}

func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked[r.URL.Path]++
	p, ok := s.pages[r.URL.Path]
	if !ok {
		http.NotFound(w, r)
		return
	}
	if p.etag != "" {
		w.Header().Set("ETag", p.etag)
		if r.Header.Get("If-None-Match") == p.etag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	if p.status != 0 {
		w.WriteHeader(p.status)
	}
	fmt.Fprint(w, p.body)
}

// story is an article's page.
func story(n int, text string) string {
	return fmt.Sprintf(`<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>第%[1]d个县的数据标注基地</title>
<meta property="article:published_time" content="2024-03-%02[2]dT08:00:00+08:00"></head><body><article>
<h1>第%[1]d个县的数据标注基地</h1><p class="info">来源：县域观察　2024-03-%02[2]d 08:00</p>
<p>%[3]s这座县城的数据标注基地去年吸纳了%[1]d名返乡青年就业，他们每天为自动驾驶公司标注图像，月收入在三千元到五千元之间。</p>
<p>县里的负责人介绍，基地的场地由旧厂房改造而成，面积两千平方米，今后还将开设客服岗位，让更多的人在家门口找到工作。</p>
</article></body></html>`, n, n%28+1, text)
}

// stories fills a site with n articles and a sitemap.
func stories(n int) *site {
	s := newSite()
	var urls strings.Builder
	for i := 1; i <= n; i++ {
		s.set(fmt.Sprintf("/a/%d.html", i), page{body: story(i, ""), etag: fmt.Sprintf(`"%d"`, i)})
		fmt.Fprintf(&urls, "<url><loc>https://news.example/a/%d.html</loc></url>", i)
	}
	s.set("/sitemap.xml", page{body: `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` + urls.String() + "</urlset>"})
	return s
}

const siteYAML = `title: {zh: 县志, en: Xianzhi}
subtitle: {zh: 档案, en: An archive}
description: {zh: 档案, en: An archive}
languages: [zh, en]
base_url: https://xianzhi.example/
contact: editors@xianzhi.example
zone: Asia/Shanghai
warc: {store: warc}
`

const sourceYAML = `- id: news
  enabled: true
  name: {zh: 县域观察, en: County Watch}
  home: https://news.example/
  language: zh-Hans
  zone: Asia/Shanghai
  rights: full
  discover:
    - sitemap: https://news.example/sitemap.xml
`

// archive makes an archive's folder with the source "news" and more YAML for it.
func archive(t testing.TB, more string) *store.Store {
	t.Helper()
	dir := t.TempDir()
	write(t, filepath.Join(dir, "data/site.yaml"), siteYAML)
	write(t, filepath.Join(dir, "data/sources.yaml"), sourceYAML+more)
	st, err := store.Open(dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	return st
}

func write(t testing.TB, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func options(st *store.Store, h http.Handler) Options {
	return Options{Store: st, Version: "test", Fetch: fetch.Options{
		Backoff: time.Millisecond, Idle: 5 * time.Second, Attempts: 2,
		Local: func(string) http.Handler { return h },
	}}
}

func scrape(t testing.TB, st *store.Store, h http.Handler) SourceReport {
	t.Helper()
	rep, err := Run(context.Background(), options(st, h))
	if err != nil {
		t.Fatal(err)
	}
	if len(rep.Sources) != 1 {
		t.Fatalf("sources: %+v", rep.Sources)
	}
	return rep.Sources[0]
}

// snapshot is every file under data/ by path.
func snapshot(t testing.TB, st *store.Store) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(st.Path("data"), func(name string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		rel, _ := filepath.Rel(st.Root, name)
		files[rel] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func differ(t testing.TB, what string, before, after map[string]string) {
	t.Helper()
	for name, text := range before {
		if after[name] != text {
			t.Errorf("%s: %s changed:\n%s\n→\n%s", what, name, text, after[name])
		}
	}
	for name := range after {
		if _, ok := before[name]; !ok {
			t.Errorf("%s: %s is new", what, name)
		}
	}
}

func readArticle(t testing.TB, st *store.Store, url string) (a record.Article) {
	t.Helper()
	found, _ := filepath.Glob(st.Path("data/articles/*/*", ID(url)+".json"))
	if len(found) != 1 {
		t.Fatalf("%s: files %v", url, found)
	}
	data, err := os.ReadFile(found[0])
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &a); err != nil {
		t.Fatal(err)
	}
	return a
}

func TestRunTwiceChangesNothing(t *testing.T) {
	st, s := archive(t, ""), stories(5)
	if r := scrape(t, st, s); r.New != 5 || r.Discovered != 5 {
		t.Fatalf("first run: %+v", r)
	}
	a := readArticle(t, st, "https://news.example/a/3.html")
	if a.Title != "第3个县的数据标注基地" || a.Published != "2024-03-04T08:00:00+08:00" || a.Capture.WARC == nil || a.Site != "news.example" {
		t.Errorf("article: %+v", a)
	}
	before := snapshot(t, st)
	if r := scrape(t, st, s); r.Unchanged != 5 || r.New != 0 {
		t.Errorf("second run: %+v", r)
	}
	differ(t, "second run", before, snapshot(t, st))
}

// A fresh clone has data/ but no WARC store: everything is asked for, kept as
// evidence, and data/ stays as it is.
func TestFreshCloneStaysClean(t *testing.T) {
	st, s := archive(t, ""), stories(3)
	scrape(t, st, s)
	before := snapshot(t, st)
	if err := os.RemoveAll(st.Path("warc")); err != nil {
		t.Fatal(err)
	}
	if r := scrape(t, st, s); r.Unchanged != 3 {
		t.Errorf("on the clone: %+v", r)
	}
	differ(t, "clone", before, snapshot(t, st))
	if files, _ := filepath.Glob(st.Path("warc/*.warc.gz")); len(files) != 1 {
		t.Errorf("WARC files: %v", files)
	}
	if r, err := Reextract(context.Background(), options(st, nil)); err != nil || r.Sources[0].Unchanged != 3 {
		t.Errorf("reextract: %+v, %v", r, err)
	}
	differ(t, "reextract", before, snapshot(t, st))
}

func TestReextractIsByteIdentical(t *testing.T) {
	st, s := archive(t, ""), stories(4)
	scrape(t, st, s)
	s.set("/a/2.html", page{body: story(2, "更正："), etag: `"2b"`})
	if r := scrape(t, st, s); r.Changed != 1 {
		t.Fatalf("second run: %+v", r)
	}
	before := snapshot(t, st)
	for _, gone := range []string{"nothing", "data/articles", "data/captures", "data/history"} {
		if err := os.RemoveAll(st.Path(gone)); err != nil {
			t.Fatal(err)
		}
		if gone == "data/history" {
			os.RemoveAll(st.Path("data/articles"))
		}
		if _, err := Reextract(context.Background(), options(st, nil)); err != nil {
			t.Fatal(err)
		}
		differ(t, "without "+gone, before, snapshot(t, st))
	}
}

func TestChangedArticleKeepsItsEarlierVersion(t *testing.T) {
	st, s := archive(t, ""), stories(1)
	scrape(t, st, s)
	s.set("/a/1.html", page{body: story(1, "更正："), etag: `"1b"`})
	if r := scrape(t, st, s); r.Changed != 1 {
		t.Fatalf("%+v", r)
	}
	h, err := readHistory(st, "news", ID("https://news.example/a/1.html"))
	if err != nil || len(h.Versions) != 1 || h.Versions[0].Fields[0] != "body" || strings.Contains(h.Versions[0].Body[0].Text, "更正") {
		t.Errorf("history %+v, %v", h, err)
	}
	s.mu.Lock()
	delete(s.pages, "/a/1.html")
	s.mu.Unlock()
	if r := scrape(t, st, s); r.Gone != 1 {
		t.Fatalf("%+v", r)
	}
	if h, _ := readHistory(st, "news", h.Article); h.Gone == "" || len(h.Versions) != 1 {
		t.Errorf("history of a page that vanished: %+v", h)
	}
	before := snapshot(t, st)
	scrape(t, st, s)
	differ(t, "run after a page vanished", before, snapshot(t, st))
}

func TestFrameOfThePageChanges(t *testing.T) {
	st, s := archive(t, ""), stories(1)
	scrape(t, st, s)
	before := snapshot(t, st)
	s.set("/a/1.html", page{body: strings.Replace(story(1, ""), "</body>", "<div>阅读 1234</div></body>", 1), etag: `"1"`})
	scrape(t, st, s)
	differ(t, "counter", before, snapshot(t, st))
}

func TestWallIsRecordedAndNotStormed(t *testing.T) {
	st, s := archive(t, ""), stories(8)
	for i := 1; i <= 8; i++ {
		s.set(fmt.Sprintf("/a/%d.html", i), page{status: 403, body: "no"})
	}
	r := scrape(t, st, s)
	if r.Blocked != 8 || r.New != 0 {
		t.Errorf("%+v", r)
	}
	asked := 0
	for i := 1; i <= 8; i++ {
		asked += s.count(fmt.Sprintf("/a/%d.html", i))
	}
	if asked != wallsEnough {
		t.Errorf("asked %d times behind a wall, want %d", asked, wallsEnough)
	}
	rep := Report{Sources: []SourceReport{r}}
	if !strings.Contains(rep.Table(), "xianzhi add FILE") {
		t.Errorf("the way round a wall is not told:\n%s", rep.Table())
	}
}

func TestKeywords(t *testing.T) {
	st, s := archive(t, "  keywords: [客服]\n"), stories(1)
	s.set("/a/1.html", page{body: strings.ReplaceAll(story(1, ""), "客服", "其他")})
	if r := scrape(t, st, s); r.Skipped[offTopic] != 1 {
		t.Errorf("%+v", r)
	}
	scrape(t, st, s)
	if n := s.count("/a/1.html"); n != 1 {
		t.Errorf("a page off the topic was asked for %d times", n)
	}
	if files, _ := filepath.Glob(st.Path("warc/*.warc.gz")); len(files) > 0 {
		t.Errorf("a page off the topic was archived: %v", files)
	}
	st, s = archive(t, "  keywords: [數據標註]\n"), stories(1)
	if r := scrape(t, st, s); r.New != 1 {
		t.Errorf("Traditional keyword: %+v", r)
	}
}

func TestGate(t *testing.T) {
	st, s := archive(t, "  expect: {date: 0.9}\n"), stories(2)
	undated := strings.NewReplacer(`<meta property="article:published_time" content="2024-03-02T08:00:00+08:00">`, "", "2024-03-02 08:00", "")
	s.set("/a/1.html", page{body: undated.Replace(story(1, ""))})
	r := scrape(t, st, s)
	if r.Gate == nil || len(r.Gate.Held) != 2 || !strings.Contains(r.Gate.Reasons[0], "date: 50 %") {
		t.Fatalf("gate %+v", r.Gate)
	}
	before := snapshot(t, st)
	scrape(t, st, s)
	differ(t, "run behind the gate", before, snapshot(t, st))
	write(t, st.Path("data/sources.yaml"), sourceYAML)
	if _, err := Reextract(context.Background(), options(st, nil)); err != nil {
		t.Fatal(err)
	}
	if state, _ := readState(st, "news"); state.Gate != nil {
		t.Errorf("gate after expectations were mended: %+v", state.Gate)
	}
}

// An article is not replaced by one that lost fields.
func TestRegression(t *testing.T) {
	st, s := archive(t, ""), stories(1)
	scrape(t, st, s)
	before := snapshot(t, st)
	s.set("/a/1.html", page{body: "<html><body><p>服务器维护中，请稍后再来访问本站，给您带来的不便敬请谅解。</p></body></html>"})
	r := scrape(t, st, s)
	if r.Changed != 0 || r.Skipped[errorPage] != 1 {
		t.Errorf("%+v", r)
	}
	after := snapshot(t, st)
	differ(t, "error page", before, after)

	undated := strings.NewReplacer(`<meta property="article:published_time" content="2024-03-02T08:00:00+08:00">`, "", "2024-03-02 08:00", "")
	s.set("/a/1.html", page{body: undated.Replace(story(1, "改版："))})
	r = scrape(t, st, s)
	if r.Changed != 0 || r.Skipped[regressed] != 1 || len(r.Short) != 1 || r.Gate != nil {
		t.Errorf("%+v", r)
	}
	differ(t, "article that lost its date", before, snapshot(t, st))
}

func TestArticleOfSeveralPages(t *testing.T) {
	st, s := archive(t, "  rules: {next: {select: a.next, attr: href}}\n"), stories(1)
	first := strings.Replace(story(1, ""), "</article>", `</article><a class="next" href="/a/1_2.html">下一页</a>`, 1)
	s.set("/a/1.html", page{body: first})
	s.set("/a/1_2.html", page{body: strings.ReplaceAll(story(1, "第二页说，"), "吸纳", "又吸纳")})
	if r := scrape(t, st, s); r.New != 1 {
		t.Fatalf("%+v", r)
	}
	a := readArticle(t, st, "https://news.example/a/1.html")
	if !strings.Contains(wholeText(&a), "第二页说") {
		t.Errorf("body: %+v", a.Body)
	}
	before := snapshot(t, st)
	if _, err := Reextract(context.Background(), options(st, nil)); err != nil {
		t.Fatal(err)
	}
	differ(t, "reextract", before, snapshot(t, st))
}

func TestSecondRunSaysSo(t *testing.T) {
	st := archive(t, "")
	hold := make(chan struct{})
	first := make(chan error)
	started := make(chan struct{})
	var once sync.Once
	slow := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		once.Do(func() { close(started) })
		<-hold
		w.WriteHeader(http.StatusNotFound)
	})
	go func() {
		_, err := Run(context.Background(), options(st, slow))
		first <- err
	}()
	<-started
	if _, err := Run(context.Background(), options(st, slow)); err == nil || !strings.Contains(err.Error(), ErrLocked.Error()) {
		t.Errorf("second run: %v", err)
	}
	close(hold)
	if err := <-first; err != nil {
		t.Error(err)
	}
}

func TestCancelledRunGoesOn(t *testing.T) {
	st, s := archive(t, ""), stories(20)
	ctx, cancel := context.WithCancel(context.Background())
	opt := options(st, s)
	opt.Progress = func(_ string, done, _ int) {
		if done == 7 {
			cancel()
		}
	}
	if _, err := Run(ctx, opt); err == nil {
		t.Fatal("cancelled run ended without an error")
	}
	rep, err := Run(context.Background(), options(st, s))
	if err != nil || !rep.Resumed || rep.Sources[0].New != 20 {
		t.Fatalf("%+v, %v", rep, err)
	}
	for i := 1; i <= 20; i++ {
		if n := s.count(fmt.Sprintf("/a/%d.html", i)); n > 2 || i <= 6 && n != 1 {
			t.Errorf("page %d was asked for %d times", i, n)
		}
	}
}

func TestSavedPagesAndForeignWARC(t *testing.T) {
	st, s := archive(t, ""), stories(2)
	scrape(t, st, s)
	files, _ := filepath.Glob(st.Path("warc/*.warc.gz"))

	other := archive(t, "    - folder: saved\n    - warc: foreign/*.warc.gz\n")
	write(t, other.Path("saved/page.html"), strings.Replace(story(7, ""), "<head>", `<head><link rel="canonical" href="https://news.example/a/7.html">`, 1))
	data, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	write(t, other.Path("foreign/x.warc.gz"), string(data))
	if r := scrape(t, other, http.NotFoundHandler()); r.New != 3 {
		t.Fatalf("%+v", r)
	}
	want, got := readArticle(t, st, "https://news.example/a/2.html"), readArticle(t, other, "https://news.example/a/2.html")
	if want.Capture.Retrieved != got.Capture.Retrieved || want.Capture.SHA256 != got.Capture.SHA256 {
		t.Errorf("imported capture %+v, want as %+v", got.Capture, want.Capture)
	}
	before := snapshot(t, other)
	if r := scrape(t, other, http.NotFoundHandler()); r.New+r.Changed > 0 {
		t.Errorf("second import: %+v", r)
	}
	differ(t, "second import", before, snapshot(t, other))
	os.RemoveAll(other.Path("data/articles"))
	if _, err := Reextract(context.Background(), options(other, nil)); err != nil {
		t.Fatal(err)
	}
	differ(t, "reextract", before, snapshot(t, other))
}

func TestIDIsStable(t *testing.T) {
	want := ID("https://News.example:443/a?id=1&utm_source=x#p")
	for _, u := range []string{"http://news.example/a?id=1", "https://news.example/a?id=1&spm=2"} {
		if got := ID(u); got != want {
			t.Errorf("ID(%s) = %s, want %s", u, got, want)
		}
	}
	if len(want) != 12 || ID("https://news.example/a?id=2") == want {
		t.Errorf("ID = %s", want)
	}
}

func TestAdd(t *testing.T) {
	st, s := archive(t, "  keywords: [别的]\n"), stories(3)
	saved := filepath.Join(t.TempDir(), "saved.html")
	write(t, saved, story(9, ""))
	add := func() *Report {
		rep, err := Add(context.Background(), options(st, s), "https://news.example/a/2.html", "https://other.example/a/3.html", saved)
		if err != nil {
			t.Fatal(err)
		}
		return rep
	}
	rep := add()
	if len(rep.Sources) != 2 || rep.Sources[0].New != 1 || rep.Sources[1].New != 2 || rep.Failures() > 0 {
		t.Fatalf("%s", rep.Table())
	}
	if a := readArticle(t, st, "https://other.example/a/3.html"); a.Source != LooseSource || a.Rights != record.RightsQuote {
		t.Errorf("page of no source: %+v", a)
	}
	before := snapshot(t, st)
	add()
	differ(t, "added twice", before, snapshot(t, st))
	if _, err := Add(context.Background(), options(st, s), "no such file"); err == nil {
		t.Error("a file that is not there was added")
	}
	if _, err := Reextract(context.Background(), options(st, nil)); err != nil {
		t.Fatal(err)
	}
	differ(t, "reextract", before, snapshot(t, st))
}

// What was withdrawn is gone from the WARC store and does not come back.
func TestWithdrawnStaysAway(t *testing.T) {
	st, s := archive(t, ""), stories(3)
	scrape(t, st, s)
	const url = "https://news.example/a/2.html"
	if _, _, err := st.Withdraw(record.Exclusion{Article: ID(url), Kind: store.Withdrawn, Reason: "asked for", By: "editor", Date: "2026-01-01"}); err != nil {
		t.Fatal(err)
	}
	if n, err := Purge(context.Background(), st, url); err != nil || n == 0 {
		t.Fatalf("purged %d, %v", n, err)
	}
	before := snapshot(t, st)
	if r := scrape(t, st, s); r.Skipped[withdrawn] != 1 || s.count("/a/2.html") != 1 {
		t.Errorf("%+v", r)
	}
	if _, err := Reextract(context.Background(), options(st, nil)); err != nil {
		t.Fatal(err)
	}
	differ(t, "runs after", before, snapshot(t, st))
}
