package extract

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// titleOf reconciles heading and metadata. A line of the page that repeats the
// head's title is the title; else the head's without what sites append.
func (v *view) titleOf(o *override) string {
	if t := o.first("title"); t != "" {
		return t
	}
	if v.anchor.line >= 0 && v.anchor.sure {
		return v.withoutBadge(cleanTitle(v.anchor.title))
	}
	for _, t := range []string{v.meta.first("og:title", "articletitle", "twitter:title"), v.linked.headline} {
		if t = cleanTitle(stripSite(t, v.siteNames())); headline(t) {
			return t
		}
	}
	if v.anchor.line >= 0 && headline(v.anchor.title) {
		return v.withoutBadge(cleanTitle(v.anchor.title))
	}
	if t := cleanTitle(v.data["title"]); headline(t) && (v.meta.title == "" || matchTitle(t, v.headTitles())) {
		return t
	}
	// Nothing on the page confirms the head's title: it may name a channel.
	if t := cleanTitle(stripSite(v.meta.title, v.siteNames())); headline(t) && utf8.RuneCountInString(t) >= 8 && !strings.Contains(t, " - ") {
		return t
	}
	return ""
}

// badges stand in headings beside the title and not in the head.
var badges = words("原创 独家 转载 首发 视频 快讯 直播 专题 荐 热 置顶 组图 图 深度 推荐 头条 精选 要闻 exclusive video live")

// withoutBadge takes a badge off a heading that else repeats the head's title.
func (v *view) withoutBadge(t string) string {
	whole := normal(t)
	for _, h := range []string{v.meta.first("og:title"), v.linked.headline, v.meta.title} {
		h = cleanTitle(stripSite(h, v.siteNames()))
		part := normal(h)
		if !headline(h) || len(part) >= len(whole) {
			continue
		}
		before, isEnd := strings.CutSuffix(whole, part)
		after, isStart := strings.CutPrefix(whole, part)
		if isEnd && badges[before] || isStart && badges[after] {
			return h
		}
	}
	return t
}

// siteNames are the names that the page gives to its site.
func (v *view) siteNames() []string {
	return []string{v.meta.first("og:site_name"), v.meta.first("application-name"), v.linked.publisher}
}

// separators that sites put between a title and their own name.
const separators = "_|｜—–"

// stripSite cuts site and channel from the end of a <title>.
func stripSite(t string, sites []string) string {
	t = strings.TrimSpace(t)
	for _, site := range sites {
		if rest, ok := strings.CutSuffix(t, site); ok && site != "" && strings.TrimSpace(rest) != "" {
			t = strings.TrimRight(rest, separators+"-· ")
		}
	}
	if i := strings.IndexAny(t, "_|｜"); i > 0 {
		first, rest := strings.TrimSpace(t[:i]), strings.TrimLeft(t[i:], "_|｜ ")
		if siteNamed(first) && utf8.RuneCountInString(rest) >= 2*utf8.RuneCountInString(first) {
			return stripSite(rest, nil) // the site's name stands first
		}
		return first
	}
	at, tail := -1, ""
	for _, sep := range []string{"--", "——", " - ", " – ", " — ", "-", "—"} {
		if i := strings.LastIndex(t, sep); i > at {
			at, tail = i, t[i+len(sep):]
		}
	}
	if at > 0 && siteLike(tail) && utf8.RuneCountInString(t[:at]) >= 6 {
		return stripSite(t[:at], nil)
	}
	return t
}

// siteEndings end the names of outlets, channels and offices.
var siteEndings = []string{"网", "网站", "频道", "新闻", "日报", "晚报", "时报", "早报", "周刊", "杂志", "在线", "门户", "官网", "中心", "资讯",
	"平台", "社", "台", "报", "站", "博客", "公司", "政府", "有限公司", "大学", "学院", "医院", "要闻", "动态", "首页", "News", "Times", "Daily", ".com", ".cn", "The Paper", "Reuters", "BBC"}

// siteNamed reports whether s ends as names of sites do.
func siteNamed(s string) bool {
	return slices.ContainsFunc(siteEndings, func(e string) bool { return strings.HasSuffix(s, e) })
}

// siteLike reports whether s can be a site's or a channel's name: by its
// ending or because it is too short for a title.
func siteLike(s string) bool {
	s = strings.TrimSpace(s)
	n := utf8.RuneCountInString(s)
	return n > 0 && n <= 20 && (n <= 6 || siteNamed(s))
}

// headline reports whether t can be a title: not empty, not just the name of
// a site or a channel.
func headline(t string) bool {
	n := utf8.RuneCountInString(t)
	if n < 4 || n > maxTitle*2 {
		return false
	}
	return n >= 10 || !siteLike(t)
}

func cleanTitle(t string) string {
	return strings.Trim(strings.Join(strings.Fields(t), " "), " 　>»|_")
}
