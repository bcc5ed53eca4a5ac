package repair

import (
	"bytes"
	"cmp"
	"slices"

	"github.com/xianzhi/xianzhi/internal/hanzi"
)

// A garble begins where a mirror's bytewise replacement cut a character in two
// (當地 → 當(dāng)?shù)…, 。” → ?！…) and shifts the bytes after it by one, until
// something of odd length puts them into step again. A realigner walks the
// visible text from such an opening and keeps the likeliest readings of it.

// lacuna stands in the text for a character that cannot be known.
const lacuna = '□'

const (
	beamWidth = 12 // readings kept at each place
	fillWidth = 5  // readings of lost codes tried at each place
	maxFills  = 4
	// filledStrands are the best readings in which lost codes are looked for.
	filledStrands = 2
	maxStretch    = 160 // visible characters that one garble may span
	lookahead     = 6   // characters after a garble that help to judge it

	// gainNeeded is by how much, in natural logarithms, a reading must beat the
	// text as it stands when nothing but odd question marks speaks for a garble;
	// gainCorrupted when the text has other marks of a mirror.
	gainNeeded     = 14.0
	gainCorrupted  = 4.0
	gainMixedWidth = 10.0 // less for a sign in another width than the question mark
	// sureMargin over the second reading, and sureMean and sureWorst for its
	// characters, let a reading stand unmarked.
	sureMargin = 5.0
	sureMean   = -8.5
	sureWorst  = -15.5

	// plainMean and plainWorst are so likely that lost codes need not be looked for.
	plainMean  = -5.0
	plainWorst = -7.5
	// Work is bounded by the length of the text and on the whole; a text with more
	// garbles than that has its clauses marked as they are.
	maxSteps     = 200_000
	maxFillings  = 30_000
	stepsPerChar = 15
	fillsPerChar = 4
	// guessMargin is by how much a lost character must fit better than any other.
	guessMargin = 1.0

	unlikelyCut = -1.5  // of a sign matched across anything but a full stop and its follower
	conflict    = -12.0 // score of something that a garble cannot contain
)

// A strand is the end of one reading of a garbled stretch.
type strand struct {
	prev    *strand
	char    rune // 0 at the opening
	lost    bool // char is a guess
	lead    byte // awaits its second byte; 0 when bytes are in step
	next    int  // place in the visible text
	aligned int  // place where bytes came into step; 0 while they are not
	like    likelihood
	filled  int  // how often characters were put in for ones dropped from the page
	copied  bool // char stands so in the text, after the garble
	cut     bool // char was cut by a sign: of its bytes only the second is known
}

// A realigner works on one text.
type realigner struct {
	text      []rune
	codec     *codec
	model     *model
	corrupted bool // the text has other marks of a mirror
	whole     bool // the page still has its private-use characters
	own       *usage
	steps     int // left for the whole text, and
	fills     int // searches for lost codes
}

func newRealigner(text []rune, corrupted bool) *realigner {
	g := &realigner{text: text, codec: gbk(), model: words(), corrupted: corrupted, own: newUsage(withoutAnnotations(text))}
	g.steps = min(maxSteps, 10_000+stepsPerChar*len(text))
	g.fills = min(maxFillings, 500+fillsPerChar*len(text))
	for _, r := range text {
		if isPrivateUse(r) {
			g.whole = true
			break
		}
	}
	return g
}

func (g *realigner) after(l likelihood, r rune) likelihood { return g.model.after(l, r, g.own) }

// withoutAnnotations returns text without pinyin in brackets.
func withoutAnnotations(text []rune) []rune {
	out := make([]rune, 0, len(text))
	for i := 0; i < len(text); i++ {
		if text[i] == '(' {
			if _, end := readingAt(text, i+1); end > 0 {
				i = end - 1
				continue
			}
		}
		out = append(out, text[i])
	}
	return out
}

// A reading of text[start:end): what it says, and which of its characters are
// not certain.
type realigned struct {
	end  int
	text []rune
	bad  []bool
}

// realign reads the garble that opens at the question mark text[at]; before is
// the output so far. ok is false when there is none.
func (g *realigner) realign(at int, before []rune) (realigned, bool) {
	openings, forced := g.openings(at, before)
	if len(openings) == 0 || g.steps < 0 && !forced {
		return realigned{}, false
	}
	if g.steps < 0 {
		return g.clause(at), true
	}
	ends := g.run(openings, false)
	if !g.whole && !g.plain(ends) {
		ends = g.finish(append(ends, g.run(openings, true)...))
	}
	if len(ends) == 0 {
		return realigned{}, false
	}
	best := ends[0]
	if !forced && best.like.score()-g.asIs(at, best.next, before) < g.gain(at) {
		return realigned{}, false
	}
	return g.result(ends), true
}

