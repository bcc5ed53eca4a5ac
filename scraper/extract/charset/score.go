package charset

import (
	"unicode/utf8"
)

// sampleSize bounds the work of the scorer, in bytes around the non-ASCII ones.
const sampleSize = 32 << 10

// candidates in the order in which ties are decided.
var candidates = []string{GB18030, Big5, UTF8, ShiftJIS, EUCJP, EUCKR, Latin}

// score names the encoding under which sample reads most like a language.
func score(sample []byte) string {
	best, top := GB18030, -1e9
	for _, name := range candidates {
		if s := rate(sample, name); s > top {
			best, top = name, s
		}
	}
	return best
}

// rate is the mean worth of the non-ASCII characters of sample read as name:
// about .7 for running text in that encoding, below .2 for any other.
func rate(sample []byte, name string) float64 {
	t := decode(sample, name, "")
	sum, n := 0.0, 0
	prev := rune(' ')
	for _, r := range t.String {
		if r >= utf8.RuneSelf {
			sum += worth(r, prev, name)
			n++
		}
		prev = r
	}
	if n == 0 {
		return 0
	}
	return sum / float64(n)
}

// worth of one character: frequent ones of the language count 1, what a text
// does not hold counts against.
func worth(r, prev rune, name string) float64 {
	switch {
	case r == utf8.RuneError, r >= 0xE000 && r <= 0xF8FF, r >= 0x80 && r < 0xA0:
		return -5
	case name == Latin:
		return latinWorth(r, prev)
	case name == ShiftJIS || name == EUCJP:
		return japaneseWorth(r)
	case name == EUCKR:
		return koreanWorth(r)
	}
	return chineseWorth(r)
}

func chineseWorth(r rune) float64 {
	switch {
	case frequent[r]:
		return 1
	case r >= 0x4E00 && r <= 0x9FFF:
		return 0.1
	case r >= 0x3040 && r <= 0x30FF, r >= 0xAC00 && r <= 0xD7A3, r >= 0x370 && r <= 0x52F:
		return -0.5
	case r > 0xFFFF:
		return -1
	}
	return 0
}

func japaneseWorth(r rune) float64 {
	switch {
	case r >= 0x3041 && r <= 0x3093:
		return 1.1
	case r >= 0x30A1 && r <= 0x30F6, r == 'ー', r == '。', r == '、':
		return 0.6
	case r >= 0xFF61 && r <= 0xFF9F: // half-width kana: what Chinese bytes turn into
		return -1
	}
	return 0
}

func koreanWorth(r rune) float64 {
	switch {
	case frequentHangul[r]:
		return 1.1
	case r >= 0xAC00 && r <= 0xD7A3:
		return 0.3
	case r >= 0x4E00 && r <= 0x9FFF:
		return -0.3
	}
	return 0
}

// latinWorth prefers accented letters that follow a letter and the curly
// quotes and dashes of office programs; runs of them are other encodings.
func latinWorth(r, prev rune) float64 {
	letter := prev >= 'a' && prev <= 'z' || prev >= 'A' && prev <= 'Z'
	switch {
	case prev >= utf8.RuneSelf:
		return -1
	case r >= 0xDF && r <= 0xFF && letter:
		return 1
	case r >= 0x2013 && r <= 0x2026, r == 0xA9, r == 0xAE, r == 0xB7, r == 0xA0, r == 0xBB, r == 0xAB:
		return 0.8
	case r >= 0xC0 && r <= 0xDE:
		return 0.4
	}
	return -0.2
}

// fits reports whether sample is plausible in the declared encoding.
func fits(sample []byte, declared string) bool {
	t := decode(sample, declared, "")
	high, bad := 0, 0
	for _, r := range t.String {
		if r < utf8.RuneSelf {
			continue
		}
		high++
		if r == utf8.RuneError || r >= 0xE000 && r <= 0xF8FF {
			bad++
		}
	}
	if bad*50 > high {
		return false
	}
	if declared == Latin { // the default of servers that know nothing
		return score(sample) == Latin
	}
	return declared != GB18030 && declared != Big5 || rate(sample, declared) > rate(sample, other(declared))-0.1
}

func other(name string) string {
	if name == Big5 {
		return GB18030
	}
	return Big5
}

// utf8Shape counts high bytes and multi-byte sequences, and reports whether b
// is UTF-8, a sequence cut at the end aside.
func utf8Shape(b []byte) (high, multi int, valid bool) {
	valid = true
	for i := 0; i < len(b); {
		if b[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 {
			high++
			valid = valid && !utf8.FullRune(b[i:])
			i++
			continue
		}
		high += n
		multi++
		i += n
	}
	return high, multi, valid
}

// nearlyUTF8 reports whether all but a few of the high bytes form UTF-8: a
// page with a damaged spot or a foreign fragment.
func nearlyUTF8(b []byte, high int) bool {
	good := 0
	for i := 0; i < len(b); {
		if b[i] < utf8.RuneSelf {
			i++
			continue
		}
		_, n := utf8.DecodeRune(b[i:])
		if n > 1 {
			good += n
		}
		i += n
	}
	return good*100 >= high*90
}

// highRegions is b without most of its markup: the non-ASCII bytes, each with
// its two neighbours, up to sampleSize.
func highRegions(b []byte) []byte {
	out := make([]byte, 0, min(len(b), sampleSize))
	for i := 0; i < len(b) && len(out) < sampleSize; i++ {
		near := b[i] >= utf8.RuneSelf || i > 0 && b[i-1] >= utf8.RuneSelf || i+1 < len(b) && b[i+1] >= utf8.RuneSelf
		if near {
			out = append(out, b[i])
		}
	}
	return out
}
