package indicator

import (
	"slices"
	"strconv"
	"strings"

	"github.com/xianzhi/xianzhi/internal/hanzi"
	"github.com/xianzhi/xianzhi/internal/record"
)

// carryDates gives each sentence the date that an earlier one of its paragraph
// set: 截至6月底,基地有员工300人。其中女性占七成。 Another date or a word of the
// present ends it. So does the end of the paragraph, except before the items
// of a list (一是…; 二是…).
func (d *document) carryDates() {
	var current *date
	var setter *sentence
	block := -1
	for i := range d.sentences {
		s := &d.sentences[i]
		if s.block != block && !d.isItem(s) && !(current != nil && d.looksBack(current, setter)) {
			current = nil
		}
		block = s.block
		s.carried, s.setter = current, setter
		if set, t := d.setsDate(s); set {
			current, setter = t, s
		}
		if current != nil && !d.joins(s) && !d.lasts(current, setter) {
			current = nil
		}
	}
}

// looksBack reports whether a year is what the whole article looks back on: it
// heads the sentence and ended not long before publication.
func (d *document) looksBack(t *date, s *sentence) bool {
	explicit := d.text[t.start] >= '0' && d.text[t.start] <= '9'
	return explicit && t.phrase == "year" && d.headsSentence(t, s) && d.recent(t) && len(d.published) >= 7 && d.published[:4] > t.at && d.published[5:7] <= "04"
}

// isItem reports whether a sentence begins an item of a list in words.
func (d *document) isItem(s *sentence) bool {
	for _, w := range []string{"一是", "二是", "三是", "四是", "五是", "六是", "其一", "其二", "其三", "(一)", "(二)", "(三)", "·", "-", "•"} {
		if d.follows(s.start, w) {
			return true
		}
	}
	kind := d.article.Body[s.block].Kind
	return d.blocks[s.block].start == s.start && (kind == record.List || kind == record.Table)
}

// setsDate is what a sentence leaves to the next: its last date, or none when a
// word of the present follows it.
func (d *document) setsDate(s *sentence) (bool, *date) {
	set, at := false, s.start
	var last *date
	for i := d.datesFrom(s.start); i < len(d.dates) && d.dates[i].start < s.end; i++ {
		if t := &d.dates[i]; !t.idle && t.phrase != "echo" {
			set, last, at = true, t, t.end
		}
	}
	if _, now := d.last(markNow, at, s.end); now {
		return true, nil
	}
	return set, last
}

// opens reports whether a date stands at the head of a clause.
func (d *document) opens(t *date, s *sentence) bool {
	for _, c := range s.clauses {
		if t.start >= c.start && t.end <= c.end {
			return t.start-c.start <= 1 || d.leadIn(c.start, t.start)
		}
	}
	return false
}

// leadIn reports whether only a word like 仅 or "in" stands between.
func (d *document) leadIn(from, to int) bool {
	switch strings.TrimSpace(string(d.text[from:to])) {
	case "in", "during", "throughout", "by", "as of", "in the", "仅", "仅在", "光是", "仅仅", "据统计", "统计显示", "数据显示", "据介绍", "截至", "截止":
		return true
	}
	return false
}

// lasts reports whether a date may hold beyond the sentence s: a date of what
// was so, or a period that heads its clause, not the day or month of an event.
func (d *document) lasts(t *date, s *sentence) bool {
	if d.published != "" && t.at > d.published && len(t.at) > 4 {
		return false // a goal
	}
	if t.asOf {
		return hanzi.IsHan(d.text[t.end-1]) || d.isFirst(t, s) // English may end with it: opened 37 by the end of June
	}
	return (t.phrase == "year" || t.phrase == "half") && (d.opens(t, s) || d.before(t, s))
}

// isFirst reports whether a date stands in the first clause of its sentence,
// before all numbers.
func (d *document) isFirst(t *date, s *sentence) bool {
	return t.end <= s.clauses[0].end && t.start-s.start <= 24
}

// background are the stocks that an article tells of a county whatever the year
// of its other numbers.
var background = map[string]bool{"county_population": true, "labour_force": true, "outmigrant_count": true, "outmigrant_share": true, "floor_area": true, "planted_area": true, "local_wage_benchmark": true}

// carriedTo is the date that earlier sentences set for a claim. A stock takes
// one of 截至, or the period that heads a sentence of stocks (2023年全国有淘宝村
// 7780个) or of no numbers at all (2021年,三件大事值得记下).
func (d *document) carriedTo(c claim, stock bool) *date {
	t, from := c.sentence.carried, c.sentence.setter
	if t == nil || c.status == record.Planned || background[c.rule.indicator] && !t.asOf && stock {
		return nil
	}
	if _, now := d.last(markNow, c.sentence.start, c.num.Start); now {
		return nil
	}
	joined := d.joins(from)
	heads := d.headsSentence(t, from)
	switch {
	case t.asOf:
		return t
	case !from.claimed && t.end > from.clauses[0].end:
		return nil
	case !stock && d.total(c):
		return nil
	case !stock && (from.claimed || heads), stock && (from.stocks && (heads || joined) || heads && !from.claimed) && d.recent(t):
		return t
	}
	return nil
}

// joins reports whether a semicolon ends a sentence: every date lasts past it.
func (d *document) joins(s *sentence) bool { return d.text[s.end] == ';' || d.text[s.end] == '；' }

// headsSentence reports whether a date begins a clause, with no number before
// it in the sentence.
func (d *document) headsSentence(t *date, s *sentence) bool { return d.opens(t, s) && d.before(t, s) }

// before reports whether no number stands before a date in its sentence.
func (d *document) before(t *date, s *sentence) bool {
	i, _ := slices.BinarySearchFunc(d.numbers, s.start, func(n hanzi.Number, p int) int { return n.Start - p })
	return i == len(d.numbers) || d.numbers[i].Start >= t.start
}

// total reports whether a claim sums up to now: 累计培训3000人 after 去年.
func (d *document) total(c claim) bool {
	m, ok := d.last(markActual, c.clause.start, c.num.Start)
	return ok && (d.follows(m.start, "累计") || d.follows(m.start, "已") || d.follows(m.start, "先后") || d.follows(m.start, "has been"))
}

// datedIn reports whether a date stands in the clause of a claim before its
// number, or alone before the clause.
func (d *document) datedIn(c claim) bool {
	for i := d.datesFrom(c.sentence.start); i < len(d.dates) && d.dates[i].end <= c.num.Start; i++ {
		if t := &d.dates[i]; !t.idle && (t.start >= c.clause.start || d.leads(t, c.sentence)) {
			return true
		}
	}
	return false
}

// isNew reports whether a claim of a stock tells what came new over a time: 新增市场主体860户.
func (d *document) isNew(c claim) bool {
	for i := c.clause.start; i < c.num.Start; i++ {
		if d.text[i] == '新' && i+1 < len(d.text) && strings.ContainsRune("增开注签设培引孵建", d.text[i+1]) || d.follows(i, "净增") || d.follows(i, "扩种") {
			return true
		}
	}
	return false
}

// recent reports whether a date is of the year of publication or the one
// before. A year longer past begins a story that leads up to today.
func (d *document) recent(t *date) bool {
	if len(d.published) < 4 {
		return false
	}
	then, err := strconv.Atoi(t.at[:4])
	now, _ := strconv.Atoi(d.published[:4])
	return err == nil && then >= now-1
}
