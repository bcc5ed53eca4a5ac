package site

import (
	"cmp"
	"slices"
	"strings"

	"github.com/xianzhi/xianzhi/internal/record"
)

// A dispute is two or more reports that give different numbers for what looks
// like the same thing. They are shown side by side and none is preferred.
type dispute struct {
	indicator string
	place     string // code or name, or ""
	programme string
	claims    []*claim // one for each story, earliest as_of first
}

// findDisputes finds, among claims of one year about the same indicator, place,
// programme and organisation, those of different stories whose values differ.
// A claim that names neither place nor programme nor organisation is about too
// little to be compared.
func findDisputes(entries []*entry) []dispute {
	groups := map[[5]string][]*claim{}
	var keys [][5]string
	for _, e := range entries {
		for _, c := range e.claims {
			key, ok := c.topic()
			if !ok {
				continue
			}
			if groups[key] == nil {
				keys = append(keys, key)
			}
			groups[key] = append(groups[key], c)
		}
	}
	var out []dispute
	for _, key := range keys {
		if claims := onePerStory(groups[key]); differ(claims) {
			slices.SortStableFunc(claims, func(a, b *claim) int { return latestFirst(b, a) })
			out = append(out, dispute{key[0], key[1], key[2], claims})
		}
	}
	slices.SortStableFunc(out, func(a, b dispute) int { return cmp.Compare(len(b.claims), len(a.claims)) })
	return out
}

// topic is what a claim is about, with the year that it holds for.
func (c *claim) topic() (key [5]string, ok bool) {
	o := c.obs
	key[0] = o.Indicator
	if o.Place != nil {
		key[1] = orElse(string(o.Place.Code), o.Place.Name)
	}
	if o.Programme != nil {
		key[2] = orElse(o.Programme.ID, o.Programme.Name)
	}
	if o.Org != nil {
		key[3] = orElse(o.Org.ID, o.Org.Name)
	}
	key[4] = year(string(o.AsOf))
	return key, strings.Join(key[1:4], "") != "" && key[4] != "" && o.Status != "planned" && o.Status != "projected"
}

// onePerStory keeps one claim of each story, the original's where it has one:
// what copies repeat is no second opinion, and one report may give several
// numbers of one kind.
func onePerStory(claims []*claim) []*claim {
	seen := map[string]int{}
	var out []*claim
	for _, c := range claims {
		story := c.entry.ID
		if c.entry.Cluster != nil {
			story = c.entry.Cluster.ID
		}
		i, ok := seen[story]
		switch {
		case !ok:
			seen[story] = len(out)
			out = append(out, c)
		case c.entry.Relation == record.Original && out[i].entry.Relation != record.Original:
			out[i] = c
		}
	}
	return out
}

func differ(claims []*claim) bool {
	return len(claims) > 1 && slices.ContainsFunc(claims[1:], func(c *claim) bool {
		return c.obs.Value != claims[0].obs.Value && c.obs.Unit == claims[0].obs.Unit
	})
}
