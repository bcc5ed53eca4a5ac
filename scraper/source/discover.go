package source

import (
	"bytes"
	"context"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/PuerkitoBio/goquery"
	"github.com/mmcdole/gofeed"

	"github.com/xianzhi/xianzhi/internal/record"
)

// A Page is one address that may hold an article.
type Page struct {
	URL    string `json:"url"`              // normalised; "" for a saved page that does not tell
	Listed string `json:"listed,omitempty"` // date of the last change as the feed or sitemap writes it
	File   string `json:"file,omitempty"`   // saved page or WARC file on disk
	Record string `json:"record,omitempty"` // id of the record in a WARC file
	Offset int64  `json:"offset,omitempty"` // of that record
}

// A Getter fetches a document. Binary says that it may be compressed.
type Getter func(ctx context.Context, url string, binary bool) ([]byte, error)

const (
	defaultPages = 10
	defaultDays  = 7
	maxSitemaps  = 200    // read for one source
	maxPages     = 200000 // yielded for one source
)

// Discover finds the pages of s, newest first as far as the source is. A way
// that fails does not stop the others: its error is among those returned.
// Folders and
// WARC files are looked for under root.
func Discover(ctx context.Context, s *record.Source, w World) ([]Page, []error) {
	d := &discovery{World: w, filter: newFilter(s), seen: map[string]bool{}}
	if zone, err := time.LoadLocation(s.Zone); err == nil {
		d.Now = w.Now.In(zone) // the day of a dated address is that of the outlet
	}
	var bad []error
	for i := range s.Discover {
		if err := d.run(ctx, &s.Discover[i]); err != nil {
			bad = append(bad, err)
		}
		if ctx.Err() != nil {
			return nil, []error{ctx.Err()}
		}
	}
	return d.pages, bad
}

// A World is what discovery sees beyond the source's entry.
type World struct {
	Get  Getter
	Root string    // the archive's folder: of saved pages and WARC files
	Now  time.Time // of dated addresses
}

// A discovery gathers the pages of one source over all its ways.
type discovery struct {
	World
	filter   filter
	seen     map[string]bool
	pages    []Page
	sitemaps int
}

func (d *discovery) run(ctx context.Context, way *record.Discovery) error {
	switch {
	case way.Feed != "":
		return d.feed(ctx, way.Feed)
	case way.Sitemap != "":
		return d.sitemap(ctx, way.Sitemap, 0)
	case way.Listing != "":
		return d.listing(ctx, way)
	case way.Dates != "":
		return d.dates(ctx, way)
	case way.Folder != "":
		return d.folder(way.Folder)
	case way.WARC != "":
		return d.warcs(way.WARC)
	}
	for _, u := range way.URLs {
		d.add(Page{URL: Normalise(u)})
	}
	return nil
}

func (d *discovery) add(p Page) {
	if p.URL == "" || d.seen[p.URL] || len(d.pages) == maxPages || !d.filter.takes(p.URL) {
		return
	}
	d.seen[p.URL] = true
	d.pages = append(d.pages, p)
}

func (d *discovery) feed(ctx context.Context, at string) error {
	data, err := d.Get(ctx, at, false)
	if err != nil {
		return err
	}
	base, err := url.Parse(at)
	if err != nil {
		return err
	}
	feed, err := gofeed.NewParser().Parse(bytes.NewReader(data))
	if err != nil {
		return fmt.Errorf("feed %s: %w", at, err)
	}
	for _, item := range feed.Items {
		link := item.Link
		if link == "" && strings.HasPrefix(item.GUID, "http") {
			link = item.GUID
		}
		listed := item.Updated
		if listed == "" {
			listed = item.Published
		}
		if link != "" {
			d.add(Page{URL: resolve(base, link), Listed: listed})
		}
	}
	return nil
}

// listing follows a list of links from page to page.
func (d *discovery) listing(ctx context.Context, way *record.Discovery) error {
	pages := way.Pages
	if pages == 0 {
		pages = defaultPages
	}
	read := map[string]bool{}
	for at := way.Listing; at != "" && !read[at] && len(read) < pages; {
		read[at] = true
		next, err := d.links(ctx, at, way)
		if err != nil {
			return err
		}
		at = next
	}
	return nil
}

// links adds the links of one page and returns the address of the next.
func (d *discovery) links(ctx context.Context, at string, way *record.Discovery) (next string, err error) {
	data, err := d.Get(ctx, at, false)
	if err != nil {
		return "", err
	}
	doc, err := goquery.NewDocumentFromReader(bytes.NewReader(data))
	if err != nil {
		return "", fmt.Errorf("listing %s: %w", at, err)
	}
	base, err := url.Parse(at)
	if err != nil {
		return "", err
	}
	home := base.Host
	if href, ok := doc.Find("base[href]").Attr("href"); ok {
		if b, err := base.Parse(href); err == nil {
			base = b
		}
	}
	links := way.Links
	if links == "" {
		links = "a[href]"
	}
	for _, a := range doc.Find(links).EachIter() {
		to := resolve(base, a.AttrOr("href", ""))
		if way.Links != "" || sameHost(to, home) {
			d.add(Page{URL: to})
		}
	}
	if way.Next != "" {
		if href, ok := doc.Find(way.Next).First().Attr("href"); ok {
			next = resolve(base, href)
		}
	}
	return next, nil
}

func sameHost(to, host string) bool {
	u, err := url.Parse(to)
	return err == nil && strings.EqualFold(u.Host, host)
}

// dates fills the template for today and the days before. A day without a
// page is no error unless all are.
func (d *discovery) dates(ctx context.Context, way *record.Discovery) error {
	days := way.Days
	if days == 0 {
		days = defaultDays
	}
	var failed int
	var last error
	for i := range days {
		at := fillDate(way.Dates, d.Now.AddDate(0, 0, -i))
		if way.Links == "" {
			d.add(Page{URL: Normalise(at)})
			continue
		}
		if _, err := d.links(ctx, at, way); err != nil {
			failed++
			last = err
		}
	}
	if failed == days {
		return fmt.Errorf("none of %d dated listings: %w", days, last)
	}
	return nil
}
