package scraper

import (
	"net/url"
	"regexp"
	"unicode/utf8"

	"github.com/xianzhi/xianzhi/internal/record"
)

// errorWords are what servers write in place of a page when they answer 200
// all the same.
var errorWords = regexp.MustCompile(`(?i)not found|page (cannot|can't|could not) be found|no longer (available|exists)|under maintenance|` +
	`(页面|网页|文章|内容|链接|栏目)[^。，]{0,6}(不存在|找不到|未找到|已(被)?(删除|移除|下线)|已过期|无法(访问|打开))|` +
	`(找不到|未找到)[^。，]{0,6}(页面|网页|文章)|系统维护|服务器(错误|出错|维护)|访问(过于频繁|受限|被拒绝)`)

// errorTitle is a title that is a status. A number inside a title is none: 500
// square metres are news.
var errorTitle = regexp.MustCompile(`(?i)^[\s(（【\[]*(40[034]|410|50[0234])[\s\-–—_:：|.。!！)）】\]]*($|error|not found|forbidden|bad gateway|service|page)`)

// longestError is how long, in code points, the text of an error page is at
// most. Articles that short exist; ones that also say they are missing do not.
const longestError = 120

// softError reports whether a page that came with 200 says that there is none:
// by its words, or because a deep address led to the front page.
func softError(asked string, a *record.Article) bool {
	if path(a.URL) == "/" && len(path(asked)) > 1 {
		return true
	}
	text := wholeText(a)
	if utf8.RuneCountInString(text) > longestError {
		return false
	}
	return errorTitle.MatchString(string(a.Title)) || errorWords.MatchString(text)
}

func path(raw string) string {
	u, err := url.Parse(raw)
	if err != nil || u.RawQuery != "" {
		return ""
	}
	return u.Path
}
