package gazetteer

import (
	"strings"

	"github.com/xianzhi/xianzhi/internal/record"
)

// A Match is one mention of a division in text.
type Match struct {
	Start, End int // code points
	Division   record.Division
	Level      Level
	Short      bool // written without its suffix
}

// A candidate is a name found, not yet decided.
type candidate struct {
	start, end int
	entry      entry
}

// Find returns the places that text names, in order and without overlap. The
// whole text is the context in which a short or ambiguous name is understood:
// give it a whole article, not a sentence.
func (g *Gazetteer) Find(text string) []Match { return g.FindIn([]rune(text)) }

// FindIn is [Gazetteer.Find] for text already split into code points.
func (g *Gazetteer) FindIn(text []rune) []Match {
	cands := dropLists(text, g.longest(text))
	ctx := g.context(cands)
	var out []Match
	for i, c := range cands {
		if misled(text, c) {
			continue
		}
		before := adjacent(out, text, c.start)
		if before == nil && c.entry.latin && i+1 < len(cands) {
			before = g.parentAfter(text, c, cands[i+1])
		}
		d, score, ok := g.decide(c, before, ctx)
		ok = ok || d.Code != "" && namesBody(text, c, d)
		if ok && score == 0 && c.entry.short && LevelOf(d) == County && !standsAlone(text, c) {
			continue
		}
		if !ok || outside(text, c.end) {
			continue
		}
		out = append(out, Match{c.start, c.end, d, LevelOf(d), c.entry.short})
	}
	return out
}

// longest keeps, of overlapping names, the one that begins first and is longest.
func (g *Gazetteer) longest(text []rune) []candidate {
	var out []candidate
	g.names.Walk(text, func(start, end int, v int32) {
		c := candidate{start, end, g.entries[v]}
		n := len(out)
		switch {
		case n > 0 && out[n-1].start == start && out[n-1].end <= end:
			if out[n-1].end == end && !out[n-1].entry.short {
				return
			}
			out[n-1] = c
		case n > 0 && start < out[n-1].end:
		default:
			out = append(out, c)
		}
	})
	return out
}

// A context is what an article names beyond doubt.
type context struct {
	full    map[int]bool    // divisions named in full
	parents map[string]bool // provinces and prefectures named in any form
}

func (g *Gazetteer) context(cands []candidate) context {
	ctx := context{full: map[int]bool{}, parents: map[string]bool{}}
	for _, c := range cands {
		for _, i := range c.entry.divisions {
			if !c.entry.short && len(c.entry.divisions) == 1 && !c.entry.context {
				ctx.full[i] = true
			}
			if l := LevelOf(g.all[i]); l == Province || l == Prefecture && !c.entry.context {
				ctx.parents[g.all[i].Name] = true
			}
		}
	}
	return ctx
}

// adjacent is the division that ends right before start, if any: 河北 of 河北巨鹿.
func adjacent(out []Match, text []rune, start int) *record.Division {
	if len(out) == 0 {
		return nil
	}
	last := out[len(out)-1]
	gap := strings.TrimSpace(string(text[last.End:max(start, last.End)]))
	if gap == "" || gap == "," || gap == "的" || gap == "·" || gap == "in" {
		return &last.Division
	}
	return nil
}

// parentAfter is the province or prefecture that English puts after a place:
// Xin County, Henan; Shuyang in northern Jiangsu.
func (g *Gazetteer) parentAfter(text []rune, c, next candidate) *record.Division {
	if !next.entry.latin || len(next.entry.divisions) != 1 || next.start-c.end > 24 {
		return nil
	}
	d := g.all[next.entry.divisions[0]]
	if LevelOf(d) == County {
		return nil
	}
	for _, w := range strings.Fields(strings.NewReplacer(",", " ", "-", " ", "(", " ").Replace(string(text[c.end:next.start]))) {
		switch w {
		case "in", "of", "the", "city", "China's", "north", "south", "east", "west", "central", "northern", "southern", "eastern", "western",
			"northwest", "northeast", "southwest", "southeast", "northwestern", "northeastern", "southwestern", "southeastern":
		default:
			return nil
		}
	}
	return &d
}

// decide picks the division that a candidate means, and says what score it has.
func (g *Gazetteer) decide(c candidate, before *record.Division, ctx context) (record.Division, int, bool) {
	var best []int
	score := -1
	for _, i := range c.entry.divisions {
		s := g.rate(i, before, ctx)
		if s > score {
			best, score = nil, s
		}
		if s == score {
			best = append(best, i)
		}
	}
	if len(best) > 1 {
		best = curated(g, best)
	}
	if len(best) != 1 {
		return record.Division{}, 0, false
	}
	d := g.all[best[0]]
	return d, score, score >= need(c.entry, d)
}

// Scores of a reading, by what supports it.
const (
	known    = 1 // its province or prefecture is named somewhere
	inFull   = 2 // the article has the full name
	preceded = 3 // its province or prefecture stands right before it
)

func (g *Gazetteer) rate(i int, before *record.Division, ctx context) int {
	d := g.all[i]
	if before != nil && before.Code != d.Code && (before.Name == d.Prefecture || before.Name == d.Province) {
		return preceded
	}
	if ctx.full[i] {
		return inFull
	}
	if LevelOf(d) != County {
		return known
	}
	if ctx.parents[d.Prefecture] || ctx.parents[d.Province] {
		return known
	}
	return 0
}

// need is the least score that lets a name of this form count.
func need(e entry, d record.Division) int {
	switch {
	case e.context && LevelOf(d) != Province:
		return inFull
	case len(e.divisions) > 1 && e.latin && e.short:
		return known
	case len(e.divisions) > 1 && LevelOf(d) == County && !preferred(d):
		return known
	}
	return 0
}

// curated prefers higher levels, then names that a person checked.
func curated(g *Gazetteer, ids []int) []int {
	var out []int
	for _, keep := range []func(record.Division) bool{
		func(d record.Division) bool { return LevelOf(d) == Province },
		func(d record.Division) bool { return LevelOf(d) == Prefecture },
		func(d record.Division) bool { return d.EnState == "curated" },
	} {
		for _, i := range ids {
			if keep(g.all[i]) {
				out = append(out, i)
			}
		}
		if len(out) > 0 {
			return out
		}
	}
	return ids
}

// preferred reports whether a county's name is taken even where others share
// it: a person checked it, as the archive is about it.
func preferred(d record.Division) bool { return d.EnState == "curated" }
