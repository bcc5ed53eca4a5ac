package site

import (
	"strconv"
	"strings"

	"github.com/xianzhi/xianzhi/internal/record"
	"github.com/xianzhi/xianzhi/internal/store"
)

// articleData is what the layout of an article gets.
type articleData struct {
	Lang     string `json:"lang"`     // of the text that comes first
	Own      string `json:"own"`      // of the article as published
	AltLang  string `json:"altlang"`  // of the text beside it, or ""
	AltTitle string `json:"alttitle"` // the title in AltLang
	TitleTag string `json:"titletag"` // language of the title, when it is not the page's
	Notice   string `json:"notice"`   // i18n key of what the reader should know first, or ""

	Facts  []fact   `json:"facts"`
	Blocks []block  `json:"blocks"`
	Loose  []note   `json:"loose,omitempty"`  // numbers without a sentence that may be shown
	Digest []string `json:"digest,omitempty"` // the numbers in sentences, where a translation is missing

	States   []fact   `json:"states,omitempty"` // how many paragraphs were translated how
	Lost     []lost   `json:"lost,omitempty"`
	Capture  capture  `json:"capture"`
	History  []change `json:"history,omitempty"`
	Gone     string   `json:"gone,omitempty"` // day on which the original page was found missing
	Copies   []copied `json:"copies,omitempty"`
	Story    string   `json:"story,omitempty"` // "3 copies"
	Cite     []cited  `json:"cite"`
	Original link     `json:"original"`
	Hacked   bool     `json:"hacked,omitempty"`
	Suggest  string   `json:"suggest,omitempty"` // where to correct the translation
}

// A block is one piece of the body, with its counterpart in the other language.
type block struct {
	Kind  string `json:"kind"`
	N     int    `json:"n,omitempty"` // paragraph number
	Main  side   `json:"main"`
	Alt   *side  `json:"alt,omitempty"`
	Notes []note `json:"notes,omitempty"`
}

// A side is a block in one language: lines of cells of tokens. A paragraph has
// one line of one cell.
type side struct {
	Lang  string      `json:"lang,omitempty"` // when it is not the page's
	Lines [][][]token `json:"lines"`
	State string      `json:"state,omitempty"` // of a translation
	By    string      `json:"by,omitempty"`
}

// A note is a number in the margin of its paragraph.
type note struct {
	ID    string `json:"id,omitempty"` // set when no mark in the text carries it
	Name  link   `json:"name"`
	Value value  `json:"value"`
	Where link   `json:"where"`
	AsOf  string `json:"asof,omitempty"`
	Other bool   `json:"other,omitempty"` // planned or projected
	State string `json:"status"`
}

// A lost is a destroyed place, explained below the text.
type lost struct {
	ID        string `json:"id"`
	Paragraph int    `json:"paragraph"`
	Count     int    `json:"count"`
	Around    string `json:"around"` // the text beside it, □ for what is lost
}

func (b *book) articlePages(l language) []*page {
	var out []*page
	for _, e := range b.graph.entries {
		out = append(out, b.articlePage(l, e))
		if e.Captured != "" {
			out = append(out, b.capturePage(l, e))
		}
	}
	return append(out, b.tombstones(l)...)
}

func (b *book) articlePage(l language, e *entry) *page {
	t := b.title(e, l)
	d := articleData{
		Facts: b.articleFacts(l, e), Capture: b.capture(l, e), Copies: b.copies(l, e), Cite: b.citeArticle(l, e),
		Original: original(e), Hacked: b.hacked(e), TitleTag: t.Lang, Lost: losses(e), Suggest: b.suggest(l, e),
	}
	d.History, d.Gone = b.history(l, e)
	if len(d.Copies) > 0 {
		d.Story = l.count(len(d.Copies), "份，以最早者为准", "copy", "copies; the first is followed")
	}
	b.typeset(l, e, &d)
	p := b.newPage(l, entryRel(e.ID), "article", t.Text, d)
	p.Description = b.description(l, e)
	p.Params.Crumbs = b.articleCrumbs(l, e)
	p.Params.LD = b.articleLD(l, e, p)
	p.Params.Meta = b.citationMeta(l, e, t.Text)
	p.lastmod = captureDay(e)
	return p
}

