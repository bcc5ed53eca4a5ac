package source

import (
	"bytes"
	"context"
	"net/url"
	"regexp"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"github.com/mmcdole/gofeed"

	"github.com/xianzhi/xianzhi/internal/record"
)

// A Finding is what a site's front page tells of how to gather it.
type Finding struct {
	Title    string
	Language string // as the page declares it, "" if it does not
	Ways     []record.Discovery
}

// feedTypes are the media types by which pages announce feeds.
var feedTypes = []string{"application/rss+xml", "application/atom+xml", "application/feed+json"}

// guesses are where feeds and sitemaps lie on sites that announce none.
var guesses = []string{"/feed", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml"}

// Find looks for feeds and sitemaps of the site whose front page is home. When
// it finds none, the front page itself is the way, as a listing.
func Find(ctx context.Context, home string, get Getter) (*Finding, error) {
	data, err := get(ctx, home, false)
	if err != nil {
		return nil, err
	}
	base, err := url.Parse(home)
	if err != nil {
		return nil, err
	}
	doc, err := goquery.NewDocumentFromReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	f := &Finding{Title: strings.TrimSpace(doc.Find("title").First().Text()), Language: doc.Find("html").AttrOr("lang", "")}
	p := prober{ctx: ctx, get: get, seen: map[string]bool{}, f: f}
	for _, t := range feedTypes {
		for _, link := range doc.Find(`link[rel~="alternate"][type="` + t + `"]`).EachIter() {
			p.feed(resolve(base, link.AttrOr("href", "")))
		}
	}
	for _, at := range p.robotsSitemaps(resolve(base, "/robots.txt")) {
		p.sitemap(at)
	}
	if len(f.Ways) == 0 {
		for _, g := range guesses {
			p.feed(resolve(base, g))
		}
		p.sitemap(resolve(base, "/sitemap.xml"))
	}
	if len(f.Ways) == 0 {
		f.Ways = append(f.Ways, record.Discovery{Listing: home, Pages: 1})
	}
	return f, ctx.Err()
}

// A prober tries addresses and notes those that are what they should be.
type prober struct {
	ctx  context.Context
	get  Getter
	seen map[string]bool
	f    *Finding
}

func (p *prober) try(at string) []byte {
	if at == "" || p.seen[at] {
		return nil
	}
	p.seen[at] = true
	data, err := p.get(p.ctx, at, true)
	if err != nil {
		return nil
	}
	return data
}

func (p *prober) feed(at string) {
	data := p.try(at)
	if data == nil {
		return
	}
	if feed, err := gofeed.NewParser().Parse(bytes.NewReader(data)); err == nil && len(feed.Items) > 0 {
		p.f.Ways = append(p.f.Ways, record.Discovery{Feed: at})
	}
}

func (p *prober) sitemap(at string) {
	data := p.try(at)
	if data == nil {
		return
	}
	data, err := unpack(data)
	if err != nil {
		return
	}
	if pages, maps, err := readSitemap(data); err == nil && len(pages)+len(maps) > 0 {
		p.f.Ways = append(p.f.Ways, record.Discovery{Sitemap: at})
	}
}

var sitemapLine = regexp.MustCompile(`(?mi)^\s*sitemap\s*:\s*(\S+)`)

func (p *prober) robotsSitemaps(at string) []string {
	var all []string
	for _, m := range sitemapLine.FindAllSubmatch(p.try(at), -1) {
		all = append(all, string(m[1]))
	}
	return all
}

// articleLike are addresses that look like an article's: a date in the path or
// a long number at its end.
var articleLike = regexp.MustCompile(`/(19|20)\d{2}[-/]?(0[1-9]|1[0-2])|\d{5,}(_\d+)?\.(s?html?|aspx?|php)$|/(article|news|story|content|detail|post)s?[/_-].*[0-9a-z]{4,}`)

// LooksLikeArticle guesses from its address whether a page is an article.
func LooksLikeArticle(url string) bool { return articleLike.MatchString(url) }
