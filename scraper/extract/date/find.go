package date

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// A Match is a date found in a text: bytes [Start, End).
type Match struct {
	Stamp
	Start, End int
}

const (
	clockPart = `(?:\s*(?:\([^)]{1,9}\)|[（【\[]?(?:星期|周)[一二三四五六日天][）】\]]?)?[\s　\x{A0}T,，|·]{0,6}(?:at\s|上午|下午|晚上|凌晨)?\s*` +
		`(\d{1,2})(?:[:：]|[时時點点])(\d{1,2})(?:(?:[:：]|分)(\d{1,2})(?:\.\d+)?秒?|分)?\s*([AaPp]\.?[Mm]\.?)?` +
		`\s*(Z\b|UTC|GMT|CST|[+-]\d{2}:?\d{2})?)?`
	monthName = `(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?`
)

var (
	numeric = regexp.MustCompile(`((?:19|20)\d{2})\s?(?:[-/.－—–]|年)\s?(\d{1,2})(?:\s?(?:[-/.－—–]|月)\s?(\d{1,2})\s?[日号號]?` + clockPart + `)?`)
	// Some pages set the year apart, with or without a space: 2021 03/18 09:15:30.
	apart   = regexp.MustCompile(`\b((?:19|20)\d{2})(?:\s*(\d{2})/(\d{2})|\s+(\d{2})-(\d{2}))` + clockPart)
	compact = regexp.MustCompile(`\b((?:19|20)\d{2})(0[1-9]|1[0-2])([0-2]\d|3[01])(?:T?([0-2]\d)([0-5]\d)([0-5]\d))?\b`)
	dayName = regexp.MustCompile(`\b(\d{1,2})(?:st|nd|rd|th)?[\s-]` + monthName + `,?[\s-]((?:19|20)\d{2})` + clockPart)
	nameDay = regexp.MustCompile(`\b` + monthName + `\s(\d{1,2})(?:st|nd|rd|th)?,?\s((?:19|20)\d{2})` + clockPart)
	nameYr  = regexp.MustCompile(`\b` + monthName + `,?\s((?:19|20)\d{2})\b`)
	weekday = regexp.MustCompile(`^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6},?\s*$`)
	dayless = regexp.MustCompile(`^((?:19|20)\d{2})$`)
)

// Find returns the first date in s, reading clock times without an offset in
// loc. CST is China's, since the pages are.
func Find(s string, loc *time.Location) (Match, bool) {
	s = ascii(s)
	if !hasYear(s) {
		return Match{}, false
	}
	best, ok := Match{}, false
	for _, read := range []func(string, *time.Location) (Match, bool){findNumeric, findApart, findNamed, findCompact} {
		m, found := read(s, loc)
		if found && (!ok || m.Start < best.Start) {
			best, ok = m, true
		}
	}
	return best, ok
}

// Parse reads s, the value of a metadata field, as one date; text may follow
// but not come before it. Unix seconds and milliseconds are dates too.
func Parse(s string, loc *time.Location) (Stamp, bool) {
	s = strings.TrimSpace(s)
	if st, ok := unix(s, loc); ok {
		return st, true
	}
	if m := dayless.FindStringSubmatch(s); m != nil {
		return stamp(parts{year: m[1]}, loc)
	}
	m, ok := Find(s, loc)
	if !ok || m.Start > 0 && !weekday.MatchString(s[:m.Start]) {
		return Stamp{}, false
	}
	return m.Stamp, true
}

var leadingYear = regexp.MustCompile(`^((?:19|20)\d{2})(?:年?$|[\s　]+(?:\d{1,2}[:：]\d{2}|\D))`)

// LeadingYear reads a year that stands alone at the start of a line, as some
// pages give it when they know no more.
func LeadingYear(s string, loc *time.Location) (Stamp, bool) {
	m := leadingYear.FindStringSubmatch(ascii(strings.TrimSpace(s)))
	if m == nil {
		return Stamp{}, false
	}
	return stamp(parts{year: m[1]}, loc)
}

func findNumeric(s string, loc *time.Location) (Match, bool) {
	for at := 0; at < len(s); {
		ix := numeric.FindStringSubmatchIndex(s[at:])
		if ix == nil {
			return Match{}, false
		}
		start, end := at+ix[0], at+ix[1]
		g := groups(s[at:], ix)
		st, ok := stamp(parts{g[1], g[2], g[3], g[4], g[5], g[6], g[7], g[8]}, loc)
		if ok && !digitBefore(s, start) && !(g[3] == "" && digitAfter(s, end)) {
			return Match{st, start, end}, true
		}
		at = start + 4
	}
	return Match{}, false
}

func findApart(s string, loc *time.Location) (Match, bool) {
	ix := apart.FindStringSubmatchIndex(s)
	if ix == nil {
		return Match{}, false
	}
	g := groups(s, ix)
	st, ok := stamp(parts{g[1], g[2] + g[4], g[3] + g[5], g[6], g[7], g[8], g[9], g[10]}, loc)
	return Match{st, ix[0], ix[1]}, ok
}

func findCompact(s string, loc *time.Location) (Match, bool) {
	ix := compact.FindStringSubmatchIndex(s)
	if ix == nil {
		return Match{}, false
	}
	g := groups(s, ix)
	st, ok := stamp(parts{year: g[1], month: g[2], day: g[3], hour: g[4], minute: g[5], second: g[6]}, loc)
	return Match{st, ix[0], ix[1]}, ok
}

func findNamed(s string, loc *time.Location) (Match, bool) {
	if ix := nameDay.FindStringSubmatchIndex(s); ix != nil {
		g := groups(s, ix)
		st, ok := stamp(parts{g[3], g[1], g[2], g[4], g[5], g[6], g[7], g[8]}, loc)
		return Match{st, ix[0], ix[1]}, ok
	}
	if ix := dayName.FindStringSubmatchIndex(s); ix != nil {
		g := groups(s, ix)
		st, ok := stamp(parts{g[3], g[2], g[1], g[4], g[5], g[6], g[7], g[8]}, loc)
		return Match{st, ix[0], ix[1]}, ok
	}
	if ix := nameYr.FindStringSubmatchIndex(s); ix != nil {
		g := groups(s, ix)
		st, ok := stamp(parts{year: g[2], month: g[1]}, loc)
		return Match{st, ix[0], ix[1]}, ok
	}
	return Match{}, false
}

// groups returns the submatches of ix in s, padded to eleven.
func groups(s string, ix []int) (g [11]string) {
	for i := 0; 2*i < len(ix) && i < len(g); i++ {
		if ix[2*i] >= 0 {
			g[i] = s[ix[2*i]:ix[2*i+1]]
		}
	}
	return g
}

func digitBefore(s string, i int) bool { return i > 0 && isDigit(s[i-1]) }
func digitAfter(s string, i int) bool  { return i < len(s) && isDigit(s[i]) }
func isDigit(c byte) bool              { return c >= '0' && c <= '9' }

// hasYear spares most texts the regular expressions.
func hasYear(s string) bool {
	return strings.Contains(s, "20") || strings.Contains(s, "19")
}

func unix(s string, loc *time.Location) (Stamp, bool) {
	if len(s) != 10 && len(s) != 13 {
		return Stamp{}, false
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return Stamp{}, false
	}
	if len(s) == 13 {
		n /= 1000
	}
	t := time.Unix(n, 0).In(loc)
	return Stamp{t, Clock, true}, t.Year() >= MinYear && t.Year() <= MaxYear
}
