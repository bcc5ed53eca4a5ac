package date

import (
	"regexp"
	"strconv"
	"strings"
)

var hanDate = regexp.MustCompile(`[一二][〇○零一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}[日号])?`)

// ascii turns full-width digits and dates in Chinese numerals into ASCII ones.
// Offsets then count in the changed text, so a text is changed only when it
// holds such digits.
func ascii(s string) string {
	if strings.ContainsAny(s, "０１２３４５６７８９") {
		s = strings.Map(func(r rune) rune {
			if r >= '０' && r <= '９' {
				return r - '０' + '0'
			}
			return r
		}, s)
	}
	if strings.Contains(s, "年") && strings.ContainsAny(s, "〇○零") || strings.Contains(s, "一九") {
		s = hanDate.ReplaceAllStringFunc(s, hanDigits)
	}
	return s
}

// hanDigits turns 二〇二四年八月十二日 into 2024年8月12日.
func hanDigits(s string) string {
	year, rest, _ := strings.Cut(s, "年")
	var b strings.Builder
	for _, r := range year {
		b.WriteByte(byte('0' + hanDigit(r)))
	}
	b.WriteString("年")
	n := 0
	for _, r := range rest {
		switch {
		case r == '十':
			n = max(n, 1) * 10
		case r == '月' || r == '日' || r == '号':
			b.WriteString(strconv.Itoa(n))
			b.WriteRune(r)
			n = 0
		default:
			n += hanDigit(r)
		}
	}
	return b.String()
}

func hanDigit(r rune) int {
	switch r {
	case '〇', '○', '零':
		return 0
	}
	return 1 + strings.Index("一二三四五六七八九", string(r))/len("一")
}
