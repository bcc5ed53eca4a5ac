package search

import "math/bits"

// A bitWriter packs numbers most significant bit first.
type bitWriter struct {
	out  []byte
	cur  uint64
	used uint
}

func (w *bitWriter) bits(v uint64, n uint) {
	for n > 0 {
		take := min(n, 8-w.used%8)
		w.cur = w.cur<<take | v>>(n-take)&(1<<take-1)
		w.used += take
		n -= take
		if w.used == 8 {
			w.out, w.cur, w.used = append(w.out, byte(w.cur)), 0, 0
		}
	}
}

// unary writes v ones and a zero.
func (w *bitWriter) unary(v uint64) {
	for ; v >= 32; v -= 32 {
		w.bits(1<<32-1, 32)
	}
	w.bits(1<<(v+1)-2, uint(v+1))
}

// rice writes v in Golomb–Rice code: v>>k in unary, then the k low bits.
func (w *bitWriter) rice(v uint64, k uint) {
	w.unary(v >> k)
	w.bits(v&(1<<k-1), k)
}

// gamma writes v ≥ 1 in Elias gamma code.
func (w *bitWriter) gamma(v uint64) {
	n := uint(bits.Len64(v)) - 1
	w.unary(uint64(n))
	w.bits(v&(1<<n-1), n)
}

func (w *bitWriter) bytes() []byte {
	if w.used > 0 {
		w.bits(0, 8-w.used)
	}
	return w.out
}

// riceParameter is the k that suits numbers of this sum and count best: the
// power of two next below ln 2 times their mean.
func riceParameter(sum, count uint64) uint {
	if count == 0 {
		return 0
	}
	mean := sum * 69 / (count * 100)
	if mean == 0 {
		return 0
	}
	return min(uint(bits.Len64(mean))-1, 31)
}
