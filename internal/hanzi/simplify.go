package hanzi

import (
	_ "embed"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// openccTable holds OpenCC's dictionaries TSPhrases and TSCharacters (see
// NOTICE): "traditional\tsimplified" a line, phrases first. gen writes it.
//
//go:embed opencc.tsv
var openccTable string

// inSimplified are characters that the table converts although Simplified
// writes them too, in names mostly (毕昇), and that GB 2312 lacks.
const inSimplified = "昇龢"

// neverSimplified are characters of GB 2312 that Simplified does not write.
const neverSimplified = "後"

// mainland holds what OpenCC's table leaves and the mainland writes otherwise:
// 著 for 着, save in the words that follow it here, and places that mirrors'
// converters misspell (陜, xiá, is no form of 陕).
const mainland = "著\t着\n陜西\t陕西\n陜北\t陕北\n陜南\t陕南\n陜甘\t陕甘\n陜州\t陕州\n陜县\t陕县\n"

const kept = "著名 著作 著者 著述 著录 著称 著书 著于 著有《 名著 巨著 钜著 合著 编著 译著 " +
	"专著 论著 原著 遗著 昭著 显著 卓著 土著 拙著 新著 所著 撰著"

// Classes of a character.
const (
	classTraditional = 1 << iota // written in Traditional only
	classSimplified              // written in Simplified only
	classConverts                // has a Simplified form of its own
	classPhrase                  // begins a phrase of the table
)

var (
	simplifier = newConverter(openccTable + "甦仙\t苏仙\n") // and a district of 郴州
	regional   = newConverter(mainland + keptWords())
)

func keptWords() string {
	var b strings.Builder
	for word := range strings.FieldsSeq(kept) {
		b.WriteString(word + "\t" + word + "\n")
	}
	return b.String()
}

// A converter turns Traditional into Simplified, the longest phrase first.
type converter struct {
	class   [1 << 16]uint8    // by code point of the basic plane
	chars   map[rune]rune     // characters that convert
	phrases map[string]string // key and value have equal length in code points
	longest map[rune]int      // first character → bytes of its longest phrase
}

func newConverter(table string) *converter {
	c := &converter{chars: map[rune]rune{}, phrases: map[string]string{}, longest: map[rune]int{}}
	for line := range strings.Lines(table) {
		key, value, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if !ok {
			panic("hanzi: opencc.tsv: no tab in " + line)
		}
		first, n := utf8.DecodeRuneInString(key)
		if n < len(key) {
			c.addPhrase(key, value)
			continue
		}
		simple, _ := utf8.DecodeRuneInString(value)
		c.chars[first] = simple
	}
	c.classify()
	return c
}

func (c *converter) addPhrase(from, to string) {
	first, _ := utf8.DecodeRuneInString(from)
	c.phrases[from] = to
	c.longest[first] = max(c.longest[first], len(from))
	c.mark(first, classPhrase)
}

// byCharacter converts s character by character.
func (c *converter) byCharacter(s string) string {
	return strings.Map(func(r rune) rune {
		if simple, ok := c.chars[r]; ok {
			return simple
		}
		return r
	}, s)
}

// classify marks the characters that give a script away. A character of GB 2312
// is written in Simplified, one of Big5 in Traditional, whatever the table
// converts: 乾 and 瞭 stand in both.
func (c *converter) classify() {
	gb, big5 := simplifiedchinese.GBK.NewEncoder(), traditionalchinese.Big5.NewEncoder()
	for t, s := range c.chars {
		c.mark(t, classConverts)
		if b, err := gb.String(string(t)); strings.ContainsRune(neverSimplified, t) ||
			!(err == nil && inGB2312(b)) && !strings.ContainsRune(inSimplified, t) {
			c.mark(t, classTraditional)
		}
		if _, err := big5.String(string(s)); err != nil {
			c.mark(s, classSimplified)
		}
	}
}

// inGB2312 reports whether a GBK code lies in the rows of GB 2312's characters.
func inGB2312(b string) bool {
	return len(b) == 2 && b[0] >= 0xB0 && b[0] <= 0xF7 && b[1] >= 0xA1
}

func (c *converter) mark(r rune, class uint8) {
	if r < 1<<16 {
		c.class[r] |= class
	}
}

func (c *converter) classOf(r rune) uint8 {
	if r < 1<<16 && r >= 0 {
		return c.class[r]
	}
	if _, ok := c.chars[r]; ok {
		return classTraditional | classConverts
	}
	return 0
}

func classOf(r rune) uint8 { return simplifier.classOf(r) }

// Simplify returns s in Simplified characters, converted by phrase after
// OpenCC's tables, the longest phrase first: 乾隆 stays, 乾淨 becomes 干净. Text
// without a character that only Traditional has comes back as it is, though the
// table holds phrases for some of its words. The count of runes stays, so offsets
// in code points hold.
func Simplify(s string) string {
	if !hasTraditional(s) {
		return s
	}
	return simplifier.convert(s)
}

func (c *converter) convert(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		class := c.classOf(r)
		if class&classPhrase != 0 {
			if from, to := c.phraseAt(s[i:], c.longest[r]); from > 0 {
				b.WriteString(to)
				i += from
				continue
			}
		}
		if class&classConverts != 0 {
			b.WriteRune(c.chars[r])
		} else {
			b.WriteString(s[i : i+n]) // invalid bytes stay as they are
		}
		i += n
	}
	return b.String()
}

// phraseAt returns the length in bytes of the longest phrase at the head of s
// and its Simplified form.
func (c *converter) phraseAt(s string, longest int) (int, string) {
	for end := min(longest, len(s)); end > utf8.UTFMax-1; end-- {
		if end < len(s) && !utf8.RuneStart(s[end]) {
			continue
		}
		if to, ok := c.phrases[s[:end]]; ok {
			return end, to
		}
	}
	return 0, ""
}

// Simple returns the Simplified form of one character, phrases aside.
func Simple(r rune) rune {
	if classOf(r)&classConverts != 0 {
		return simplifier.chars[r]
	}
	return r
}

// Mainland returns Simplified text as the mainland writes it where OpenCC's
// tables let other regions' usage stand: 随著 → 随着 (but 著名), 陜西 → 陕西. It
// is for text that was Traditional, and for folding.
func Mainland(s string) string {
	if !strings.ContainsAny(s, "著陜") {
		return s
	}
	return regional.convert(s)
}
