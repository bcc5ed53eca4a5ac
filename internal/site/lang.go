package site

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/xianzhi/xianzhi/internal/record"
)

// A language is one of the two that every page exists in.
type language struct {
	key   string // "zh", "en": first part of the URL
	tag   string // BCP 47, as in record.Article.Lang
	label string // its own name
	comma string // between the parts of a line
	colon string
	open  string // quotation marks
	close string
}

var (
	chinese = language{key: "zh", tag: record.LangChinese, label: "中文", comma: "，", colon: "：", open: "“", close: "”"}
	english = language{key: "en", tag: record.LangEnglish, label: "English", comma: ", ", colon: ": ", open: "“", close: "”"}
)

func languageOf(tag string) language {
	if tag == record.LangEnglish {
		return english
	}
	return chinese
}

func (l language) isEnglish() bool { return l.key == "en" }

// other is the language that l is translated into or from.
func (l language) other() language {
	if l.isEnglish() {
		return chinese
	}
	return english
}

// choose returns the text in l.
func (l language) choose(zh, en string) string {
	if l.isEnglish() {
		return en
	}
	return zh
}

// text returns t in l, or in the other language where l has none.
func (l language) text(t record.Text) string { return orElse(t.In(l.tag), t.In(l.other().tag)) }

// heading is a name as it stands by itself: English ones begin with a capital.
func (l language) heading(name string) string {
	if !l.isEnglish() || name == "" || name[0] < 'a' || name[0] > 'z' {
		return name
	}
	return strings.ToUpper(name[:1]) + name[1:]
}

// date writes a record's date, no more precisely than it is: "2024-08-12 16:47"
// or "12 August 2024, 16:47". What is no date comes back as it is.
func (l language) date(iso string) string {
	if len(iso) > len("2006-01-02") {
		t, err := time.Parse(time.RFC3339, iso)
		if err != nil {
			return iso
		}
		if t.Hour() == 0 && t.Minute() == 0 {
			return l.date(iso[:10])
		}
		return l.date(iso[:10]) + l.choose(" ", ", ") + t.Format("15:04")
	}
	if !l.isEnglish() {
		return iso
	}
	for layout, out := range map[string]string{"2006-01-02": "2 January 2006", "2006-01": "January 2006"} {
		if t, err := time.Parse(layout, iso); err == nil {
			return t.Format(out)
		}
	}
	return iso
}

// day is a date without its time.
func (l language) day(iso string) string { return l.date(iso[:min(len(iso), len("2006-01-02"))]) }

// short is a day for a table, its month cut to three letters in English.
func (l language) short(iso string) string {
	if t, err := time.Parse("2006-01-02", iso[:min(len(iso), 10)]); err == nil && l.isEnglish() {
		return t.Format("2 Jan 2006")
	}
	return l.day(iso)
}

// scales are the words that stand for the zeros of large numbers.
var scales = map[string][]struct {
	unit float64
	word string
}{
	"zh": {{1e12, "万亿"}, {1e8, "亿"}, {1e4, "万"}},
	"en": {{1e12, " trillion"}, {1e9, " billion"}, {1e6, " million"}},
}

// maxDigits is how many digits a number may show before its scale word and
// still be easier to read than with all its zeros.
const maxDigits = 4

// number writes v exactly: 3000万 or 30 million where that loses no digit,
// otherwise all digits (58321; 58,321 in English).
func (l language) number(v float64) string {
	for _, s := range scales[l.key] {
		if v < s.unit && v > -s.unit {
			continue
		}
		short := strconv.FormatFloat(v/s.unit, 'f', -1, 64)
		if len(strings.Trim(strings.Replace(short, ".", "", 1), "-")) <= maxDigits {
			return l.group(short) + s.word
		}
	}
	return l.group(strconv.FormatFloat(v, 'f', -1, 64))
}

// group puts thousands commas into an English number. Chinese has none.
func (l language) group(s string) string {
	if !l.isEnglish() {
		return s
	}
	whole, rest := s, ""
	if dot := strings.IndexByte(s, '.'); dot >= 0 {
		whole, rest = s[:dot], s[dot:]
	}
	sign := ""
	if strings.HasPrefix(whole, "-") {
		sign, whole = "-", whole[1:]
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	return sign + whole + rest
}

// count writes n of something: "12篇报道", "1 report", "12 reports".
func (l language) count(n int, zh, one, many string) string {
	if !l.isEnglish() {
		return strconv.Itoa(n) + zh
	}
	word := many
	if n == 1 {
		word = one
	}
	return fmt.Sprintf("%s %s", l.group(strconv.Itoa(n)), word)
}
