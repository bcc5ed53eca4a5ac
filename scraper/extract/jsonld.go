package extract

import (
	"encoding/json"
	"strings"

	"golang.org/x/net/html"
)

// linked is what the page's JSON-LD says about the article.
type linked struct {
	headline, published, modified, body string
	authors                             []string
	publisher                           string
}

// articleTypes of schema.org, and what their subtypes end in.
var articleTypes = []string{"Article", "BlogPosting", "Report", "NewsArticle", "Posting"}

func readLinked(scripts []*html.Node) linked {
	var l linked
	for _, s := range scripts {
		if !strings.Contains(strings.ToLower(attr(s, "type")), "ld+json") || s.FirstChild == nil {
			continue
		}
		var v any
		// Pages put raw line breaks into strings.
		text := strings.Map(func(r rune) rune {
			if r < ' ' {
				return ' '
			}
			return r
		}, s.FirstChild.Data)
		if json.Unmarshal([]byte(strings.TrimRight(strings.TrimSpace(text), ";")), &v) == nil {
			l.visit(v, 0)
		}
	}
	return l
}

// visit looks for the first article in v; @graph and lists are opened.
func (l *linked) visit(v any, depth int) {
	const maxDepth = 6
	if depth > maxDepth || l.headline != "" || l.published != "" {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			l.visit(e, depth+1)
		}
	case map[string]any:
		if isArticle(v["@type"]) || v["@type"] == nil && v["pubDate"] != nil {
			l.take(v)
			return
		}
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage"} {
			l.visit(v[key], depth+1)
		}
	}
}

func isArticle(v any) bool {
	for _, t := range texts(v) {
		for _, a := range articleTypes {
			if strings.HasSuffix(t, a) {
				return true
			}
		}
	}
	return false
}

func (l *linked) take(v map[string]any) {
	l.headline = one(v["headline"], v["title"], v["name"])
	l.published = one(v["datePublished"], v["pubDate"], v["dateCreated"], v["uploadDate"])
	l.modified = one(v["dateModified"], v["upDate"])
	l.body = one(v["articleBody"])
	l.authors = texts(v["author"])
	l.publisher = one(v["sourceOrganization"], v["publisher"])
}

// one is the first text in vs.
func one(vs ...any) string {
	for _, v := range vs {
		if t := texts(v); len(t) > 0 {
			return t[0]
		}
	}
	return ""
}

// texts flattens a string, an object with a name, or a list of them.
func texts(v any) []string {
	switch v := v.(type) {
	case string:
		if s := strings.TrimSpace(html.UnescapeString(v)); s != "" {
			return []string{s}
		}
	case map[string]any:
		return texts(v["name"])
	case []any:
		var out []string
		for _, e := range v {
			out = append(out, texts(e)...)
		}
		return out
	}
	return nil
}
