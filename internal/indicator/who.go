package indicator

import (
	"sort"
	"strings"

	"github.com/xianzhi/xianzhi/internal/gazetteer"
	"github.com/xianzhi/xianzhi/internal/glossary"
	"github.com/xianzhi/xianzhi/internal/hanzi"
	"github.com/xianzhi/xianzhi/internal/record"
)

// characterise finds what the whole article is about.
func (r *Reader) characterise(d *document) {
	d.main = d.mainCounty()
	d.province = d.provinceOf()
	d.region = d.regionOf()
	d.programme = r.leading(d, glossary.Programme)
	d.organ = r.leading(d, glossary.Organisation)
	d.bodies = d.localBodies()
}

// leading is the programme, or the organisation at the head of its family,
// that the article names at least three times as often as any other.
func (r *Reader) leading(d *document, kind glossary.Kind) *record.Term {
	count := map[string]int{}
	var order []record.Term
	for _, m := range d.names {
		if m.Kind != kind {
			continue
		}
		t := m.Term
		if kind == glossary.Organisation {
			if t = r.head(t); t.Brand {
				continue
			}
		}
		if count[t.ID] == 0 {
			order = append(order, t)
		}
		count[t.ID]++
	}
	for i := range order {
		rest := 0
		for id, n := range count {
			if id != order[i].ID {
				rest = max(rest, n)
			}
		}
		if count[order[i].ID] >= 3*rest {
			return &order[i]
		}
	}
	return nil
}

// head follows parents to the top of an organisation's family: 阿里公益 → 阿里巴巴.
func (r *Reader) head(t record.Term) record.Term {
	for range 4 {
		p, ok := r.names.ByID(glossary.Organisation, t.Parent)
		if !ok {
			break
		}
		t = p
	}
	return t
}

// ofPlace are the indicators that describe a place and no body's work in it.
var ofPlace = map[string]bool{"county_population": true, "disposable_income": true, "outmigrant_count": true, "outmigrant_share": true,
	"labour_force": true, "national_share": true, "resettled_population": true}

// who finds the organisation and the programme of a claim: the nearest before
// the number in its sentence, then in the paragraph, then the one that the
// other implies, then the article's.
func (r *Reader) who(d *document, c claim) (org, programme *record.Name) {
	if r.defs[c.rule.def].Lexicon.Research {
		return nameOf(d.surveyor(c)), nil
	}
	if ofPlace[c.rule.indicator] {
		return nil, nil
	}
	p, named := r.nearestName(d, glossary.Programme, c)
	o, near := r.nearestName(d, glossary.Organisation, c)
	if p == nil && o != nil && o.Programme != "" {
		if t, ok := r.names.ByID(glossary.Programme, o.Programme); ok {
			p = &t
		}
	}
	if p == nil {
		p = d.programme
	}
	if name := d.bodyOf(c); name != "" && !(near && o.Place != "") {
		return &record.Name{Name: name}, nameOf(p)
	}
	if !near && (named || o == nil || o.Place == "") && p != nil && p.Parent != "" {
		if t, ok := r.names.ByID(glossary.Organisation, p.Parent); ok {
			t = r.head(t)
			o = &t
		}
	}
	if o == nil {
		o = d.organ
	}
	return nameOf(o), nameOf(p)
}

func nameOf(t *record.Term) *record.Name {
	if t == nil {
		return nil
	}
	return &record.Name{ID: t.ID, Name: t.Name.Zh}
}

// nearestName is the last term of a kind before the number in the sentence,
// else in the paragraph; near is false for the latter. A platform stands for
// its owner; a programme may also follow the number (20多位员工担任特派员).
func (r *Reader) nearestName(d *document, kind glossary.Kind, c claim) (t *record.Term, near bool) {
	block := d.blocks[c.sentence.block]
	end := d.namesFrom(c.num.Start)
	for i := max(d.namesFrom(block.start), end-lookBack); i < end; i++ {
		m := &d.names[i]
		if m.Kind != kind {
			continue
		}
		term := m.Term
		if term.Brand {
			if term = r.head(term); term.Brand {
				continue
			}
			if near && t != nil {
				continue // an owner or partner named itself is surer
			}
		}
		t, near = &term, m.Start >= c.sentence.start
	}
	if near || kind != glossary.Programme {
		return t, near
	}
	for i := end; i < len(d.names) && d.names[i].End <= c.clause.end; i++ {
		if m := &d.names[i]; m.Kind == kind && !d.contains(c.num.End, m.Start, '、') {
			return &m.Term, true
		}
	}
	return t, near
}

// surveyor is the research body named last before a claim, else first after it.
func (d *document) surveyor(c claim) *record.Term {
	end := d.namesFrom(c.num.Start)
	for i := end - 1; i >= max(0, end-lookBack); i-- {
		if isResearch(&d.names[i]) {
			return &d.names[i].Term
		}
	}
	for i := end; i < min(len(d.names), end+lookBack); i++ {
		if isResearch(&d.names[i]) {
			return &d.names[i].Term
		}
	}
	return nil
}

func isResearch(m *glossary.Match) bool {
	if m.Kind != glossary.Organisation {
		return false
	}
	for _, w := range []string{"大学", "研究", "调研", "学院"} {
		if strings.Contains(m.Term.Name.Zh, w) {
			return true
		}
	}
	return false
}

// A body is an organisation of one place that no glossary knows: 清涧县爱豆科技有限公司.
type body struct {
	span
	name string
}

var bodySuffixes = strings.Fields("有限责任公司 有限公司 公司 爱豆 基地 中心 合作社 协会 产业园 集团")

// bodyLength is the longest name of a local body after its place's, in code points.
const bodyLength = 16

// localBodies finds names made of a county's name and a suffix of bodies.
func (d *document) localBodies() []body {
	var out []body
	for i := range d.places {
		m := &d.places[i]
		if m.Level != gazetteer.County {
			continue
		}
		if end := d.bodyEnd(m.End); end > 0 {
			out = append(out, body{span{m.Start, end}, string(d.raw[m.Start:end])})
		}
	}
	return out
}

// bodyEnd is where a body's name ends that goes on at i, or 0.
func (d *document) bodyEnd(i int) int {
	best := 0
	for j := i; j < min(i+bodyLength, len(d.text)); j++ {
		if !hanzi.IsHan(d.text[j]) || strings.ContainsRune("的在有了为是和与及等把到从将个第正已当", d.text[j]) {
			break
		}
		for _, s := range bodySuffixes {
			if d.follows(j, s) && j+len([]rune(s)) > best {
				best = j + len([]rune(s))
			}
		}
		if best > 0 && j >= best {
			break
		}
	}
	return best
}

// bodyOf is the local body nearest before the number in its sentence.
func (d *document) bodyOf(c claim) string {
	name := ""
	k := sort.Search(len(d.bodies), func(i int) bool { return d.bodies[i].start >= c.sentence.start })
	for ; k < len(d.bodies) && d.bodies[k].end <= c.num.Start; k++ {
		name = d.bodies[k].name
	}
	return name
}
