package scraper

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"github.com/xianzhi/xianzhi/internal/record"
)

func encoded(t *testing.T, e encoding.Encoding, s string) string {
	t.Helper()
	out, err := encoding.ReplaceUnsupported(e.NewEncoder()).String(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// What comes with status 200 is not always an article, nor in the encoding it
// says: each case has its outcome, and never an empty article in data/.
func TestOddPages(t *testing.T) {
	gb := simplifiedchinese.GB18030
	utf16 := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	plain := strings.ReplaceAll(story(1, ""), `<meta charset="utf-8">`, "")
	for _, test := range []struct {
		name, contentType, body string
		want                    Outcome
		reason                  string
	}{
		{"GBK that nobody declares", "text/html", encoded(t, gb, plain), New, ""},
		{"GBK that the header calls UTF-8", "text/html; charset=utf-8", encoded(t, gb, plain), New, ""},
		{"UTF-8 that the header calls GBK", "text/html; charset=gbk", plain, New, ""},
		{"UTF-16", "text/html", encoded(t, utf16, plain), New, ""},
		{"NUL bytes", "text/html; charset=utf-8", strings.ReplaceAll(plain, "吸纳", "吸\x00纳"), New, ""},
		{"cut inside a character", "text/html; charset=utf-8", plain[:strings.Index(plain, "县里的负责人")+1], New, ""},
		{"called an image", "image/png", plain, New, ""},
		{"empty", "text/html", "", Skipped, emptyPage},
		{"blank", "text/html", " \n\t", Skipped, emptyPage},
		{"an image", "text/html", "\x89PNG\r\n\x1a\n\x00\x00\x00", Failed, "not-text"},
		{"a PDF", "text/html", "%PDF-1.7\n%âãÏÓ\n", Failed, "not-text"},
		{"markup and no text", "text/html", "<html><body><div></div><script>1</script></body></html>", Skipped, noArticle},
		{"error page with 200", "text/html; charset=utf-8", "<html><head><title>404 Not Found</title></head><body><h1>404</h1><p>您访问的页面不存在，请返回首页。</p></body></html>", Skipped, errorPage},
		{"maintenance with 200", "text/html; charset=utf-8", "<html><head><title>系统维护</title></head><body><p>系统维护中，请稍后再来访问，给您带来不便敬请谅解。</p></body></html>", Skipped, errorPage},
		{"nested without end", "text/html", strings.Repeat("<div>", 100000) + "深", Skipped, noArticle},
		{"50 MB", "text/html", strings.Repeat("<p>县</p>", 50<<20/10), Failed, "too-large"},
	} {
		t.Run(test.name, func(t *testing.T) {
			st := archive(t, "")
			r := scrape(t, st, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				switch r.URL.Path {
				case "/sitemap.xml":
					fmt.Fprint(w, "<urlset><url><loc>https://news.example/a/1.html</loc></url></urlset>")
				case "/a/1.html":
					w.Header().Set("Content-Type", test.contentType)
					fmt.Fprint(w, test.body)
				default:
					http.NotFound(w, r)
				}
			}))
			got := map[Outcome]int{New: r.New, Skipped: r.Skipped[test.reason], Failed: r.Failed[test.reason]}[test.want]
			if got != 1 {
				t.Fatalf("want %s %s, got %+v", test.want, test.reason, r)
			}
			if test.want != New {
				return
			}
			a := readArticle(t, st, "https://news.example/a/1.html")
			if text := wholeText(&a); !strings.Contains(text, "数据标注基地去年吸纳") {
				t.Errorf("text %q", text)
			}
		})
	}
}

func TestRedirectToTheFrontPageIsNoArticle(t *testing.T) {
	st, s := archive(t, ""), stories(1)
	s.set("/", page{body: story(2, "")})
	h := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/a/1.html" {
			http.Redirect(w, r, "/", http.StatusMovedPermanently)
			return
		}
		s.ServeHTTP(w, r)
	})
	if r := scrape(t, st, h); r.Skipped[errorPage] != 1 {
		t.Errorf("%+v", r)
	}
}

// A page that moved keeps the records of the way to it, and is one article.
func TestMovedPage(t *testing.T) {
	st, s := archive(t, ""), stories(2)
	h := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/a/1.html" {
			http.Redirect(w, r, "/a/2.html", http.StatusMovedPermanently)
			return
		}
		s.ServeHTTP(w, r)
	})
	r := scrape(t, st, h)
	if r.New != 1 || r.Skipped[duplicate] != 1 {
		t.Fatalf("%+v", r)
	}
	before := snapshot(t, st)
	scrape(t, st, h)
	differ(t, "second run", before, snapshot(t, st))
}

func TestSoftErrorSparesNews(t *testing.T) {
	for title, text := range map[string]string{
		"500平方米的孵化基地启用": "基地面积500平方米，404人报名。",
		"京山市办起村播培训":     "培训覆盖503人次。",
		"404":           "",
	} {
		a := &record.Article{URL: "https://news.example/a/1", Title: record.Optional(title), Body: []record.Block{{Text: text}}}
		if got := softError(a.URL, a); got != (title == "404") {
			t.Errorf("%s: %v", title, got)
		}
	}
}
