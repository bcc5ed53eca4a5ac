// Package review lists what waits for a person: numbers that were withheld or
// read with little confidence, claims that contradict each other, missing or
// outdated translations, and private details beside a name. Its main type is
// [Item]. It decides nothing: a decision is a file in data/corrections that
// [Decide] writes.
package review

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/xianzhi/xianzhi/internal/record"
	"github.com/xianzhi/xianzhi/internal/store"
)

// Kinds of items, heaviest first.
const (
	Privacy     = "privacy"     // health, family or welfare details beside a private name
	Stale       = "stale"       // a correction that no longer applies
	Damaged     = "damaged"     // a number whose digits may have been destroyed
	Withheld    = "withheld"    // another number that was read and not emitted
	Conflict    = "conflict"    // independent reports differ
	Falling     = "falling"     // a cumulative count that falls over time
	Confidence  = "confidence"  // an observation read with little confidence
	Translation = "translation" // a block without a current translation
)

var weights = map[string]int{Privacy: 100, Stale: 90, Damaged: 80, Withheld: 70, Conflict: 60, Falling: 55, Confidence: 50, Translation: 10}

// doubtful is the confidence below which a person should look.
const doubtful = 0.6

// An Item is one thing to look at.
type Item struct {
	Kind        string `json:"kind"`
	Weight      int    `json:"weight"` // the greater, the sooner
	Article     string `json:"article"`
	Observation string `json:"observation,omitempty"`
	Block       int    `json:"block"`
	Text        string `json:"text"`             // the sentence or clause
	Note        string `json:"note"`             // what is wrong
	Sister      string `json:"sister,omitempty"` // what another copy of the story reads there
}

// Items returns all that waits in a, heaviest first, then by article and place.
func Items(a *store.Archive) []Item {
	var all []Item
	add := func(kind string, i Item) {
		i.Kind, i.Weight = kind, weights[kind]
		all = append(all, i)
	}
	for _, err := range a.Stale {
		add(Stale, Item{Note: err.Error()})
	}
	known := knownPeople(a.Glossary)
	for _, v := range a.Articles {
		ofArticle(a, v, known, add)
	}
	conflicts(a, add)
	slices.SortStableFunc(all, func(x, y Item) int {
		return cmp.Or(cmp.Compare(y.Weight, x.Weight), cmp.Compare(x.Article, y.Article), cmp.Compare(x.Block, y.Block))
	})
	return all
}

type adder func(kind string, i Item)

func ofArticle(a *store.Archive, v *store.Article, known map[string]bool, add adder) {
	for _, w := range v.Withheld {
		kind := Withheld
		item := Item{Article: v.ID, Block: w.Quote.Block, Text: w.Quote.Text, Note: cmp.Or(w.Note, w.Reason)}
		if w.Reason == "damaged" {
			kind = Damaged
			item.Sister = sister(a, v, w.Quote)
		}
		add(kind, item)
	}
	for _, o := range v.Observations {
		if o.Review == record.ReviewAuto && o.Confidence < doubtful {
			add(Confidence, Item{Article: v.ID, Observation: o.ID, Block: o.Quote.Block, Text: o.Quote.Text,
				Note: fmt.Sprintf("%s = %v %s, confidence %.2f, rule %s", o.Indicator, o.Value, o.Unit, o.Confidence, o.Rule)})
		}
	}
	for i, b := range v.Body {
		if name, word := sensitive(b.Text, known); name != "" {
			add(Privacy, Item{Article: v.ID, Block: i, Text: excerpt(b.Text, name), Note: fmt.Sprintf("%q stands beside %q: mask the name in data/redactions or withdraw", word, name)})
		}
	}
	translations(v, add)
}

func translations(v *store.Article, add adder) {
	if v.Rights != record.RightsFull {
		return
	}
	lang := "en"
	if v.Lang == record.LangEnglish {
		lang = "zh"
	}
	t, ok := v.Translations[lang]
	if !ok {
		add(Translation, Item{Article: v.ID, Text: string(v.Title), Note: "no translation into " + lang})
		return
	}
	for i, p := range t.Paragraphs {
		switch {
		case p.State == "held":
			add(Translation, Item{Article: v.ID, Block: i, Text: v.Body[i].Text, Note: "held back: the numbers guard objects"})
		case p.Text == "":
			add(Translation, Item{Article: v.ID, Block: i, Text: v.Body[i].Text, Note: "not translated into " + lang})
		case p.State == "stale":
			add(Translation, Item{Article: v.ID, Block: i, Text: v.Body[i].Text, Note: "translation is older than the text"})
		}
	}
}
