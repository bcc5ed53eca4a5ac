package extract

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/xianzhi/xianzhi/internal/hanzi"
	"github.com/xianzhi/xianzhi/internal/record"
)

// story is the lines that are kept, and the classified ones around them.
type story struct {
	lines []*line
	meta  []string // lines of metadata at head and tail, as keywords are sought in them
}

// maxMeta is the length to which a line of labels inside or after the story
// is metadata and not a sentence that starts with such a word.
const maxMeta = 60

// trim takes from the lines of the content what is not the story: head and
// tail lines, blocks of links, repeated titles.
func (v *view) trim(c span) story {
	var s story
	kept := make([]*line, 0, c.to-c.from)
	headDone := false
	for i := c.from; i < c.to; i++ {
		l := &v.lines[i]
		if l.aside || l.hidden || v.linkBlock(i) {
			continue
		}
		cl := classify(l.text)
		switch {
		case cl.kind == lineJunk:
			continue
		case cl.kind == lineMeta && (!headDone || l.weight < maxMeta):
			s.meta = append(s.meta, cl.plain)
			continue
		case cl.kind == lineStop:
			if v.boxInside(v.first, i) {
				i = v.boxEnd(v.first, i) - 1
				continue
			}
			i = c.to
			continue
		case !headDone && (v.repeatsTitle(l) || originalTitle(cl.plain)):
			continue
		}
		headDone = headDone || l.prose()
		kept = append(kept, l)
	}
	s.lines = dropSummary(dropNotices(v.trimEnds(kept)))
	if n := len(s.lines); n > 0 {
		s.meta = append(s.meta, cutLead(s.lines[0])...)
		cutTail(s.lines[n-1])
	}
	return s
}

// dropSummary takes off a first line that sums up the story in its own words:
// what it says is said again below.
func dropSummary(lines []*line) []*line {
	const sample = 16 // characters that tell a repetition
	if len(lines) < 3 {
		return lines
	}
	first := hanzi.Plain(lines[0].text)
	for _, label := range []string{"摘要", "导读", "核心提示", "内容提要", "导语"} {
		first = strings.TrimPrefix(strings.TrimLeft(first, "【[ "), label)
	}
	n := []rune(normal(first))
	if len(n) < sample {
		return lines
	}
	for _, l := range lines[1:] {
		if l.prose() && strings.Contains(normal(hanzi.Plain(l.text)), string(n[:sample])) {
			return lines[1:]
		}
	}
	return lines
}

// notices are phrases of the legal texts that follow a story on mirrors, often
// glued to a list of topics in one long line.
var notices = []string{"授权不得转载", "许可不得转载", "凡本网注明", "凡本网站注明", "凡本站注明", "本网未注明", "版权均属", "追究相关法律责任", "追究其相关法律责任", "涉及作品内容、版权", "信息网络传播视听"}

// dropNotices takes legal texts off the end.
func dropNotices(lines []*line) []*line {
	for len(lines) > 1 {
		s := hanzi.Plain(lines[len(lines)-1].text)
		if !slices.ContainsFunc(notices, func(n string) bool { return strings.Contains(s, n) }) {
			break
		}
		lines = lines[:len(lines)-1]
	}
	return lines
}

// cutLead takes a first sentence off l that is nothing but metadata, and
// returns it.
func cutLead(l *line) []string {
	i := strings.Index(l.text, "。")
	if i < 0 || i > maxKeyword/3 || i+len("。") == len(l.text) {
		return nil
	}
	cl := classify(l.text[:i])
	if cl.kind != lineMeta {
		return nil
	}
	l.text = strings.TrimSpace(l.text[i+len("。"):])
	return []string{cl.plain}
}

// cutTail takes off what follows the last full stop of l when it is a notice
// that a mirror glued to the story.
func cutTail(l *line) {
	i := strings.LastIndex(l.text, "。")
	if i < 0 {
		return
	}
	tail := strings.TrimLeft(l.text[i+len("。"):], "”’」』）)")
	if tail != "" && classify(tail).kind == lineJunk {
		l.text = l.text[:len(l.text)-len(tail)]
	}
}

// originalTitle knows the line under which reprints give the first title.
func originalTitle(s string) bool {
	s = strings.TrimLeft(s, "(（【[ 　")
	return strings.HasPrefix(s, "原标题") || strings.HasPrefix(s, "原题")
}

// linkBlock reports whether line i is a link on its own: navigation or
// another story. A linked sentence amid prose is text.
func (v *view) linkBlock(i int) bool {
	l := &v.lines[i]
	if l.linked*2 <= l.weight || l.kind == record.List && !v.linkList(i) {
		return false
	}
	return l.linked*10 >= l.weight*8 || !l.prose()
}

// linkList reports whether the list that line i is an item of is mostly links;
// items of the story's own lists may be.
func (v *view) linkList(i int) bool {
	e := &v.elems[v.listOf(&v.lines[i])]
	if int(e.to-e.from) > 200 { // no list in a story is that long
		return true
	}
	weight, linked := 0, 0
	for j := e.from; j < e.to; j++ {
		weight += v.lines[j].weight
		linked += v.lines[j].linked
	}
	return linked*2 > weight
}

