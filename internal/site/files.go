package site

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// urlsPerSitemap is below the protocol's limit of 50,000, which also bounds a
// file to 50 MB.
const urlsPerSitemap = 20000

// addFiles adds to b what Hugo has no page for.
func (b *book) addFiles(pages []*page) {
	b.sitemaps(pages)
	b.robots()
	for _, l := range b.langs {
		b.openSearch(l)
	}
}

func writeFiles(opt Options, files map[string][]byte) error {
	for _, rel := range slices.Sorted(maps.Keys(files)) {
		if err := writeFile(opt.Public, rel, files[rel]); err != nil {
			return err
		}
	}
	return nil
}

// sitemaps lists every page for search engines, with its counterpart in the
// other language, in shards under one index.
func (b *book) sitemaps(pages []*page) {
	var listed []*page
	for _, p := range pages {
		if !p.Params.NoIndex && p.Layout != "root" {
			listed = append(listed, p)
		}
	}
	listed = append(listed, b.prose()...)
	var index bytes.Buffer
	index.WriteString(xml.Header + `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` + "\n")
	for n := 1; len(listed) > 0; n++ {
		part := firstN(listed, urlsPerSitemap)
		listed = listed[len(part):]
		name := fmt.Sprintf("sitemap-%d.xml", n)
		b.files[name] = b.sitemap(part)
		fmt.Fprintf(&index, "<sitemap><loc>%s</loc></sitemap>\n", xmlText(b.opt.BaseURL+name))
	}
	index.WriteString("</sitemapindex>\n")
	b.files["sitemap.xml"] = index.Bytes()
}

func (b *book) sitemap(pages []*page) []byte {
	var buf bytes.Buffer
	buf.WriteString(xml.Header + `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">` + "\n")
	for _, p := range pages {
		fmt.Fprintf(&buf, "<url><loc>%s</loc>", xmlText(b.opt.BaseURL+p.Lang+"/"+p.rel))
		if p.lastmod != "" {
			fmt.Fprintf(&buf, "<lastmod>%s</lastmod>", p.lastmod)
		}
		if len(b.langs) > 1 && !p.Params.Mono {
			for _, l := range b.langs {
				fmt.Fprintf(&buf, `<xhtml:link rel="alternate" hreflang="%s" href="%s"/>`, l.tag, xmlText(b.abs(l, p.rel)))
			}
		}
		buf.WriteString("</url>\n")
	}
	buf.WriteString("</urlset>\n")
	return buf.Bytes()
}

// prosePages are the pages of content/ that every archive has.
var prosePages = []string{"about/", "accessibility/", "contact/"}

func (b *book) prose() []*page {
	var out []*page
	for _, l := range b.langs {
		for _, rel := range prosePages {
			out = append(out, &page{Lang: l.key, rel: rel})
		}
	}
	return out
}

func xmlText(s string) string {
	var buf strings.Builder
	if err := xml.EscapeText(&buf, []byte(s)); err != nil {
		return ""
	}
	return buf.String()
}

// robots welcomes everyone; the captures and narrowed tables say noindex
// themselves, which a robot must read the page to learn.
func (b *book) robots() {
	b.files["robots.txt"] = []byte("User-agent: *\nAllow: /\n\nSitemap: " + b.opt.BaseURL + "sitemap.xml\n")
}

// openSearch lets a browser search the archive from its address bar.
func (b *book) openSearch(l language) {
	title := b.archive.Site.Title.In(l.tag)
	b.files[l.key+"/opensearch.xml"] = []byte(xml.Header +
		`<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">` +
		"<ShortName>" + xmlText(cut(title, 16)) + "</ShortName>" +
		"<Description>" + xmlText(cut(b.archive.Site.Description.In(l.tag), 1024)) + "</Description>" +
		"<InputEncoding>UTF-8</InputEncoding><Language>" + l.tag + "</Language>" +
		`<Url type="text/html" template="` + xmlText(b.abs(l, "search/")) + `?q={searchTerms}"/>` +
		"</OpenSearchDescription>\n")
}
