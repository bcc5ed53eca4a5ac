package site

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/xianzhi/xianzhi/internal/record"
)

// cardsPerPage is how many articles one page of a list shows.
const cardsPerPage = 50

// A card is an article in a list.
type card struct {
	Title   link    `json:"title"`
	Date    string  `json:"date"`
	ISO     string  `json:"iso,omitempty"`
	Excerpt []token `json:"excerpt,omitempty"`
	Lang    string  `json:"lang,omitempty"` // of the excerpt
	By      []link  `json:"by,omitempty"`
	Note    string  `json:"note,omitempty"` // "9 figures, 3 copies"
}

func (b *book) card(l language, e *entry) card {
	c := card{Title: b.title(e, l), Date: orElse(l.day(string(e.Published)), l.choose("不详", "undated")), ISO: isoDay(string(e.Published))}
	c.Excerpt, c.Lang = b.excerpt(l, e)
	if p := b.publisher(e, l); p.Text != "" {
		p.Href = ""
		c.By = append(c.By, p)
	}
	for _, s := range b.subjectLinks(l, places, e.subjects.Places[:min(3, len(e.subjects.Places))]) {
		s.Href = ""
		c.By = append(c.By, s)
	}
	var notes []string
	if n := len(e.claims); n > 0 {
		notes = append(notes, l.count(n, "个数字", "figure", "figures"))
	}
	if e.Cluster != nil && len(e.Cluster.Members) > 1 {
		notes = append(notes, l.choose("同一报道"+strconv.Itoa(len(e.Cluster.Members))+"份", strconv.Itoa(len(e.Cluster.Members))+" copies"))
	}
	c.Note = strings.Join(notes, l.comma)
	return c
}

// excerptLength bounds an excerpt, in code points on each side of its number.
const excerptLength = 40

// excerpt is the surroundings of an article's first number, the number marked.
func (b *book) excerpt(l language, e *entry) ([]token, string) {
	own := languageOf(e.Lang)
	for _, c := range e.claims {
		q := c.obs.Quote
		if q.Block < 0 || q.Block >= len(e.Body) {
			continue
		}
		text, start, end, lang := []rune(e.Body[q.Block].Text), q.Start, q.End, ""
		if tr := e.Translations[l.key].Paragraphs; own.key != l.key && q.Block < len(tr) && tr[q.Block].Text != "" {
			text = []rune(tr[q.Block].Text)
			at := locator{text: text}
			var ok bool
			if start, end, ok = at.locate(c.obs); !ok {
				continue
			}
		} else if own.key != l.key {
			lang = own.tag
		}
		if start < 0 || end > len(text) || start >= end {
			continue
		}
		return around(text, start, end, l), lang
	}
	return nil, ""
}

// around cuts text about [start, end): at the sentence's ends where they are
// near, otherwise at a comma, and never within a word or a number.
func around(text []rune, start, end int, l language) []token {
	reach := excerptLength
	if l.isEnglish() {
		reach *= 2
	}
	from, whole := cutBefore(text, start, reach)
	before := strings.TrimLeft(clean(string(text[from:start])), " \n\t")
	if !whole {
		before = "…" + before
	}
	to, whole := cutAfter(text, end, reach)
	after := strings.TrimRight(clean(string(text[end:to])), " \n\t")
	if !whole {
		after += "…"
	}
	return []token{{Text: before}, {Kind: tokenHit, Text: clean(string(text[start:end]))}, {Text: after}}
}

// endsSentence tells whether a sentence or a line ends with text[i].
func endsSentence(text []rune, i int) bool {
	if text[i] == '.' {
		return i+1 == len(text) || text[i+1] == ' '
	}
	return strings.ContainsRune("。！？；!?\n", text[i])
}

// cutBefore is where an excerpt begins, and whether that is a sentence's start.
func cutBefore(text []rune, start, reach int) (from int, whole bool) {
	least := start - reach
	for i := start - 1; i >= 0 && i >= least; i-- {
		if endsSentence(text, i) {
			return i + 1, true
		}
	}
	if least <= 0 {
		return 0, true
	}
	for i := least; i < start; i++ {
		if strings.ContainsRune("，、：,:", text[i]) {
			return i + 1, false
		}
	}
	for least < start && inWord(text[least-1]) && inWord(text[least]) {
		least++
	}
	return least, false
}

