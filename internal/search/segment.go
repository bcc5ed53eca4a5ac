package search

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
)

// formatVersion goes into every segment's digest and the manifest: the browser's
// code refuses an index of another version.
const formatVersion = 1

// segmentKey names a segment by all that goes into it.
func segmentKey(docs []*Doc, opt Options) (string, error) {
	h := sha256.New()
	fmt.Fprintln(h, formatVersion, opt.ShardBytes, opt.PackBytes)
	for _, d := range docs {
		if err := digest(h, *d); err != nil {
			return "", fmt.Errorf("article %s: %w", d.ID, err)
		}
	}
	return hex.EncodeToString(h.Sum(nil)[:6]), nil
}

// digest leaves out what does not lie in a segment: clusters and answers change
// when other articles arrive.
func digest(h hash.Hash, d Doc) error {
	d.Cluster, d.Copy, d.Answers = "", false, nil
	return json.NewEncoder(h).Encode(d)
}

// index adds everything that document n can be found by.
func (p *postings) index(n int, d *Doc) {
	length := p.original(d.Original)
	if d.Translation != nil {
		p.translation(*d.Translation)
	}
	for _, id := range facetTerms(d) {
		p.add(facetSpace, id, bodyStart, false)
	}
	p.close(n, length)
}

func (p *postings) original(t Text) (length int) {
	next := p.block(units(t.Title), 0)
	next = max(next, bodyStart)
	for _, b := range t.Blocks {
		us := units(b)
		length += len(us)
		next = p.block(us, next)
	}
	return length
}

// block adds the units of one block from position at, and returns where the
// next may begin.
func (p *postings) block(us []unit, at int) int {
	in := denseChunks(us)
	for i, u := range us {
		if u.class != latin && u.class != space {
			p.add("", u.text, at+i, false)
		}
		if hasGram(us, in, i) {
			p.add("", gram(u, us[i+1]), at+i, true)
		}
	}
	for _, w := range latinWords(us) {
		p.add(wordSpace, w.text, at+w.position, true)
	}
	return at + len(us) + blockGap
}

func (p *postings) translation(t Text) {
	next := p.translated(t.Title, 0)
	next = max(next, bodyStart)
	for _, b := range t.Blocks {
		next = p.translated(b, next)
	}
}

func (p *postings) translated(s string, at int) int {
	ws := words(units(s))
	for _, w := range ws {
		p.add(translationSpace, w.text, at+w.position, true)
	}
	return at + len(ws) + blockGap
}

// facetTerms are the values that a document is filtered by, "kind:id".
func facetTerms(d *Doc) []string {
	var out []string
	for i, values := range facetValues(d) {
		for _, v := range values {
			out = append(out, facets[i]+":"+v)
		}
	}
	for _, a := range d.Authors {
		out = append(out, "author:"+foldName(a))
	}
	if d.Publisher != "" {
		out = append(out, "publisher:"+foldName(d.Publisher))
	}
	return unique(out)
}

// facetValues lists a document's ids in the order of facets; a place stands
// with its prefecture and its province, by the layout of GB/T 2260 codes.
func facetValues(d *Doc) [len(facets)][]string {
	var places, source []string
	for _, code := range d.Places {
		places = append(places, code)
		if len(code) == 6 {
			places = append(places, code[:4]+"00", code[:2]+"0000")
		}
	}
	if d.Source != "" {
		source = []string{d.Source}
	}
	return [...][]string{unique(places), unique(d.Programmes), unique(d.Organisations), unique(d.Indicators), source}
}

// unique drops repeated values, keeping the order.
func unique(values []string) []string {
	seen := map[string]bool{}
	var out []string
	for _, v := range values {
		if !seen[v] {
			seen[v] = true
			out = append(out, v)
		}
	}
	return out
}

// foldName folds a name to what a query for it folds to: units without spaces.
func foldName(s string) string {
	var out []byte
	for _, u := range units(s) {
		if u.class != space {
			out = append(out, u.text...)
		}
	}
	return string(out)
}
