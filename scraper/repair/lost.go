package repair

import (
	"bytes"

	"github.com/xianzhi/xianzhi/internal/hanzi"
)

// What is done about characters of which bytes are missing.

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
