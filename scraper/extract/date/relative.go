package date

import (
	"regexp"
	"time"
)

var (
	ago       = regexp.MustCompile(`(\d{1,3})\s*(分钟|小时|天|日)前`)
	dayWord   = regexp.MustCompile(`(今天|昨天|前天)[\s　]*(?:(\d{1,2})[:：](\d{2}))?`)
	yearless  = regexp.MustCompile(`(?:^|[^\d./-])(\d{1,2})(?:-|/|月)(\d{1,2})日?[\s　]+(\d{1,2})[:：](\d{2})`)
	daysSince = map[string]int{"今天": 0, "昨天": 1, "前天": 2}
)

// Relative reads dates that only make sense at the moment a page was read:
// 3小时前, 昨天 12:30, 08-12 16:47. What was counted in hours or days is a day.
func Relative(s string, now time.Time, loc *time.Location) (Stamp, bool) {
	now = now.In(loc)
	if m := ago.FindStringSubmatch(s); m != nil {
		n := number(m[1])
		switch m[2] {
		case "分钟":
			now = now.Add(-time.Duration(n) * time.Minute)
		case "小时":
			now = now.Add(-time.Duration(n) * time.Hour)
		default:
			now = now.AddDate(0, 0, -n)
		}
		return dayOf(now, parts{}, loc)
	}
	if m := dayWord.FindStringSubmatch(s); m != nil {
		return dayOf(now.AddDate(0, 0, -daysSince[m[1]]), parts{hour: m[2], minute: m[3]}, loc)
	}
	if m := yearless.FindStringSubmatch(s); m != nil {
		day := time.Date(now.Year(), time.Month(number(m[1])), number(m[2]), 0, 0, 0, 0, loc)
		if int(day.Month()) != number(m[1]) {
			return Stamp{}, false
		}
		if day.After(now) {
			day = day.AddDate(-1, 0, 0)
		}
		return dayOf(day, parts{hour: m[3], minute: m[4]}, loc)
	}
	return Stamp{}, false
}

func dayOf(t time.Time, p parts, loc *time.Location) (Stamp, bool) {
	y, m, d := t.Date()
	day := time.Date(y, m, d, 0, 0, 0, 0, loc)
	if st, ok := clock(day, p, loc); ok {
		return st, true
	}
	return Stamp{day, Day, false}, true
}
