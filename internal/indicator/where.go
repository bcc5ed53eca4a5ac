package indicator

import (
	"strings"

	"github.com/xianzhi/xianzhi/internal/gazetteer"
	"github.com/xianzhi/xianzhi/internal/hanzi"
	"github.com/xianzhi/xianzhi/internal/record"
)

// where finds the place of a claim: the last place named before the number in
// its sentence, unless a word of the whole country stands nearer; else the one
// that 该县 or 当地 refers to; else the paragraph's; else the county that the
// article is about.
func (r *Reader) where(d *document, c claim) *record.Place {
	mode := r.defs[c.rule.def].Lexicon.Place
	if mode == "none" {
		return nil
	}
	named, many := d.placeIn(c)
	switch {
	case many:
		return nil
	case named != nil:
		return placeOf(named)
	case mode == "named" || d.national(c):
		return nil
	}
	if m := d.placeBefore(c); m != nil {
		return placeOf(m)
	}
	return nil
}

func placeOf(m *gazetteer.Match) *record.Place {
	return &record.Place{Name: m.Division.Name, Province: record.Optional(m.Division.Province), Code: record.Optional(m.Division.Code)}
}

// placeIn is the place that the sentence names before the number, or right
// after it in the clause; many says that the sentence lists several.
func (d *document) placeIn(c claim) (named *gazetteer.Match, many bool) {
	if c.own.end > 0 {
		if i := d.placesFrom(c.own.start); i < len(d.places) && d.places[i].End <= c.own.end {
			return &d.places[i], false
		}
	}
	counties := 0
	for i := d.placesFrom(c.sentence.start); i < len(d.places) && d.places[i].Start < c.num.Start; i++ {
		m := &d.places[i]
		if d.elsewhere(m) {
			continue
		}
		if m.Level != gazetteer.County && d.main != nil && !d.isSubject(m, c) {
			continue
		}
		if named != nil && within(named, m) && named.Start < m.Start {
			continue
		}
		if named != nil && listed(d, named, m) {
			counties++
		} else if named == nil || !within(m, named) {
			counties = 0
		}
		named = m
	}
	if named == nil {
		return d.placeAfter(c), false
	}
	if counties > 0 || d.endsList(named) {
		return nil, true
	}
	if nation, ok := d.last(markNation, named.End, c.num.Start); ok && nation.start > named.End {
		return nil, true
	}
	return named, false
}

// placeAfter is a county named after the number in its clause, as English does:
// 350 jobs in Xunwu County.
func (d *document) placeAfter(c claim) *gazetteer.Match {
	for i := d.placesFrom(c.num.End); i < len(d.places) && d.places[i].End <= c.clause.end; i++ {
		if m := &d.places[i]; m.Level == gazetteer.County && !d.elsewhere(m) && !d.inList(i) {
			return m
		}
	}
	return nil
}

// listed reports whether two mentions are items of one list: 清涧县、子洲县.
func listed(d *document, a, b *gazetteer.Match) bool {
	if within(b, a) || b.Start-a.End > 6 || a.Division.Code == b.Division.Code {
		return false
	}
	for _, r := range d.text[a.End:b.Start] {
		if r == '、' || r == '和' || r == '及' || r == '与' || r == ',' {
			return a.Level == b.Level || b.Level != gazetteer.County
		}
	}
	return false
}

// within reports whether a lies in b: 云岩区 in 贵阳市.
func within(a, b *gazetteer.Match) bool {
	return b.Division.Name == a.Division.Province || b.Division.Name == a.Division.Prefecture
}

// endsList reports whether 等地 or 两县 follows a mention.
func (d *document) endsList(m *gazetteer.Match) bool {
	_, ok := d.last(markMany, m.End, min(m.End+4, len(d.text)))
	return ok
}

// elsewhere reports whether a mention is where somebody came from, what is
// compared, or only where something was announced.
func (d *document) elsewhere(m *gazetteer.Match) bool {
	if k, ok := d.last(markElsewhere, max(0, m.Start-3), m.Start); ok && k.end == m.Start && !d.isInformant(m) {
		return true
	}
	// 从浙江义乌: what is said of the province holds for its city.
	if i := d.placesFrom(m.Start); i > 0 && d.places[i-1].End == m.Start && within(m, &d.places[i-1]) {
		return d.elsewhere(&d.places[i-1])
	}
	event, ok := d.last(markEvent, m.End, min(m.End+5, len(d.text)))
	return ok && event.start-m.End <= 2 && m.Level != gazetteer.County
}

