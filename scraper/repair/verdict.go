package repair

import (
	"slices"

	"github.com/xianzhi/xianzhi/internal/hanzi"
)

// How sure a reading of a garble is, and what of it is marked.

// sure reports whether the best of the readings can be trusted where nothing of
// it was lost: no characters filled in, all likely, and no other reading near.
func (g *realigner) sure(ends []*strand) bool {
	if len(ends) == 0 || ends[0].filled > 0 {
		return false
	}
	var before float64
	total, n := 0.0, 0
	for i, s := range ends[0].garble() {
		gain := s.like.score() - before
		before = s.like.score()
		if i == 0 && s.prev != nil {
			gain = before - s.prev.like.score()
		}
		if s.lost {
			continue
		}
		if gain < sureWorst {
			return false
		}
		total += gain
		n++
	}
	return n > 0 && total/float64(n) >= sureMean && margin(ends) >= sureMargin
}

// garble returns the characters of a reading in order, up to where the text
// stands as it is.
func (s *strand) garble() []*strand {
	var list []*strand
	for ; s != nil; s = s.prev {
		if s.char != 0 && !s.copied {
			list = append(list, s)
		}
	}
	slices.Reverse(list)
	return list
}

// margin is by how much the best reading beats the next that says otherwise.
func margin(ends []*strand) float64 {
	for _, s := range ends[1:] {
		if s.aligned != ends[0].aligned || !sameChars(s, ends[0]) {
			return ends[0].like.score() - s.like.score()
		}
	}
	return sureMargin
}

func sameChars(a, b *strand) bool {
	return slices.EqualFunc(a.garble(), b.garble(), func(x, y *strand) bool { return hanzi.Simple(x.char) == hanzi.Simple(y.char) })
}

// result turns the best reading into text. What was lost is marked, and all of
// it when the reading is not sure.
func (g *realigner) result(ends []*strand) realigned {
	sure := g.sure(ends)
	out := realigned{end: ends[0].aligned}
	for _, s := range ends[0].garble() {
		out.text = append(out.text, s.char)
		out.bad = append(out.bad, !sure || s.lost)
	}
	return out
}
