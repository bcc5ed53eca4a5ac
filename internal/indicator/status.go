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
			if m.start >= sc.clause.start || status == record.Planned && (m.end-m.start > 1 || d.text[m.start] == '已') {
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
	return n.Class != hanzi.Percent && sc.sentence.rule || r.isThreshold(d, sc)
}

// isThreshold recognises what a wage is compared with (六成员工月薪超过5000元)
// and whom a measure is for (对新增就业30人以上的).
func (r *Reader) isThreshold(d *document, sc scope) bool {
	n := sc.num
	if n.Class == hanzi.Money && sc.afterShare {
		_, wage := d.last(markWage, sc.left, n.Start)
		return wage
	}
	return n.Qualifier == record.AtLeast && d.text[sc.clause.start] == '对' && d.follows(n.End, "的")
}

// markRules marks the sentences that lay down a rule and state no fact: rewards
// with their thresholds (对新增就业300人以上的企业给予100万元奖励) and
// definitions, with what a semicolon joins to them.
func (d *document) markRules() {
	for i := range d.sentences {
		s := &d.sentences[i]
		words := 0
		d.marksIn(s.start, s.end, func(m mark) {
			switch m.kind {
			case markPolicy:
				words++
			case markDefinition:
				words += 2
			}
		})
		joined := i > 0 && d.sentences[i-1].rule && d.text[s.start-1] == ';'
		s.rule = words >= 2 || joined
	}
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
