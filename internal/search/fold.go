package search

import "encoding/binary"

// clusterNumbers numbers the stories that have copies, in the order met.
func clusterNumbers(segments [][]*Doc) map[string]int {
	numbers := map[string]int{}
	for _, docs := range segments {
		for _, d := range docs {
			if _, ok := numbers[d.Cluster]; d.Cluster != "" && !ok {
				numbers[d.Cluster] = len(numbers)
			}
		}
	}
	return numbers
}

// folds lists the documents of a segment that belong to a cluster: the gap from
// the one before, and twice the cluster's number, plus one for a copy.
func folds(docs []*Doc, numbers map[string]int) []byte {
	var out []byte
	last := -1
	for i, d := range docs {
		if d.Cluster == "" {
			continue
		}
		n := uint64(numbers[d.Cluster]) << 1
		if d.Copy {
			n |= 1
		}
		out = binary.AppendUvarint(out, uint64(i-last-1))
		out = binary.AppendUvarint(out, n)
		last = i
	}
	return out
}
