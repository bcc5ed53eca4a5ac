package main

import (
	"fmt"
	"html"
	"net/http"
	"os"
	"strings"
	"unicode"

	"github.com/goccy/go-yaml"

	"github.com/xianzhi/xianzhi/internal/hanzi"
	"github.com/xianzhi/xianzhi/internal/record"
)

// serve answers with a sitemap and the pages, and writes DIR so that scrape
// gathers them. Addresses there are those of this machine, for tests only.
func serve(o options, stories []story) error {
	home := "http://" + o.serve + "/"
	if _, err := prepare(o, home); err != nil {
		return err
	}
	source := []record.Source{{
		ID: "corpus", Enabled: true, Name: record.Text{Zh: "语料", En: "Corpus"}, Home: home, Language: record.LangChinese,
		Zone: "Asia/Shanghai", Rights: record.RightsFull, Discover: []record.Discovery{{Sitemap: home + "sitemap.xml"}},
		Delay: 0.0001, Limits: record.Limits{Pages: len(stories) + 1, Connections: 8},
	}}
	data, err := yaml.Marshal(source)
	if err != nil {
		return err
	}
	if err := os.WriteFile(o.dir+"/data/sources.yaml", data, 0o644); err != nil {
		return err
	}
	if err := os.WriteFile(o.dir+"/truth.jsonl", truth(stories), 0o644); err != nil {
		return err
	}
	fmt.Fprintln(os.Stderr, "serving at", home)
	return http.ListenAndServe(o.serve, handler(home, stories))
}

func handler(home string, stories []story) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/sitemap.xml", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`)
		for i := range stories {
			fmt.Fprintf(w, "<url><loc>%sa/%s.html</loc></url>", home, stories[i].article.ID)
		}
		fmt.Fprint(w, "</urlset>")
	})
	for i := range stories {
		s := &stories[i]
		mux.HandleFunc("/a/"+s.article.ID+".html", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			fmt.Fprint(w, s.page())
		})
	}
	return mux
}

// page is the article in a frame of what a news site puts around one.
func (s *story) page() string {
	var b strings.Builder
	a := &s.article
	fmt.Fprintf(&b, "<!doctype html><html lang=zh><head><title>%s_%s</title></head><body>", html.EscapeString(string(a.Title)), a.Publisher.Name)
	b.WriteString(`<div class="nav"><a href="/">首页</a> <a href="/news/">新闻</a> <a href="/video/">视频</a></div>`)
	fmt.Fprintf(&b, `<div class="article"><h1>%s</h1><div class="info">%s 来源：%s</div><div class="content">`, html.EscapeString(string(a.Title)), a.Published, a.Publisher.Name)
	for _, block := range a.Body {
		fmt.Fprintf(&b, "<p>　　%s</p>\n", html.EscapeString(s.served(block.Text)))
	}
	b.WriteString(`</div><div class="editor">责任编辑：无</div></div>`)
	b.WriteString(`<div class="related"><h3>相关阅读</h3><ul><li><a href="/a/1.html">另一篇报道的标题</a></li></ul></div></body></html>`)
	return b.String()
}

// served is a text as its page has it: a dirty one with the reading of every
// ninth Chinese character behind it.
func (s *story) served(text string) string {
	if !s.dirty {
		return text
	}
	var b strings.Builder
	n := 0
	for _, r := range text {
		b.WriteRune(r)
		if readings := hanzi.Readings(r); unicode.Is(unicode.Han, r) && len(readings) > 0 {
			if n++; n%9 == 0 {
				b.WriteString("(" + readings[0] + ")")
			}
		}
	}
	return b.String()
}
