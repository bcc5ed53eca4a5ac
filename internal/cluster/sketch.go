package cluster

import (
	"slices"
	"unicode"
)

const (
	shingleLen    = 5  // code points
	leastShingles = 40 // shorter articles are not compared

	bands = 32
	rows  = 4

	// sampleMask picks one shingle in 16, the same ones in every text: a short
	// excerpt and its long original share them, which MinHash would not show.
	sampleMask = 15
	// maxBucket bounds the work on texts that many articles share (boilerplate);
	// each article is compared with that many before it.
	maxBucket = 12
	// leastShared is how many sampled shingles make two articles a pair to compare.
	leastShared = 2
)

// letters keeps letters and digits.
func letters(s string) []rune {
	rs := make([]rune, 0, len(s)/3)
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			rs = append(rs, r)
		}
	}
	return rs
}

// shingles returns the hashes of all runs of shingleLen code points, sorted.
func shingles(rs []rune) []uint64 {
	if len(rs) < shingleLen {
		return nil
	}
	list := make([]uint64, 0, len(rs))
	for i := 0; i+shingleLen <= len(rs); i++ {
		h := uint64(14695981039346656037) // FNV-1a over code points
		for _, r := range rs[i : i+shingleLen] {
			h = (h ^ uint64(r)) * 1099511628211
		}
		list = append(list, mix(h))
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// mix spreads the bits of x (the finaliser of SplitMix64).
func mix(x uint64) uint64 {
	x = (x ^ x>>30) * 0xBF58476D1CE4E5B9
	x = (x ^ x>>27) * 0x94D049BB133111EB
	return x ^ x>>31
}

// permutations are the multipliers and offsets of the MinHash functions.
var permutations = func() (p [bands * rows][2]uint64) {
	for i := range p {
		p[i] = [2]uint64{mix(uint64(2*i+1)) | 1, mix(uint64(2*i + 2))}
	}
	return p
}()

// bandKeys returns a key for each band of a text's MinHash signature: texts with
// Jaccard similarity j share a key with probability 1-(1-j^rows)^bands.
func bandKeys(shingles []uint64) [bands]uint64 {
	var least [bands * rows]uint64
	for i := range least {
		least[i] = ^uint64(0)
	}
	for _, h := range shingles {
		for i := range least {
			if v := permutations[i][0]*h + permutations[i][1]; v < least[i] {
				least[i] = v
			}
		}
	}
	var keys [bands]uint64
	for b := range keys {
		key := uint64(b)
		for _, v := range least[b*rows : (b+1)*rows] {
			key = mix(key ^ v)
		}
		keys[b] = key
	}
	return keys
}

// link returns for each document the others that are one story with it. Docs
// that share a band of their signatures, sampled shingles or a title are compared.
func link(docs []*document) [][]int32 {
	x := newIndex()
	linked := make([][]int32, len(docs))
	for i, d := range docs {
		for _, j := range x.candidates(d) {
			if sameStory(docs[j], d) {
				linked[i] = append(linked[i], j)
				linked[j] = append(linked[j], int32(i))
			}
		}
		x.add(int32(i), d)
	}
	for _, list := range linked {
		slices.Sort(list)
	}
	return linked
}

// An index finds documents that may be like another.
type index struct {
	bands   map[uint64][]int32
	samples map[uint64][]int32
	titles  map[string][]int32
	keys    [bands]uint64 // of the document last asked for
}

func newIndex() *index {
	return &index{bands: map[uint64][]int32{}, samples: map[uint64][]int32{}, titles: map[string][]int32{}}
}

// candidates returns the documents added so far that d is to be compared with.
func (x *index) candidates(d *document) []int32 {
	x.keys = bandKeys(d.shingles)
	var list []int32
	for _, key := range x.keys {
		list = append(list, x.bands[key]...)
	}
	list = append(list, x.titles[d.title]...)
	shared := map[int32]int{}
	for _, h := range d.shingles {
		if h&sampleMask == 0 {
			for _, n := range x.samples[h] {
				shared[n]++
			}
		}
	}
	for n, count := range shared {
		if count >= leastShared {
			list = append(list, n)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// add puts the document that candidates was last asked about into the index.
func (x *index) add(n int32, d *document) {
	for _, key := range x.keys {
		if len(x.bands[key]) < maxBucket {
			x.bands[key] = append(x.bands[key], n)
		}
	}
	for _, h := range d.shingles {
		if h&sampleMask == 0 && len(x.samples[h]) < maxBucket {
			x.samples[h] = append(x.samples[h], n)
		}
	}
	if len([]rune(d.title)) >= leastTitle && len(x.titles[d.title]) < maxBucket {
		x.titles[d.title] = append(x.titles[d.title], n)
	}
}

// leastTitle is the length in letters from which equal titles mean something.
const leastTitle = 8

// overlap returns how many shingles two sorted lists share.
func overlap(a, b []uint64) int {
	n := 0
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] < b[0]:
			a = a[1:]
		case a[0] > b[0]:
			b = b[1:]
		default:
			n++
			a, b = a[1:], b[1:]
		}
	}
	return n
}

// measures returns the Jaccard similarity of two documents and the containment
// of the shorter in the longer.
func measures(a, b *document) (jaccard, containment float64) {
	n := overlap(a.shingles, b.shingles)
	if n == 0 {
		return 0, 0
	}
	return float64(n) / float64(len(a.shingles)+len(b.shingles)-n), float64(n) / float64(min(len(a.shingles), len(b.shingles)))
}

func similarity(a, b *document) float64 {
	jaccard, containment := measures(a, b)
	return max(jaccard, containment)
}

func sameStory(a, b *document) bool {
	jaccard, containment := measures(a, b)
	if jaccard >= sameJaccard || containment >= sameContainment {
		return true
	}
	return a.title == b.title && len([]rune(a.title)) >= leastTitle && (jaccard >= titledJaccard || containment >= titledContainment)
}
