package source

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"

	"github.com/klauspost/compress/gzip"
	"golang.org/x/net/html/charset"
)

const (
	maxDepth   = 3        // of sitemap indexes in one another
	maxSitemap = 64 << 20 // unpacked; the protocol allows 50 MB
)

// An entry is one <url> or <sitemap> of a sitemap.
type entry struct {
	Loc     string `xml:"loc"`
	LastMod string `xml:"lastmod"`
	News    struct {
		Date string `xml:"publication_date"`
	} `xml:"news"`
}

// sitemap reads a sitemap, an index of them, or a plain list of addresses.
func (d *discovery) sitemap(ctx context.Context, at string, depth int) error {
	if d.sitemaps++; depth > maxDepth || d.sitemaps > maxSitemaps {
		return nil
	}
	data, err := d.Get(ctx, at, true)
	if err != nil {
		return err
	}
	if data, err = unpack(data); err != nil {
		return fmt.Errorf("sitemap %s: %w", at, err)
	}
	base, err := url.Parse(at)
	if err != nil {
		return err
	}
	if start := bytes.TrimLeft(data, "\xef\xbb\xbf \t\r\n"); !bytes.HasPrefix(start, []byte("<")) {
		d.plainList(base, string(data))
		return nil
	}
	pages, maps, err := readSitemap(data)
	for _, e := range pages {
		listed := e.LastMod
		if listed == "" {
			listed = e.News.Date
		}
		d.add(Page{URL: resolve(base, e.Loc), Listed: strings.TrimSpace(listed)})
	}
	bad := []error{}
	if err != nil {
		bad = append(bad, fmt.Errorf("sitemap %s: %w", at, err))
	}
	for _, e := range maps {
		if to := resolve(base, e.Loc); to != "" {
			bad = append(bad, d.sitemap(ctx, to, depth+1))
		}
	}
	return errors.Join(bad...)
}

// plainList reads a sitemap that is one address a line.
func (d *discovery) plainList(base *url.URL, text string) {
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "http") {
			d.add(Page{URL: resolve(base, line)})
		}
	}
}

// readSitemap returns what it can of a sitemap that breaks off.
func readSitemap(data []byte) (pages, maps []entry, err error) {
	dec := xml.NewDecoder(bytes.NewReader(data))
	dec.Strict = false
	dec.CharsetReader = charset.NewReaderLabel
	root := ""
	for {
		tok, err := dec.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			return pages, maps, err
		}
		start, ok := tok.(xml.StartElement)
		if !ok {
			continue
		}
		if root == "" {
			root = start.Name.Local
		}
		var e entry
		switch start.Name.Local {
		case "url", "sitemap":
			if err := dec.DecodeElement(&e, &start); err != nil {
				return pages, maps, err
			}
			if start.Name.Local == "url" {
				pages = append(pages, e)
			} else {
				maps = append(maps, e)
			}
		}
	}
	if root != "urlset" && root != "sitemapindex" {
		return pages, maps, fmt.Errorf("root element is %q, expected urlset or sitemapindex", root)
	}
	return pages, maps, nil
}

// unpack undoes gzip, which a sitemap's name or type need not announce.
func unpack(data []byte) ([]byte, error) {
	if !bytes.HasPrefix(data, []byte{0x1f, 0x8b}) {
		return data, nil
	}
	r, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	out, err := io.ReadAll(io.LimitReader(r, maxSitemap+1))
	if len(out) > maxSitemap {
		return nil, fmt.Errorf("more than %d bytes unpacked", maxSitemap)
	}
	return out, err
}
