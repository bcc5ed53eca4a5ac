package indicator

import (
	"slices"
	"sort"

	"github.com/xianzhi/xianzhi/internal/hanzi"
	"github.com/xianzhi/xianzhi/internal/record"
)

// A claim is a number that a rule took.
type claim struct {
	rule      *rule
	num       hanzi.Number
	sentence  *sentence
	clause    span
	from, to  int // the quote
	score     int
	status    string
	baseline  bool   // the value of an earlier time: 由最初的20人增加到…
	inherited bool   // took its rule from the number before
	before    *claim // the claim before it in the sentence
	base      *rule  // the rule that took it, before a plan's indicator was lent
	own       span   // its item of a list that 分别 pairs with numbers
}

// confidence maps a score to 0..1. A rule of usual weight whose words touch the
// number gives .9; inherited and planned claims are less sure.
func (c claim) confidence() float64 {
	v := 0.55 + float64(min(c.score, 110)-50)/150
	if c.inherited {
		v -= 0.15
	}
	return float64(int(100*max(0.3, min(v, 0.97)))) / 100
}

// A scope is where the words of one number may stand.
type scope struct {
	num        hanzi.Number
	clause     span
	left       int // where the number before, if in the clause, ends
	right      int // where the next number begins, or the clause ends
	sentence   *sentence
	text       []rune
	afterShare bool // the number before, in the clause, is a share
	bySet      [][]span
	matchStart int // extent of the words that a rule matched
	matchEnd   int
	own        span   // the item that 分别 pairs the number with
	others     []span // the other items: not this number's words
}

// claims reads the numbers of one sentence; before are those of earlier ones.
func (r *Reader) claims(d *document, s *sentence, before []claim) []claim {
	lo, _ := slices.BinarySearchFunc(d.numbers, s.start, func(n hanzi.Number, p int) int { return n.Start - p })
	hi := lo
	for hi < len(d.numbers) && d.numbers[hi].Start < s.end {
		hi++
	}
	if lo == hi {
		return nil
	}
	index := r.index(d, s)
	defer d.index.clear()
	var out []claim
	var start *scope // of a growth whose beginning no rule took
	for i := lo; i < hi; i++ {
		sc := d.scope(s, i)
		sc.bySet = index
		d.pair(&sc)
		c, ok := r.claim(d, sc, out, before)
		if ok && d.isPersonal(c) {
			ok = false
		}
		if ok && start != nil {
			if b, grew := r.grownFrom(d, *start, c); grew {
				out = s.add(r, d, out, b)
			}
		}
		start = nil
		if ok {
			out = s.add(r, d, out, c)
		} else if r.isBaseline(d, sc) && !sc.num.Vague && !sc.num.Indefinite && !r.barred(d, sc) {
			start = &sc
		}
	}
	return out
}

// claim tries the ways to give a number a meaning, the surest first.
func (r *Reader) claim(d *document, sc scope, out, before []claim) (claim, bool) {
	c, ok := r.grown(d, sc, out)
	if !ok {
		c, ok = r.take(d, sc)
	}
	if !ok {
		c, ok = r.inherit(d, sc, out, before)
	}
	if !ok {
		c, ok = r.share(d, sc, out)
	}
	if !ok {
		c, ok = r.carry(d, sc)
	}
	c.own = sc.own
	return c, ok
}

// add appends a claim to those of its sentence.
func (s *sentence) add(r *Reader, d *document, out []claim, c claim) []claim {
	if len(out) > 0 {
		last := out[len(out)-1]
		c.before = &last
	}
	s.claimed = true
	s.stocks = s.stocks || r.defs[c.rule.def].Lexicon.Stock && d.datedIn(c)
	return append(out, c)
}