// typeset fills in the text: what language comes first, what stands beside it,
// where each number's mark is.
func (b *book) typeset(l language, e *entry, d *articleData) {
	own := languageOf(e.Lang)
	tr := e.Translations[l.key]
	if own.key == l.key {
		tr = e.Translations[l.other().key]
	}
	translated := false
	for _, p := range tr.Paragraphs {
		translated = translated || p.Text != ""
	}
	s := setter{book: b, l: l, e: e, placed: map[string]bool{}, terms: map[string]bool{}}
	d.Lang, d.Own = own.tag, own.tag
	switch {
	case own.key == l.key && translated:
		d.AltLang, d.AltTitle = l.other().tag, clean(tr.Title.Text)
	case own.key != l.key && translated:
		d.Lang, d.AltLang, d.AltTitle = l.tag, own.tag, clean(string(e.Title))
		d.States = translationStates(l, tr.Paragraphs)
		if !e.Translations[l.key].Complete() {
			d.Notice = "notice-partial"
		}
	case own.key != l.key:
		d.Notice, d.Digest = "notice-untranslated", b.digest(l, e)
	}
	for i := range e.Body {
		d.Blocks = append(d.Blocks, s.block(i, translated))
	}
	for _, c := range e.claims {
		if c.obs.Quote.Block < 0 || c.obs.Quote.Block >= len(e.Body) {
			d.Loose = append(d.Loose, s.note(c))
		}
	}
	switch e.Rights {
	case record.RightsQuote:
		d.Notice, d.Digest = "notice-quote", b.digest(l, e)
	case record.RightsMetadata:
		d.Notice, d.Digest = "notice-metadata", nil
	}
}

// A setter lays out the blocks of one article. It remembers which numbers have
// their mark and which terms were explained.
type setter struct {
	*book
	l      language // of the page
	e      *entry
	placed map[string]bool
	terms  map[string]bool
}

func (s *setter) block(i int, translated bool) block {
	src := s.e.Body[i]
	own := languageOf(s.e.Lang)
	out := block{Kind: src.Kind, N: s.e.numbers[i]}
	switch {
	case !translated:
		out.Main = s.original(i, "")
	case own.key == s.l.key:
		out.Main = s.original(i, "")
		if side, ok := s.translation(i, s.l.other(), s.l.other().key+"-"); ok {
			out.Alt = &side
		}
	default:
		side, ok := s.translation(i, s.l, "")
		if !ok {
			out.Main = s.original(i, "")
			out.Main.State = "missing"
			break
		}
		out.Main = side
		alt := s.original(i, own.key+"-")
		out.Alt = &alt
	}
	for _, c := range s.e.claims {
		if c.obs.Quote.Block == i {
			out.Notes = append(out.Notes, s.note(c))
		}
	}
	return out
}

// original lays out block i as it was published. Marks get the prefix before
// their id when the page shows them a second time.
func (s *setter) original(i int, prefix string) side {
	text := []rune(s.e.Body[i].Text)
	var marks []mark
	for _, c := range s.e.claims {
		if q := c.obs.Quote; q.Block == i && q.Start < q.End && q.End <= len(text) {
			marks = append(marks, s.mark(c, q.Start, q.End, prefix))
		}
	}
	marks = append(marks, lostMarks(s.e.Damaged, i, "#"+lostID(s.e.numbers[i]), s.l.choose("原文损坏，见说明", "destroyed in the source, see note"))...)
	own := languageOf(s.e.Lang)
	marks = append(marks, s.termMarks(text, own)...)
	return s.side(s.e.Body[i].Kind, own, text, marks)
}

// translation lays out the translation of block i; false when there is none.
func (s *setter) translation(i int, into language, prefix string) (side, bool) {
	all := s.e.Translations[into.key].Paragraphs
	if i >= len(all) || all[i].Text == "" {
		return side{}, false
	}
	text := []rune(all[i].Text)
	var marks []mark
	found := locator{text: text}
	for _, c := range s.e.claims {
		if c.obs.Quote.Block != i {
			continue
		}
		if start, end, ok := found.locate(c.obs); ok {
			marks = append(marks, s.mark(c, start, end, prefix))
		}
	}
	marks = append(marks, s.termMarks(text, into)...)
	out := s.side(s.e.Body[i].Kind, into, text, marks)
	out.State, out.By = all[i].State, all[i].By
	return out, true
}

