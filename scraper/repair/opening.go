package repair

import (
	"github.com/xianzhi/xianzhi/internal/hanzi"
)

// Where a garble may begin.

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

// mixedWidth reports whether text[at] is a half-width question mark before a
// full-width sign: nobody types that.
func mixedWidth(text []rune, at int) bool {
	return text[at] == '?' && at+1 < len(text) && text[at+1] > 0x80 && wideSigns[text[at+1]] != [2]byte{}
}
