package hanzi

import (
	"strings"
	"unicode/utf8"
)

// Mirror sites write pinyin after some words: 數字經(jīng)濟, 成都(chéngdū). An
// annotation is lower-case pinyin with a tone mark in half-width brackets that
// reads the very characters before it; 宜君（Yíjūn）县, PM(particulate matter)
// and brackets without a tone mark are the author's.

// An Annotation is pinyin that a mirror wrote into the text: s[Start:End],
// brackets included. Han is where the annotated characters begin.
type Annotation struct{ Han, Start, End int }

const (
	maxAnnotation = 48 // bytes between the brackets
	maxAnnotated  = 8  // characters that one annotation reads
	// manyAnnotations in a text are a mirror's even where the text speaks of
	// pronunciation.
	manyAnnotations = 3
)

// pronunciation are words of texts that give pinyin for its own sake.
var pronunciation = []string{"拼音", "读音", "讀音", "多音字", "读作", "讀作", "念作", "音同", "注音", "声调", "聲調", "发音", "發音", "生僻字", "异读", "轻声"}

// Annotations returns the mirror's annotations in s, in order. Pinyin that the
// author may have given is not among them: that in a text about pronunciation,
// and that after rare characters alone in Simplified text (盱眙(xūyí)县).
func Annotations(s string) []Annotation {
	var list []Annotation
	traditional, common := 0, 0
	for at := 0; ; {
		i := strings.IndexByte(s[at:], '(')
		if i < 0 {
			break
		}
		at += i
		a, ok := annotationAt(s, at)
		at++
		if !ok {
			continue
		}
		list = append(list, a)
		at = a.End
		switch word := s[a.Han:a.Start]; {
		case hasTraditional(word):
			traditional++
		case allCommon(word):
			common++
		}
	}
	if traditional >= manyAnnotations {
		return withNeutral(s, list)
	}
	if traditional+common == 0 || givesPronunciation(s) {
		return nil
	}
	return list
}

// withNeutral adds to a mirror's annotations those of Traditional characters
// read without a tone, 們(men), which alone would be Latin text.
func withNeutral(s string, list []Annotation) []Annotation {
	out := make([]Annotation, 0, len(list))
	for at := 0; ; {
		i := strings.IndexByte(s[at:], '(')
		if i < 0 {
			return append(out, list...)
		}
		at += i
		for len(list) > 0 && list[0].Start < at {
			out, list = append(out, list[0]), list[1:]
		}
		r, n := utf8.DecodeLastRuneInString(s[:at])
		for _, reading := range neutral[Simple(r)] {
			if Traditional(r) && strings.HasPrefix(s[at+1:], reading+")") {
				out = append(out, Annotation{Han: at - n, Start: at, End: at + len(reading) + 2})
			}
		}
		at++
	}
}

// neutral are the characters whose usual reading has no tone.
var neutral = map[rune][]string{'们': {"men"}, '么': {"me"}, '个': {"ge"}, '着': {"zhe"}, '里': {"li"}, '头': {"tou"}, '边': {"bian"}, '这': {"zhe"}}

// StripAnnotations returns s without the mirror's pinyin.
func StripAnnotations(s string) string {
	list := Annotations(s)
	if list == nil {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	from := 0
	for _, a := range list {
		b.WriteString(s[from:a.Start])
		from = a.End
	}
	b.WriteString(s[from:])
	return b.String()
}

// Plain returns s as keywords are looked up in it: without annotations, and
// Traditional text Simplified in mainland usage. Other text comes back as it is.
func Plain(s string) string {
	stripped := StripAnnotations(s)
	if !hasTraditional(stripped) {
		return stripped
	}
	return Mainland(Simplify(stripped))
}

// annotationAt reads the annotation whose bracket opens at s[open].
func annotationAt(s string, open int) (Annotation, bool) {
	reading, ok := ReadingIn(s[open+1:])
	if !ok || !strings.HasPrefix(s[open+1+len(reading):], ")") {
		return Annotation{}, false
	}
	han, ok := readBackwards(s[:open], reading, maxAnnotated)
	if !ok {
		return Annotation{}, false
	}
	return Annotation{Han: han, Start: open, End: open + len(reading) + 2}, true
}

// ReadingIn returns the lower-case pinyin at the head of s, which may be several
// syllables; ok is false when it holds no tone mark.
func ReadingIn(s string) (reading string, ok bool) {
	n := 0
	for n < len(s) && n < maxAnnotation {
		r, w := utf8.DecodeRuneInString(s[n:])
		switch {
		case r >= 'a' && r <= 'z':
		case n > 0 && (r == ' ' || r == '\'' || r == '’'):
		case toneless[r] != 0:
			ok = ok || r != 'ü'
		default:
			return s[:n], ok
		}
		n += w
	}
	return s[:n], ok
}

// readBackwards finds how many characters at the end of s the pinyin reads, and
// returns where they begin.
func readBackwards(s, reading string, limit int) (int, bool) {
	reading = strings.TrimRight(reading, " '’")
	if reading == "" {
		return len(s), true
	}
	r, n := utf8.DecodeLastRuneInString(s)
	if limit == 0 || !IsHan(r) {
		return 0, false
	}
	for _, syllable := range bothReadings(r) {
		if rest, ok := strings.CutSuffix(reading, syllable); ok {
			if at, ok := readBackwards(s[:len(s)-n], rest, limit-1); ok {
				return at, true
			}
		}
	}
	return 0, false
}

// bothReadings returns the readings of r and of its Simplified form, which the
// dictionary gives apart.
func bothReadings(r rune) []string {
	list := Readings(r)
	if simple := Simple(r); simple != r {
		list = append(list, Readings(simple)...)
	}
	return list
}

func givesPronunciation(s string) bool {
	for _, word := range pronunciation {
		if strings.Contains(s, word) {
			return true
		}
	}
	return false
}

// allCommon reports whether every character of s is in GB 2312's first level,
// the 3,755 most used.
func allCommon(s string) bool {
	common := commonest()
	for _, r := range s {
		if !common[r] {
			return false
		}
	}
	return true
}
