package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// meta is what the head of a page says about it.
type meta struct {
	values    map[string]string // name, property or itemprop in lower case → first content that is not empty
	canonical string
	next      string
	lang      string
	title     string // <title>
}

func readMeta(f *flattener, root *html.Node) meta {
	m := meta{values: make(map[string]string, len(f.metas))}
	for _, n := range f.metas {
		if n.DataAtom == atom.Link {
			m.link(n)
			continue
		}
		content := strings.TrimSpace(attr(n, "content"))
		if content == "" {
			continue
		}
		for _, key := range []string{"property", "name", "itemprop", "http-equiv"} {
			name := strings.ToLower(strings.TrimSpace(attr(n, key)))
			if name != "" && m.values[name] == "" {
				m.values[name] = content
			}
		}
	}
	if f.title != nil {
		m.title = textOf(f.title)
	}
	for c := root.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Html {
			m.lang = strings.ToLower(attr(c, "lang"))
		}
	}
	return m
}

func (m *meta) link(n *html.Node) {
	switch rel := strings.ToLower(attr(n, "rel")); {
	case rel == "canonical" && m.canonical == "":
		m.canonical = attr(n, "href")
	case rel == "next" && m.next == "":
		m.next = attr(n, "href")
	}
}

// first returns the value of the first of the names that has one.
func (m *meta) first(names ...string) string {
	for _, n := range names {
		if v := m.values[n]; v != "" {
			return v
		}
	}
	return ""
}