// clause marks the text from a garble to the next sign, as it is.
func (g *realigner) clause(at int) realigned {
	out := realigned{end: at}
	for ; !g.stops(out.end) && (out.end == at || wideSigns[g.text[out.end]] == [2]byte{}); out.end++ {
		out.text, out.bad = append(out.text, g.text[out.end]), append(out.bad, true)
	}
	return out
}

func (g *realigner) gain(at int) float64 {
	gain := gainNeeded
	if g.corrupted {
		gain = gainCorrupted
	}
	if mixedWidth(g.text, at) {
		gain -= gainMixedWidth
	}
	return gain
}

// openings returns the ways in which a garble may begin at text[at]. They are
// forced when the sign cannot be anything but a garble's.
func (g *realigner) openings(at int, before []rune) (list []*strand, forced bool) {
	said := g.context(before)
	if pinyin, end := g.readingAt(at + 1); pinyin != "" {
		return g.cutByAnnotation(pinyin, end, before), true
	}
	if at+1 >= len(g.text) {
		return nil, false
	}
	if isQuestion(g.text[at+1]) && (at+2 < len(g.text) && isQuestion(g.text[at+2]) || at > 0 && isQuestion(g.text[at-1])) {
		return nil, false // the author's, or a font's
	}
	if sign, ok := wideSigns[g.text[at+1]]; ok {
		return g.cutBySign(sign, at+2, said), false
	}
	if g.corrupted && hanzi.IsHan(g.text[at+1]) {
		for _, lead := range []byte{0xA1, 0xBA, 0xBB, 0xBF} {
			list = append(list, &strand{char: '。', lost: true, lead: lead, next: at + 1, like: g.after(said, '。').plus(-6)})
		}
	}
	return list, false
}

// wideSigns are the signs that mirrors split text on, in full width and as pages
// that narrow them show them, with their GBK codes.
var wideSigns = map[rune][2]byte{
	'！': {0xA3, 0xA1}, '；': {0xA3, 0xBB}, '：': {0xA3, 0xBA}, '？': {0xA3, 0xBF}, '，': {0xA3, 0xAC}, '、': {0xA1, 0xA2},
	'!': {0xA3, 0xA1}, ';': {0xA3, 0xBB}, ':': {0xA3, 0xBA}, '?': {0xA3, 0xBF}, ',': {0xA3, 0xAC},
}

// cutByAnnotation opens at `?pinyin)`: a listed character was matched across the
// second byte of the character before and the first of the one to read.
func (g *realigner) cutByAnnotation(pinyin string, next int, before []rune) []*strand {
	var list []*strand
	said := g.context(before)
	var b [2]byte
	if plain := lastPlain(before, 1); len(plain) == 1 {
		b = g.codes(plain[0])
	}
	if b[1] != 0 {
		for _, r := range g.codec.read[reading{b[1], pinyin}] {
			list = append(list, &strand{lead: g.codes(r)[1], next: next, like: said})
		}
	}
	if len(list) > 0 {
		return list
	}
	leads := map[byte]bool{}
	for lead := byte(0x81); lead < 0xFF; lead++ {
		for _, r := range g.codec.read[reading{lead, pinyin}] {
			if trail := g.codes(r)[1]; trail > 0x80 && !leads[trail] {
				leads[trail] = true
				list = append(list, &strand{char: lacuna, lost: true, lead: trail, next: next, like: g.after(said, lacuna)})
			}
		}
	}
	return append(list, &strand{char: lacuna, lost: true, next: next, aligned: next, like: g.after(said, lacuna).plus(foreign)})
}

// cutBySign opens at a question mark and a sign that was matched across two
// characters: 。” holds the bytes of ！.
func (g *realigner) cutBySign(sign [2]byte, next int, said likelihood) []*strand {
	var list []*strand
	for lead := byte(0x81); lead < 0xFF; lead++ {
		if r := g.codec.decode(lead, sign[0]); r != 0 && !isPrivateUse(r) {
			like := g.after(said, r)
			if r != '。' {
				like = like.plus(unlikelyCut)
			}
			list = append(list, &strand{char: r, lead: sign[1], next: next, like: like, cut: true})
		}
	}
	return prune(list, beamWidth)
}