func (s *setter) mark(c *claim, start, end int, prefix string) mark {
	if prefix == "" {
		s.placed[c.obs.ID] = true
	}
	name, _ := s.names.text(indicators, c.obs.Indicator)
	return mark{
		start: start, end: end, kind: tokenOpen, id: prefix + c.obs.ID, href: s.rowHref(s.l, c), label: s.l.text(name),
	}
}

// side cuts text into lines and cells, as its kind has them.
func (s *setter) side(kind string, lang language, text []rune, marks []mark) side {
	out := side{}
	if lang.key != s.l.key {
		out.Lang = lang.tag
	}
	for _, line := range split(text, 0, len(text), '\n', kind == record.List || kind == record.Table) {
		var cells [][]token
		for _, cell := range split(text, line[0], line[1], '\t', kind == record.Table) {
			cells = append(cells, tokens(text, cell[0], cell[1], marks))
		}
		out.Lines = append(out.Lines, cells)
	}
	dropRepeatedIDs(out.Lines)
	return out
}

// split returns the spans of text[from:to] between separators, or the whole.
func split(text []rune, from, to int, sep rune, on bool) [][2]int {
	var out [][2]int
	for i := from; on && i < to; i++ {
		if text[i] == sep {
			out = append(out, [2]int{from, i})
			from = i + 1
		}
	}
	return append(out, [2]int{from, to})
}

// dropRepeatedIDs leaves an id only at the first part of a mark that was cut by
// the end of a line.
func dropRepeatedIDs(lines [][][]token) {
	seen := map[string]bool{}
	for _, cells := range lines {
		for _, ts := range cells {
			for i := range ts {
				if seen[ts[i].ID] {
					ts[i].ID = ""
				} else if ts[i].ID != "" {
					seen[ts[i].ID] = true
				}
			}
		}
	}
}

func (s *setter) note(c *claim) note {
	o := c.obs
	n := note{
		Name: s.subject(s.l, indicators, o.Indicator), Value: s.l.value(o), Where: s.place(s.l, o.Place),
		AsOf: s.l.day(string(o.AsOf)), State: orElse(o.Status, record.Actual),
		Other: o.Status == record.Planned || o.Status == record.Projected,
	}
	n.Name.Href = s.rowHref(s.l, c)
	if !s.placed[o.ID] {
		n.ID, s.placed[o.ID] = o.ID, true
	}
	return n
}

func translationStates(l language, all []store.Paragraph) []fact {
	words := map[string][2]string{
		"human": {"人工", "by a person"}, "reviewed": {"机器翻译，已校", "machine, reviewed"},
		"machine": {"机器翻译，未校", "machine, not reviewed"}, "stale": {"已过时", "out of date"}, "": {"尚缺", "missing"},
	}
	counts := map[string]int{}
	for _, p := range all {
		counts[p.State]++
	}
	var out []fact
	for _, state := range []string{"human", "reviewed", "machine", "stale", ""} {
		if n := counts[state]; n > 0 {
			w := words[state]
			out = append(out, fact{Key: l.choose(w[0], w[1]), Values: plain(strconv.Itoa(n))})
		}
	}
	return out
}

func lostID(paragraph int) string { return "lost-" + strconv.Itoa(paragraph) }

// context is how many characters stand on each side of a lost place.
const lostContext = 12

// losses explains the destroyed places of the body, one entry a paragraph.
func losses(e *entry) []lost {
	var out []lost
	for _, s := range e.Damaged {
		if s.Block < 0 || s.Block >= len(e.Body) {
			continue
		}
		text, n := []rune(e.Body[s.Block].Text), e.numbers[s.Block]
		if s.Start < 0 || s.End > len(text) || s.Start >= s.End {
			continue
		}
		if last := len(out) - 1; last >= 0 && out[last].Paragraph == n {
			out[last].Count += s.End - s.Start
			continue
		}
		before := clean(string(text[max(0, s.Start-lostContext):s.Start]))
		after := clean(string(text[s.End:min(len(text), s.End+lostContext)]))
		out = append(out, lost{
			ID: lostID(n), Paragraph: n, Count: s.End - s.Start, Around: before + boxes(s.End-s.Start) + after,
		})
	}
	return out
}

func boxes(n int) string { return strings.Repeat("□", min(n, 24)) }
