package extract

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/xianzhi/xianzhi/internal/hanzi"
	"github.com/xianzhi/xianzhi/internal/record"
)

// A byline is who published and wrote the story.
type byline struct {
	publisher string
	authors   []string
	editors   []string
}

const (
	gap   = `[\s　]*`
	colon = gap + `[:：/／|｜丨]` + gap
)

var (
	sourcePart = regexp.MustCompile(`(?:来` + gap + `源|稿` + gap + `源|出处|转自|摘自|选自|Source)(?:于)?` + gap + `[:：]` + gap + `([^\n]*)`)
	authorPart = regexp.MustCompile(`(?:作` + gap + `者|记者|撰文|撰稿人?|执笔|文字|Author|Written by)` + colon + `([^\n]*)`)
	// Between bars the label needs no colon: 来源示例网| 作者江岚.
	sourceBare = regexp.MustCompile(`[|｜]\s*来源\s*([^\s|｜:：]{2,15})\s*(?:[|｜]|$)`)
	authorBare = regexp.MustCompile(`[|｜]\s*作者\s*([^\s|｜:：]{2,15})\s*(?:[|｜]|$)`)
	editorPart = regexp.MustCompile(`(?:责任编辑|责任?编辑?|编` + gap + `辑|责编|Editor)(?:` + colon + `|` + gap + `)([^\n]*)`)
	// fieldEnd is where the value of one label ends: at the next label, a
	// date, a count or a bar.
	fieldEnd = regexp.MustCompile(`\s*(?:来\s*源|稿源|作\s*者|记者[:：]|责任编辑|责编|编\s*辑|校\s*对|审\s*[核稿]|发布(?:时间|日期|人|于|[:：])|发表(?:时间|日期|于|[:：])|更新(?:时间|日期|于|[:：])|时\s*间|日\s*期|浏览|阅读|点击|访问|人气|评论|字号|字体|分享|打印|收藏|举报|投稿|通讯员|摄影|供稿|Author|Source|Editor|Date|(?:19|20)\d{2}[-/.年]|[【〖\[(（]\s*(?:本报|本网|特约)?(?:字|打|大|收|编|责|作|记者|通讯员)|[|｜丨]|&gt;|>|\s{3,}|大\s*中\s*小|我要|查看|微信|关注|A-|A\+)`)

	reporterBracket = regexp.MustCompile(`[(（【\[]([^()（）【】\[\]]{0,14}?)(?:特约|见习|实习|首席|驻[^()（）\s]{2,8})?(?:记者|通讯员)[\s　:：]*([^()（）【】\[\]]{2,60})[)）】\]]`)
	reporterLine    = regexp.MustCompile(`^[^，。,；;：:]{0,14}?(?:记者|通讯员)[\s　:：]+([^，。；;：:]{2,40})$`)
	reporterStart   = regexp.MustCompile(`^(?:[^\s，。,；;：:]{0,10}?)(?:记者)[\s　]+((?:\p{Han}{2,4}|\p{Han}[\s　]\p{Han})(?:[\s　、]+\p{Han}{2,4}){0,4})(?:[\s　]|$|报道|文|摄)`)
	datelineOutlet  = regexp.MustCompile(`^[\s　【(（]*(\p{Han}{1,7}(?:社|报|网|台|客户端|新闻|在线))(?:\p{Han}|[·/、\s]){0,14}(?:\d{1,2}月\d{1,2}日)?(?:讯|电|消息)`)
	bodyAuthor      = regexp.MustCompile(`(?:^|[(（【\[])[\s　]*(?:本文|文章)?作者(?:[:：/／]|简介[:：])[\s　]*([^()（）【】\[\]，。；]{2,40})`)
	textBy          = regexp.MustCompile(`^[\s　(（【\[]*(?:(?:图?文|文[/／、]?图)(?:[\s　]*[/／|｜丨]|[\s　]*[:：])|撰文|撰稿|执笔|采写|采访撰文|文字整理)[\s　]*[/／|｜丨:：]?[\s　]*([^()（）【】\[\]。]{2,40})`)
	endBracket      = regexp.MustCompile(`[(（]([\p{Han}·\s　、/]{2,24})[)）]\s*$`)
	datelineNames   = regexp.MustCompile(`(?:\d日|本[报网])(?:电|讯)[\s　]*[(（]([\p{Han}·\s　、]{2,24})[)）]`)
	englishBy       = regexp.MustCompile(`^(?:By|by|BY) ([A-Z][^\d|:]{2,60}?)\s*(?:\||$|\s(?:Published|Updated|Posted|Source)\b)`)
	fromPlace       = regexp.MustCompile(` in (?:[A-Z][A-Za-z']+,? ?)+`)
	// Between bars the outlet stands before the date: Example Daily | Updated: 2023-12-06.
	englishOutlet = regexp.MustCompile(`(?:^|\|)\s*([A-Z][A-Za-z.' -]{2,30}?)\s*\|\s*(?:[A-Z][a-z]+:?\s*)?\d`)
)

