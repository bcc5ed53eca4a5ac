package sample

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"path"
	"sort"
	"strings"
	"sync"
	"time"

	"github.com/xianzhi/xianzhi/internal/record"
)

// Domain is the parent of all hosts of the sample; RFC 2606 keeps .invalid out
// of the DNS for good.
const Domain = "sample.invalid"

// A style is how one host writes its pages and how they are found.
type style struct {
	template string
	lang     string
	name     string // of the outlet
	charset  string // "gbk" or "utf-8"
	index    string // "listing", "sitemap", "atom" or "rss"
	annotate *annotator
}

var styles = map[string]style{
	"news":    {template: "modern.html", lang: record.LangChinese, name: "县域观察", charset: "utf-8", index: "sitemap"},
	"paper":   {template: "legacy.html", lang: record.LangChinese, name: "县域时讯", charset: "gbk", index: "listing"},
	"mirror":  {template: "mirror.html", lang: record.LangChinese, name: "每日转载网", charset: "utf-8", index: "listing", annotate: wholeCharacters},
	"copy":    {template: "mirror.html", lang: record.LangChinese, name: "聚合资讯站", charset: "utf-8", index: "listing", annotate: bytewise},
	"blog":    {template: "post.html", lang: record.LangChinese, name: "读报札记", charset: "utf-8", index: "atom"},
	"english": {template: "english.html", lang: record.LangEnglish, name: "County Digest", charset: "utf-8", index: "rss"},
}

// Hosts returns the host names that [Handler] answers for, sorted.
func Hosts() []string {
	hosts := []string{Domain}
	for label := range styles {
		hosts = append(hosts, label+"."+Domain)
	}
	sort.Strings(hosts)
	return hosts
}

// URL returns the page's address.
func (p Page) URL() string { return "https://" + p.Host + "." + Domain + p.Path }

// second is the path of the article's second page: content_1.htm, content_1_2.htm.
func (p Page) second() string {
	ext := path.Ext(p.Path)
	return strings.TrimSuffix(p.Path, ext) + "_2" + ext
}

// Lang returns the language that the page is served in.
func (p Page) Lang() string { return styles[p.Host].lang }

// An answer is one resource as it is sent.
type answer struct {
	contentType string
	body        []byte
	modified    time.Time
}

// answers is every resource by URL without scheme.
var answers = sync.OnceValues(build)

// Handler serves all hosts, told apart by the request's Host. It answers
// conditional requests, and 404 with a page as outlets do.
func Handler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		all, err := answers()
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		host, _, _ := strings.Cut(r.Host, ":")
		a, ok := all[host+r.URL.Path]
		if !ok {
			http.Error(w, "404 页面不存在", http.StatusNotFound)
			return
		}
		sum := sha256.Sum256(a.body)
		w.Header().Set("Content-Type", a.contentType)
		w.Header().Set("ETag", `"`+hex.EncodeToString(sum[:8])+`"`)
		http.ServeContent(w, r, "", a.modified, bytes.NewReader(a.body))
	})
}

func build() (map[string]answer, error) {
	pages, err := Pages()
	if err != nil {
		return nil, err
	}
	r, err := newRenderer(pages)
	if err != nil {
		return nil, err
	}
	all := map[string]answer{Domain + "/": r.front()}
	for label := range styles {
		if err := r.host(label, all); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// host adds the pages of one host and what leads to them.
func (r *renderer) host(label string, all map[string]answer) error {
	st, host := styles[label], label+"."+Domain
	pages := r.newest(label)
	for _, p := range pages {
		parts, err := r.article(p)
		if err != nil {
			return fmt.Errorf("%s: %w", p.ID, err)
		}
		for at, a := range parts {
			if _, taken := all[host+at]; taken {
				return fmt.Errorf("%s: path %s is taken", p.ID, at)
			}
			all[host+at] = a
		}
	}
	home, err := r.execute("list.html", st.charset, newList(st, pages))
	if err != nil {
		return err
	}
	all[host+"/"] = home
	all[host+"/robots.txt"] = text("text/plain; charset=utf-8", robots(host, st))
	switch st.index {
	case "sitemap":
		all[host+"/sitemap.xml"] = text("application/xml", sitemap(pages))
	case "atom":
		all[host+"/feed.xml"] = text("application/atom+xml; charset=utf-8", atom(st, host, pages))
	case "rss":
		all[host+"/rss.xml"] = text("application/rss+xml; charset=utf-8", rss(st, host, pages))
	case "listing":
		return r.listing(label, pages, all)
	}
	return nil
}

// robots closes a folder that the listings link to, as a real site does with
// its back office.
func robots(host string, st style) string {
	s := "User-agent: *\nDisallow: /admin/\n"
	if st.index == "sitemap" {
		s += "Sitemap: https://" + host + "/sitemap.xml\n"
	}
	return s
}

// epoch stands for a page without a date: when the sample was written.
var epoch = time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)

// when is the page's date at the start of the day, month or year that it names.
func (p Page) when() time.Time {
	for _, layout := range []string{time.RFC3339, time.DateOnly, "2006-01", "2006"} {
		if t, err := time.Parse(layout, p.Published); err == nil {
			return t.UTC()
		}
	}
	return epoch
}

func text(contentType, body string) answer {
	return answer{contentType: contentType, body: []byte(body), modified: epoch}
}
