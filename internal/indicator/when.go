package indicator

import (
	"strings"
	"time"

	"github.com/xianzhi/xianzhi/internal/hanzi"
	"github.com/xianzhi/xianzhi/internal/record"
)

// A date is an expression of time in the text.
type date struct {
	span
	at     string // ISO date, month or year: when what is said was so
	from   string // first day, when the expression names a period
	asOf   bool   // 截至: holds for the whole sentence
	idle   bool   // only begins or compares: dates nothing but a number right after it (比2015年的71个)
	phrase string // what kind, for tests: "year", "month", "day", "half", "fiscal"
}

// when finds the date of a claim: 截至 and other leading dates of the sentence,
// else a date in its clause, else, for flows, an earlier one of the sentence,
// else the article's own date. A baseline has none.
func (r *Reader) when(d *document, c claim) (record.Optional, *record.Period) {
	if t := d.dateOf(c); t != nil {
		return record.Optional(t.at), nil
	}
	if c.baseline {
		return "", nil
	}
	if _, ok := d.last(markEllipsis, c.clause.start, c.num.Start); ok && c.before != nil && d.follows(c.clause.start, "其中") {
		return r.when(d, *c.before)
	}
	stock := r.defs[c.rule.def].Lexicon.Stock && !d.isNew(c)
	_, then := d.last(markThen, c.clause.start, c.num.Start)
	var best *date
	for i := d.datesFrom(c.sentence.start); i < len(d.dates) && d.dates[i].start < c.clause.end; i++ {
		t := &d.dates[i]
		if t.idle {
			continue
		}
		inClause := t.start >= c.clause.start
		if t.start > c.num.Start && !(inClause && best == nil) {
			continue
		}
		if inClause || t.asOf || d.leads(t, c.sentence) || !stock || then {
			best = t
		}
	}
	if best == nil {
		best = d.dateAfter(c)
	}
	if best != nil && !best.asOf && best.end < c.num.Start {
		if _, now := d.last(markNow, best.end, c.num.Start); now {
			best = nil
		}
	}
	if best != nil && !best.asOf && best.end <= c.clause.start && !d.leads(best, c.sentence) && d.total(c) {
		best = nil
	}
	if best == nil && then {
		return "", nil
	}
	if best == nil {
		best = d.carriedTo(c, stock)
	}
	if best == nil {
		return record.Optional(d.published), nil
	}
	var period *record.Period
	if best.from != "" && !stock && !best.asOf { // a sum up to a day is no flow of its month
		period = &record.Period{From: best.from, To: lastDay(best.at)}
	}
	return record.Optional(best.at), period
}

// dateOf is the date that stands right before a number and 的: 2018年的363个.
func (d *document) dateOf(c claim) *date {
	i := d.datesFrom(c.num.Start) - 1
	if i < 0 || d.dates[i].end != c.num.Start-1 || d.text[c.num.Start-1] != '的' {
		return nil
	}
	return &d.dates[i]
}

// dateAfter is the only date of an English sentence, which may end with it: by
// the end of June 2019.
func (d *document) dateAfter(c claim) *date {
	i := d.datesFrom(c.sentence.start)
	if i >= len(d.dates) || !d.dates[i].asOf || d.dates[i].idle || d.dates[i].start >= c.sentence.end || d.dates[i].start < c.num.Start {
		return nil
	}
	if i+1 < len(d.dates) && d.dates[i+1].start < c.sentence.end || c.num.End >= len(d.text) || hanzi.IsHan(d.text[c.num.End]) || hanzi.IsHan(d.text[c.sentence.start]) {
		return nil
	}
	return &d.dates[i]
}

// leads reports whether a date stands alone at the head of its sentence, or of
// a clause, with a comma after it.
func (d *document) leads(t *date, s *sentence) bool {
	for _, c := range s.clauses {
		if t.start >= c.start && t.end <= c.end {
			return c.end-t.end <= 1 && (t.start-c.start <= 4 || strings.Contains(string(d.text[c.start:t.start]), "when "))
		}
	}
	return false
}

// lastDay completes an ISO year or month to its last day.
func lastDay(iso string) string {
	switch len(iso) {
	case 4:
		return iso + "-12-31"
	case 7:
		t, err := time.Parse("2006-01", iso)
		if err != nil {
			return iso
		}
		return t.AddDate(0, 1, -1).Format(time.DateOnly)
	}
	return iso
}
