package repair

import (
	"slices"
	"strings"

	"github.com/xianzhi/xianzhi/internal/hanzi"
)

// How sure a reading of a garble is, and what of it is marked.

// sure reports whether the best of the readings can be trusted where nothing of
// it was lost: no characters filled in, all likely, and no other reading near.
func (g *realigner) sure(ends []*strand) bool {
	return len(ends) > 0 && ends[0].filled == 0 && ends[0].likely(sureMean, sureWorst) && margin(ends) >= sureMargin
}

// plain reports whether the readings leave no room for lost codes.
func (g *realigner) plain(ends []*strand) bool {
	return len(ends) > 0 && ends[0].likely(plainMean, plainWorst) && margin(ends) >= sureMargin
}

// likely reports whether the characters of a reading, lost ones aside, gain at
// least worst each and mean together.
func (s *strand) likely(mean, worst float64) bool {
	total, n := 0.0, 0
	for _, c := range s.garble() {
		if c.lost || c.prev == nil {
			continue
		}
		gain := c.like.score() - c.prev.like.score()
		if gain < worst {
			return false
		}
		total += gain
		n++
	}
	return n == 0 || total/float64(n) >= mean
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
	chars := ends[0].garble()
	for i, s := range chars {
		out.text = append(out.text, s.char)
		out.bad = append(out.bad, !sure || s.lost || s.cut && !closes(chars[i:]))
	}
	return out
}

// closes reports whether the first of chars is a full stop before a quotation
// mark that is certain: the one case in which a character cut by a sign is, too.
func closes(chars []*strand) bool {
	return len(chars) > 1 && chars[0].char == '。' && !chars[1].lost && strings.ContainsRune("“”‘’《》", chars[1].char)
}
