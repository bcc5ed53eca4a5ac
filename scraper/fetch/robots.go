package fetch

import (
	"bytes"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"
)

// Robots is a robots.txt as RFC 9309 reads it.
type Robots struct {
	groups   []group
	Sitemaps []string // in order of the file
}

type group struct {
	agents []string // product tokens in lower case, or "*"
	rules  []rule
	delay  time.Duration
}

type rule struct {
	pattern string // normalised; "*" is any run of octets
	anchor  bool   // must match up to the path's end
	allow   bool
}

// maxRobots is how much of a file is read: RFC 9309, 2.5 asks for at least
// 500 kibibytes.
const maxRobots = 500 << 10

// ParseRobots reads a robots.txt. Whatever is no record of the format is
// passed over, so any bytes parse.
func ParseRobots(data []byte) *Robots {
	data = data[:min(len(data), maxRobots)]
	r := new(Robots)
	var g *group
	open := false // the last record was a user-agent line
	for line := range strings.FieldsFuncSeq(robotsText(data), func(c rune) bool { return c == '\n' || c == '\r' }) {
		key, value := robotsRecord(line)
		switch key {
		case "user-agent":
			if !open {
				r.groups = append(r.groups, group{})
				g = &r.groups[len(r.groups)-1]
			}
			g.agents = append(g.agents, productToken(value))
			open = true
		case "allow", "disallow":
			open = false
			if g != nil && value != "" {
				g.rules = append(g.rules, newRule(value, key == "allow"))
			}
		case "crawl-delay":
			if s, err := strconv.ParseFloat(value, 64); g != nil && err == nil && s > 0 && s < math.MaxInt32 {
				g.delay = time.Duration(s * float64(time.Second))
			}
		case "sitemap":
			r.Sitemaps = append(r.Sitemaps, value)
		}
	}
	return r
}

// robotsText is the file as UTF-8, which the RFC requires; a UTF-16 file with
// a byte order mark is read all the same, as its rules were meant to be heard.
func robotsText(data []byte) string {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if len(data) < 2 {
		return string(data)
	}
	var hi, lo int
	switch {
	case data[0] == 0xff && data[1] == 0xfe:
		hi, lo = 1, 0
	case data[0] == 0xfe && data[1] == 0xff:
		hi, lo = 0, 1
	default:
		return string(data)
	}
	units := make([]uint16, 0, len(data)/2)
	for i := 2; i+1 < len(data); i += 2 {
		units = append(units, uint16(data[i+hi])<<8|uint16(data[i+lo]))
	}
	return string(utf16.Decode(units))
}

// robotsRecord parts "key: value # comment"; a line without a colon is no record.
func robotsRecord(line string) (key, value string) {
	line, _, _ = strings.Cut(line, "#")
	key, value, ok := strings.Cut(line, ":")
	if !ok {
		return "", ""
	}
	return strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value)
}

// productToken is the part of a User-Agent that robots.txt names: letters,
// "_" and "-" (RFC 9309, 2.2.1), in lower case; or "*".
func productToken(s string) string {
	if strings.HasPrefix(s, "*") {
		return "*"
	}
	end := strings.IndexFunc(s, func(c rune) bool {
		return !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == '-')
	})
	if end >= 0 {
		s = s[:end]
	}
	return strings.ToLower(s)
}

// newRule takes "$" as an anchor at the end only; elsewhere it is a character.
func newRule(value string, allow bool) rule {
	pattern, anchor := strings.CutSuffix(value, "$")
	return rule{pattern: normalise(pattern, true), anchor: anchor, allow: allow}
}

// normalise brings paths and patterns to one spelling (RFC 9309, 2.2.2): what
// is not ASCII is percent-encoded, what need not be encoded is not. A "*" is
// a wildcard in a pattern, and "%2A" is the character.
func normalise(s string, pattern bool) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == '%' && i+2 < len(s) && hex(s[i+1]) >= 0 && hex(s[i+2]) >= 0:
			c = byte(hex(s[i+1])<<4 | hex(s[i+2]))
			i += 2
			if unreserved(c) {
				b.WriteByte(c)
			} else {
				escape(&b, c)
			}
		case c == '*' && pattern:
			b.WriteByte(c)
		case c == '*' || c == '$' || c <= ' ' || c >= 0x7f:
			escape(&b, c)
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

func escape(b *strings.Builder, c byte) {
	const digits = "0123456789ABCDEF"
	b.Write([]byte{'%', digits[c>>4], digits[c&15]})
}

func hex(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

// unreserved is RFC 3986, 2.3.
func unreserved(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-._~", c) >= 0
}

// Allowed reports whether agent, a product token, may ask for path (with its
// query). The longest matching rule decides; of two as long, the one that
// allows.
func (r *Robots) Allowed(agent, path string) bool {
	if path == "" {
		path = "/"
	}
	path = normalise(path, false)
	if path == "/robots.txt" {
		return true
	}
	best, allow := -1, true
	for _, g := range r.of(agent) {
		for _, rule := range g.rules {
			n := len(rule.pattern)
			if n > best || n == best && rule.allow && !allow {
				if rule.matches(path) {
					best, allow = n, rule.allow
				}
			}
		}
	}
	return allow
}

// Delay is the Crawl-delay that agent is asked to keep, 0 when there is none.
func (r *Robots) Delay(agent string) time.Duration {
	var most time.Duration
	for _, g := range r.of(agent) {
		most = max(most, g.delay)
	}
	return most
}

// of gives the groups that name agent, which count as one, or else those of
// "*".
func (r *Robots) of(agent string) []group {
	agent = productToken(agent)
	var named, any []group
	for _, g := range r.groups {
		for _, a := range g.agents {
			if a == agent && agent != "" {
				named = append(named, g)
				break
			}
			if a == "*" {
				any = append(any, g)
				break
			}
		}
	}
	if named != nil {
		return named
	}
	return any
}

// matches walks pattern and path once, going back only to the last "*": the
// shortest run it can stand for is tried first.
func (r rule) matches(path string) bool {
	p, star, mark := 0, -1, 0
	for i := 0; ; {
		switch {
		case p == len(r.pattern) && (!r.anchor || i == len(path)):
			return true
		case p < len(r.pattern) && r.pattern[p] == '*':
			star, mark = p, i
			p++
		case p < len(r.pattern) && i < len(path) && r.pattern[p] == path[i]:
			p++
			i++
		case star >= 0 && mark < len(path):
			mark++
			p, i = star+1, mark
		default:
			return false
		}
	}
}
