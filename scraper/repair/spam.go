package repair

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/xianzhi/xianzhi/internal/hanzi"
	"github.com/xianzhi/xianzhi/internal/record"
)

// Hacked pages carry a shop's name above the article and a farm of links below
// it, mostly names of counties: a county there is no place of the article.

const (
	farmItems   = 6   // least number of items in a farm of links
	farmItemLen = 12  // characters of its longest usual item
	headerLen   = 40  // characters of the longest header line
	headerDepth = 3   // blocks at the head in which headers stand
	footerShare = 0.5 // least share of the text before a footer
)

var (
	sentenceEnd = regexp.MustCompile(`[。！？；]`)
	company     = regexp.MustCompile(`^[\p{Han}A-Za-z（）()]{4,28}(有限公司|有限责任公司|商城|集团公司)$`)
	masthead    = regexp.MustCompile(`(主办|主管|承办|协办)(单位)?$`)
	// imprint lines belong to a site, not to an article.
	imprint = regexp.MustCompile(`ICP备|ICP证|公网安备|版权所有|网站地图|Copyright|客服热线|增值电信|许可证编号|备案号|QQ\s*[:：]?\s*\d{5}`)
	// notice begins what a site says about itself under its articles.
	notice = regexp.MustCompile(`国家重点新闻网站|凡本网(站)?注明|未经本网(站)?授权|本网(站)?拥有(合法)?版权|本网通过\d+个语种|违反上述声明`)
)

// dropSpam takes spam lines out of the body and returns how many.
func dropSpam(a *record.Article) int {
	dropped := 0
	everything := bodyText(a)
	total := len(everything)
	before := 0
	for i := range a.Body {
		b := &a.Body[i]
		size := len(b.Text)
		if b.Kind == record.Table {
			before += size
			continue
		}
		place := position{index: i, head: i < headerDepth, late: float64(before) >= footerShare*float64(total)}
		lines := strings.Split(b.Text, "\n")
		kept := slices.DeleteFunc(lines, func(line string) bool { return isSpam(line, place, everything, a) })
		if n := strings.Count(b.Text, "\n") + 1 - len(kept); n > 0 {
			dropped += n
			b.Text = strings.Join(kept, "\n")
		}
		if i == len(a.Body)-1 {
			dropped += cutNotice(b)
		}
		before += size
	}
	if dropped > 0 {
		a.Body = slices.DeleteFunc(a.Body, func(b record.Block) bool { return b.Text == "" && b.Kind != record.Figure })
	}
	return dropped
}

// A position says where in the body a line stands.
type position struct {
	index int
	head  bool // among the first blocks
	late  bool // in the second half of the text
}

func isSpam(line string, at position, everything string, a *record.Article) bool {
	if isFarm(line) {
		return true
	}
	if utf8.RuneCountInString(line) > headerLen || !at.head && !at.late {
		return false
	}
	plain := strings.TrimSpace(hanzi.Plain(line))
	if plain == "" || sentenceEnd.MatchString(plain) {
		return false
	}
	if imprint.MatchString(plain) {
		return true
	}
	if at.head && masthead.MatchString(plain) {
		return true
	}
	return at.head && company.MatchString(plain) && strings.Count(everything, line) == 1 &&
		!strings.Contains(hanzi.Plain(string(a.Title)), plain)
}

// isFarm reports whether a line is a farm of links: many short items parted by
// bars, or names of divisions parted by bars or spaces, and no sentence.
func isFarm(line string) bool {
	if len(line) < farmItems*4 || sentenceEnd.MatchString(line) {
		return false
	}
	bars := strings.FieldsFunc(line, func(r rune) bool { return r == '|' || r == '｜' })
	if len(bars) >= farmItems {
		return short(bars) && places(bars)*2 >= len(bars)
	}
	items := strings.Fields(line)
	return len(items) >= farmItems && short(items) && places(items)*5 >= len(items)*4
}

func short(items []string) bool {
	n := 0
	for _, item := range items {
		if utf8.RuneCountInString(strings.TrimSpace(item)) <= farmItemLen {
			n++
		}
	}
	return n*10 >= len(items)*9
}

// places counts the items that are named like divisions.
func places(items []string) int {
	n := 0
	for _, item := range items {
		switch r, _ := utf8.DecodeLastRuneInString(strings.TrimSpace(item)); r {
		case '县', '市', '区', '旗', '州', '縣', '區', '盟', '镇', '鎮', '乡', '鄉':
			n++
		}
	}
	return n
}

// cutNotice cuts from the last block what the site says about itself, with the
// run of headlines that leads to it, where pages glue both to the last sentence.
func cutNotice(b *record.Block) int {
	at := notice.FindStringIndex(b.Text)
	if at == nil {
		return 0
	}
	cut := 0
	for _, end := range sentenceEnd.FindAllStringIndex(b.Text[:at[0]], -1) {
		cut = end[1]
	}
	for _, closing := range []string{"”", "’", "」", "）"} {
		cut += len(b.Text[cut:]) - len(strings.TrimPrefix(b.Text[cut:], closing))
	}
	b.Text = strings.TrimSpace(b.Text[:cut])
	return 1
}

func bodyText(a *record.Article) string {
	var b strings.Builder
	for _, block := range a.Body {
		b.WriteString(block.Text)
		b.WriteByte('\n')
	}
	return b.String()
}
