package extract

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/xianzhi/xianzhi/internal/hanzi"
	"github.com/xianzhi/xianzhi/internal/record"
)

// nextOf is the address of the same article's next page: a link that says so
// and leads to a page with the same beginning of address.
func (v *view) nextOf(o *override) string {
	if o.ruled("next") {
		return resolve(v.page.URL, o.first("next"))
	}
	if v.page.URL == "" {
		return ""
	}
	if next := resolve(v.page.URL, v.meta.next); next != "" && sameStory(v.page.URL, next) {
		return next
	}
	return v.nextLink(v.root)
}

func (v *view) nextLink(n *html.Node) string {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.A {
			if next := v.nextTarget(c); next != "" {
				return next
			}
			continue
		}
		if next := v.nextLink(c); next != "" {
			return next
		}
	}
	return ""
}

func (v *view) nextTarget(a *html.Node) string {
	href := attr(a, "href")
	if href == "" || !nextText(textOf(a)) {
		return ""
	}
	next := resolve(v.page.URL, href)
	if !sameStory(v.page.URL, next) {
		return ""
	}
	return next
}

func nextText(s string) bool {
	if len(s) > 40 {
		return false
	}
	switch strings.Trim(hanzi.Plain(s), " >»›→[]【】()（）") {
	case "下一页", "下页", "后一页", "Next page", "Next Page", "next page":
		return true
	}
	return false
}

// sameStory reports whether b is a later page of the story at a: the address
// differs in a page number only.
func sameStory(a, b string) bool {
	if a == b || host(a) != host(b) {
		return false
	}
	x, y := stem(a), stem(b)
	return x != "" && (x == y || strings.HasPrefix(y, x+"_") || strings.HasPrefix(y, x+"-") || strings.HasPrefix(y, x+"/") || strings.HasPrefix(y, x+"?"))
}

// stem is an address without file ending and page number.
func stem(u string) string {
	u = strings.TrimSuffix(u, "/")
	path, query, hasQuery := strings.Cut(u, "?")
	slash := strings.LastIndexByte(path, '/')
	if dot := strings.LastIndexByte(path, '.'); dot > slash {
		path = path[:dot]
	}
	if i := strings.LastIndexAny(path, "_-"); i > slash && len(path)-i <= 4 && digits(path[i+1:]) {
		path = path[:i]
	}
	if hasQuery {
		var kept []string
		for _, p := range strings.Split(query, "&") {
			key, val, _ := strings.Cut(p, "=")
			if strings.HasPrefix(key, "p") && len(val) <= 3 && digits(val) {
				continue
			}
			kept = append(kept, p)
		}
		if len(kept) > 0 {
			path += "?" + strings.Join(kept, "&")
		}
	}
	return path
}

func digits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// Join makes one result of an article's pages, in order: fields of the first
// that has them, bodies one after another. Blocks that every page repeats
// stand once. It returns nil for no pages.
func Join(pages ...*Result) *Result {
	if len(pages) == 0 {
		return nil
	}
	out := *pages[0]
	a := &out.Article
	a.Body = nil
	seen := make(map[record.Block]bool)
	a.Repairs = []record.Repair{}
	for _, p := range pages {
		a.Repairs = sum(a.Repairs, p.Article.Repairs)
		for _, b := range p.Article.Body {
			if !seen[b] {
				a.Body = append(a.Body, b)
			}
		}
		for _, b := range p.Article.Body {
			seen[b] = true
		}
		fill(a, &p.Article)
	}
	describe(a)
	out.Next = pages[len(pages)-1].Next
	return &out
}

// sum adds the counts of b to a, kind by kind.
func sum(a, b []record.Repair) []record.Repair {
	for _, r := range b {
		i := slices.IndexFunc(a, func(x record.Repair) bool { return x.Kind == r.Kind })
		if i < 0 {
			a = append(a, r)
			continue
		}
		a[i].Count += r.Count
	}
	return a
}

// fill takes from b the fields that a lacks.
func fill(a, b *record.Article) {
	if a.Title == "" {
		a.Title = b.Title
	}
	if a.Published == "" {
		a.Published = b.Published
	}
	if a.Publisher == nil {
		a.Publisher = b.Publisher
	}
	if len(a.Authors) == 0 {
		a.Authors = b.Authors
	}
	if len(a.Editors) == 0 {
		a.Editors = b.Editors
	}
}
