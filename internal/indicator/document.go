package indicator

import (
	"slices"
	"sort"
	"strings"

	"github.com/xianzhi/xianzhi/internal/gazetteer"
	"github.com/xianzhi/xianzhi/internal/glossary"
	"github.com/xianzhi/xianzhi/internal/hanzi"
	"github.com/xianzhi/xianzhi/internal/record"
)

// A document is an article folded into one text: title, then blocks, parted by
// newlines, widths folded, blanks between Chinese characters taken out. All
// positions inside this package count its code points.
type document struct {
	article   *record.Article
	published string

	raw    []rune // with the case of letters
	text   []rune // in lower case
	orig   []int  // for each position, the offset in its block
	blocks []span // of each block of the body

	sentences []sentence
	numbers   []hanzi.Number
	places    []gazetteer.Match
	names     []glossary.Match
	dates     []date
	marks     []mark // grammar words
	hits      []hit
	index     hitIndex
	damaged   []span

	source    [][]rune         // the blocks as they stand in the article
	main      *gazetteer.Match // the county the article is about, if one: its first mention
	region    *gazetteer.Match // the prefecture or province it is about, if it names no county
	province  *gazetteer.Match // the one province it names, if one
	organ     *record.Term     // the organisation and programme it names most
	programme *record.Term
	bodies    []body
}

// A span is a stretch [start, end).
type span struct{ start, end int }

// A hit is a phrase of the lexicons; word is its index in the ruleset's setsOf.
type hit struct{ start, end, word int32 }

// placesFrom is the index of the first place at or after a position; namesFrom
// and datesFrom are the same of names and dates.
func (d *document) placesFrom(pos int) int {
	return sort.Search(len(d.places), func(i int) bool { return d.places[i].Start >= pos })
}

func (d *document) namesFrom(pos int) int {
	return sort.Search(len(d.names), func(i int) bool { return d.names[i].Start >= pos })
}

func (d *document) datesFrom(pos int) int {
	return sort.Search(len(d.dates), func(i int) bool { return d.dates[i].start >= pos })
}

// parse finds everything that claims are made of.
func (r *Reader) parse(a *record.Article, published string) *document {
	d := fold(a)
	d.published = published
	if len(published) > 10 {
		d.published = published[:10]
	}
	d.numbers = hanzi.NumbersIn(d.text)
	d.places = r.places.FindIn(d.raw)
	d.names = r.names.FindIn(d.text)
	d.marks = r.grammar.find(d.text, d.names)
	d.hits = make([]hit, 0, len(d.text)/3)
	place := 0
	r.rules.words.Walk(d.text, func(start, end int, v int32) {
		for place < len(d.places) && d.places[place].End < end {
			place++
		}
		if place < len(d.places) && d.places[place].Start < start {
			return // the 县 of 蒲城县
		}
		if end-start > 1 || end == len(d.text) || d.text[end] != '们' { // 她, but not 她们
			d.hits = append(d.hits, hit{int32(start), int32(end), v})
		}
	})
	d.dates = findDates(d)
	d.split()
	d.markRules()
	d.carryDates()
	d.carryNation()
	r.characterise(d)
	return d
}

// fold makes a document of an article's title and blocks.
func fold(a *record.Article) *document {
	d := &document{article: a}
	size := len(a.Title) + 1
	for _, b := range a.Body {
		size += len(b.Text) + 1
	}
	d.raw, d.text, d.orig = make([]rune, 0, size/2), make([]rune, 0, size/2), make([]int, 0, size/2)
	d.add(string(a.Title))
	for i, b := range a.Body {
		start := len(d.text)
		add := d.add
		if b.Kind == record.Table {
			add = d.addTable
		}
		d.source = append(d.source, add(b.Text))
		d.blocks = append(d.blocks, span{start, len(d.text) - 1})
		for _, s := range a.Damaged {
			if s.Block == i {
				d.damaged = append(d.damaged, d.locate(start, s))
			}
		}
	}
	return d
}

// add appends a text and a newline, and returns the text's code points.
func (d *document) add(s string) []rune {
	src := []rune(s)
	for i, r := range src {
		if f := foldRune(r); f != ' ' {
			d.push(f, i)
			continue
		}
		if d.between(src, i) {
			d.push(' ', i)
		}
	}
	d.push('\n', len(src))
	return src
}

func (d *document) push(r rune, at int) {
	d.raw = append(d.raw, r)
	if 'A' <= r && r <= 'Z' {
		r += 'a' - 'A'
	}
	d.text = append(d.text, r)
	d.orig = append(d.orig, at)
}

// between keeps a blank unless it stands beside a Chinese character, as in
// 从业 人员, or beside another blank.
func (d *document) between(src []rune, i int) bool {
	if len(d.text) == 0 || d.text[len(d.text)-1] == ' ' || d.text[len(d.text)-1] == '\n' {
		return false
	}
	next := rune(0)
	for _, r := range src[i:] {
		if r = foldRune(r); r != ' ' {
			next = r
			break
		}
	}
	last := d.text[len(d.text)-1]
	return !wide(last) && !wide(next) || isASCIIWord(last) && isASCIIWord(next)
}

func wide(r rune) bool {
	return r == 0 || hanzi.IsHan(r) || strings.ContainsRune("，。、；：（）“”", r)
}

func isASCIIWord(r rune) bool {
	return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
}

// foldRune maps full-width forms to ASCII and every blank to a space.
func foldRune(r rune) rune {
	switch {
	case r == '　' || r == '\u00a0' || r == '\t' || r == '\u2002' || r == '\u2003':
		return ' '
	case r > 0xFF00 && r < 0xFF5F:
		return r - 0xFEE0
	}
	return r
}

// locate turns a damaged span into a span of the document.
func (d *document) locate(start int, s record.Span) span {
	from := sort.SearchInts(d.orig[start:], s.Start)
	to := sort.SearchInts(d.orig[start:], max(s.End, s.Start))
	return span{start + from, start + to}
}

// isDamaged reports whether a number lies in or touches a damaged span, or
// follows a lost byte: its digits may not be all there were.
func (d *document) isDamaged(start, end int) bool {
	i := sort.Search(len(d.damaged), func(i int) bool { return d.damaged[i].end >= start })
	if i < len(d.damaged) && end >= d.damaged[i].start {
		return true
	}
	for i := start - 1; i >= max(0, start-2); i-- {
		switch r := d.text[i]; {
		case r == '\ufffd' || r >= 0xE000 && r <= 0xF8FF:
			return true
		case r == '?':
			return i+1 < len(d.text) && d.text[i+1] != '\n' && d.text[i+1] != ' '
		}
	}
	return false
}

// blockAt is the block that holds a position, or -1 for the title.
func (d *document) blockAt(pos int) int {
	i, _ := slices.BinarySearchFunc(d.blocks, pos, func(s span, p int) int {
		if s.end < p {
			return -1
		}
		return 1
	})
	if i == len(d.blocks) || pos < d.blocks[i].start {
		return -1
	}
	return i
}

// evidence is the quote over [from, to) as it stands in the article.
func (d *document) evidence(from, to int) record.Evidence {
	b := max(0, d.blockAt(from))
	start, end := d.orig[from], d.orig[to-1]+1
	if d.article.Body[b].Kind == record.Table {
		start = rowStart(d.source[b], start)
	}
	end = max(start, min(end, len(d.source[b])))
	return record.Evidence{Block: b, Start: start, End: end, Text: string(d.source[b][start:end])}
}