func (v *view) repeatsTitle(l *line) bool {
	if l.weight > maxTitle {
		return false
	}
	n := normal(l.text)
	return n != "" && (n == normal(v.anchor.title) || n == normal(v.meta.first("og:title")))
}

// trimEnds drops short lines at the end that stand outside the containers of
// the prose before them, and headings that nothing follows.
func (v *view) trimEnds(lines []*line) []*line {
	last := -1
	for i, l := range lines {
		if l.prose() || l.kind == record.Table || l.weight >= 30 {
			last = i
		}
	}
	if last < 0 {
		return lines
	}
	end := last + 1
	for end < len(lines) && v.beside(lines[last], lines[end]) {
		end++
	}
	for end > 0 && lines[end-1].kind == record.Heading {
		end--
	}
	return lines[:end]
}

// beside reports whether b stands in the same container as a, a paragraph's
// own element aside.
func (v *view) beside(a, b *line) bool {
	pa := v.elems[a.elem].parent
	pb := v.elems[b.elem].parent
	return b.elem == a.elem || pb == pa || b.elem == pa || pb == a.elem ||
		b.kind == record.List && pb >= 0 && v.elems[pb].parent == pa ||
		b.kind == record.Figure && pb >= 0 && (v.elems[pb].parent == pa || pa >= 0 && v.elems[pb].parent == v.elems[pa].parent)
}

// blocks joins the kept lines into blocks: items of one list, lines of one
// quotation.
func (v *view) blocks(lines []*line) []record.Block {
	out := make([]record.Block, 0, len(lines))
	var prev *line
	for _, l := range lines {
		n := len(out)
		if prev != nil && prev.kind == l.kind && l.kind == record.List && v.listOf(prev) == v.listOf(l) {
			out[n-1].Text += "\n" + l.text
		} else {
			out = append(out, record.Block{Kind: l.kind, Text: l.text})
		}
		prev = l
	}
	return out
}

// listOf is the container of the item that l stands in.
func (v *view) listOf(l *line) int32 {
	for id := l.elem; id > 0; id = v.elems[id].parent {
		switch v.elems[id].node.Data {
		case "ul", "ol", "dl":
			return id
		}
	}
	return 0
}

// bodyOf is the body, and the plain text of the metadata lines around it.
func (v *view) bodyOf(o *override) ([]record.Block, []string, error) {
	if o.body != nil {
		return v.ruledBody(o)
	}
	s := v.trim(v.content)
	if v.thin(s.lines) {
		if alt, ok := v.fromScripts(); ok && size(alt) > size(v.blocks(s.lines)) {
			return alt, s.meta, nil
		}
	}
	if len(s.lines) == 0 {
		return nil, nil, ErrNoArticle
	}
	if v.index(s.lines) {
		return nil, nil, ErrNoArticle
	}
	if err := v.plausible(s.lines); err != nil {
		return nil, nil, err
	}
	return v.blocks(s.lines), s.meta, nil
}

// thin reports whether so little was found that the page's scripts are worth
// a look.
func (v *view) thin(lines []*line) bool {
	prose := 0
	for _, l := range lines {
		prose += max(0, l.worth())
	}
	return prose < 200
}

func size(blocks []record.Block) int {
	n := 0
	for _, b := range blocks {
		n += utf8.RuneCountInString(b.Text)
	}
	return n
}

// plausible refuses lists of headlines and frames without a story: what was
// found must hold a sentence, and more text than links.
func (v *view) plausible(lines []*line) error {
	for _, l := range lines {
		if l.prose() || l.closed() || l.kind == record.Table {
			return nil
		}
	}
	text := 0
	for _, l := range lines {
		text += l.weight - l.linked
	}
	if v.anchor.line >= 0 && v.anchor.sure && text >= 8 {
		return nil
	}
	return ErrNoArticle
}

// index reports whether the content lists other pages: links on lines of their
// own, or cards, at least as many as sentences, and no title of its own.
func (v *view) index(kept []*line) bool {
	const least = 5
	if v.anchor.sure && utf8.RuneCountInString(v.anchor.title) > 8 {
		return false
	}
	links, prose := 0, 0
	for i := v.content.from; i < v.content.to; i++ {
		if l := &v.lines[i]; !l.hidden && v.linkBlock(i) && l.weight >= 8 {
			links++
		}
	}
	for _, l := range kept {
		if l.prose() {
			prose++
		}
	}
	return links >= least && links >= prose || v.cards && prose <= 2
}

// ruledBody reads the elements that the source's rule selects.
func (v *view) ruledBody(o *override) ([]record.Block, []string, error) {
	var lines []*line
	for _, n := range o.body.Nodes {
		for i := range v.elems {
			if v.elems[i].node != n {
				continue
			}
			for j := v.elems[i].from; j < v.elems[i].to; j++ {
				if l := &v.lines[j]; !o.drops(l.text) {
					lines = append(lines, l)
				}
			}
		}
	}
	if len(lines) == 0 {
		return nil, nil, &RuleError{"body", o.first("body"), "is text that is dropped on " + v.page.URL}
	}
	return v.blocks(lines), nil, nil
}

func (o *override) drops(text string) bool {
	if o.rules == nil {
		return false
	}
	for _, p := range o.rules.dropLines {
		if strings.HasPrefix(text, p) {
			return true
		}
	}
	return false
}