// cutAfter is where an excerpt ends, and whether that is a sentence's end.
func cutAfter(text []rune, end, reach int) (to int, whole bool) {
	most := end + reach
	for i := end; i < len(text) && i < most; i++ {
		if endsSentence(text, i) {
			return i + 1, true
		}
	}
	if most >= len(text) {
		return len(text), true
	}
	for most > end && inWord(text[most-1]) && inWord(text[most]) {
		most--
	}
	return most, false
}

// inWord tells letters and digits of scripts that part words by spaces.
func inWord(r rune) bool {
	return r < 0x2e80 && (unicode.IsLetter(r) || unicode.IsDigit(r) || r == ',' || r == '\'' || r == '’')
}

func isoDay(s string) string { return s[:min(len(s), 10)] }

func (b *book) cards(l language, entries []*entry) []card {
	out := make([]card, 0, len(entries))
	for _, e := range entries {
		out = append(out, b.card(l, e))
	}
	return out
}

// stories drops the copies of one story, keeping its original, or its newest
// copy when the original is not among entries.
func stories(entries []*entry) []*entry {
	first := map[string]*entry{}
	for _, e := range entries {
		if e.Cluster != nil && (first[e.Cluster.ID] == nil || e.Relation == record.Original) {
			first[e.Cluster.ID] = e
		}
	}
	var out []*entry
	for _, e := range entries {
		if e.Cluster == nil || first[e.Cluster.ID] == e {
			out = append(out, e)
		}
	}
	return out
}

// A facet is a group of links that narrow a list.
type facet struct {
	Kind  string `json:"kind"` // i18n key
	Links []link `json:"links"`
}

// facetLinks is how many links of one kind are shown.
const facetLinks = 12

// listData is what a list of articles gets.
type listData struct {
	Cards  []card  `json:"cards"`
	Pager  *pager  `json:"pager,omitempty"`
	Facets []facet `json:"facets"`
	Total  string  `json:"total"`
}

// A narrowing is what a list of articles is narrowed to; kind and id name a
// subject, and only stand beside a year.
type narrowing struct{ year, kind, id string }

// combined are the kinds whose most frequent subjects have a page for each
// year. Other combinations, and the rarer subjects, lead to search: a page for
// every pair would be more pages than reports.
var combined = []string{places, programmes}

// articleLists is the list of all articles, one a year, and one for the most
// frequent subjects of each year.
func (b *book) articleLists(l language) []*page {
	whole := link{Text: l.choose("报道", "Reports"), Href: b.href(l, "articles/")}
	out := b.articleList(l, "articles/", whole.Text, b.graph.entries, narrowing{})
	for _, y := range b.graph.years {
		rel, title := "articles/years/"+y+"/", l.choose(y+"年的报道", "Reports of "+y)
		some := ofYear(b.graph.entries, y)
		out = append(out, crumbed(b.articleList(l, rel, title, some, narrowing{year: y}), whole)...)
		for _, kind := range combined {
			ids, _ := b.mostOf(kind, some)
			for _, id := range firstN(ids, facetLinks) {
				both := ofYear(b.graph.at(kind, id).entries, y)
				pages := b.articleList(l, rel+kind+"/"+id+"/", title+l.colon+b.subject(l, kind, id).Text, both, narrowing{y, kind, id})
				out = append(out, crumbed(pages, whole, link{Text: title, Href: b.href(l, rel)})...)
			}
		}
	}
	return out
}

func crumbed(pages []*page, crumbs ...link) []*page {
	for _, p := range pages {
		p.Params.Crumbs = crumbs
	}
	return pages
}

func ofYear(entries []*entry, y string) []*entry {
	var out []*entry
	for _, e := range entries {
		if year(string(e.Published)) == y {
			out = append(out, e)
		}
	}
	return out
}

