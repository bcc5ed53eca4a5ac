package indicator

import (
	"github.com/xianzhi/xianzhi/internal/hanzi"
	"github.com/xianzhi/xianzhi/internal/record"
)

// status is planned when, left of the number, the last word about time speaks
// of the future. A plan named in an earlier clause lasts until a word of the
// present ends it.
func (r *Reader) status(d *document, sc scope) string {
	status := record.Actual
	d.marksIn(sc.sentence.start, sc.num.Start, func(m mark) {
		switch m.kind {
		case markPlan:
			status = record.Planned
		case markActual:
			if m.start >= sc.clause.start || status == record.Planned && m.end-m.start > 1 {
				status = record.Actual
			}
		}
	})
	return status
}

// isBaseline reports whether the number is where a growth began: it follows
// 最初, or 从 … with 到 after it.
func (r *Reader) isBaseline(d *document, sc scope) bool {
	if sc.num.HasMax {
		return false // from 3,000 to 6,000 is one range
	}
	if m, ok := d.last(markBaseline, sc.left, sc.num.Start); ok && sc.num.Start-m.end <= 6 {
		return true
	}
	for k := sc.num.Start - 1; k >= max(sc.left, sc.num.Start-4); k-- {
		if r := d.text[k]; r != '从' && r != '由' {
			continue
		}
		return sc.right < sc.clause.end
	}
	return false
}

// barred reports whether something about a number's surroundings forbids any
// claim: a rate (每次只招30个人), a threshold of a policy, a part of a list's
// name (26县之一).
func (r *Reader) barred(d *document, sc scope) bool {
	n := sc.num
	switch n.Class {
	case hanzi.Date, hanzi.Duration, hanzi.Ordinal, hanzi.ForeignMoney, hanzi.Other:
		return true
	case hanzi.Persons, hanzi.Things:
		if m, ok := d.last(markEach, max(sc.left, n.Start-5), n.Start); ok && n.Start-m.end <= 3 {
			return true
		}
	}
	if d.follows(n.End, "之一") || d.follows(n.End, "以上的企业") || d.follows(n.End, "以上的,") {
		return true
	}
	return n.Class != hanzi.Percent && r.isPolicy(d, sc)
}

// isPolicy recognises rewards and their thresholds: 对新增就业300人以上的企业给予100万元奖励.
func (r *Reader) isPolicy(d *document, sc scope) bool {
	words := 0
	d.marksIn(sc.sentence.start, sc.sentence.end, func(m mark) {
		if m.kind == markPolicy {
			words++
		}
	})
	return words >= 2
}

// follows reports whether word stands at i.
func (d *document) follows(i int, word string) bool {
	for _, r := range word {
		if i >= len(d.text) || d.text[i] != r {
			return false
		}
		i++
	}
	return true
}

// ellipsis is how many code points may stand between a clause's beginning and
// a number that takes its meaning from the number before.
const ellipsis = 9

// inherit gives a number without words of its own the rule of the number
// before it in the sentence, or in the one before a semicolon, when both are of
// one class and nothing but words of ellipsis stands before it:
// 新建服务站点1098个,累计8248个.
func (r *Reader) inherit(d *document, sc scope, before, earlier []claim) (claim, bool) {
	if s := sc.sentence.start - 1; len(before) == 0 && s > 0 && (d.text[s] == ';' || d.text[s] == '；') {
		before = earlier
	}
	if len(before) == 0 || sc.num.Vague || sc.num.Indefinite || r.barred(d, sc) {
		return claim{}, false
	}
	n := sc.num
	last := before[len(before)-1]
	for i := len(before) - 1; i >= max(0, len(before)-3) && !alike(last.num, n); i-- {
		last = before[i]
	}
	if !alike(last.num, n) || n.Start-last.num.End > 30 || n.Class == hanzi.Percent {
		return claim{}, false
	}
	if n.Start-sc.left > ellipsis || d.textAfter(n.End, sc.right) > 2 {
		return claim{}, false
	}
	if last.rule.not != 0 && sc.any(last.rule.not, sc.clause) || last.rule.notSentence != 0 && sc.any(last.rule.notSentence, sc.sentence.span) {
		return claim{}, false
	}
	if _, ok := d.last(markEllipsis, sc.left, n.Start); !ok && n.Start-sc.left > 1 {
		return claim{}, false
	}
	c := last
	c.num, c.clause, c.inherited = n, sc.clause, true
	c.score = last.score - 15
	sc.matchStart, sc.matchEnd = n.Start, n.End
	c.from, c.to = sc.quote(d)
	c.baseline = r.isBaseline(d, sc)
	return c, true
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
		if hanzi.IsHan(d.text[i]) {
			n++
		}
	}
	return n
}
