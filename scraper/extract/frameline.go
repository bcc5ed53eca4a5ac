package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/xianzhi/xianzhi/scraper/extract/date"
)

// unlabelled reads lines that give outlet and names without saying so, as
// 2019-09-24 09:10 中国网 or 石佳/中国青年报. A line counts when it holds a date,
// stands beside one, or parts a name from an outlet with a stroke.
func (b *byline) unlabelled(lines []string) {
	dated := make([]bool, len(lines))
	for i, s := range lines {
		m, ok := date.Find(s, China)
		dated[i] = ok && m.Precision >= date.Day && utf8.RuneCountInString(s) < 60
	}
	for i, s := range lines {
		near := dated[i] || i > 0 && dated[i-1] || i+1 < len(lines) && dated[i+1]
		if !near || utf8.RuneCountInString(s) > 60 || strings.ContainsAny(s, "：:。，！？") && !dated[i] {
			continue
		}
		b.tokens(s, dated[i])
	}
}

// tokens sorts the pieces of one line into outlet and names.
func (b *byline) tokens(s string, dated bool) {
	rest := withoutDates(s)
	parts := strings.FieldsFunc(rest, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("/|｜丨／", r) })
	var outlet string
	var names []string
	for _, p := range parts {
		p = strings.Trim(p, " 　>»·-—()（）")
		switch n := utf8.RuneCountInString(p); {
		case n < 2 || n > 16 || strings.ContainsAny(p, "：:。，！？") || countWord(p):
		case outletLike(p):
			if outlet == "" {
				outlet = p
			}
		case len(surnamed([]string{p})) > 0 && n <= 3:
			names = append(names, p)
		case dated && outlet == "" && len(parts) <= 2:
			outlet = p
		}
	}
	if !dated && outlet == "" {
		return
	}
	if b.publisher == "" {
		b.publisher = publisherName(outlet)
	}
	if len(b.authors) == 0 && (outlet != "" || dated) {
		b.authors = names
	}
}

func withoutDates(s string) string {
	for {
		m, ok := date.Find(s, China)
		if !ok || m.End > len(s) || m.End == m.Start {
			return s
		}
		s = s[:m.Start] + " " + s[m.End:]
	}
}

var outletEndings = []string{"网", "报", "社", "周刊", "杂志", "新闻", "电视台", "广播电台", "频道", "客户端", "在线", "传媒", "发布", "财经"}

// outletLike reports whether s is named as outlets are.
func outletLike(s string) bool {
	for _, e := range outletEndings {
		if strings.HasSuffix(s, e) && len(s) > len(e) {
			return true
		}
	}
	return false
}

// countWords stand on date lines and name nobody.
var countWords = lexicon(`阅读 浏览 评论 点击 人气 字号 字体 分享 打印 收藏 举报 原创 转载 正文 首页 关注 投诉 听新闻 发布 更新 编辑 责任 校对 作者 来源 记者 时间 日期 上午 下午 星期 周一 周二 周三 周四 周五 周六 周日 我要 查看 点赞 订阅 微信 微博 播报 暂停 当前 位置 栏目 分类 类别 标签 浏览量 阅读量 字数 本文 全文 展开 新浪 手机 客户端 扫`)

func countWord(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsDigit(r) || countWords.match(s) != ""
}