// isInformant reports whether a mention is part of the name of who told the
// news, and so of where it is from: 记者从环县人社局获悉.
func (d *document) isInformant(m *gazetteer.Match) bool {
	after := string(d.text[m.End:min(m.End+14, len(d.text))])
	for _, w := range []string{"获悉", "了解到", "得知"} {
		if head, _, ok := strings.Cut(after, w); ok && !strings.ContainsAny(head, ",，。;；") {
			return true
		}
	}
	return false
}

// isSubject reports whether a province or prefecture is meant as such in an
// article about a county: it heads a clause, or stands in full with 全省 or 全市 about.
func (d *document) isSubject(m *gazetteer.Match, c claim) bool {
	if within(d.main, m) && m.Short {
		return false
	}
	for _, cl := range c.sentence.clauses {
		if m.Start >= cl.start && m.Start-cl.start <= 1 {
			return !m.Short || d.follows(m.End, "以") || d.follows(m.End, "全") || d.follows(m.End, "已") || d.follows(m.End, "共")
		}
	}
	return false
}

// national reports whether the clause, or the sentence up to it, speaks of no
// one place.
func (d *document) national(c claim) bool {
	for b := c.before; b != nil; b = b.before {
		if b.rule.indicator == "counties_covered" || b.rule.indicator == "provinces_covered" {
			return true
		}
	}
	nation, ok := d.last(markNation, c.sentence.start, c.clause.end)
	if !ok {
		return c.sentence.nation || d.ofProgramme(c)
	}
	_, here := d.last(markHere, nation.end, c.num.Start)
	return !here
}

// ofProgramme reports whether a programme or an organisation of no one place is
// the subject of a sentence that sums up (Ant Group's program has so far opened
// 22 centers), with no word of the place spoken of.
func (d *document) ofProgramme(c claim) bool {
	if !programmeWide[c.rule.indicator] {
		return false
	}
	i := d.namesFrom(c.sentence.start)
	if i >= len(d.names) || d.names[i].Start-c.sentence.start > 4 || d.names[i].Start >= c.num.Start || d.names[i].Term.Place != "" {
		return false
	}
	total := false
	here := false
	d.marksIn(d.names[i].End, c.num.Start, func(m mark) {
		total = total || m.kind == markActual
		here = here || m.kind == markThere || m.kind == markHere && m.end-m.start > 1
	})
	return total && !here
}

// programmeWide are the indicators that a programme sums up over places.
var programmeWide = map[string]bool{"centers_count": true, "counties_covered": true, "provinces_covered": true, "cum_employed": true, "trained_persons": true,
	"jobs_created": true, "beneficiaries": true, "insurance_policies": true}

// carryNation marks the sentences that go on about the whole country: those
// after a sentence about it, until one names a county or says 全县 or 公司.
func (d *document) carryNation() {
	nation, block := false, -1
	for i := range d.sentences {
		s := &d.sentences[i]
		if s.block != block {
			nation, block = false, s.block
		}
		local := false
		for k := d.placesFrom(s.start); k < len(d.places) && d.places[k].Start < s.end; k++ {
			local = local || !d.elsewhere(&d.places[k])
		}
		for _, kind := range []kindOfMark{markHere, markThere, markProvince} {
			_, here := d.last(kind, s.start, s.end)
			local = local || here
		}
		s.nation = nation && !local
		_, here := d.last(markNation, s.start, s.end)
		nation = here && !local || s.nation
	}
}

// placeBefore looks outside the sentence.
func (d *document) placeBefore(c claim) *gazetteer.Match {
	_, here := d.last(markHere, c.sentence.start, c.clause.end)
	here = here && d.main != nil
	_, near := d.last(markThere, c.sentence.start, c.clause.end)
	here = here || near
	_, province := d.last(markProvince, c.sentence.start, c.clause.end)
	block := d.blocks[c.sentence.block]
	level := gazetteer.County
	if province {
		level = gazetteer.Province
	}
	last := d.lastPlace(c.sentence.start, level)
	switch {
	case last != nil && (last.Start >= block.start || here || province):
		return last
	case province:
		return d.province
	case d.main != nil && d.speaksOf(d.main, c):
		return d.main
	case d.region != nil:
		return d.region
	}
	return nil
}

// lookBack is how many places before a sentence are looked through for the one
// that 该县 means.
const lookBack = 40

