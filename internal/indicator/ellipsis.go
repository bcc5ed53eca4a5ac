package indicator

import (
	"sort"

	"github.com/xianzhi/xianzhi/internal/hanzi"
	"github.com/xianzhi/xianzhi/internal/record"
)

// ellipsis is how many code points may stand between a clause's beginning and
// a number that takes its meaning from the number before.
const ellipsis = 9

// How far the number before may stand whose meaning one takes, and how far when
// a place heads the clause.
const (
	ellipsisFar = 30
	placeFar    = 90
)

// places is the first of the last claims that counts no places: a list by
// province goes on about what the paragraph began with.
func places(claims []claim) []claim {
	for i := range claims {
		c := &claims[i]
		if i >= len(claims)-5 && c.num.Class == hanzi.Things && c.rule.indicator != "provinces_covered" && c.rule.indicator != "counties_covered" {
			return claims[i : i+1]
		}
	}
	return nil
}

// heading reports whether a place heads the clause of a number of things.
func (d *document) heading(sc scope) bool {
	i := d.placesFrom(sc.clause.start)
	return sc.num.Class == hanzi.Things && i < len(d.places) && d.places[i].End < sc.num.Start && d.places[i].Start-sc.clause.start <= 2
}

// ranks reports whether a number's place in a list follows it: 居首位.
func (d *document) ranks(i int) bool {
	for _, w := range []string{"居首", "居第", "位居", "位列", "排第", "排名", "排在", "列第", "领先", "领跑", "紧随", "名列"} {
		if d.follows(i, w) {
			return true
		}
	}
	return false
}

// inherit gives a number without words of its own the rule of the number
// before it in the sentence, or in the one before a semicolon, when both are of
// one class and nothing but words of ellipsis stands before it:
// 新建服务站点1098个,累计8248个.
func (r *Reader) inherit(d *document, sc scope, before, earlier []claim) (claim, bool) {
	if s := sc.sentence.start - 1; len(before) == 0 && s > 0 && (d.text[s] == ';' || d.text[s] == '；') {
		before = earlier
	}
	far := ellipsisFar
	if len(before) == 0 && d.heading(sc) {
		before, far = places(earlier), placeFar // 浙江以1500个居首位
	}
	if len(before) == 0 || sc.num.Vague || sc.num.Indefinite || r.barred(d, sc) {
		return claim{}, false
	}
	n := sc.num
	last := before[len(before)-1]
	for i := len(before) - 1; i >= max(0, len(before)-3) && !alike(last.num, n); i-- {
		last = before[i]
	}
	if !alike(last.num, n) || n.Start-last.num.End > far || n.Class == hanzi.Percent && !last.baseline {
		return claim{}, false
	}
	if !d.elliptic(sc) {
		return claim{}, false
	}
	if last.rule.not != 0 && sc.any(last.rule.not, sc.clause) || last.rule.notSentence != 0 && sc.any(last.rule.notSentence, sc.sentence.span) {
		return claim{}, false
	}
	c := last
	c.num, c.sentence, c.clause, c.inherited = n, sc.sentence, sc.clause, true
	if c.status = r.status(d, sc); c.status != record.Planned && c.base != nil {
		c.rule = c.base // 规划工位300个,已启用180个
	}
	c.score = last.score - 15
	sc.matchStart, sc.matchEnd = n.Start, n.End
	c.from, c.to = sc.quote(d)
	c.baseline = r.isBaseline(d, sc)
	return c, true
}

