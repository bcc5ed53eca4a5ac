package chart

import "math"

// A scale is the extent of an axis and the distance between its ticks.
type scale struct{ min, max, step float64 }

// fromZero covers 0 to high in at most n round steps, and in no more than that
// needs: among the steps that fit it takes the one that overshoots least, then
// the one with fewer ticks.
func fromZero(high float64, n int) scale {
	if high <= 0 {
		high = 1
	}
	best := scale{}
	step := roundStep(high / float64(max(n, 1)))
	for range 3 {
		s := scale{0, step * math.Ceil(high/step-1e-9), step}
		if best.step == 0 || s.max/s.step > 1.5 && (s.max < best.max || s.max == best.max && s.max/s.step > 2.5) {
			best = s
		}
		step = roundStep(step * 1.01)
	}
	return best
}

// around covers low to high with a margin, from zero unless the values lie far
// from it.
func around(low, high float64, n int) scale {
	if low >= high || low < high*0.5 {
		return fromZero(high, n)
	}
	step := roundStep((high - low) / float64(n))
	return scale{step * (math.Ceil(low/step-1e-9) - 1), step * math.Ceil(high/step-1e-9), step}
}

// roundStep is the least of 1, 2, 2.5, 5 × 10ⁿ that is at least raw.
func roundStep(raw float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(raw)))
	for _, m := range []float64{1, 2, 2.5, 5, 10} {
		if m == 2.5 && power < 10 {
			continue // people do not come in halves
		}
		if step := m * power; step >= raw-1e-9*power {
			return step
		}
	}
	return 10 * power
}

// years covers a time span with ticks at whole years, or at quarters or months
// when it is short; at most n ticks.
func years(from, to float64, n int) scale {
	if to-from < 0.2 {
		from, to = from-0.1, to+0.1
	}
	for _, step := range []float64{1. / 12, 0.25, 0.5, 1, 2, 5, 10, 20, 50} {
		if step < 1 && to-from > 2 {
			continue
		}
		s := scale{step * math.Floor(from/step+1e-9), step * math.Ceil(to/step-1e-9), step}
		if (s.max-s.min)/step <= float64(n)+1e-9 {
			return s
		}
	}
	return scale{math.Floor(from), math.Ceil(to), to - from}
}
