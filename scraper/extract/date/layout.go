package date

import (
	"strings"
	"time"
)

// Layout reads s by a Go layout. The precision is the layout's: one without
// hours gives a day.
func Layout(s, layout string, loc *time.Location) (Stamp, bool) {
	t, err := time.ParseInLocation(layout, strings.TrimSpace(s), loc)
	if err != nil || t.Year() < MinYear || t.Year() > MaxYear {
		return Stamp{}, false
	}
	// The second of these moments differs from the first in one part; a layout
	// that lacks the part prints both alike.
	has := func(a, b time.Time) bool { return a.Format(layout) != b.Format(layout) }
	base := time.Date(2001, 2, 3, 4, 5, 6, 0, time.UTC)
	p := Year
	switch {
	case has(base, base.Add(time.Hour)):
		p = Clock
	case has(base, base.AddDate(0, 0, 1)):
		p = Day
	case has(base, base.AddDate(0, 1, 0)):
		p = Month
	}
	zoned := strings.Contains(layout, "Z07") || strings.Contains(layout, "-07") || strings.Contains(layout, "MST")
	return Stamp{t, p, zoned && p == Clock}, true
}
