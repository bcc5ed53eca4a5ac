package extract

import (
	"strings"

	"golang.org/x/net/html/atom"

	"github.com/xianzhi/xianzhi/internal/record"
	"github.com/xianzhi/xianzhi/scraper/extract/date"
)

// worth of a line for the container that holds it: prose counts its length,
// links count against, short pieces a little.
func (l *line) worth() int {
	switch {
	case l.aside || l.hidden:
		return 0
	case l.linked*2 > l.weight:
		return -min(l.weight, 40) - 5
	case l.kind == record.Table:
		return l.weight / 2
	case l.prose():
		return l.weight - 2*l.linked
	case l.weight >= 30 || l.closed():
		return l.weight / 2
	}
	return -2
}

// closed reports whether the line is a sentence too short for prose, or a
// caption: it counts for the container that it stands in.
func (l *line) closed() bool {
	if l.linked > 0 || l.kind != record.Paragraph {
		return l.linked == 0 && l.kind == record.Figure
	}
	text := strings.TrimRight(l.text, "”』」’")
	return strings.HasSuffix(text, "。") || strings.HasSuffix(text, "？")
}

// prose reports whether the line reads as a sentence.
func (l *line) prose() bool {
	return l.kind != record.Heading && l.weight >= 12 && l.marks > 0 && l.linked*3 <= l.weight
}

// markAsides marks the lines of containers that are named as something beside
// the story, unless most of the page's prose is in them: then the name lies.
func (v *view) markAsides() {
	total := 0
	wanted := v.headTitles()
	for i := range v.lines {
		total += max(0, v.lines[i].worth())
	}
	for i := int32(1); i < int32(len(v.elems)); i++ {
		e := &v.elems[i]
		if !e.hint.junk || e.to == e.from {
			continue
		}
		inside, body := 0, false
		for j := e.from; j < e.to; j++ {
			inside += max(0, v.lines[j].worth())
		}
		for j := i + 1; j < e.end; j++ {
			body = body || v.elems[j].hint.body == 2
		}
		for j := e.from; j < e.to && !body; j++ {
			l := &v.lines[j]
			body = l.kind == record.Heading && l.level <= 2 && l.linked == 0 && matchTitle(l.text, wanted)
		}
		if body || inside*5 > total*3 {
			continue
		}
		for j := e.from; j < e.to; j++ {
			v.lines[j].aside = true
		}
		i = e.end - 1
	}
}

// choose picks the container of the body: v.best and the lines v.content.
func (v *view) choose() {
	sums := v.sums()
	lead := v.lead(sums)
	v.first = max(lead, 0)
	stop := v.stopAfter(lead)
	if !v.whole {
		v.best = v.climb(sums, lead, stop)
	}
	e := &v.elems[v.best]
	v.content = span{max(int(e.from), v.anchor.line+1), min(int(e.to), stop)}
	if v.content.from > v.content.to {
		v.content.from = int(e.from)
	}
}

// sums are the running totals of worth, so that a container's is a difference.
func (v *view) sums() []int {
	sums := make([]int, len(v.lines)+1)
	for i := range v.lines {
		sums[i+1] = sums[i] + v.lines[i].worth()
	}
	return sums
}

// lead is the line from which the body is sought: the first prose after the
// title, or without a title the first prose of the container that has most.
func (v *view) lead(sums []int) int {
	global := v.richest(sums)
	if v.anchor.line < 0 {
		return v.firstProse(int(v.elems[global].from), int(v.elems[global].to))
	}
	lead := v.firstProse(v.anchor.line+1, len(v.lines))
	if lead < 0 {
		return v.firstProse(int(v.elems[global].from), int(v.elems[global].to))
	}
	return lead
}

// richest is the container with most worth, named ones preferred.
func (v *view) richest(sums []int) int32 {
	best, top := int32(0), -1<<31
	for i := range v.elems {
		e := &v.elems[i]
		if s := v.score(sums, int32(i), int(e.from), int(e.to)); s >= top {
			best, top = int32(i), s
		}
	}
	return best
}

// score of a container over the lines [from, to).
func (v *view) score(sums []int, id int32, from, to int) int {
	e := &v.elems[id]
	from, to = max(from, int(e.from)), min(to, int(e.to))
	if from >= to {
		return -1 << 30
	}
	s := sums[to] - sums[from]
	if s > 0 {
		s += s * int(e.hint.body) / 8
	}
	return s
}

// peak is the best score that a beginning of the container's lines has: what
// stands after the story is cut off later and must not speak against it.
func (v *view) peak(sums []int, id int32, from, to int) int {
	e := &v.elems[id]
	from, to = max(from, int(e.from)), min(to, int(e.to))
	best := -1 << 30
	for i := from + 1; i <= to; i++ {
		best = max(best, sums[i]-sums[from])
	}
	if best > 0 {
		best += best * int(e.hint.body) / 8
	}
	return best
}

// firstProse is the first sentence in [from, to), a caption only if there is
// nothing else; -1 if none.
func (v *view) firstProse(from, to int) int {
	caption := -1
	for i := from; i < to; i++ {
		l := &v.lines[i]
		if l.aside || l.hidden || !l.prose() || classify(l.text).kind != lineText {
			continue
		}
		if l.kind != record.Figure {
			return i
		}
		if caption < 0 {
			caption = i
		}
	}
	return caption
}

