package chart

import "strings"

// Widths of text at 13 px, on the wide side of what the site's fonts give, so
// that a label that fits here fits in the browser.
const fontSize = 13

// advance is the width of a rune in em.
func advance(r rune) float64 {
	switch {
	case r >= 0x2E80:
		return 1 // Han, kana, full-width forms and punctuation
	case r >= '0' && r <= '9':
		return 0.6
	case strings.ContainsRune("il.,:;'|!I ", r):
		return 0.33
	case strings.ContainsRune("mwMW%@—", r):
		return 0.95
	case r >= 'A' && r <= 'Z':
		return 0.72
	}
	return 0.6
}

// textWidth is the width of s in pixels. Bold labels and language-tuned spacing
// between Han and Latin are covered by the reserve in advance.
func textWidth(s string) float64 {
	w := 0.0
	for _, r := range s {
		w += advance(r)
	}
	return w * fontSize
}

// boldWidth is textWidth for weight 600.
func boldWidth(s string) float64 { return textWidth(s) * 1.06 }

// fit cuts s so that it takes no more than width pixels, with an ellipsis.
func fit(s string, width float64) string {
	if textWidth(s) <= width {
		return s
	}
	used := advance('…') * fontSize
	for i, r := range s {
		used += advance(r) * fontSize
		if used > width {
			return strings.TrimRight(s[:i], " ") + "…"
		}
	}
	return s
}

// A box is a rectangle in pixels that a drawing has taken.
type box struct{ x0, y0, x1, y1 float64 }

func (b box) overlaps(o box) bool {
	return b.x0 < o.x1 && o.x0 < b.x1 && b.y0 < o.y1 && o.y0 < b.y1
}

func (b box) within(o box) bool {
	return b.x0 >= o.x0 && b.y0 >= o.y0 && b.x1 <= o.x1 && b.y1 <= o.y1
}