// bylineOf reads publisher and names from the lines around the story, its
// first and last paragraphs, elements named so, and the metadata.
func (v *view) bylineOf(o *override, body []record.Block, tail []string) byline {
	var b byline
	near := slices.Concat(v.nearTitle(), tail, v.afterBody())
	b.read(near)
	b.labelled(v)
	b.unlabelled(v.dateLines())
	b.inBody(body)
	b.fromData(v)
	b.fromMeta(v)
	b.fromDateline(body)
	if p := o.first("publisher"); p != "" {
		b.publisher = publisherName(strings.TrimSpace(dropLabel(p)))
	}
	if a := o.values["authors"]; len(a) > 0 {
		b.authors = splitNames(strings.Join(mapped(a, dropLabel), " "))
	}
	if e := o.values["editors"]; len(e) > 0 {
		b.editors = splitNames(strings.Join(mapped(e, dropLabel), " "))
	}
	return b
}

// nearTitle is the text of short lines around the title, plain.
func (v *view) nearTitle() []string {
	from, to := v.frame()
	if v.anchor.line >= 0 {
		from = max(0, v.anchor.line-4)
	}
	var out []string
	for i := from; i < to; i++ {
		l := &v.lines[i]
		if l.hidden || l.weight > 160 || i >= v.content.from && l.prose() {
			continue
		}
		s := hanzi.Plain(l.text)
		// The label and its value may be elements of their own.
		if strings.HasSuffix(strings.TrimRight(s, " 　"), "：") && i+1 < to && v.lines[i+1].weight < 24 && !v.lines[i+1].prose() {
			s += hanzi.Plain(v.lines[i+1].text)
		}
		out = append(out, s)
	}
	return out
}

// dateLines are the plain short lines between title and body.
func (v *view) dateLines() []string {
	if v.anchor.line < 0 {
		return nil
	}
	var out []string
	for i := v.anchor.line + 1; i < min(len(v.lines), v.anchor.line+reach); i++ {
		l := &v.lines[i]
		if l.prose() || l.weight > 80 || i > v.content.from {
			break
		}
		if !l.hidden {
			out = append(out, hanzi.Plain(l.text))
		}
	}
	return out
}

// read takes labelled values from plain lines; the first of each kind counts.
func (b *byline) read(lines []string) {
	for _, s := range lines {
		if b.publisher == "" {
			b.publisher = publisherName(value(sourcePart, s))
		}
		if b.publisher == "" {
			b.publisher = publisherName(value(sourceBare, s))
		}
		if len(b.authors) == 0 {
			b.authors = splitNames(value(authorPart, s))
		}
		if len(b.authors) == 0 {
			b.authors = splitNames(value(authorBare, s))
		}
		if len(b.editors) == 0 {
			b.editors = editorsIn(s)
		}
		if len(b.authors) == 0 {
			b.authors = reporters(s)
		}
		if m := textBy.FindStringSubmatch(s); m != nil && len(b.authors) == 0 {
			b.authors = people(splitNames(cutField(m[1])))
		}
		b.english(s)
	}
}

// editorsIn takes the names after every editor's label of a line.
func editorsIn(s string) []string {
	var names []string
	for {
		m := editorPart.FindStringSubmatchIndex(s)
		if m == nil {
			return unique(names)
		}
		names = append(names, people(splitNames(value(editorPart, s[m[0]:])))...)
		s = s[m[2]:]
	}
}

// english takes names and outlet from a by-line: By Mei Tan in Linhe | Example
// Daily | Updated: 2023-12-06.
func (b *byline) english(s string) {
	if m := englishBy.FindStringSubmatch(s); m != nil && len(b.authors) == 0 {
		b.authors = splitLatin(fromPlace.ReplaceAllString(m[1], ", "))
	}
	if m := englishOutlet.FindStringSubmatch(s); m != nil && b.publisher == "" && !strings.HasPrefix(m[1], "By ") {
		b.publisher = publisherName(m[1])
	}
}

func value(re *regexp.Regexp, s string) string {
	m := re.FindStringSubmatch(s)
	if m == nil {
		return ""
	}
	val := m[1]
	if loc := fieldEnd.FindStringIndex(val); loc != nil {
		val = val[:loc[0]]
	}
	return strings.Trim(val, " 　\t)）]】")
}