// stopAfter is the line at which the story must have ended: a heading of
// related stories, a link to the next one, a second title, or the first of a
// row of cards.
func (v *view) stopAfter(lead int) int {
	if lead < 0 {
		return len(v.lines)
	}
	live := v.liveBlog()
	for i := lead + 1; i < len(v.lines); i++ {
		l := &v.lines[i]
		if l.aside || l.hidden || l.weight > maxTitle {
			continue
		}
		if v.secondTitle(l) || v.endsStory(l) && !v.boxInside(lead, i) {
			return i
		}
		if !live && v.startsCards(i) {
			v.cards = true
			return i
		}
	}
	return len(v.lines)
}

func (v *view) endsStory(l *line) bool {
	return l.kind == record.Heading && stopsHeading(l.text) || classify(l.text).kind == lineStop
}

// boxInside reports whether the stop at line i heads a box inside the story:
// the story's own container goes on after it. A heading that stands among the
// paragraphs themselves must be followed by more than came before.
func (v *view) boxInside(lead, i int) bool {
	const (
		enough = 80
		view   = 300 // lines looked at, so that a page of stops stays cheap
	)
	story := v.elems[v.lines[lead].elem].parent
	before, after := 0, 0
	for j := max(lead, i-view); j < i; j++ {
		before += max(0, v.lines[j].worth())
	}
	stop := v.lines[i].elem
	flat := v.elems[stop].parent == story || stop == story
	for j := i + 1; j < min(len(v.lines), i+view); j++ {
		l := &v.lines[j]
		if v.secondTitle(l) {
			break
		}
		parent := v.elems[l.elem].parent
		if !l.prose() {
			continue
		}
		switch {
		case parent == story || l.elem == story || parent == v.elems[stop].parent:
			after += max(0, l.worth())
		case !flat && parent > 0 && v.proseLines(parent) >= 3 &&
			(v.elems[parent].parent == story || v.elems[parent].parent == v.elems[stop].parent):
			after += max(0, l.worth()) // the story goes on in a wrapper of its own
		}
	}
	return after >= enough && (!flat || after > before)
}

// proseLines counts the sentences at the start of a container, up to three.
func (v *view) proseLines(id int32) int {
	const view = 40 // lines
	n := 0
	e := &v.elems[id]
	for i := e.from; i < min(e.to, e.from+view) && n < 3; i++ {
		if v.lines[i].prose() {
			n++
		}
	}
	return n
}

// boxEnd is the line after the box that line i heads: its outermost container
// below the story's.
func (v *view) boxEnd(lead, i int) int {
	story := v.elems[v.lines[lead].elem].parent
	for id := v.lines[i].elem; id > 0; id = v.elems[id].parent {
		if v.elems[id].parent == story && v.proseLines(id) < 3 {
			return max(i+1, int(v.elems[id].to))
		}
	}
	return i + 1
}

// secondTitle reports whether l is the title of another story.
func (v *view) secondTitle(l *line) bool {
	return l.kind == record.Heading && l.level == 1 && !l.hidden && normal(l.text) != normal(v.anchor.title)
}

// startsCards reports whether line i is the heading of the first of several
// cards, each a heading, a teaser and a date: other stories without links.
func (v *view) startsCards(i int) bool {
	if v.lines[i].kind != record.Heading {
		return false
	}
	const card = 8 // lines
	first := v.cardDate(i+1, i+card)
	if first < 0 {
		return false
	}
	for j := first + 1; j < min(len(v.lines), first+card/2); j++ {
		if v.lines[j].kind == record.Heading {
			return v.cardDate(j+1, j+card) >= 0
		}
	}
	return false
}

// cardDate is the first line in [from, to) that is a date and nothing else, -1
// if none or if a heading comes first.
func (v *view) cardDate(from, to int) int {
	const longest = 24
	for i := from; i < min(to, len(v.lines)); i++ {
		l := &v.lines[i]
		if l.kind == record.Heading {
			return -1
		}
		if l.weight > longest {
			continue
		}
		if m, ok := date.Find(l.text, China); ok && m.Precision >= date.Day && m.End-m.Start >= len(l.text)*2/3 {
			return i
		}
	}
	return -1
}

// liveBlog reports whether the page calls itself a running report, whose
// entries look like cards.
func (v *view) liveBlog() bool {
	t := strings.ToLower(v.meta.title)
	return strings.Contains(t, "直播") || strings.Contains(t, "滚动") || strings.Contains(t, "live") || strings.Contains(t, "实录")
}

// climb walks from the lead's container outwards and returns the one that
// holds the story: a step is taken when it gains prose that belongs.
func (v *view) climb(sums []int, lead, stop int) int32 {
	if lead < 0 {
		return v.richest(sums)
	}
	from := v.anchor.line + 1
	best := v.lines[lead].elem
	top := v.peak(sums, best, from, stop)
	for id := v.elems[best].parent; id >= 0; id = v.elems[id].parent {
		s := v.peak(sums, id, from, stop)
		if s > top+v.toll(best, top) {
			best, top = id, s
		}
	}
	return best
}

// toll is what a container outside id must add to be taken instead.
func (v *view) toll(id int32, top int) int {
	e := &v.elems[id]
	switch {
	case e.node.DataAtom == atom.P || e.node.DataAtom == atom.Figure || e.node.DataAtom == atom.Figcaption:
		return 0
	case e.hint.body == 2 && top >= 300:
		return top * 3 / 2
	case e.hint.body == 2:
		return max(60, top*2/3)
	case e.hint.body == 1:
		return max(20, top/4)
	}
	return max(10, top/8)
}
