package sample

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
)

func get(t *testing.T, url string, header ...string) *http.Response {
	t.Helper()
	req := httptest.NewRequest(http.MethodGet, url, nil)
	for i := 0; i+1 < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	rec := httptest.NewRecorder()
	Handler().ServeHTTP(rec, req)
	return rec.Result()
}

func body(t *testing.T, url string) string {
	t.Helper()
	r := get(t, url)
	if r.StatusCode != http.StatusOK {
		t.Fatalf("GET %s: %s", url, r.Status)
	}
	b, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestEveryPageIsServedAndLinked(t *testing.T) {
	pages, err := Pages()
	if err != nil {
		t.Fatal(err)
	}
	if len(pages) < 40 {
		t.Errorf("%d pages, want 40 or more", len(pages))
	}
	found := map[string]string{
		"news":    body(t, "https://news.sample.invalid/sitemap.xml"),
		"blog":    body(t, "https://blog.sample.invalid/feed.xml"),
		"english": body(t, "https://english.sample.invalid/rss.xml"),
		"paper":   listings(t, "paper"), "mirror": listings(t, "mirror"), "copy": listings(t, "copy"),
	}
	for _, p := range pages {
		if !strings.Contains(found[p.Host], p.Path) {
			t.Errorf("%s: nothing leads to %s", p.ID, p.URL())
		}
		page := body(t, p.URL())
		if p.Original != "" && !strings.Contains(page, attribute(p.Original)) {
			t.Errorf("%s: no link to the original", p.ID)
		}
	}
}

// attribute writes a URL as html/template does.
func attribute(url string) string { return strings.ReplaceAll(url, "&", "&amp;") }

func listings(t *testing.T, label string) string {
	all, base := "", "https://"+label+".sample.invalid"
	for next := "/list/"; next != ""; {
		page := body(t, base+next)
		all += page
		_, after, _ := strings.Cut(page, `class="next" href="`)
		next, _, _ = strings.Cut(after, `"`)
	}
	return all
}

func TestLegacyPagesAreGBK(t *testing.T) {
	s := body(t, "https://paper.sample.invalid/content/2017-09/25/content_0916.htm")
	if strings.Contains(s, "沭阳") {
		t.Error("page is UTF-8")
	}
	utf, err := simplifiedchinese.GBK.NewDecoder().String(s)
	if err != nil || !strings.Contains(utf, "网店超过3万家") {
		t.Errorf("page is not GBK: %v", err)
	}
}

func TestConditionalRequests(t *testing.T) {
	const url = "https://news.sample.invalid/2024/yijun-sample.html"
	r := get(t, url)
	for _, h := range []string{"ETag", "Last-Modified"} {
		condition := map[string]string{"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}[h]
		if again := get(t, url, condition, r.Header.Get(h)); again.StatusCode != http.StatusNotModified {
			t.Errorf("%s: %s, want 304", condition, again.Status)
		}
	}
}

func TestRobots(t *testing.T) {
	if s := body(t, "https://news.sample.invalid/robots.txt"); !strings.Contains(s, "Sitemap: https://news.sample.invalid/sitemap.xml") {
		t.Errorf("robots.txt: %s", s)
	}
	if r := get(t, "https://paper.sample.invalid/admin/"); r.StatusCode != http.StatusNotFound {
		t.Errorf("/admin/: %s, want 404", r.Status)
	}
}

func TestMangle(t *testing.T) {
	for _, tt := range []struct {
		name     string
		by       *annotator
		in, want string
	}{
		{"whole characters", wholeCharacters, "县域经济", "縣域經(jīng)濟"},
		{"no second form", wholeCharacters, "30余人", "30余人"},
		{"straddling pair destroys a digit", bytewise, "当地有180人", "當(dāng)?shù)赜?80人"},
		{"plain", bytewise, "业务，员工", "業(yè)務，員工"},
	} {
		if got := tt.by.mangle(tt.in); got != tt.want {
			t.Errorf("%s: mangle(%q) = %q, want %q", tt.name, tt.in, got, tt.want)
		}
	}
}
