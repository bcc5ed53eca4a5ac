package indicator

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xianzhi/xianzhi/internal/hanzi"
	"github.com/xianzhi/xianzhi/internal/phrase"
	"github.com/xianzhi/xianzhi/internal/record"
)

// classes are the names of number classes in lexicons.
var classes = map[string]hanzi.Class{
	"bare": hanzi.Bare, "persons": hanzi.Persons, "person_times": hanzi.PersonTimes, "households": hanzi.Households, "things": hanzi.Things,
	"percent": hanzi.Percent, "points": hanzi.Points, "money": hanzi.Money, "times": hanzi.Times, "age": hanzi.Age, "sqm": hanzi.SquareMetres, "mu": hanzi.Mu,
	"duration": hanzi.Duration,
}

const classCount = int(hanzi.Other) + 1

// A wordSet is the number of a list of phrases in the ruleset; 0 is none.
type wordSet int32

// A rule is a [record.LexiconRule] with its phrases replaced by sets.
type rule struct {
	record.LexiconRule
	def       int // index into the reader's definitions
	indicator string
	name      string
	weight    int
	measures  []string // measures as written, besides classes

	head, before, after, near, sentence, not, notSentence wordSet
}

// A ruleset holds the rules of all indicators by the class of number they take.
type ruleset struct {
	byClass [classCount][]*rule
	words   *phrase.Set // a phrase's value is its index in setsOf
	setsOf  [][]wordSet // the sets that a phrase stands in
	sets    int
	defs    map[string]int
}

// A compiler turns lexicons into a ruleset.
type compiler struct {
	defs   []record.Indicator
	byID   map[string]int
	out    *ruleset
	sets   map[string]wordSet
	phrase map[string][]wordSet
}

func compile(defs []record.Indicator) (*ruleset, error) {
	c := compiler{defs: defs, byID: map[string]int{}, out: &ruleset{words: phrase.NewSet()}, sets: map[string]wordSet{}, phrase: map[string][]wordSet{}}
	for i, d := range defs {
		if _, double := c.byID[d.ID]; double {
			return nil, fmt.Errorf("indicators/%s: the id stands twice", d.ID)
		}
		c.byID[d.ID] = i
	}
	c.out.defs = c.byID
	for i, d := range defs {
		for _, link := range []string{d.Lexicon.Planned, d.Lexicon.Share} {
			if _, ok := c.byID[link]; link != "" && !ok {
				return nil, fmt.Errorf("indicators/%s: planned or share: no indicator %q", d.ID, link)
			}
		}
		for _, lr := range d.Lexicon.Rules {
			if err := c.rule(i, lr); err != nil {
				return nil, fmt.Errorf("indicators/%s: rule %q: %w", d.ID, lr.Name, err)
			}
		}
	}
	c.fill()
	return c.out, nil
}

func (c *compiler) rule(def int, lr record.LexiconRule) error {
	ru := &rule{LexiconRule: lr, def: def, indicator: c.defs[def].ID, name: lr.Name, weight: lr.Weight}
	if ru.weight == 0 {
		ru.weight = 50
	}
	for _, part := range []struct {
		list []string
		set  *wordSet
	}{{lr.Head, &ru.head}, {lr.Before, &ru.before}, {lr.After, &ru.after}, {lr.Near, &ru.near}, {lr.Sentence, &ru.sentence}, {lr.Not, &ru.not}, {lr.NotSentence, &ru.notSentence}} {
		set, err := c.set(def, part.list)
		if err != nil {
			return err
		}
		*part.set = set
	}
	if ru.head+ru.before+ru.after+ru.near+ru.sentence == 0 {
		return fmt.Errorf("has no words; give head, before, after, near or sentence")
	}
	return c.file(ru)
}

// file puts a rule under each class its counts name. Measures as written are
// Things.
func (c *compiler) file(ru *rule) error {
	if len(ru.Counts) == 0 {
		return fmt.Errorf("has no counts")
	}
	var in [classCount]bool
	for _, name := range ru.Counts {
		class, ok := classes[name]
		if !ok {
			if name == "" || name[0] < 0x80 {
				return fmt.Errorf("counts: no class or measure %q", name)
			}
			ru.measures = append(ru.measures, name)
			class = hanzi.Things
		}
		if !in[class] {
			in[class] = true
			c.out.byClass[class] = append(c.out.byClass[class], ru)
		}
	}
	return nil
}

// set returns the number of a list of phrases and references.
func (c *compiler) set(def int, list []string) (wordSet, error) {
	var all []string
	for _, w := range list {
		more, err := c.resolve(def, w, 0)
		if err != nil {
			return 0, err
		}
		all = append(all, more...)
	}
	if len(all) == 0 {
		return 0, nil
	}
	slices.Sort(all)
	all = slices.Compact(all)
	key := strings.Join(all, "\n")
	if s, ok := c.sets[key]; ok {
		return s, nil
	}
	s := wordSet(len(c.sets) + 1)
	c.sets[key] = s
	for _, w := range all {
		c.phrase[w] = append(c.phrase[w], s)
	}
	return s, nil
}

// resolve follows references: "@workers" in the same file, "@staff_current.workers" in another.
func (c *compiler) resolve(def int, w string, depth int) ([]string, error) {
	name, ok := strings.CutPrefix(w, "@")
	if !ok {
		return []string{strings.ToLower(w)}, nil
	}
	if id, list, other := strings.Cut(name, "."); other {
		i, ok := c.byID[id]
		if !ok {
			return nil, fmt.Errorf("%s: no indicator %q", w, id)
		}
		def, name = i, list
	}
	words, ok := c.defs[def].Lexicon.Words[name]
	if !ok || depth > 4 {
		return nil, fmt.Errorf("%s: no list %q in the words of %s", w, name, c.defs[def].ID)
	}
	var out []string
	for _, w := range words {
		more, err := c.resolve(def, w, depth+1)
		if err != nil {
			return nil, err
		}
		out = append(out, more...)
	}
	return out, nil
}

// fill builds the one set of phrases that all rules share.
func (c *compiler) fill() {
	c.out.sets = len(c.sets) + 1
	for w, sets := range c.phrase {
		c.out.words.Add(w, int32(len(c.out.setsOf)))
		c.out.setsOf = append(c.out.setsOf, sets)
	}
}

// takes reports whether a rule's counts and bounds allow a number.
func (ru *rule) takes(n hanzi.Number) bool {
	if ru.Min != 0 && n.Value < ru.Min || ru.Max != 0 && n.Value > ru.Max || ru.Range && !n.HasMax {
		return false
	}
	if n.Class != hanzi.Things || len(ru.measures) == 0 {
		return true
	}
	// Beside measures as written, things means English numbers, which have none.
	return slices.Contains(ru.measures, n.Unit) || n.Unit == "" && slices.Contains(ru.Counts, "things")
}

// unitFor is the unit that an observation carries.
func (ru *rule) unitFor(def *record.Indicator, n hanzi.Number) string {
	switch {
	case ru.Unit != "":
		return ru.Unit
	case n.Class == hanzi.PersonTimes:
		return "person_times"
	case n.Class == hanzi.Households:
		return "households"
	case n.Class == hanzi.Times:
		return "times"
	case n.Class == hanzi.Percent || n.Class == hanzi.Points:
		return "percent"
	}
	return def.Unit
}
