package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A role is what a class, id or itemprop says an element holds.
type role int8

const (
	roleNone role = iota
	roleTitle
	roleTime
	roleSource
	roleAuthor
	roleEditor
	roleCaption
	roleAccount // of a platform where accounts publish
)

// A hint is what the names on an element tell about it.
type hint struct {
	body int8 // 2: named as the text of an article, 1: perhaps, 0: nothing said
	junk bool // named as something beside the story
	role role
}

// Names that say "the text of the article" by themselves, lower case, without
// separators. Seen in the templates of Chinese outlets, CMSs and blogs.
var bodyNames = words("articlebody articlecontent articletext artibody trseditor postbody postcontent jscontent " +
	"richmediacontent contentbody detailcontent newscontent textcontent endtext contarticle txtcont articlecon arcbody " +
	"entrycontent articledetail articlemain newstext newsdetail detailtext detailtxt contenttext contenttxt ucapcontent " +
	"boxcon showtext mainarticle artcontent artcon zwcontent articletxt newscon storybody articlebox contentdetail " +
	"zhengwen newstxt maintext cont1 bodytext vsbcontent newsbody richtext textcon paragraph blogcontent showcontent " +
	"contentshow conttext conttxt xilan infocontent texttit arcontent zoom mainbody detailbody arccontent contentarticle " +
	"articlecontents newscontents fontzoom contentmain pagecontent leftzw articlecont articlearea")

var bodyWords = words("article content text detail post body entry story main con cont txt news zw neirong")

var junkWords = words("comment comments commentlist pinglun related relate relation recommend recommended recommendation " +
	"tuijian xiangguan sidebar aside footer foot bottom nav navbar navigation menu menus breadcrumb breadcrumbs crumb crumbs share " +
	"sharing bdsharebuttonbox copyright hot hotnews rank ranking toolbar advert advertisement ads ad banner login register search pager pagination " +
	"tag tags disclaimer statement mianze subscribe newsletter promo widget popup modal dialog qrcode erweima ewm prenext " +
	"prevnext friendlink friendlinks links sitemap weixin crumbs location position daohang dibu toplink topbar hotlist " +
	"relatednews relatedlink relatedlinks xgnews morenews morelist guess like interested side follow reply replies feedback " +
	"report jubao vote digg player subnav fenxiang gotop backtop returntop leftbar rightbar mod-related")

var roleNames = map[string]role{
	"title": roleTitle, "tit": roleTitle, "headline": roleTitle, "articletitle": roleTitle, "newstitle": roleTitle,
	"arttitle": roleTitle, "biaoti": roleTitle, "subject": roleTitle, "posttitle": roleTitle, "maintitle": roleTitle,
	"time": roleTime, "date": roleTime, "pubtime": roleTime, "pubdate": roleTime, "datetime": roleTime, "datepublished": roleTime,
	"publishtime": roleTime, "publishdate": roleTime, "postdate": roleTime, "posttime": roleTime, "shijian": roleTime, "published": roleTime,
	"source": roleSource, "origin": roleSource, "laiyuan": roleSource, "comefrom": roleSource, "articlesource": roleSource, "copyfrom": roleSource,
	"author": roleAuthor, "byline": roleAuthor, "writer": roleAuthor, "zuozhe": roleAuthor, "reporter": roleAuthor, "authors": roleAuthor,
	"richmediametanickname": roleAccount, "jsname": roleAccount, "nickname": roleAccount, "medianame": roleAccount, "accountname": roleAccount, "authorname": roleAccount,
	"editor": roleEditor, "bianji": roleEditor, "zrbj": roleEditor, "zebian": roleEditor, "edit": roleEditor,
	"caption": roleCaption, "figcaption": roleCaption, "imgcaption": roleCaption, "picdesc": roleCaption, "imgdesc": roleCaption,
}

// hintOf reads the names on n; equal names are read once a page.
func (f *flattener) hintOf(n *html.Node) hint {
	h := hintOfTag(n.DataAtom)
	for i := range n.Attr {
		switch a := &n.Attr[i]; a.Key {
		case "class", "id", "itemprop":
			if a.Val == "" {
				continue
			}
			named, ok := f.hints[a.Val]
			if !ok {
				named = hintOfName(a.Val)
				f.hints[a.Val] = named
			}
			h = h.with(named)
		case "rel":
			if a.Val == "author" {
				h.role = roleAuthor
			}
		}
	}
	return h
}

func hintOfTag(a atom.Atom) hint {
	switch a {
	case atom.Article:
		return hint{body: 1}
	case atom.Nav, atom.Footer, atom.Aside:
		return hint{junk: true}
	}
	return hint{}
}

func (h hint) with(o hint) hint {
	h.body = max(h.body, o.body)
	h.junk = h.junk || o.junk
	if h.role == roleNone {
		h.role = o.role
	}
	return h
}

// maxName bounds the names that are looked at: longer ones are generated.
const maxName = 200

func hintOfName(value string) (h hint) {
	if len(value) > maxName {
		return h
	}
	for _, name := range strings.Fields(value) {
		h = h.with(hintOfWord(name))
	}
	return h
}

func hintOfWord(name string) (h hint) {
	parts := splitName(name)
	joined := strings.Join(parts, "")
	h.role = roleNames[joined]
	if bodyNames[joined] {
		h.body = 2
		return h
	}
	for i, p := range parts {
		h.junk = h.junk || junkWords[p]
		if bodyWords[p] {
			h.body = 1
		}
		if i+1 < len(parts) && bodyNames[p+parts[i+1]] {
			h.body = 2
		}
	}
	if h.role == roleNone && len(parts) > 1 {
		h.role = roleNames[parts[len(parts)-1]]
		if h.role == roleNone {
			h.role = roleNames[parts[0]]
		}
	}
	if h.junk {
		h.body = 0
	}
	return h
}

// splitName cuts a name at separators, digits and camel humps: relatedNews_2
// is related, news.
func splitName(name string) []string {
	var parts []string
	start := -1
	emit := func(end int) {
		if start >= 0 {
			parts = append(parts, strings.ToLower(name[start:end]))
		}
		start = -1
	}
	for i := 0; i < len(name); i++ {
		c := name[i]
		switch {
		case !isLetter(c):
			emit(i)
		case start >= 0 && c >= 'A' && c <= 'Z' && name[i-1] >= 'a':
			emit(i)
			start = i
		case start < 0:
			start = i
		}
	}
	emit(len(name))
	return parts
}

func words(s string) map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}
