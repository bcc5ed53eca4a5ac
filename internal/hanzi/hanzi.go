// Package hanzi knows Chinese characters: it turns Traditional text into
// Simplified by phrase, tells scripts apart, folds text for searching, reads
// pinyin, and takes off the pinyin that mirror sites write after characters.
//
// Its main door is [Simplify]. The rules that the browser must share, the
// conversion and the folding, are handed out by [Table] and held to one
// specification by testdata/vectors.json, which the tests of both sides read.
//
// It never guesses: text that needs nothing comes back as the same string, and
// what corruption destroyed is package repair's to deal with.
package hanzi

import (
	"unicode"
	"unicode/utf8"
)

// Scripts as [Script] returns them.
const (
	hans  = "Hans"
	hant  = "Hant"
	mixed = "mixed"
)

// mixedShare is the least share of the rarer script's characters in a text that
// is called mixed: below it they are names and slips.
const mixedShare = 0.1

// IsHan reports whether r is a Chinese character.
func IsHan(r rune) bool {
	switch {
	case r < 0x3400:
		return r == '〇'
	case r <= 0x4DBF, r >= 0x4E00 && r <= 0x9FFF, r >= 0xF900 && r <= 0xFAFF:
		return true
	}
	return r >= 0x20000 && r <= 0x323AF
}

// latinPerHan is from how many Latin letters to a Chinese character a text is in
// another language and only names something in Chinese.
const latinPerHan = 6

// Script returns "Hans", "Hant" or "mixed" for Chinese text and "" for any
// other. Text of characters common to both scripts is "Hans". Japanese, told by
// its kana, and Latin text with a few Chinese names are not Chinese.
func Script(s string) string {
	var latin, han, kana, simplified, traditional int
	for _, r := range s {
		switch {
		case r < 0x80:
			if r|0x20 >= 'a' && r|0x20 <= 'z' {
				latin++
			}
		case r < 0x3040:
		case r <= 0x30FF && unicode.IsLetter(r):
			kana++
		case IsHan(r):
			han++
			switch c := classOf(r); {
			case c&classTraditional != 0:
				traditional++
			case c&classSimplified != 0:
				simplified++
			}
		}
	}
	switch marked := simplified + traditional; {
	case han == 0 || kana*5 > han || latin > latinPerHan*han:
		return ""
	case float64(traditional) <= mixedShare*float64(marked):
		return hans
	case float64(simplified) <= mixedShare*float64(marked):
		return hant
	}
	return mixed
}

// Traditional reports whether r is written in Traditional Chinese only.
func Traditional(r rune) bool { return classOf(r)&classTraditional != 0 }

// hasTraditional reports whether s holds a character of Traditional Chinese
// only. It skips ASCII and Latin by their lead bytes, as most calls end here.
func hasTraditional(s string) bool {
	for i := 0; i < len(s); {
		b := s[i]
		if b < 0xE3 {
			i++
			continue
		}
		if b < 0xF0 && i+2 < len(s) {
			r := rune(b&0x0F)<<12 | rune(s[i+1]&0x3F)<<6 | rune(s[i+2]&0x3F)
			if simplifier.class[r&0xFFFF]&classTraditional != 0 {
				return true
			}
			i += 3
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if classOf(r)&classTraditional != 0 {
			return true
		}
		i += n
	}
	return false
}
