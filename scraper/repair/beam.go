package repair

import (
	"cmp"
	"slices"
)

// The walk through the text with the likeliest readings side by side.

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
