package search

import (
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
)

// The numbers of documents whose facet columns share a file. A rare word's few
// documents cost few small blocks, a common word's many one large one.
const (
	facetBlock = 512
	largeBlock = 16 * facetBlock
)

// writeFacets writes the columns of a segment twice, in small blocks and in
// large ones.
func writeFacets(w *writer, docs []*Doc) error {
	return errors.Join(writeColumns(w, "c", docs, facetBlock), writeColumns(w, "l", docs, largeBlock))
}

func writeColumns(w *writer, folder string, docs []*Doc, size int) error {
	for at := 0; at < len(docs); at += size {
		data, err := facetColumns(docs[at:min(at+size, len(docs))])
		if err != nil {
			return err
		}
		if err := w.file(fmt.Sprintf("%s/%x", folder, at/size), data); err != nil {
			return err
		}
	}
	return nil
}

// facetColumns writes for each facet the ids used, as a JSON array behind its
// length; then for each document the count of its values; then those, as places
// in the array.
func facetColumns(docs []*Doc) ([]byte, error) {
	rows := make([][len(facets)][]string, len(docs))
	for i, d := range docs {
		rows[i] = facetValues(d)
		rows[i][0] = unique(d.Places) // the browser derives provinces
	}
	var out []byte
	for f := range facets {
		ids, place := dictionary(rows, f)
		names, err := compactJSON(ids)
		if err != nil {
			return nil, err
		}
		out = append(binary.AppendUvarint(out, uint64(len(names))), names...)
		var values []byte
		for _, row := range rows {
			out = binary.AppendUvarint(out, uint64(len(row[f])))
			for _, v := range row[f] {
				values = binary.AppendUvarint(values, uint64(place[v]))
			}
		}
		out = append(out, values...)
	}
	return out, nil
}

// dictionary numbers the values of one facet, frequent ones first.
func dictionary(rows [][len(facets)][]string, f int) ([]string, map[string]int) {
	count := map[string]int{}
	ids := []string{}
	for _, row := range rows {
		for _, v := range row[f] {
			if count[v]++; count[v] == 1 {
				ids = append(ids, v)
			}
		}
	}
	slices.SortFunc(ids, func(a, b string) int {
		return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a, b))
	})
	place := make(map[string]int, len(ids))
	for i, id := range ids {
		place[id] = i
	}
	return ids, place
}

// A yearCount is the number of a segment's documents of one year, which lie
// together; year 0 is unknown.
type yearCount [2]int

func years(docs []*Doc) []yearCount {
	var out []yearCount
	for _, d := range docs {
		y := 0
		if len(d.Date) >= 4 {
			fmt.Sscanf(d.Date[:4], "%d", &y)
		}
		if n := len(out); n == 0 || out[n-1][0] != y {
			out = append(out, yearCount{y, 0})
		}
		out[len(out)-1][1]++
	}
	return out
}

// writeDates writes how many documents each date has, newest first, for sorting
// across segments.
func writeDates(w *writer, docs []*Doc) error {
	type run struct {
		date  string
		count int
	}
	var runs []run
	for _, d := range docs {
		if n := len(runs); n == 0 || runs[n-1].date != d.Date {
			runs = append(runs, run{date: d.Date})
		}
		runs[len(runs)-1].count++
	}
	var out []byte
	for _, r := range runs {
		out = fmt.Appendf(out, "%s %d\n", r.date, r.count)
	}
	return w.file("d", out)
}