func (g *realigner) codes(r rune) [2]byte {
	b, _ := g.codec.encode(r)
	return b
}

// run follows the openings through the text until every reading is in step, and
// returns the readings, the best first, all ended at one place. With fill it
// also tries characters that were dropped from the page.
func (g *realigner) run(openings []*strand, fill bool) []*strand {
	active := prune(openings, 4*beamWidth)
	for {
		at, shifted := earliest(active)
		if !shifted {
			break
		}
		var here, rest []*strand
		for _, s := range active {
			if s.next == at {
				here = append(here, s)
			} else {
				rest = append(rest, s)
			}
		}
		for i, s := range prune(here, beamWidth) {
			rest = append(rest, g.advance(s, fill && i < filledStrands)...)
		}
		active = rest
	}
	return g.finish(active)
}

// earliest returns the first place that a strand waits at, and whether any
// strand is still out of step.
func earliest(list []*strand) (at int, shifted bool) {
	at = -1
	for _, s := range list {
		if at < 0 || s.next < at {
			at = s.next
		}
		shifted = shifted || s.aligned == 0
	}
	return at, shifted
}

// finish brings the strands to one place, so that their scores compare.
func (g *realigner) finish(list []*strand) []*strand {
	end := 0
	for _, s := range list {
		end = max(end, s.next)
	}
	for i, s := range list {
		for s.next < end+lookahead && !g.stops(s.next) {
			s = g.copyOne(s)
		}
		list[i] = s
	}
	return prune(list, beamWidth)
}

// advance takes one step with s: over a visible character in step, or by one
// more character read from the bytes.
func (g *realigner) advance(s *strand, fill bool) []*strand {
	if s.aligned != 0 {
		if g.stops(s.next) {
			return []*strand{s} // all end here
		}
		return []*strand{g.copyOne(s)}
	}
	g.steps--
	if g.steps < 0 || s.next-firstPlace(s) > maxStretch {
		return []*strand{g.giveUp(s)}
	}
	list := g.complete(s, s.lead)
	if len(list) == 0 {
		list = append(list, g.giveUp(s))
	}
	if fill && s.filled < maxFills {
		list = append(list, g.fill(s)...)
	}
	return list
}

// stops reports whether no garble goes on at this place.
func (g *realigner) stops(at int) bool {
	return at >= len(g.text) || g.text[at] == '\n' || g.text[at] == separator
}

// copyOne takes over a character that stands after the garble, its annotation
// passed over.
func (g *realigner) copyOne(s *strand) *strand {
	at := g.skipAnnotation(s.like.char, s.next)
	if g.stops(at) {
		t := *s
		t.next = at
		return &t
	}
	r := g.text[at]
	return &strand{prev: s, char: r, next: at + 1, aligned: s.aligned, like: g.after(s.like, r), filled: s.filled, copied: true}
}

// complete reads the character that begins with lead and ends at s.next, in each
// way that the text there allows.
func (g *realigner) complete(s *strand, lead byte) []*strand {
	at := s.next
	if g.stops(at) {
		return nil
	}
	v := g.text[at]
	if isQuestion(v) {
		return g.annotated(s, lead)
	}
	var list []*strand
	if sign, ok := wideSigns[v]; ok && v < 0x80 {
		list = g.add(s, g.codec.decode(lead, sign[0]), sign[1], at+1)
	}
	b, n := g.codec.encode(v)
	switch {
	case n == 2 && b[1] < 0x80:
		for _, t := range g.add(s, g.codec.decode(lead, b[0]), 0, at+1) {
			list = append(list, &strand{prev: t, char: rune(b[1]), next: at + 1, aligned: at + 1, like: g.after(t.like, rune(b[1])), filled: t.filled})
		}
	case n == 2:
		list = append(list, g.add(s, g.codec.decode(lead, b[0]), b[1], g.skipAnnotation(v, at+1))...)
	case n == 1 && v >= 0x40:
		r := g.codec.decode(lead, b[0])
		if pinyin, _ := g.annotationAt(at + 1); pinyin == "" || reads(r, pinyin) {
			list = append(list, g.add(s, r, 0, at+1)...)
		}
	}
	return list
}

// annotated reads a question mark out of step that is a listed character's
// second byte together with the bracket of its annotation.
func (g *realigner) annotated(s *strand, lead byte) []*strand {
	pinyin, end := g.readingAt(s.next + 1)
	if pinyin == "" {
		return nil
	}
	var list []*strand
	for _, r := range g.codec.read[reading{lead, pinyin}] {
		list = append(list, g.add(s, r, 0, end)...)
	}
	return list
}