// elliptic reports whether a number says of itself only how it stands to what
// came before: nothing but a date and words of ellipsis before it, and nothing after.
func (d *document) elliptic(sc scope) bool {
	gap := sc.num.Start - sc.left
	for i := d.placesFrom(sc.left); i < len(d.places) && d.places[i].End <= sc.num.Start; i++ {
		gap -= d.places[i].End - d.places[i].Start
	}
	for i := d.datesFrom(sc.left); i < len(d.dates) && d.dates[i].end <= sc.num.Start; i++ {
		gap -= d.dates[i].end - d.dates[i].start // its year is no word
	}
	if d.ranks(sc.num.End) {
		return gap <= 2
	}
	after := 2
	if sc.num.Class == hanzi.Things {
		after = 0 // a noun of its own
	}
	if gap > ellipsis || d.textAfter(sc.num.End, sc.right) > after {
		return false
	}
	_, ok := d.last(markEllipsis, sc.left, sc.num.Start)
	return ok || gap <= 1
}

// carry gives a number the words of the clause before its own, when its own
// has none: 员工翻了一番,达到210人.
func (r *Reader) carry(d *document, sc scope) (claim, bool) {
	k := sort.Search(len(sc.sentence.clauses), func(k int) bool { return sc.sentence.clauses[k].start >= sc.clause.start })
	if k == 0 || k >= len(sc.sentence.clauses) || !d.elliptic(sc) {
		return claim{}, false
	}
	own := sc.clause
	sc.clause.start = sc.sentence.clauses[k-1].start
	c, ok := r.take(d, sc)
	c.clause = own
	c.score -= 10
	return c, ok
}

// grown gives the end of a growth the rule of its beginning: 从90万人增加到210万人.
func (r *Reader) grown(d *document, sc scope, before []claim) (claim, bool) {
	if len(before) == 0 || sc.num.Start-sc.left > ellipsis {
		return claim{}, false
	}
	last := before[len(before)-1]
	if !last.baseline || last.num.End != sc.left || !alike(last.num, sc.num) {
		return claim{}, false
	}
	return r.inherit(d, sc, before, nil)
}

// grownFrom gives the beginning of a growth the rule of its end, when no words
// but the end's say what grew: 从最初的12人发展到158人.
func (r *Reader) grownFrom(d *document, sc scope, end claim) (claim, bool) {
	if !alike(sc.num, end.num) || end.num.Start-sc.num.End > ellipsis || end.num.Start < sc.num.End {
		return claim{}, false
	}
	c := end
	c.num, c.clause, c.inherited, c.baseline = sc.num, sc.clause, true, true
	c.score = end.score - 15
	sc.matchStart, sc.matchEnd = sc.num.Start, sc.num.End
	c.from, c.to = sc.quote(d)
	return c, true
}

// share gives a share without words of its own the indicator that the lexicon
// names for shares of the count before it: 女性280人,占七成.
func (r *Reader) share(d *document, sc scope, before []claim) (claim, bool) {
	n := sc.num
	if n.Class != hanzi.Percent || len(before) == 0 || n.Start-sc.clause.start > ellipsis || !d.contains(sc.clause.start, n.Start, '占') {
		return claim{}, false
	}
	last := before[len(before)-1]
	id := r.defs[last.rule.def].Lexicon.Share
	if id == "" || n.Start-last.num.End > 20 {
		return claim{}, false
	}
	c := last
	c.rule, c.num, c.clause, c.inherited, c.baseline = r.lend(last.rule, id), n, sc.clause, true, false
	c.score = last.score - 15
	sc.matchStart, sc.matchEnd = sc.clause.start, n.End
	c.from, c.to = sc.quote(d)
	return c, true
}

func (d *document) contains(lo, hi int, r rune) bool {
	for _, x := range d.text[lo:hi] {
		if x == r {
			return true
		}
	}
	return false
}

// alike reports whether two numbers can count the same thing.
func alike(a, b hanzi.Number) bool {
	if a.Class != b.Class {
		return false
	}
	return a.Class != hanzi.Things || a.Unit == b.Unit
}

// textAfter counts the letters in [lo, hi).
func (d *document) textAfter(lo, hi int) int {
	n := 0
	for i := lo; i < hi; i++ {
		if hanzi.IsHan(d.text[i]) && !(i+1 == hi && (d.text[i] == '和' || d.text[i] == '与' || d.text[i] == '及')) {
			n++
		}
	}
	return n
}