// index lists the hits of a sentence by word set.
func (r *Reader) index(d *document, s *sentence) [][]span {
	if d.index.bySet == nil {
		d.index.bySet = make([][]span, r.rules.sets)
	}
	bySet := d.index.bySet
	from := sort.Search(len(d.hits), func(i int) bool { return int(d.hits[i].start) >= s.start })
	for _, h := range d.hits[from:] {
		if int(h.start) >= s.end {
			break
		}
		for _, set := range r.rules.setsOf[h.word] {
			if len(bySet[set]) == 0 {
				d.index.used = append(d.index.used, set)
			}
			bySet[set] = append(bySet[set], span{int(h.start), int(h.end)})
		}
	}
	return bySet
}

// A hitIndex lists a sentence's hits by set. It is made once a document and
// emptied after each sentence.
type hitIndex struct {
	bySet [][]span
	used  []wordSet
}

func (x *hitIndex) clear() {
	for _, s := range x.used {
		x.bySet[s] = x.bySet[s][:0]
	}
	x.used = x.used[:0]
}

// scope finds the clause and the neighbours of the i-th number.
func (d *document) scope(s *sentence, i int) scope {
	n := d.numbers[i]
	sc := scope{num: n, sentence: s, clause: s.span, text: d.text}
	if k := sort.Search(len(s.clauses), func(k int) bool { return s.clauses[k].end > n.Start }); k < len(s.clauses) && s.clauses[k].start <= n.Start {
		sc.clause = s.clauses[k]
	}
	sc.clause.end = max(sc.clause.end, n.End)
	sc.left, sc.right = sc.clause.start, sc.clause.end
	if p := d.neighbour(i, -1); p != nil && p.End > sc.left {
		sc.left = p.End
		sc.afterShare = p.Class == hanzi.Percent
	}
	if p := d.neighbour(i, +1); p != nil && p.Start < sc.right && !shareOf(d, n, p) {
		sc.right = p.Start
	}
	return sc
}

// shareOf reports whether a share is of the number after it: three quarters of
// its 180 employees are mothers.
func shareOf(d *document, n hanzi.Number, next *hanzi.Number) bool {
	return n.Class == hanzi.Percent && next.Class == hanzi.Persons && next.Start-n.End <= 12 && d.follows(n.End, " of ")
}

// neighbour is the next number before or after the i-th that could carry a
// claim: dates, ordinals and 一个 do not part a clause.
func (d *document) neighbour(i, step int) *hanzi.Number {
	for k := i + step; k >= 0 && k < len(d.numbers); k += step {
		n := &d.numbers[k]
		if !n.Indefinite && n.Class != hanzi.Date && n.Class != hanzi.Duration && n.Class != hanzi.Ordinal && n.Class != hanzi.Other {
			return n
		}
		if n.End < d.numbers[i].Start-60 || n.Start > d.numbers[i].End+60 {
			return nil
		}
	}
	return nil
}

// take finds the best rule for a number.
func (r *Reader) take(d *document, sc scope) (claim, bool) {
	n := sc.num
	if n.Vague || n.Indefinite && n.Class != hanzi.Percent || r.barred(d, sc) {
		return claim{}, false
	}
	best := claim{score: -1}
	for _, ru := range r.rules.byClass[n.Class] {
		if !ru.takes(n) {
			continue
		}
		if score, ok := sc.score(ru); ok && score > best.score {
			best = claim{rule: ru, score: score}
			best.from, best.to = sc.quote(d)
		}
	}
	if best.rule == nil {
		return best, false
	}
	best.num, best.sentence, best.clause = n, sc.sentence, sc.clause
	r.settle(d, sc, &best)
	return best, true
}

// settle finds status and baseline, and gives planned values to the indicator
// that the lexicon names for them.
func (r *Reader) settle(d *document, sc scope, c *claim) {
	c.status = r.status(d, sc)
	c.baseline = r.isBaseline(d, sc)
	c.base = c.rule
	def := r.defs[c.rule.def]
	if c.status == record.Planned && def.Lexicon.Planned != "" {
		c.rule = r.lend(c.rule, def.Lexicon.Planned)
	}
}

// lend makes a rule that claims another indicator.
func (r *Reader) lend(ru *rule, id string) *rule {
	lent := *ru
	lent.def = r.rules.defs[id]
	lent.indicator, lent.name = id, ru.indicator+"/"+ru.name
	return &lent
}
