package search

import (
	"encoding/binary"
	"slices"
)

// Namespaces of terms: bigrams and single units have none.
const (
	wordSpace        = "\x01" // Latin words of originals
	translationSpace = "\x02" // words of translations
	facetSpace       = "\x03" // kind:id
)

// bodyStart is the position of a body's first unit; what lies before it is the
// title, so that title: can tell. A title longer than that pushes the body on.
const bodyStart = 512

// blockGap parts two blocks, so that nothing matches across their border.
const blockGap = 2

// Impacts order the documents of one term for ranking: how much of the document
// the term is, or that the title has it.
const (
	impactTitle  = 3
	usualLength  = 1000 // units of a news article
	impactMiddle = 1.2  // BM25 weight of one mention in a usual article is 1
	impactHigh   = 1.6
)

// A list gathers one term's postings while a segment is read: for each document
// gap, impact, count and position gaps, as varints.
type list struct {
	docs, last int
	positions  bool
	raw        []byte
}

// postings gathers the lists of a segment.
type postings struct {
	ids   map[string]uint32
	names []string
	lists []list
	doc   []uint64 // term<<32 | position of the document at hand
	key   []byte
}

func newPostings() *postings { return &postings{ids: map[string]uint32{}} }

// add notes a term of the document at hand.
func (p *postings) add(space, term string, position int, positions bool) {
	p.key = append(append(p.key[:0], space...), term...)
	id, ok := p.ids[string(p.key)]
	if !ok {
		id = uint32(len(p.lists))
		name := string(p.key)
		p.ids[name] = id
		p.names = append(p.names, name)
		p.lists = append(p.lists, list{last: -1, positions: positions})
	}
	p.doc = append(p.doc, uint64(id)<<32|uint64(position))
}

// close ends document n of the given length in units.
func (p *postings) close(n, length int) {
	slices.Sort(p.doc)
	for i := 0; i < len(p.doc); {
		id, end := p.doc[i]>>32, i+1
		for end < len(p.doc) && p.doc[end]>>32 == id {
			end++
		}
		p.lists[id].append(n, p.doc[i:end], length)
		i = end
	}
	p.doc = p.doc[:0]
}

func (l *list) append(doc int, at []uint64, length int) {
	first := int(uint32(at[0]))
	l.raw = binary.AppendUvarint(l.raw, uint64(doc-l.last-1))
	l.raw = append(l.raw, byte(impact(len(at), length, first)))
	l.docs++
	l.last = doc
	if !l.positions {
		return
	}
	l.raw = binary.AppendUvarint(l.raw, uint64(len(at)))
	next := 0
	for i, x := range at {
		position := int(uint32(x))
		if i == 0 && first >= bodyStart {
			next = bodyStart
		}
		l.raw = binary.AppendUvarint(l.raw, uint64(position-next))
		next = position + 1
	}
}

// impact grades a term in a document by BM25's saturation (k1 1.2, b .75).
func impact(count, length, first int) int {
	if first < bodyStart {
		return impactTitle
	}
	n := float64(count)
	weight := 2.2 * n / (n + 1.2*(0.25+0.75*float64(length)/usualLength))
	switch {
	case weight >= impactHigh:
		return 2
	case weight >= impactMiddle:
		return 1
	}
	return 0
}

// encode returns the list's documents and, apart, its positions in the bit
// codes that assets/js/search/posting.js reads. Both begin with five bits, the
// Rice parameter; for a document follow its gap and the impact in unary, and
// for its positions their count in gamma code and their gaps.
func (l *list) encode() (docs, positions []byte) {
	k, kp := l.parameters()
	var d, p bitWriter
	d.bits(uint64(k), 5)
	p.bits(uint64(kp), 5)
	l.each(func(gap, impact uint64, at []uint64) {
		d.rice(gap, k)
		d.bits([...]uint64{0b0, 0b10, 0b110, 0b111}[impact], [...]uint{1, 2, 3, 3}[impact])
		if l.positions {
			p.gamma(uint64(len(at)))
		}
		for _, g := range at {
			p.rice(g, kp)
		}
	})
	if !l.positions {
		return d.bytes(), nil
	}
	return d.bytes(), p.bytes()
}

func (l *list) parameters() (docs, positions uint) {
	var sum, psum, pcount uint64
	l.each(func(gap, _ uint64, at []uint64) {
		sum += gap
		pcount += uint64(len(at))
		for _, g := range at {
			psum += g
		}
	})
	return riceParameter(sum, uint64(l.docs)), riceParameter(psum, pcount)
}

// each reads the raw postings back; at is reused.
func (l *list) each(yield func(gap, impact uint64, at []uint64)) {
	var at []uint64
	for raw := l.raw; len(raw) > 0; {
		gap, n := binary.Uvarint(raw)
		grade := uint64(raw[n])
		raw = raw[n+1:]
		at = at[:0]
		if l.positions {
			count, n := binary.Uvarint(raw)
			raw = raw[n:]
			for range count {
				g, n := binary.Uvarint(raw)
				at, raw = append(at, g), raw[n:]
			}
		}
		yield(gap, grade, at)
	}
}
