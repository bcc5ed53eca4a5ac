package sample

import (
	"encoding/xml"
	"fmt"
	"strings"
	"time"
)

func sitemap(pages []Page) string {
	var b strings.Builder
	b.WriteString(xml.Header + `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` + "\n")
	for _, p := range pages {
		fmt.Fprintf(&b, "<url><loc>%s</loc><lastmod>%s</lastmod></url>\n", escape(p.URL()), p.when().Format(time.DateOnly))
	}
	b.WriteString("</urlset>\n")
	return b.String()
}

func atom(st style, host string, pages []Page) string {
	var b strings.Builder
	fmt.Fprintf(&b, xml.Header+`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">
<title>%s</title><id>https://%s/</id><link rel="self" href="https://%s/feed.xml"/><updated>%s</updated>
`, st.name, host, host, newestDate(pages).Format(time.RFC3339))
	for _, p := range pages {
		fmt.Fprintf(&b, "<entry><title>%s</title><id>%s</id><link href=\"%s\"/><updated>%s</updated></entry>\n",
			escape(p.Title.Zh), escape(p.URL()), escape(p.URL()), p.when().Format(time.RFC3339))
	}
	b.WriteString("</feed>\n")
	return b.String()
}

func rss(st style, host string, pages []Page) string {
	var b strings.Builder
	fmt.Fprintf(&b, xml.Header+"<rss version=\"2.0\"><channel><title>%s</title><link>https://%s/</link><description>%s</description>\n",
		st.name, host, "News from China's counties")
	for _, p := range pages {
		fmt.Fprintf(&b, "<item><title>%s</title><link>%s</link><guid>%s</guid><pubDate>%s</pubDate></item>\n",
			escape(p.Title.En), escape(p.URL()), escape(p.URL()), p.when().Format(time.RFC1123Z))
	}
	b.WriteString("</channel></rss>\n")
	return b.String()
}

func newestDate(pages []Page) time.Time {
	if len(pages) == 0 {
		return epoch
	}
	return pages[0].when()
}

func escape(s string) string {
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(s)); err != nil {
		panic(err) // a strings.Builder does not fail
	}
	return b.String()
}
