package extract

import (
	"strings"
	"unicode/utf8"

	"github.com/xianzhi/xianzhi/internal/hanzi"
	"github.com/xianzhi/xianzhi/internal/record"
)

// Paragraphs from either end of the body that are searched for names.
const (
	headCredits = 4
	tailCredits = 4
)

// inBody looks for names in the first and last paragraphs, and for editors and
// publisher in the last.
func (b *byline) inBody(body []record.Block) {
	n := len(body)
	for i := 0; i < n && len(b.authors) == 0; i++ {
		if i < headCredits || i >= n-tailCredits {
			b.authors = credited(hanzi.Plain(body[i].Text))
		}
	}
	for i := n - 1; i >= max(0, n-tailCredits); i-- {
		s := hanzi.Plain(body[i].Text)
		if m := endBracket.FindStringSubmatch(s); m != nil && len(b.authors) == 0 && !photographer(m[0]) {
			b.authors = surnamed(splitNames(m[1]))
		}
		if len(b.editors) == 0 && utf8.RuneCountInString(s) < 80 {
			b.editors = editorsIn(s)
		}
		if b.publisher == "" {
			b.publisher = publisherName(value(sourcePart, lastClause(s)))
		}
	}
}

// credited finds the names that a paragraph gives as its writers'.
func credited(s string) []string {
	if names := reporters(s); len(names) > 0 {
		return names
	}
	if m := datelineNames.FindStringSubmatch(s); m != nil {
		if names := surnamed(splitNames(m[1])); len(names) > 0 {
			return names
		}
	}
	if m := textBy.FindStringSubmatch(s); m != nil {
		if names := people(splitNames(m[1])); len(names) > 0 {
			return names
		}
	}
	if m := bodyAuthor.FindStringSubmatch(s); m != nil {
		return people(splitNames(m[1]))
	}
	return nil
}

// fromData takes what stands beside the story, or beside its title, in the
// data of the page's scripts.
func (b *byline) fromData(v *view) {
	if b.publisher != "" && len(b.authors) > 0 {
		return
	}
	if v.data == nil {
		v.data = v.dataOf(v.anchor.title)
	}
	if b.publisher == "" {
		b.publisher = publisherName(dropLabel(hanzi.Plain(v.data["source"])))
	}
	if len(b.authors) == 0 {
		b.authors = withoutOutlets(splitNames(hanzi.Plain(v.data["author"])), b.publisher)
	}
	if len(b.editors) == 0 {
		b.editors = people(splitNames(hanzi.Plain(v.data["editor"])))
	}
}

var (
	sourceNames = []string{"source", "mediaid", "contentsource", "article:source", "copyfrom", "weibo: article:source"}
	authorNames = []string{"author", "article:author", "byl", "dc.creator", "parsely-author", "sailthru.author", "og:article:author"}
)

// fromMeta fills what the page does not show from its metadata.
func (b *byline) fromMeta(v *view) {
	if b.publisher == "" {
		b.publisher = publisherName(dropLabel(v.meta.first(sourceNames...)))
	}
	if b.publisher == "" && v.english {
		b.publisher = v.linked.publisher
	}
	if len(b.authors) > 0 {
		return
	}
	authors := v.linked.authors
	if a := v.meta.first(authorNames...); a != "" {
		authors = splitNames(a)
	}
	b.authors = withoutOutlets(authors, v.meta.first("og:site_name")+" "+b.publisher+" "+v.meta.title)
}

// withoutOutlets drops what stands in the author's field and is no author: the
// site itself, outlets, addresses.
func withoutOutlets(names []string, site string) []string {
	var out []string
	site = normal(site)
	for _, a := range names {
		if n := normal(a); n != "" && !strings.Contains(site, n) && !strings.HasPrefix(a, "http") && !siteNamed(a) && a != "admin" && !strings.Contains(a, "@") {
			out = append(out, a)
		}
	}
	return out
}

// fromDateline takes the outlet of a dateline, 新华社北京8月9日电, where nothing
// else names one.
func (b *byline) fromDateline(body []record.Block) {
	if b.publisher != "" || len(body) == 0 {
		return
	}
	m := datelineOutlet.FindStringSubmatch(hanzi.Plain(body[0].Text))
	if m != nil && !strings.HasPrefix(m[1], "本") {
		b.publisher = m[1]
	}
}