// publisherName cleans the value of 来源; "" if it names nobody.
func publisherName(s string) string {
	s = strings.Trim(s, " 　\t:：)）]】\"'")
	if open := strings.LastIndexAny(s, "(（"); open > 0 && !strings.ContainsAny(s[open:], ")）") {
		s += string(map[bool]rune{true: '）', false: ')'}[strings.Contains(s[open:], "（")])
	}
	if utf8.RuneCountInString(s) > 30 || s == "未知" || s == "网络" || s == "互联网" || strings.HasPrefix(s, "http") {
		return ""
	}
	if f := strings.Fields(s); len(f) > 1 && hanzi.Script(s) != "" && utf8.RuneCountInString(f[0]) >= 2 {
		s = f[0]
	}
	return s
}

// labelled takes values from elements named as source, author or editor that
// stand near the title.
func (b *byline) labelled(v *view) {
	from, to := v.frame()
	for _, l := range v.labels {
		if int(l.line) < from || int(l.line) >= to || v.lines[l.line].aside {
			continue
		}
		text := strings.TrimSpace(hanzi.Plain(pieces(l.node)))
		if text == "" || utf8.RuneCountInString(text) > 40 {
			continue
		}
		text = dropLabel(text)
		switch {
		case l.role == roleSource && b.publisher == "":
			b.publisher = publisherName(cutField(strings.TrimSpace(withoutDates(text))))
		case l.role == roleAuthor && len(b.authors) == 0:
			b.authors = firstPeople(splitNames(cutField(withoutDates(text))))
		case l.role == roleAccount:
			b.account(cutField(withoutDates(text)))
		case l.role == roleEditor && len(b.editors) == 0:
			b.editors = people(splitNames(cutField(text)))
		}
	}
}

// account takes the name of the account that published: an outlet's unless it
// is a person's.
func (b *byline) account(name string) {
	switch {
	case name == "" || countWord(name):
	case len(surnamed([]string{name})) > 0 && utf8.RuneCountInString(name) <= 3:
		if len(b.authors) == 0 {
			b.authors = []string{name}
		}
	case b.publisher == "":
		b.publisher = publisherName(name)
	}
}

// afterBody is the plain text of short labelled lines right after the body.
func (v *view) afterBody() []string {
	var out []string
	for i := v.content.to; i < min(len(v.lines), v.content.to+reach/2); i++ {
		l := &v.lines[i]
		if l.aside || l.hidden || l.weight > 120 {
			continue
		}
		cl := classify(l.text)
		if cl.kind == lineStop {
			break
		}
		if cl.kind == lineMeta {
			out = append(out, cl.plain)
		}
	}
	return out
}

func cutField(s string) string {
	if loc := fieldEnd.FindStringIndex(s); loc != nil && loc[0] > 0 {
		s = s[:loc[0]]
	}
	return strings.TrimSpace(s)
}

func dropLabel(s string) string {
	s = strings.TrimLeft(s, " 　(（[【")
	if m := textBy.FindStringSubmatch(s); m != nil {
		return m[1]
	}
	if w := metaHead.match(s); w != "" && labelled(s) != "" {
		s = s[len(w):]
	}
	return strings.Trim(s, " 　:：/|｜")
}

// lastClause is the end of a paragraph, where the publisher stands in brackets.
func lastClause(s string) string {
	if i := strings.LastIndexAny(s, "(（。"); i >= 0 {
		return s[i:]
	}
	return s
}

// photographer reports whether a line or bracket credits a picture only.
func photographer(s string) bool {
	s = strings.TrimRight(s, " 　)）】。")
	return (strings.HasSuffix(s, "摄") || strings.HasSuffix(s, "供图")) && !strings.Contains(s, "文") && utf8.RuneCountInString(s) < 40
}

// reporters finds names after 记者 where they are a byline and not the story's
// own words: in brackets, at the start of a paragraph, or on a line of their own.
func reporters(s string) []string {
	if !strings.Contains(s, "记者") && !strings.Contains(s, "通讯员") {
		return nil
	}
	if photographer(s) {
		return nil
	}
	if m := reporterBracket.FindStringSubmatch(s); m != nil {
		return people(splitNames(m[2]))
	}
	if m := reporterLine.FindStringSubmatch(s); m != nil {
		return people(splitNames(m[1]))
	}
	if m := reporterStart.FindStringSubmatch(s); m != nil {
		return people(splitNames(m[1]))
	}
	return nil
}

// pieces is the text below n, the text of each element set apart: name and
// office stand side by side there.
func pieces(n *html.Node) string {
	var parts []string
	for c := range n.Descendants() {
		if c.Type == html.TextNode && c.Parent.DataAtom != atom.Script && c.Parent.DataAtom != atom.Style {
			parts = append(parts, strings.Fields(c.Data)...)
		}
	}
	return strings.Join(parts, " ")
}

func mapped(in []string, f func(string) string) []string {
	out := make([]string, len(in))
	for i, s := range in {
		out[i] = f(s)
	}
	return slices.DeleteFunc(out, func(s string) bool { return s == "" })
}
