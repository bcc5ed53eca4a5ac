package extract

import (
	"strconv"
	"strings"
	"unicode/utf16"

	"golang.org/x/net/html"
)

// unescape undoes the escapes of a JavaScript string, and the entities of HTML
// that was escaped once more to be put there.
func unescape(s string) string {
	if strings.Contains(s, `\`) {
		s = unescapeJS(s)
	}
	if strings.Contains(s, "&lt;") || !strings.Contains(s, "<") && strings.Contains(s, "&") {
		s = html.UnescapeString(s)
	}
	return s
}

func unescapeJS(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); {
		if s[i] != '\\' || i+1 == len(s) {
			b.WriteByte(s[i])
			i++
			continue
		}
		switch c := s[i+1]; c {
		case 'n':
			b.WriteByte('\n')
		case 't', 'r', 'f', 'b':
			b.WriteByte(' ')
		case 'u', 'x':
			r, n := codePoint(s[i:])
			b.WriteRune(r)
			i += n
			continue
		default:
			b.WriteByte(c)
		}
		i += 2
	}
	return b.String()
}

// codePoint reads \xHH, \uHHHH or a surrogate pair at the start of s.
func codePoint(s string) (r rune, size int) {
	digits := 4
	if s[1] == 'x' {
		digits = 2
	}
	r, ok := hex(s, 2, digits)
	if !ok {
		return rune(s[1]), 2
	}
	size = 2 + digits
	if utf16.IsSurrogate(r) && strings.HasPrefix(s[size:], `\u`) {
		if low, ok := hex(s[size:], 2, 4); ok {
			if pair := utf16.DecodeRune(r, low); pair != '\uFFFD' {
				return pair, size + 6
			}
		}
	}
	return r, size
}

func hex(s string, from, n int) (rune, bool) {
	if len(s) < from+n {
		return 0, false
	}
	v, err := strconv.ParseUint(s[from:from+n], 16, 32)
	return rune(v), err == nil
}
