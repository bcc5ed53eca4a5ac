package indicator

import (
	"slices"
	"sort"
	"strings"

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
}

// claims reads the numbers of one sentence; before are those of earlier ones.
func (r *Reader) claims(d *document, s sentence, before []claim) []claim {
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
	for i := lo; i < hi; i++ {
		sc := d.scope(&s, i)
		sc.bySet = index
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
		if ok {
			if len(out) > 0 {
				last := out[len(out)-1]
				c.before = &last
			}
			out = append(out, c)
		}
	}
	return out
}

// index lists the hits of a sentence by word set.
func (r *Reader) index(d *document, s sentence) [][]span {
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

// reach is how near a word must be to add to a score.
const reach = 25

// How far a head noun may stand from its number, in code points.
const (
	headAfter      = 16
	headAfterLatin = 45
	headBefore     = 9
)

// score rates a rule for the number, or refuses it.
func (sc *scope) score(ru *rule) (int, bool) {
	sc.matchStart, sc.matchEnd = sc.num.Start, sc.num.End
	score := ru.weight
	if ru.not != 0 && sc.any(ru.not, span{sc.left, sc.right}) || ru.notSentence != 0 && sc.any(ru.notSentence, sc.sentence.span) {
		return 0, false
	}
	if ru.sentence != 0 {
		if !sc.any(ru.sentence, sc.sentence.span) {
			return 0, false
		}
		score += 5
	}
	for _, part := range []struct {
		set  wordSet
		find func(wordSet) int
	}{{ru.head, sc.headBonus}, {ru.before, sc.beforeBonus}, {ru.after, sc.afterBonus}, {ru.near, sc.nearBonus}} {
		if part.set == 0 {
			continue
		}
		b := part.find(part.set)
		if b < 0 {
			return 0, false
		}
		score += b
	}
	return score, true
}

func (sc *scope) any(set wordSet, in span) bool {
	for _, h := range sc.bySet[set] {
		if h.start >= in.start && h.end <= in.end {
			return true
		}
	}
	return false
}

// nearest is the hit of a set within [lo, hi) nearest to the number.
func (sc *scope) nearest(set wordSet, lo, hi int) (span, int) {
	var best span
	dist := -1
	for _, h := range sc.bySet[set] {
		if h.start < lo || h.end > hi {
			continue
		}
		gap := max(sc.num.Start-h.end, h.start-sc.num.End, 0)
		if dist < 0 || gap < dist || gap == dist && h.end > best.end {
			best, dist = h, gap
		}
	}
	return best, dist
}

func (sc *scope) matched(h span) {
	sc.matchStart, sc.matchEnd = min(sc.matchStart, h.start), max(sc.matchEnd, h.end)
}

// modifier is what a noun loses that only modifies the next: 县域 in 12个县域数字就业中心.
const modifier = 20

// nounEnds are English words that a noun phrase cannot go on with.
var nounEnds = map[string]bool{"in": true, "of": true, "for": true, "and": true, "to": true, "by": true, "at": true, "with": true, "that": true, "who": true, "from": true,
	"across": true, "are": true, "is": true, "were": true, "was": true, "have": true, "has": true, "had": true, "on": true, "as": true, "nationwide": true, "have_been": true, "there": true, "here": true, "last": true, "this": true, "so": true, "since": true, "or": true, "working": true, "now": true}

// goesOn reports whether a noun phrase goes on at i.
func goesOn(text []rune, i, end int) bool {
	if i+1 < end && text[i] == ' ' && isASCIIWord(text[i+1]) {
		e := i + 1
		for e < end && isASCIIWord(text[e]) {
			e++
		}
		return !nounEnds[string(text[i+1:e])]
	}
	return i < end && hanzi.IsHan(text[i]) && !strings.ContainsRune("的和与及等在已均为是有都从中里内开举设建培带吸提共落销卖实参到达超帮惠受让使由,以", text[i])
}

// itself are measures that are the noun counted: 11县, 600工位.
var itself = map[string]bool{"省": true, "县": true, "市": true, "区": true, "镇": true, "乡": true, "村": true, "旗": true, "州": true, "省份": true, "县域": true, "行政村": true, "村庄": true, "社区": true,
	"工位": true, "坐席": true, "座席": true, "席位": true, "座位": true, "机位": true, "订单": true, "网店": true, "岗位": true}

// afterHead are characters that may follow a noun on the way to its number.
const afterHead = "数总量约近突破过超达已为有共增发展新需仅只累计逾其合拥规从由多的是到至在也就均各户个分人占建成涨升扩降减,满"

// verbs between a number and a noun show that the noun is not what is counted:
// 28个县开办培训班.
var verbs = [][]rune{[]rune("开办"), []rune("开设"), []rune("设立"), []rune("建立"), []rune("建成"), []rune("举办"), []rune("提供"), []rune("开展"), []rune("参加"), []rune("从事"), []rune("落地"), []rune("推广"), []rune("建设"), []rune("实现"), []rune("带动"), []rune("成为")}

// parted reports whether a verb or 的 stands between the number and a noun
// after it: 1200个县域的商家 counts 县域.
func (sc *scope) parted(h span) bool {
	between := sc.text[min(sc.num.End, h.start):h.start]
	if slices.Contains(between, '的') {
		return true
	}
	for i := range between {
		for _, v := range verbs {
			if i+1 < len(between) && between[i] == v[0] && between[i+1] == v[1] {
				return true
			}
		}
	}
	return false
}

func (sc *scope) headBonus(set wordSet) int {
	limit := headAfter
	if e := sc.num.End; e+1 < len(sc.text) && isASCIIWord(sc.text[e+1]) {
		limit = headAfterLatin
	}
	if itself[sc.num.Unit] {
		limit = 0
	}
	if h, dist := sc.nearest(set, sc.num.Start, min(sc.right, sc.num.End+limit)); dist >= 0 {
		sc.matched(h)
		b := reach - dist/2
		if goesOn(sc.text, h.end, sc.right) {
			b -= modifier
		}
		if sc.parted(h) {
			b -= modifier
		}
		return max(0, b)
	}
	if limit != headAfter {
		return -1 // English puts the noun after its number; 11县 has it within
	}
	h, dist := sc.nearest(set, sc.left, sc.num.Start)
	if dist < 0 || dist > headBefore {
		return -1
	}
	sc.matched(h)
	if h.end < sc.num.Start && hanzi.IsHan(sc.text[h.end]) && !strings.ContainsRune(afterHead, sc.text[h.end]) {
		return max(0, reach-2-dist-modifier) // the 淘宝村 of 淘宝村网店超过5000个
	}
	if sc.num.End < sc.right && hanzi.IsHan(sc.text[sc.num.End]) {
		return max(0, reach-2-dist-modifier) // the noun is more likely the one that follows
	}
	return reach - 2 - dist
}

// beforeBonus rates a word left of the number; one that stands before another
// number of the clause is worth less.
func (sc *scope) beforeBonus(set wordSet) int {
	h, dist := sc.nearest(set, sc.clause.start, sc.num.Start)
	if dist < 0 {
		return -1
	}
	sc.matched(h)
	if h.end <= sc.left && sc.left > sc.clause.start {
		return max(0, reach-8-dist)
	}
	return max(0, reach-dist)
}

func (sc *scope) afterBonus(set wordSet) int {
	h, dist := sc.nearest(set, sc.num.Start, sc.right)
	if dist < 0 {
		return -1
	}
	sc.matched(h)
	return max(0, reach-dist)
}

func (sc *scope) nearBonus(set wordSet) int {
	if b := sc.afterBonus(set); b >= 0 {
		return b
	}
	b := sc.beforeBonus(set)
	if b >= 0 && sc.num.Class == hanzi.Things && sc.num.Unit == "" {
		return max(0, b-modifier) // an English count has its noun after it
	}
	return b
}

// quoteTail is how much of a clause after the last matched word still belongs
// to its quote.
const quoteTail = 12

// quote is the shortest stretch that holds the number, the matched words and
// the rest of the clause when that is short.
func (sc *scope) quote(d *document) (from, to int) {
	from = sc.clause.start
	if sc.matchStart >= sc.left {
		from = sc.left
	}
	to = sc.matchEnd
	if sc.right-to <= quoteTail {
		to = sc.right
	}
	for from < sc.num.Start && skippable(d.text[from]) {
		from++
	}
	for to > sc.num.End && skippable(d.text[to-1]) {
		to--
	}
	return from, to
}

func skippable(r rune) bool {
	switch r {
	case ' ', ',', '，', '、', '\n', '"', '“', '”', ':', '：', '和', '(', ')':
		return true
	}
	return false
}
