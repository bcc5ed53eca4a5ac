package indicator

import (
	"sort"

	"github.com/xianzhi/xianzhi/internal/record"
)

// A reading is a claim and what was made of it.
type reading struct {
	claim
	record.Observation
}

// distinct drops readings that repeat another: one indicator with one value in
// one place, said twice in an article, is one observation. The surer stays. A
// place left open is no other place.
func distinct(all []reading) []record.Observation {
	type key struct {
		indicator, unit string
		value, max      float64
	}
	seen := map[key][]int{}
	var kept []reading
next:
	for _, a := range all {
		k := key{a.Indicator, a.Unit, a.Value, a.num.Max}
		for _, i := range seen[k] {
			if b := &kept[i]; samePlace(a.Place, b.Place) {
				if a.score > b.score {
					kept[i] = a
				}
				continue next
			}
		}
		seen[k] = append(seen[k], len(kept))
		kept = append(kept, a)
	}
	sort.SliceStable(kept, func(i, j int) bool { return kept[i].num.Start < kept[j].num.Start })
	out := make([]record.Observation, len(kept))
	for i, k := range kept {
		out[i] = k.Observation
	}
	return out
}

func samePlace(a, b *record.Place) bool { return a == nil || b == nil || a.Code == b.Code }
