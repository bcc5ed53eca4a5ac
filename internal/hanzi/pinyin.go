package hanzi

import (
	"strings"
	"unicode"

	"github.com/mozillazg/go-pinyin"
)

// Readings returns the pinyin readings of r with tone marks, the usual one
// first, or nil: 重 → zhòng, chóng, tóng.
func Readings(r rune) []string {
	list := pinyin.PinyinDict[int(r)]
	if list == "" {
		return nil
	}
	return strings.Split(list, ",")
}

// placeReadings are names of divisions whose reading is not that of their
// characters elsewhere.
var placeReadings = map[string]string{
	"六安": "lu an", "六合": "lu he", "蔚县": "yu xian", "厦门": "xia men", "重庆": "chong qing",
	"台州": "tai zhou", "天台": "tian tai", "丽水": "li shui", "乐清": "yue qing", "乐亭": "lao ting",
	"浚县": "xun xian", "单县": "shan xian", "任县": "ren xian", "任丘": "ren qiu", "解州": "xie zhou",
	"渑池": "mian chi", "东阿": "dong e", "莘县": "shen xian", "铅山": "yan shan", "番禺": "pan yu",
	"会稽": "kuai ji", "涡阳": "guo yang", "歙县": "she xian", "黟县": "yi xian", "洪洞": "hong tong",
	"繁峙": "fan shi", "阿克苏": "a ke su", "都匀": "du yun", "成都": "cheng du", "大埔": "da bu",
	"华县": "hua xian", "长沙": "chang sha", "长春": "chang chun", "长治": "chang zhi", "西藏": "xi zang",
	"朝阳": "chao yang", "侯马": "hou ma", "盛泽": "sheng ze", "曲阜": "qu fu", "调兵山": "diao bing shan",
}

// Pinyin returns the syllables of s without tones, lower case; a run of Latin
// letters and digits is one syllable, other signs part syllables and are left
// out: 宜君AI豆 → yi jun ai dou.
func Pinyin(s string) []string {
	var out []string
	rs := []rune(Simplify(s))
	for i := 0; i < len(rs); {
		if syllables, n := placeAt(rs[i:]); n > 0 {
			out = append(out, syllables...)
			i += n
			continue
		}
		if word := latinRun(rs[i:]); word > 0 {
			out = append(out, strings.ToLower(string(rs[i:i+word])))
			i += word
			continue
		}
		if r := Readings(rs[i]); r != nil {
			out = append(out, plainSyllable(r[0]))
		}
		i++
	}
	return out
}

// Initials returns the first letter of each syllable of s: 宜君县 → yjx.
func Initials(s string) string {
	var b strings.Builder
	for _, syllable := range Pinyin(s) {
		r := []rune(syllable)
		b.WriteRune(r[0])
	}
	return b.String()
}

func placeAt(rs []rune) ([]string, int) {
	for n := min(3, len(rs)); n >= 2; n-- {
		if reading, ok := placeReadings[string(rs[:n])]; ok {
			return strings.Fields(reading), n
		}
	}
	return nil, 0
}

func latinRun(rs []rune) int {
	n := 0
	for n < len(rs) && rs[n] < 0x250 && (unicode.IsLetter(rs[n]) || unicode.IsDigit(rs[n])) {
		n++
	}
	return n
}

// plainSyllable drops the tone mark; ü is written v, as it is typed.
func plainSyllable(s string) string {
	return strings.Map(func(r rune) rune {
		if plain, ok := toneless[r]; ok {
			return plain
		}
		return r
	}, s)
}

// toneless maps vowels with a tone mark to their letter.
var toneless = tonelessLetters()

func tonelessLetters() map[rune]rune {
	m := map[rune]rune{'ü': 'v', 'ê': 'e'}
	for letter, marked := range map[rune]string{
		'a': "āáǎà", 'o': "ōóǒò", 'e': "ēéěèếề", 'i': "īíǐì", 'u': "ūúǔù", 'v': "ǖǘǚǜ", 'n': "ńňǹ", 'm': "ḿ",
	} {
		for _, r := range marked {
			m[r] = letter
		}
	}
	return m
}