func (b *book) articleList(l language, rel, title string, entries []*entry, n narrowing) []*page {
	shown := stories(entries)
	facets := b.facets(l, entries, n)
	total := l.count(len(entries), "篇报道", "report", "reports")
	if len(shown) < len(entries) {
		total += l.comma + l.choose("合为"+strconv.Itoa(len(shown))+"则", l.count(len(shown), "", "story", "stories"))
	}
	return paginate(b, l, rel, shown, cardsPerPage, func(rel string, part []*entry, pg *pager) *page {
		p := b.newPage(l, rel, "articles", title, listData{Cards: b.cards(l, part), Pager: pg, Facets: facets, Total: total})
		p.Description = title + l.colon + total
		return p
	})
}

// parameters of the search page, by kind of subject.
var parameters = map[string]string{
	places: "county", programmes: "programme", organisations: "organisation", sources: "source", indicators: "indicator",
}

// facets link each subject of entries: from the list of all to its page, from
// that of a year to the two together.
func (b *book) facets(l language, entries []*entry, n narrowing) []facet {
	var out []facet
	var years []link
	for _, each := range b.graph.years {
		years = append(years, link{Text: each, Href: b.href(l, "articles/years/"+each+"/"), Note: strconv.Itoa(b.inYear(each))})
	}
	if len(years) > 0 {
		out = append(out, facet{"years", years})
	}
	for _, kind := range []string{places, programmes, indicators, organisations, sources} {
		if kind == n.kind {
			continue
		}
		if links := b.facet(l, kind, entries, n); len(links) > 0 {
			out = append(out, facet{kind, links})
		}
	}
	return out
}

// facet links the subjects of one kind, those of most entries first.
func (b *book) facet(l language, kind string, entries []*entry, n narrowing) []link {
	among, count := b.mostOf(kind, entries)
	var out []link
	for _, id := range firstN(among, facetLinks) {
		k := b.subject(l, kind, id)
		k.Note = strconv.Itoa(count[id])
		switch {
		case n.kind != "":
			k.Href = b.href(l, "search/") + "?" + parameters[n.kind] + "=" + n.id + "&" + parameters[kind] + "=" + id + "&year=" + n.year
		case n.year != "" && slices.Contains(combined, kind):
			k.Href = b.href(l, "articles/years/"+n.year+"/"+kind+"/"+id+"/")
		case n.year != "":
			k.Href = b.href(l, "search/") + "?" + parameters[kind] + "=" + id + "&year=" + n.year
		}
		out = append(out, k)
	}
	if len(among) > facetLinks {
		out = append(out, link{Text: l.choose("全部", "All"), Href: b.href(l, kind+"/"), Note: strconv.Itoa(len(among))})
	}
	return out
}

// mostOf lists the subjects of a kind that entries are about, those of most
// entries first.
func (b *book) mostOf(kind string, entries []*entry) (ids []string, count map[string]int) {
	count = map[string]int{}
	for _, e := range entries {
		for _, id := range e.about(kind) {
			count[id]++
		}
	}
	ids = slices.Collect(maps.Keys(count))
	all := b.graph.subjects[kind]
	slices.SortFunc(ids, func(x, y string) int {
		return cmp.Or(count[y]-count[x], len(all[y].claims)-len(all[x].claims), strings.Compare(x, y))
	})
	return ids, count
}

// about lists the subjects of one kind, each once.
func (e *entry) about(kind string) []string {
	switch kind {
	case places:
		return e.subjects.Places
	case programmes:
		return e.subjects.Programmes
	case organisations:
		return e.subjects.Organisations
	case sources:
		if e.Source != "" {
			return []string{e.Source}
		}
	case indicators:
		var ids []string
		for _, c := range e.claims {
			if !slices.Contains(ids, c.obs.Indicator) {
				ids = append(ids, c.obs.Indicator)
			}
		}
		return ids
	}
	return nil
}

func (b *book) inYear(y string) int {
	n := 0
	for _, e := range b.graph.entries {
		if year(string(e.Published)) == y {
			n++
		}
	}
	return n
}
