package site

import (
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

// articleLists is the list of all articles, and one a year.
func (b *book) articleLists(l language) []*page {
	name := l.choose("报道", "Reports")
	out := b.articleList(l, "articles/", name, b.graph.entries, "")
	for _, y := range b.graph.years {
		var some []*entry
		for _, e := range b.graph.entries {
			if year(string(e.Published)) == y {
				some = append(some, e)
			}
		}
		pages := b.articleList(l, "articles/years/"+y+"/", l.choose(y+"年的报道", "Reports of "+y), some, y)
		for _, p := range pages {
			p.Params.Crumbs = []link{{Text: name, Href: b.href(l, "articles/")}}
		}
		out = append(out, pages...)
	}
	return out
}

func (b *book) articleList(l language, rel, title string, entries []*entry, y string) []*page {
	shown := stories(entries)
	facets := b.facets(l, entries, y)
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

// facets link each subject of entries: to its page from the list of all, and
// combined with the year, to search from the list of one.
func (b *book) facets(l language, entries []*entry, y string) []facet {
	var out []facet
	var years []link
	for _, each := range b.graph.years {
		years = append(years, link{Text: each, Href: b.href(l, "articles/years/"+each+"/"), Note: strconv.Itoa(b.inYear(each))})
	}
	if len(years) > 0 {
		out = append(out, facet{"years", years})
	}
	among := make(map[*entry]bool, len(entries))
	for _, e := range entries {
		among[e] = true
	}
	for _, kind := range []string{places, programmes, indicators, organisations, sources} {
		if links := b.facet(l, kind, among, y); len(links) > 0 {
			out = append(out, facet{kind, links})
		}
	}
	return out
}

// facet links the subjects of one kind, those of most entries first.
func (b *book) facet(l language, kind string, entries map[*entry]bool, y string) []link {
	count := map[string]int{}
	var among []*subject
	for _, s := range b.graph.all(kind) {
		if count[s.id] = shared(s.entries, entries); count[s.id] > 0 {
			among = append(among, s)
		}
	}
	slices.SortStableFunc(among, func(x, z *subject) int { return count[z.id] - count[x.id] })
	var out []link
	for _, s := range firstN(among, facetLinks) {
		k := b.subject(l, kind, s.id)
		k.Note = strconv.Itoa(count[s.id])
		if y != "" {
			k.Href = b.href(l, "search/") + "?" + parameters[kind] + "=" + s.id + "&year=" + y
		}
		out = append(out, k)
	}
	if len(among) > facetLinks {
		out = append(out, link{Text: l.choose("全部", "All"), Href: b.href(l, kind+"/"), Note: strconv.Itoa(len(among))})
	}
	return out
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

func shared(some []*entry, in map[*entry]bool) int {
	n := 0
	for _, e := range some {
		if in[e] {
			n++
		}
	}
	return n
}