// lastPlace is the last place of a level before pos that could be meant again.
func (d *document) lastPlace(pos int, level gazetteer.Level) *gazetteer.Match {
	k := d.placesFrom(pos)
	for i := k - 1; i >= max(0, k-lookBack); i-- {
		if m := &d.places[i]; m.Level == level && !d.elsewhere(m) && !d.inList(i) {
			return m
		}
	}
	return nil
}

// provinceOf is the one province that an article without a nearer clue names.
func (d *document) provinceOf() *gazetteer.Match {
	var out *gazetteer.Match
	for i := range d.places {
		m := &d.places[i]
		if m.Level == gazetteer.Province && out == nil {
			out = m
		} else if m.Level == gazetteer.Province && m.Division.Code != out.Division.Code {
			return nil
		}
	}
	return out
}

// speaksOf reports whether the article's county may stand for a claim: it was
// named before, or is named later other than as where somebody went.
func (d *document) speaksOf(m *gazetteer.Match, c claim) bool {
	return m.Start < c.num.Start || d.heads(m.Start)
}

// heads reports whether a position begins a clause, 在 aside: the place there
// is what the text goes on to speak of, and not where somebody went.
func (d *document) heads(pos int) bool {
	before := pos - 1
	if before >= 0 && d.text[before] == '在' {
		before--
	}
	return before < 0 || !isASCIIWord(d.text[before]) && !hanzi.IsHan(d.text[before])
}

// inList reports whether the i-th place is an item of a list of places, and so
// not what 该县 can mean.
func (d *document) inList(i int) bool {
	m := &d.places[i]
	if d.endsList(m) {
		return true
	}
	for _, k := range []int{i - 2, i - 1} {
		if k >= 0 && listed(d, &d.places[k], m) {
			return true
		}
	}
	for _, k := range []int{i + 1, i + 2} {
		if k < len(d.places) && listed(d, m, &d.places[k]) {
			return true
		}
	}
	return false
}

// regionOf is the prefecture, or else the province, that an article without
// counties is about: the only one it names as more than a venue, in the title
// or twice.
func (d *document) regionOf() *gazetteer.Match {
	for _, level := range []gazetteer.Level{gazetteer.County, gazetteer.Prefecture, gazetteer.Province} {
		first, weight := d.onlyOne(level)
		switch {
		case weight == 0:
			continue
		case first == nil || level == gazetteer.County || weight < 2:
			return nil
		}
		return first
	}
	return nil
}

// onlyOne is the one division of a level that the article names, nil when there
// are several, and how often; the title counts twice.
func (d *document) onlyOne(level gazetteer.Level) (first *gazetteer.Match, weight int) {
	several := false
	for i := range d.places {
		m := &d.places[i]
		if m.Level != level || d.elsewhere(m) {
			continue
		}
		weight++
		if len(d.blocks) > 0 && m.Start < d.blocks[0].start {
			weight++
		}
		if first == nil {
			first = m
		}
		several = several || m.Division.Code != first.Division.Code
	}
	if several {
		return nil, weight
	}
	return first, weight
}

// isNeighbour reports whether a mention is of the county next door.
func (d *document) isNeighbour(m *gazetteer.Match) bool {
	before := string(d.text[max(0, m.Start-13):m.Start])
	for _, w := range []string{"相邻的", "邻近的", "邻县", "隔壁的", "隔壁", "毗邻的", "紧邻的", "周边的", "附近的", "neighboring ", "neighbouring ", "nearby ", "adjacent "} {
		if strings.HasSuffix(before, w) {
			return true
		}
	}
	return false
}

// mainCounty is the county named most, when it is the only one or is named at
// least three times as often as any other; the title counts three times. Twice
// as often is enough for the one named first.
func (d *document) mainCounty() *gazetteer.Match {
	count := map[string]int{}
	first := map[string]*gazetteer.Match{}
	for i := range d.places {
		m := &d.places[i]
		if m.Level != gazetteer.County || d.elsewhere(m) || d.isNeighbour(m) {
			continue
		}
		code := m.Division.Code
		if first[code] == nil {
			first[code] = m
		}
		count[code]++
		if len(d.blocks) > 0 && m.Start < d.blocks[0].start {
			count[code] += 2
		}
	}
	best, second := "", 0
	for code, n := range count {
		switch {
		case best == "" || n > count[best] || n == count[best] && code < best:
			if best != "" {
				second = max(second, count[best])
			}
			best = code
		default:
			second = max(second, n)
		}
	}
	if best == "" || count[best] < 2*second {
		return nil
	}
	if count[best] < 3*second {
		for code, m := range first {
			if code != best && m.Start < first[best].Start {
				return nil
			}
		}
	}
	return first[best]
}
