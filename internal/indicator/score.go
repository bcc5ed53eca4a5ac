package indicator

import (
	"slices"
	"strings"

	"github.com/xianzhi/xianzhi/internal/hanzi"
)

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
		if h.start >= in.start && h.end <= in.end && !sc.muted(h) {
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
		own := sc.own.end > 0 && h.start >= sc.own.start && h.end <= sc.own.end && hi <= sc.num.Start
		if (h.start < lo || h.end > hi) && !own || sc.muted(h) {
			continue
		}
		gap := max(sc.num.Start-h.end, h.start-sc.num.End, 0)
		if own {
			gap = 1
		}
		if dist < 0 || gap < dist || gap == dist && h.end > best.end {
			best, dist = h, gap
		}
	}
	return best, dist
}

// muted reports whether a hit belongs to another number of a list.
func (sc *scope) muted(h span) bool {
	for _, o := range sc.others {
		if h.start >= o.start && h.end <= o.end {
			return true
		}
	}
	return false
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
var verbs = [][]rune{[]rune("开办"), []rune("开设"), []rune("设立"), []rune("建立"), []rune("建成"), []rune("举办"), []rune("提供"), []rune("开展"), []rune("参加"), []rune("从事"), []rune("落地"), []rune("推广"), []rune("建设"), []rune("实现"), []rune("带动"), []rune("共有"), []rune("拥有"), []rune("现有"), []rune("开了"), []rune("开起"), []rune("拿到"), []rune("获得")}

// verbIn reports whether one of the verbs stands in a stretch of text.
func verbIn(between []rune) bool {
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
	if e := sc.num.End; e+1 < len(sc.text) && (sc.text[e] == ' ' || sc.text[e] == '-') && 'a' <= sc.text[e+1] && sc.text[e+1] <= 'z' {
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
		between := sc.text[min(sc.num.End, h.start):h.start]
		verb := verbIn(between)
		if verb && sc.num.Class == hanzi.Things {
			return -1
		}
		if verb || slices.Contains(between, '的') {
			b -= modifier // 1200个县域的商家 counts 县域
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
	if sc.own.end > 0 && h.start >= sc.own.start && h.end <= sc.own.end {
		return reach - 2 - dist
	}
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
	for from < sc.num.Start && skippable(d.text[from]) && !d.beginsPlace(from) {
		from++
	}
	for to > sc.num.End && skippable(d.text[to-1]) {
		to--
	}
	return from, to
}

// beginsPlace keeps the 和 of 和林格尔县.
func (d *document) beginsPlace(i int) bool {
	k := d.placesFrom(i)
	return k < len(d.places) && d.places[k].Start == i
}

func skippable(r rune) bool {
	switch r {
	case ' ', ',', '，', '、', '\n', '"', '“', '”', ':', '：', '和', '(', ')':
		return true
	}
	return false
}