// giveUp ends a reading where no character can be completed: the text ends or
// contradicts it, or a question mark stands for a byte that lost its partner to
// a sign, or that swallowed the ASCII character after it.
func (g *realigner) giveUp(s *strand) *strand {
	at := s.next
	switch {
	case g.stops(at) || at-firstPlace(s) > maxStretch:
		return g.guess(s, s.lead, at, 0)
	case !isQuestion(g.text[at]):
		return g.guess(s, s.lead, at, conflict)
	}
	if pinyin, end := g.readingAt(at + 1); pinyin != "" {
		return g.guess(s, s.lead, end, conflict)
	}
	t := g.guess(s, s.lead, at+1, 0)
	if !g.stops(at+1) && wideSigns[g.text[at+1]] == [2]byte{} {
		t = &strand{prev: t, char: lacuna, lost: true, next: at + 1, aligned: at + 1, like: g.after(t.like, '0'), filled: t.filled}
	}
	return t
}

// add appends r to s; lead is the byte that waits after it, 0 when bytes are in
// step again.
func (g *realigner) add(s *strand, r rune, lead byte, next int) []*strand {
	if r == 0 || isPrivateUse(r) || lead != 0 && lead < 0x81 {
		return nil
	}
	t := &strand{prev: s, char: r, lead: lead, next: next, like: g.after(s.like, r), filled: s.filled}
	if lead == 0 {
		t.aligned = next
	}
	return []*strand{t}
}

// guess appends the character that begins with lead and fits best as the end of
// a word, or a lacuna when several do. Either is marked as lost.
func (g *realigner) guess(s *strand, lead byte, next int, penalty float64) *strand {
	best, second := unread.plus(never), unread.plus(never)
	char := rune(0)
	if lead == 0xA1 && s.char == '。' {
		return &strand{prev: s, char: '”', lost: true, next: next, aligned: next, like: g.after(s.like, '”').plus(penalty), filled: s.filled}
	}
	for trail := 0x40; trail <= 0xFE; trail++ {
		r := g.codec.decode(lead, byte(trail))
		if r == 0 || !g.model.ends(r) && !g.model.follows(s.like.char, r) {
			continue
		}
		switch l := g.after(s.like, r); {
		case l.ended > best.ended:
			best, second, char = l, best, r
		case l.ended > second.ended:
			second = l
		}
	}
	t := &strand{prev: s, char: char, lost: true, next: next, aligned: next, like: best.plus(penalty), filled: s.filled}
	if char == 0 {
		t.like = g.after(s.like, lacuna).plus(penalty)
	}
	if char == 0 || best.ended-second.ended < guessMargin {
		t.char = lacuna
	}
	return t
}

// fill reads one or two characters whose codes the page lost between them at
// s.next, then the character that ends there.
func (g *realigner) fill(s *strand) []*strand {
	if g.fills--; g.fills < 0 || g.stops(s.next) {
		return nil
	}
	if pinyin, _ := g.readingAt(s.next + 1); isQuestion(g.text[s.next]) && pinyin == "" {
		return nil // too little is left to tell
	}
	first := g.lostHere(s)
	var second []*strand
	for _, t := range first {
		second = append(second, g.lostBetween(t)...)
	}
	var list []*strand
	for _, t := range append(first, prune(second, fillWidth)...) {
		for _, lead := range g.codec.dropped[t.lead] {
			list = append(list, g.complete(t, lead)...)
		}
	}
	return prune(list, beamWidth)
}

// lostHere returns s with each likely character that its lead and the first byte
// of a lost code make; that byte is left in the strand's lead.
func (g *realigner) lostHere(s *strand) []*strand {
	var list []*strand
	for trail := 0xA1; trail <= 0xFE; trail++ {
		if len(g.codec.dropped[trail]) == 0 {
			continue
		}
		if r := g.codec.decode(s.lead, byte(trail)); r != 0 && g.model.stats(hanzi.Simple(r)) != nil {
			list = append(list, g.lost(s, r, byte(trail)))
		}
	}
	return prune(list, fillWidth)
}

