package indicator

import (
	"github.com/xianzhi/xianzhi/internal/glossary"
	"github.com/xianzhi/xianzhi/internal/record"
)

// characterise finds what the whole article is about.
func (d *document) characterise() {
	d.main = d.mainCounty()
	d.organ = d.mostNamed(glossary.Organisation)
	d.programme = d.mostNamed(glossary.Programme)
}

// mostNamed is the term of a kind named most; the earlier wins a tie.
func (d *document) mostNamed(kind glossary.Kind) *glossary.Match {
	count := map[string]int{}
	var best *glossary.Match
	for i := range d.names {
		if d.names[i].Kind == kind {
			count[d.names[i].Term.ID]++
		}
	}
	for i := range d.names {
		m := &d.names[i]
		if m.Kind == kind && (best == nil || count[m.Term.ID] > count[best.Term.ID]) {
			best = m
		}
	}
	return best
}

// who finds the organisation and the programme of a claim: the nearest before
// the number in its sentence, then in the paragraph, then the one that the
// other implies, then the article's.
func (r *Reader) who(d *document, c claim) (org, programme *record.Name) {
	o, near := d.nearestName(glossary.Organisation, c)
	p, _ := d.nearestName(glossary.Programme, c)
	switch {
	case p == nil && o != nil && o.Programme != "":
		if t, ok := r.names.ByID(glossary.Programme, o.Programme); ok {
			p = &t
		}
	case p == nil && d.programme != nil:
		p = &d.programme.Term
	}
	if o == nil && p != nil && p.Parent != "" || o != nil && !near && p != nil && p.Parent != "" {
		if t, ok := r.names.ByID(glossary.Organisation, p.Parent); ok {
			o = &t
		}
	}
	if o == nil && d.organ != nil {
		o = &d.organ.Term
	}
	return nameOf(o), nameOf(p)
}

func nameOf(t *record.Term) *record.Name {
	if t == nil {
		return nil
	}
	return &record.Name{ID: t.ID, Name: t.Name.Zh}
}

// nearestName is the last term of a kind before the number in the sentence, or
// after it in the clause; near is false for one from earlier in the paragraph.
func (d *document) nearestName(kind glossary.Kind, c claim) (t *record.Term, near bool) {
	block := d.blocks[c.sentence.block]
	for i := range d.names {
		m := &d.names[i]
		if m.Start >= c.clause.end {
			break
		}
		if m.Kind != kind || m.Start < block.start {
			continue
		}
		if m.Start > c.num.Start && near {
			break
		}
		t, near = &m.Term, m.Start >= c.sentence.start
	}
	return t, near
}
