package date

import "time"

// The years in which a date on a news page is believed.
const (
	MinYear = 1980
	MaxYear = 2100
)

// Precision is how much of a moment was given.
type Precision int8

// Precisions, from coarse to fine.
const (
	None Precision = iota
	Year
	Month
	Day
	Clock // with hour and minute
)

// A Stamp is a moment as a page gave it. Zoned tells whether the page named
// the offset itself; if not, Time is in the zone given to the parser.
type Stamp struct {
	Time      time.Time
	Precision Precision
	Zoned     bool
}

// String gives RFC 3339 with zone, "2006-01-02", "2006-01", "2006" or "",
// never more than the page said.
func (s Stamp) String() string {
	switch s.Precision {
	case Clock:
		return s.Time.Format(time.RFC3339)
	case Day:
		return s.Time.Format(time.DateOnly)
	case Month:
		return s.Time.Format("2006-01")
	case Year:
		return s.Time.Format("2006")
	}
	return ""
}

// SameDay reports whether both name the same day of the calendar; stamps
// coarser than a day never do.
func (s Stamp) SameDay(t Stamp) bool {
	if s.Precision < Day || t.Precision < Day {
		return false
	}
	return s.Time.Format(time.DateOnly) == t.Time.Format(time.DateOnly)
}

// SameClock reports whether both show the same clock reading to the minute,
// whatever their zones. Pages that print local time with a Z are found so.
func (s Stamp) SameClock(t Stamp) bool {
	const reading = "2006-01-02 15:04"
	return s.Precision == Clock && t.Precision == Clock &&
		s.Time.Format(reading) == t.Time.Format(reading)
}

// In moves a zoned clock reading into loc; other stamps stay as they are.
func (s Stamp) In(loc *time.Location) Stamp {
	if s.Precision == Clock && s.Zoned {
		s.Time = s.Time.In(loc)
	}
	return s
}