// lostBetween returns s with each character that follows its last within a word
// and lies between two lost codes: it ends with the first byte of one.
func (g *realigner) lostBetween(s *strand) []*strand {
	stats := g.model.stats(s.like.char)
	if stats == nil {
		return nil
	}
	var list []*strand
	for r := range stats.next {
		for _, form := range g.codec.forms(r) {
			b := g.codes(form)
			if bytes.IndexByte(g.codec.dropped[s.lead], b[0]) >= 0 && len(g.codec.dropped[b[1]]) > 0 {
				list = append(list, g.lost(s, form, b[1]))
			}
		}
	}
	return prune(list, fillWidth)
}

func (g *realigner) lost(s *strand, r rune, lead byte) *strand {
	return &strand{prev: s, char: r, lost: true, lead: lead, next: s.next, like: g.after(s.like, r), filled: s.filled + 1}
}

// readingAt returns the pinyin of a bracket whose opening was swallowed, and the
// place after its closing one.
func (g *realigner) readingAt(at int) (string, int) {
	return readingAt(g.text, at)
}

func readingAt(text []rune, at int) (string, int) {
	end := min(len(text), at+12)
	for i := at; i < end; i++ {
		if text[i] != ')' {
			continue
		}
		s := string(text[at:i])
		if pinyin, ok := hanzi.ReadingIn(s); ok && pinyin == s {
			return s, i + 1
		}
		break
	}
	return "", 0
}

// annotationAt returns the pinyin in brackets at a place and the place after it.
func (g *realigner) annotationAt(at int) (string, int) {
	if at >= len(g.text) || g.text[at] != '(' {
		return "", 0
	}
	return g.readingAt(at + 1)
}

// acrossLatin returns the place after an annotation at text[at] that was matched
// across a character's second byte and the Latin letter after it, which leaves
// both whole: 年P(guān)2P. It returns 0 when there is none.
func (g *realigner) acrossLatin(at int) int {
	if at < 2 || g.text[at] != '(' || g.text[at-1] < 0x40 || g.text[at-1] > 0x7E {
		return 0
	}
	pinyin, end := g.readingAt(at + 1)
	if before := g.codes(g.text[at-2]); pinyin == "" || before[1] == 0 ||
		!reads(g.codec.decode(before[1], byte(g.text[at-1])), pinyin) {
		return 0
	}
	return end
}

func (g *realigner) skipAnnotation(r rune, at int) int {
	if pinyin, end := g.annotationAt(at); pinyin != "" && reads(r, pinyin) {
		return end
	}
	return at
}

// asIs scores the visible text of [from, to).
func (g *realigner) asIs(from, to int, before []rune) float64 {
	s := &strand{next: from, aligned: 1, like: g.context(before)}
	for s.next < min(to, len(g.text)) && !g.stops(s.next) {
		s = g.copyOne(s)
	}
	return s.like.score()
}

// mixedWidth reports whether text[at] is a half-width question mark before a
// full-width sign: nobody types that.
func mixedWidth(text []rune, at int) bool {
	return text[at] == '?' && at+1 < len(text) && text[at+1] > 0x80 && wideSigns[text[at+1]] != [2]byte{}
}

// context is the likelihood from which a reading starts: that of the last few
// characters before it, as a word may go on.
func (g *realigner) context(before []rune) likelihood {
	l := unread
	for _, r := range lastPlain(before, 4) {
		l = g.after(l, r)
	}
	return l.plus(-l.score())
}

func firstPlace(s *strand) int {
	for s.prev != nil {
		s = s.prev
	}
	return s.next
}

func prune(list []*strand, width int) []*strand {
	slices.SortStableFunc(list, func(a, b *strand) int {
		return cmp.Or(cmp.Compare(b.like.score(), a.like.score()), cmp.Compare(a.char, b.char))
	})
	return list[:min(width, len(list))]
}

// lastPlain returns the last n characters of the output, annotations aside.
func lastPlain(out []rune, n int) []rune {
	list := make([]rune, 0, n)
	for i := len(out) - 1; i >= 0 && len(list) < n; i-- {
		if out[i] == ')' {
			if open := openingOf(out, i); open > 0 {
				i = open
				continue
			}
		}
		list = append(list, out[i])
	}
	slices.Reverse(list)
	return list
}

// openingOf returns the place of the bracket that opens the annotation which
// closes at out[end], or 0.
func openingOf(out []rune, end int) int {
	for i := end - 1; i > max(0, end-12); i-- {
		if out[i] == '(' {
			if _, after := readingAt(out, i+1); after == end+1 {
				return i
			}
			break
		}
	}
	return 0
}

func isQuestion(r rune) bool { return r == '?' || r == '？' }

func isPrivateUse(r rune) bool { return r >= 0xE000 && r <= 0xF8FF }
