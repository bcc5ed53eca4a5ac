package chart

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// A span is the time that a date of limited precision may mean, as decimal
// years: 2023 is [2023, 2024), 2023-06 a twelfth of it. Equal years make an
// axis that any linear scale can draw.
type span struct{ from, to float64 }

// at is where the point is drawn: a day as it is, else the middle.
func (s span) at() float64 { return (s.from + s.to) / 2 }

// vague tells whether the span is a whole year, which the drawing must show.
func (s span) vague() bool { return s.to-s.from > 0.5 }

// parseSpan reads an ISO date, month, year or RFC 3339 time.
func parseSpan(iso string) (span, bool) {
	if day, _, ok := strings.Cut(iso, "T"); ok {
		iso = day
	}
	for _, layout := range []string{"2006-01-02", "2006-01", "2006"} {
		t, err := time.Parse(layout, iso)
		if err != nil {
			continue
		}
		from := yearOf(t)
		switch layout {
		case "2006":
			return span{from, from + 1}, true
		case "2006-01":
			return span{from, yearOf(t.AddDate(0, 1, 0))}, true
		}
		return span{from, from}, true
	}
	return span{}, false
}

func yearOf(t time.Time) float64 {
	start := time.Date(t.Year(), 1, 1, 0, 0, 0, 0, time.UTC)
	length := start.AddDate(1, 0, 0).Sub(start)
	return float64(t.Year()) + t.Sub(start).Hours()/length.Hours()
}

// dateText writes an ISO date for a reader: 2023年6月30日, 30 June 2023; the last
// day of a year is its end.
func dateText(iso, lang string) string {
	if day, _, ok := strings.Cut(iso, "T"); ok {
		iso = day
	}
	part := strings.Split(iso, "-")
	if iso == "" || len(part) > 3 {
		return undated(lang)
	}
	if lang == "zh" {
		return zhDate(part)
	}
	return enDate(part)
}

func undated(lang string) string {
	if lang == "zh" {
		return "日期不详"
	}
	return "no date"
}

func zhDate(part []string) string {
	switch {
	case len(part) == 1:
		return part[0] + "年"
	case len(part) == 2:
		return part[0] + "年" + strings.TrimPrefix(part[1], "0") + "月"
	case part[1]+part[2] == "1231":
		return part[0] + "年底"
	}
	return part[0] + "年" + strings.TrimPrefix(part[1], "0") + "月" + strings.TrimPrefix(part[2], "0") + "日"
}

func enDate(part []string) string {
	if len(part) == 1 {
		return part[0]
	}
	month, err := strconv.Atoi(part[1])
	if err != nil || month < 1 || month > 12 {
		return strings.Join(part, "-")
	}
	name := time.Month(month).String()[:3]
	switch {
	case len(part) == 2:
		return name + " " + part[0]
	case part[1]+part[2] == "1231":
		return "end of " + part[0]
	}
	return fmt.Sprintf("%s %s %s", strings.TrimPrefix(part[2], "0"), name, part[0])
}
