package search

import (
	"cmp"
	"fmt"
	"slices"
)

// answersKept is how many observations the results can choose from for one
// place, programme, organisation or indicator; its own page has all.
const answersKept = 48

// A found is an answer with its article.
type found struct {
	Answer
	URL       string `json:"u"`
	Publisher string `json:"p,omitempty"`
	Date      string `json:"d,omitempty"`
}

// answersByEntity gathers observations under each entity they speak of,
// "kind:id": as many different indicators (of an indicator: places) as there
// is room for, the latest first.
func answersByEntity(docs []Doc) map[string][]found {
	all := map[string][]found{}
	for _, d := range docs {
		if d.Copy {
			continue
		}
		for _, a := range d.Answers {
			f := found{Answer: a, URL: d.URL, Publisher: d.Publisher, Date: d.Date}
			for _, key := range []struct{ kind, id string }{
				{County, a.Place}, {Programme, a.Programme}, {Organisation, a.Org}, {Indicator, a.Indicator},
			} {
				if key.id != "" {
					k := key.kind + ":" + key.id
					all[k] = append(all[k], f)
				}
			}
		}
	}
	for k, list := range all {
		all[k] = varied(list)
	}
	return all
}

// varied sorts by how many of the same indicator and place came before, then by
// time, and keeps the first ones.
func varied(list []found) []found {
	slices.SortStableFunc(list, func(a, b found) int {
		return cmp.Or(cmp.Compare(b.AsOf, a.AsOf), cmp.Compare(b.Date, a.Date), cmp.Compare(a.ID, b.ID))
	})
	seen := map[[2]string]int{}
	rank := make(map[string]int, len(list))
	for _, f := range list {
		k := [2]string{f.Indicator, f.Place}
		rank[f.URL+f.ID] = seen[k]
		seen[k]++
	}
	slices.SortStableFunc(list, func(a, b found) int { return cmp.Compare(rank[a.URL+a.ID], rank[b.URL+b.ID]) })
	return list[:min(len(list), answersKept)]
}

// An answerIndex tells the browser where the answers of an entity lie.
type answerIndex struct {
	Shards int    `json:"n"`
	Folder string `json:"f"`
}

// writeAnswers writes them in shards, JSON objects by entity, in a folder named
// by the digest of all.
func writeAnswers(w *writer, docs []Doc, target int) (answerIndex, error) {
	all := answersByEntity(docs)
	whole, err := compactJSON(all)
	if err != nil || len(all) == 0 {
		return answerIndex{}, err
	}
	const compression = 4
	index := answerIndex{Shards: len(whole)/(target*compression) + 1, Folder: "g/" + contentName(whole)}
	shards := make([]map[string][]found, index.Shards)
	for key, list := range all {
		n := shardOf(key, index.Shards)
		if shards[n] == nil {
			shards[n] = map[string][]found{}
		}
		shards[n][key] = list
	}
	for n, s := range shards {
		if s == nil {
			s = map[string][]found{}
		}
		if err := writeJSON(w, fmt.Sprintf("%s/%x", index.Folder, n), s); err != nil {
			return answerIndex{}, err
		}
	}
	return index, nil
}
