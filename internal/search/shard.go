package search

import (
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"slices"
	"strings"
)

// An entry is one encoded term.
type entry struct {
	name            string
	docs            int
	lists, position []byte
	positions       bool
}

// headerShare is what a term's name and lengths weigh after compression, in
// parts of their raw size; postings do not compress.
const headerShare = 0.6

// writeShards encodes all terms and writes them as shards; it returns how many.
func (p *postings) writeShards(w *writer, target int) (int, error) {
	entries := make([]entry, len(p.lists))
	size := 0.0
	for i := range p.lists {
		l := &p.lists[i]
		e := entry{name: p.names[i], docs: l.docs, positions: l.positions}
		e.lists, e.position = l.encode()
		l.raw = nil
		entries[i] = e
		size += float64(len(e.name)+4) * headerShare
		size += float64(inline(e.lists, target) + inline(e.position, target))
	}
	count := int(size)/target + 1
	shards := make([][]entry, count)
	for _, e := range entries {
		n := shardOf(e.name, count)
		shards[n] = append(shards[n], e)
	}
	for n, s := range shards {
		slices.SortFunc(s, func(a, b entry) int { return strings.Compare(a.name, b.name) })
		if err := writeShard(w, n, s, target); err != nil {
			return 0, err
		}
	}
	return count, nil
}

// external reports whether a list is so long that it gets a file of its own.
func external(b []byte, target int) bool { return len(b) > target/2 }

func inline(b []byte, target int) int {
	if external(b, target) {
		return 0
	}
	return len(b)
}

// writeShard writes names, one a line, then for each term the count of its
// documents and the lengths of both lists plus two (0: none, 1: a file of its
// own), then the lists.
func writeShard(w *writer, n int, entries []entry, target int) error {
	var names, lengths, data []byte
	for i, e := range entries {
		if i > 0 {
			names = append(names, '\n')
		}
		names = append(names, e.name...)
		lengths = binary.AppendUvarint(lengths, uint64(e.docs))
		for _, part := range []struct {
			suffix string
			list   []byte
			absent bool
		}{{"d", e.lists, false}, {"p", e.position, !e.positions}} {
			switch {
			case part.absent:
				lengths = binary.AppendUvarint(lengths, 0)
			case external(part.list, target):
				lengths = binary.AppendUvarint(lengths, 1)
				if err := w.file(fmt.Sprintf("s/%x-%x%s", n, i, part.suffix), part.list); err != nil {
					return err
				}
			default:
				lengths = binary.AppendUvarint(lengths, uint64(len(part.list))+2)
				data = append(data, part.list...)
			}
		}
	}
	out := binary.AppendUvarint(nil, uint64(len(names)))
	out = append(append(append(out, names...), lengths...), data...)
	return w.file(fmt.Sprintf("s/%x", n), out)
}

// shardOf places a term by FNV-1a. All forms of a word lie together, under
// their stem, in originals and translations alike: one request brings them.
func shardOf(name string, count int) int {
	if strings.HasPrefix(name, wordSpace) || strings.HasPrefix(name, translationSpace) {
		name = wordSpace + stem(name[1:])
	}
	h := fnv.New32a()
	h.Write([]byte(name))
	return int(h.Sum32() % uint32(count))
}
