package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/xianzhi/xianzhi/internal/hanzi"
	"github.com/xianzhi/xianzhi/scraper/extract/date"
)

// A lineKind is what a short line of a page is for.
type lineKind int8

const (
	lineText lineKind = iota
	lineMeta          // date, publisher, author, counts: above or below the story
	lineJunk          // tools, disclaimers, appeals, notices
	lineStop          // what follows is not this story
)

// A class is the kind of a line and its text as keywords were sought in it.
type class struct {
	kind  lineKind
	plain string
}

// maxKeyword is the length beyond which a line is text without a look, in bytes.
const maxKeyword = 900

// classify tells what a line is for by what it says.
func classify(text string) class {
	if len(text) > maxKeyword {
		return class{lineText, text}
	}
	s := hanzi.Plain(text)
	head := strings.TrimLeftFunc(s, ornament)
	c := class{lineText, s}
	switch {
	case stops(head):
		c.kind = lineStop
	case junk(s, head) || countyList(s):
		c.kind = lineJunk
	case isMeta(s, head):
		c.kind = lineMeta
	}
	return c
}

// ornament is what stands around keywords: brackets, bullets, arrows.
func ornament(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '©'
}

// stops knows headings of other stories: the keyword alone, with a colon, or
// with the word for "more".
func stops(head string) bool {
	if w := stopAlways.match(head); w != "" {
		return utf8.RuneCountInString(head) < 80
	}
	w := stopAlone.match(head)
	if w == "" {
		return false
	}
	rest := strings.TrimLeft(head[len(w):], " 　")
	if strings.HasPrefix(rest, "：") || strings.HasPrefix(rest, ":") {
		return true
	}
	rest = strings.TrimFunc(rest, ornament)
	return rest == "" || rest == "更多" || strings.EqualFold(rest, "more")
}

// stopsHeading knows headings of boxes by a word anywhere in them.
func stopsHeading(text string) bool {
	const longest = 10
	s := hanzi.Plain(text)
	if utf8.RuneCountInString(s) > longest {
		return false
	}
	for _, w := range []string{"推荐", "相关新闻", "相关阅读", "热门", "排行", "猜你", "猜您", "最新文章", "热点", "热文", "热搜", "评论", "更多"} {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

func junk(s, head string) bool {
	size := utf8.RuneCountInString(s)
	if w := junkHead.match(head); w != "" && size < 240 {
		return true
	}
	if w := junkAlone.match(head); w != "" {
		rest := strings.TrimFunc(head[len(w):], func(r rune) bool { return ornament(r) || unicode.IsDigit(r) })
		if rest == "" || junkAlone.match(rest) == rest {
			return true
		}
	}
	if size < 120 {
		for _, w := range junkInside {
			if strings.Contains(s, w) {
				return true
			}
		}
	}
	return false
}

// isMeta knows lines that hold nothing but date, publisher, names and counts.
func isMeta(s, head string) bool {
	if utf8.RuneCountInString(s) > 150 || strings.Contains(strings.TrimRight(s, "。"), "。") {
		return false
	}
	if labelled(head) != "" {
		return true
	}
	m, ok := date.Find(s, China)
	if !ok || m.End > len(s) {
		m = date.Match{} // a label may stand behind a bare year
	} else if m.Precision < date.Day && labels(s) == 0 {
		return false
	}
	if labels(s) > 0 && m.Start < 8 && marks(s) <= 2 && utf8.RuneCountInString(s) <= 80 {
		return true
	}
	if m.End == 0 {
		return false
	}
	rest := strings.TrimFunc(s[:m.Start]+" "+s[m.End:], ornament)
	size := utf8.RuneCountInString(rest)
	switch {
	case size <= 8:
		return true
	case m.Precision == date.Clock && size <= 60 && marks(rest) == 0:
		return true
	}
	return labelled(strings.TrimLeftFunc(s[m.End:], ornament)) != ""
}

// labelled returns the keyword of metadata that head starts with, "" if none:
// 来源：, 作者/, 编辑 甲. The keyword must end there.
func labelled(head string) string {
	w := metaHead.match(head)
	if w == "" {
		return ""
	}
	rest := head[len(w):]
	if rest == "" {
		return w
	}
	if isLetter(w[0]) && rest[0] == ' ' && !credit(rest[1:]) {
		return ""
	}
	r, _ := utf8.DecodeRuneInString(rest)
	if strings.ContainsRune("：:/／|｜丨 　（(【[_—-·", r) || unicode.IsDigit(r) || w[0] < utf8.RuneSelf && r == ' ' {
		return w
	}
	return ""
}

// credit reports whether what follows an English label and a space is its
// value and not the rest of a sentence: By Mei Tan, but By the end of 2023.
func credit(rest string) bool {
	const longest = 12 // words
	r, _ := utf8.DecodeRuneInString(rest)
	return (unicode.IsUpper(r) || unicode.IsDigit(r) || strings.HasPrefix(rest, "on ") || r == ':') &&
		!strings.HasSuffix(rest, ".") && (len(strings.Fields(rest)) <= longest || strings.Contains(rest, " | "))
}

// labels counts the labels with a colon that pages give metadata by.
func labels(s string) int {
	n := 0
	for _, l := range []string{"来源", "作者", "点击", "浏览", "阅读", "编辑", "责编", "发布时间", "时间", "字号", "稿源", "记者"} {
		if i := strings.Index(s, l); i >= 0 {
			if rest := s[i+len(l):]; strings.HasPrefix(rest, ":") || strings.HasPrefix(rest, "：") {
				n++
			}
		}
	}
	return n
}

// placeList reports whether a list parted by bars is one of counties and
// towns, as hacked mirrors carry, and not a navigation bar.
func placeList(s string) bool {
	const least = 6
	if strings.Count(s, "|") < least {
		return false
	}
	places, all := 0, 0
	for p := range strings.SplitSeq(hanzi.Plain(s), "|") {
		p = strings.TrimSpace(p)
		if p == "" {
			continue
		}
		all++
		for _, e := range []string{"县", "市", "区", "旗"} {
			if strings.HasSuffix(p, e) {
				places++
			}
		}
	}
	return places*2 > all
}

// countyList knows the lists of places that mirrors hide pages behind: many
// short names parted by bars.
func countyList(s string) bool {
	if strings.Count(s, "|") < 6 {
		return strings.Trim(s, "| 　") == ""
	}
	for p := range strings.SplitSeq(s, "|") {
		if utf8.RuneCountInString(strings.TrimSpace(p)) > 12 {
			return false
		}
	}
	return true
}
