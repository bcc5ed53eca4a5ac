package date

import (
	"strconv"
	"strings"
	"time"
)

// parts are the pieces of a date as written; empty ones were not given.
type parts struct {
	year, month, day, hour, minute, second, half, zone string
}

func stamp(p parts, loc *time.Location) (Stamp, bool) {
	y, m, d := number(p.year), month(p.month), number(p.day)
	switch {
	case y < MinYear || y > MaxYear:
		return Stamp{}, false
	case p.month == "":
		return Stamp{time.Date(y, 1, 1, 0, 0, 0, 0, loc), Year, false}, true
	case m < 1 || m > 12:
		return Stamp{}, false
	case p.day == "":
		return Stamp{time.Date(y, time.Month(m), 1, 0, 0, 0, 0, loc), Month, false}, true
	}
	day := time.Date(y, time.Month(m), d, 0, 0, 0, 0, loc)
	if d < 1 || day.Day() != d {
		return Stamp{}, false
	}
	if st, ok := clock(day, p, loc); ok {
		return st, true
	}
	return Stamp{day, Day, false}, true
}

// clock adds the time of day. A reading no clock shows is dropped: the day
// before it still stands.
func clock(day time.Time, p parts, loc *time.Location) (Stamp, bool) {
	if p.hour == "" {
		return Stamp{}, false
	}
	h, m, s := number(p.hour), number(p.minute), number(p.second)
	switch strings.ToLower(strings.ReplaceAll(p.half, ".", "")) {
	case "pm":
		if h < 12 {
			h += 12
		}
	case "am":
		if h == 12 {
			h = 0
		}
	}
	if h > 23 || m > 59 || s > 59 {
		return Stamp{}, false
	}
	zone, named := offset(p.zone, loc)
	y, mon, d := day.Date()
	return Stamp{time.Date(y, mon, d, h, m, s, 0, zone), Clock, named}, true
}

func offset(s string, loc *time.Location) (*time.Location, bool) {
	switch s {
	case "":
		return loc, false
	case "Z", "UTC", "GMT":
		return time.UTC, true
	case "CST":
		return time.FixedZone("", 8*3600), true
	}
	digits := strings.ReplaceAll(s[1:], ":", "")
	seconds := number(digits[:2])*3600 + number(digits[2:])*60
	if s[0] == '-' {
		seconds = -seconds
	}
	if seconds < -12*3600 || seconds > 14*3600 {
		return loc, false
	}
	return time.FixedZone("", seconds), true
}

func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}

func month(s string) int {
	if len(s) == 3 {
		return 1 + strings.Index("JanFebMarAprMayJunJulAugSepOctNovDec", s)/3
	}
	return number(s)
}
