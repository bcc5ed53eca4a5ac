package extract

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"

	"github.com/xianzhi/xianzhi/internal/record"
)

// A view is one page while it is being read.
type view struct {
	*flattener
	page   Page
	root   *html.Node
	meta   meta
	linked linked
	anchor anchor

	whole   bool // all lines are the story's: the input was no page
	english bool
	data    map[string]string // fields found beside a story in a script
	first   int               // the line with which the story starts
	content span              // the lines of the body, before trimming
	cards   bool              // cards of other stories end it
	best    int32
}

// A span is the lines [from, to).
type span struct{ from, to int }

func newView(p Page, root *html.Node) *view {
	v := &view{flattener: flatten(root), page: p, root: root}
	v.meta = readMeta(v.flattener, root)
	v.linked = readLinked(v.scripts)
	return v
}

// result assembles the article.
func (v *view) result(o *override) (*Result, error) {
	v.markAsides()
	v.anchor = v.findAnchor()
	v.choose()
	body, tail, err := v.bodyOf(o)
	if err != nil {
		return nil, err
	}
	v.english = language(joined(body)) == record.LangEnglish
	a := record.Article{URL: v.page.URL, Site: host(v.page.URL), Body: body}
	a.CanonicalURL = resolve(v.page.URL, v.meta.canonical)
	if a.CanonicalURL == "" {
		a.CanonicalURL = v.page.URL
	}
	a.Title = record.Optional(v.titleOf(o))
	b := v.bylineOf(o, body, tail)
	a.Publisher, a.Authors, a.Editors = nameOf(b.publisher), list(b.authors), list(b.editors)
	published, modified, err := v.datesOf(o, tail)
	if err != nil {
		return nil, err
	}
	a.Published, a.Modified = record.Optional(published.String()), record.Optional(modified.String())
	describe(&a)
	a.Repairs, a.Damaged = v.spam(), []record.Span{}
	return &Result{Article: a, Next: v.nextOf(o)}, nil
}

// spam counts the lists of places that a mirror put around the story.
func (v *view) spam() []record.Repair {
	n := 0
	for i := range v.lines {
		if placeList(v.lines[i].text) {
			n++
		}
	}
	if n == 0 {
		return []record.Repair{}
	}
	return []record.Repair{{Kind: record.RepairSpam, Count: n}}
}

func nameOf(s string) *record.Name {
	if s == "" {
		return nil
	}
	return &record.Name{Name: s}
}

// list makes sure that JSON shows [] and not null.
func list(names []string) []string {
	if names == nil {
		return []string{}
	}
	return names
}

func host(raw string) string {
	u, err := url.Parse(raw)
	if err != nil {
		return ""
	}
	return strings.ToLower(u.Hostname())
}
