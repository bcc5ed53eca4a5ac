// Package phrase finds many phrases in one text in a single pass. The
// gazetteer, the glossary and the indicators' lexicons are [Set]s of some
// thousands of phrases each; one regular expression a phrase would be far too slow.
//
// It compares code points as they are: folding, conversion of script and the
// choice between overlapping finds are the caller's.
package phrase

import "unicode"

// A Set is a trie of phrases, each with the values it was added under.
type Set struct {
	first  [1 << 10]uint64 // one bit a rune that begins a phrase: it stays in the cache
	root   [1 << 16]int32  // first rune → node; phrases begin in the basic plane
	edges  map[uint64]int32
	values [][]int32 // by node
	open   [][]int32 // by node: values of Latin phrases that may go on ("train*")
}

// NewSet returns an empty set.
func NewSet() *Set {
	return &Set{edges: map[uint64]int32{}, values: make([][]int32, 1), open: make([][]int32, 1)}
}

// Add puts phrase into the set under value. A phrase of Latin letters is found
// only as whole words; with a final "*" its last word may go on (train* finds
// training). Empty phrases are ignored.
func (s *Set) Add(phrase string, value int32) {
	rs := []rune(phrase)
	open := len(rs) > 1 && rs[len(rs)-1] == '*'
	if open {
		rs = rs[:len(rs)-1]
	}
	if len(rs) == 0 || rs[0] >= 1<<16 {
		return
	}
	node := s.root[rs[0]]
	if node == 0 {
		node = s.grow()
		s.root[rs[0]] = node
		s.first[rs[0]>>6] |= 1 << (rs[0] & 63)
	}
	for _, r := range rs[1:] {
		next := s.edges[edge(node, r)]
		if next == 0 {
			next = s.grow()
			s.edges[edge(node, r)] = next
		}
		node = next
	}
	if open {
		s.open[node] = append(s.open[node], value)
	} else {
		s.values[node] = append(s.values[node], value)
	}
}

// Walk calls found for every phrase of the set in text, those of one start
// shortest first, with its span [start, end) and each value.
func (s *Set) Walk(text []rune, found func(start, end int, value int32)) {
	for i, r := range text {
		if r >= 1<<16 || s.first[r>>6]&(1<<(r&63)) == 0 || isWord(r) && i > 0 && isWord(text[i-1]) {
			continue
		}
		node := s.root[r]
		for j := i + 1; ; j++ {
			for _, v := range s.open[node] {
				found(i, j, v)
			}
			if len(s.values[node]) > 0 && ends(text, j) {
				for _, v := range s.values[node] {
					found(i, j, v)
				}
			}
			if j == len(text) {
				break
			}
			if node = s.edges[edge(node, text[j])]; node == 0 {
				break
			}
		}
	}
}

// ends reports whether a word may end before text[j].
func ends(text []rune, j int) bool {
	return j == len(text) || !isWord(text[j]) || !isWord(text[j-1])
}

func (s *Set) grow() int32 {
	s.values = append(s.values, nil)
	s.open = append(s.open, nil)
	return int32(len(s.values) - 1)
}

func edge(node int32, r rune) uint64 { return uint64(node)<<21 | uint64(r) }

// isWord tells letters of scripts that write spaces between words.
func isWord(r rune) bool {
	if r < 0x80 {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
	}
	return r < 0x2000 && unicode.IsLetter(r)
}
