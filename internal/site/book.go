package site

import (
	"context"
	"net/url"
	"strings"

	"github.com/xianzhi/xianzhi/internal/record"
	"github.com/xianzhi/xianzhi/internal/store"
)

// A book is the archive as it is being laid out: indexed, named, with the
// address of everything known before the first page is made.
type book struct {
	opt     Options
	archive *store.Archive
	graph   *graph
	names   *names
	langs   []language
	base    string         // path of BaseURL, with slashes at both ends
	version string         // date of the newest capture: what the data is as of
	rows    map[string]int // claim id → page of its indicator that holds its row, from 1
	charts  map[string][]Chart
	files   map[string][]byte // further files, by path from the site's root
}

func newBook(opt Options, a *store.Archive) (*book, error) {
	u, err := url.Parse(opt.BaseURL)
	if err != nil {
		return nil, err
	}
	b := &book{
		opt: opt, archive: a, graph: newGraph(a), names: newNames(a), langs: languages(a.Site),
		base: u.EscapedPath(), version: version(a), charts: map[string][]Chart{}, files: map[string][]byte{},
	}
	for _, c := range opt.Charts {
		key := c.Lang + "/" + c.Page
		b.charts[key] = append(b.charts[key], c)
	}
	b.placeRows()
	return b, nil
}

func languages(s record.Site) []language {
	var out []language
	for _, key := range s.Languages {
		if key == english.key {
			out = append(out, english)
		} else {
			out = append(out, chinese)
		}
	}
	if len(out) == 0 {
		out = []language{chinese, english}
	}
	return out
}

// version is the day of the newest capture, so that an unchanged archive
// builds an unchanged site.
func version(a *store.Archive) string {
	newest := ""
	for _, art := range a.Articles {
		if c := art.Capture; c != nil && len(c.Retrieved) >= 10 {
			newest = max(newest, c.Retrieved[:10])
		}
	}
	return newest
}

// pages lays out every page, the Chinese and the English of each kind side by side.
func (b *book) pages(ctx context.Context) ([]*page, error) {
	var out []*page
	for _, l := range b.langs {
		for _, chapter := range []func(language) []*page{
			b.homePages, b.articlePages, b.articleLists, b.indicatorPages, b.entityPages,
			b.observationPages, b.timelinePages, b.recordPages, b.releasePages, b.embedPages,
		} {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			out = append(out, chapter(l)...)
		}
	}
	return append(out, b.rootPages()...), nil
}

// entryRel is the address of an article below the language.
func entryRel(id string) string { return "articles/" + id + "/" }

// title is how an article is called in l, with the language of the words.
func (b *book) title(e *entry, l language) link {
	t := link{Href: b.href(l, entryRel(e.ID))}
	original := languageOf(e.Lang)
	t.Text = clean(string(e.Title))
	if original.key != l.key {
		if tr := e.Translations[l.key].Title.Text; tr != "" {
			t.Text = clean(tr)
			return t
		}
		t.Lang = original.tag
	}
	if strings.TrimSpace(t.Text) == "" {
		t.Text, t.Lang = b.untitled(e, l), ""
	}
	return t
}

// untitled names an article whose page has no title: by publisher and date.
func (b *book) untitled(e *entry, l language) string {
	parts := []string{b.publisher(e, l).Text, l.day(string(e.Published))}
	name := strings.TrimSpace(strings.Trim(strings.Join(parts, " "), " "))
	if name == "" {
		name = e.Site
	}
	return l.choose("〔原页无题〕", "[Untitled] ") + name
}

// publisher is who published an article, with a link when it has a page.
func (b *book) publisher(e *entry, l language) link {
	p := e.Publisher
	if p == nil {
		return link{}
	}
	name := link{Text: clean(p.Name)}
	for _, kind := range []string{sources, organisations} {
		if t, ok := b.names.text(kind, p.ID); ok && p.ID != "" {
			name.Text = l.text(t)
			if b.graph.subjects[kind][p.ID] != nil {
				name.Href = b.href(l, kind+"/"+p.ID+"/")
			}
			return name
		}
	}
	if l.isEnglish() {
		name.Lang = foreign(name.Text, l)
	}
	return name
}

// foreign is the language tag of s when its script is not that of l.
func foreign(s string, l language) string {
	for _, r := range s {
		if isHan := r >= 0x3400 && r <= 0x9fff; isHan {
			if l.isEnglish() {
				return chinese.tag
			}
			return ""
		}
	}
	return ""
}
