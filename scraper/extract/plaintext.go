package extract

import (
	"cmp"
	"fmt"
	"regexp"
	"strings"

	"github.com/goccy/go-yaml"
	"golang.org/x/net/html"

	"github.com/xianzhi/xianzhi/scraper/extract/date"
)

// readText reads a plain text: its lines are a page's.
func readText(p Page, text string) (*Result, error) {
	return readLines(p, text, front{})
}

// front is what the front matter of a Markdown file says.
type front struct {
	Title     string `yaml:"title"`
	Date      string `yaml:"date"`
	Published string `yaml:"published"`
	Author    any    `yaml:"author"`
	Authors   any    `yaml:"authors"`
	Source    string `yaml:"source"`
	Publisher string `yaml:"publisher"`
}

// readMarkdown reads a text with front matter, as static sites keep posts.
func readMarkdown(p Page, text string) (*Result, error) {
	f, rest := splitFront(text)
	return readLines(p, rest, f)
}

// splitFront parts front matter from text. Front matter that is not YAML is
// dropped: the text below it still is an article.
func splitFront(text string) (f front, rest string) {
	text = strings.TrimLeft(strings.ReplaceAll(text, "\r\n", "\n"), "\uFEFF \n")
	for _, fence := range []string{"---", "+++"} {
		body, ok := strings.CutPrefix(text, fence+"\n")
		if !ok {
			continue
		}
		head, rest, ok := strings.Cut(body, "\n"+fence)
		if !ok {
			return f, text
		}
		if fence == "+++" { // TOML: its plain keys are YAML but for the sign
			head = tomlKey.ReplaceAllString(head, "$1: ")
		}
		_ = yaml.Unmarshal([]byte(head), &f)
		return f, strings.TrimLeft(rest, "-+\n")
	}
	return f, text
}

var tomlKey = regexp.MustCompile(`(?m)^(\w+)\s*=\s*`)

// readLines turns a text into the page that it would have been, so that one
// set of rules judges its lines.
func readLines(p Page, text string, f front) (*Result, error) {
	var b strings.Builder
	b.WriteString("<html><head>")
	if f.Title != "" {
		fmt.Fprintf(&b, "<title>%s</title>", html.EscapeString(f.Title))
	}
	b.WriteString("</head><body>")
	if f.Title != "" {
		fmt.Fprintf(&b, "<h1>%s</h1>", html.EscapeString(f.Title))
	}
	b.WriteString("<div>")
	b.WriteString(markupLines(strings.Split(text, "\n")))
	b.WriteString("</div></body></html>")
	root, err := html.Parse(strings.NewReader(b.String()))
	if err != nil {
		return nil, ErrTooDeep
	}
	v := newView(p, root)
	v.whole = true
	f.fill(v)
	if f.Title == "" {
		v.promoteTitle()
	}
	res, err := v.result(&override{})
	if err != nil {
		return nil, err
	}
	res.Format = FormatText
	if f != (front{}) {
		res.Format = FormatMarkdown
	}
	return res, nil
}

// fill puts what the front matter says where a page's metadata is sought.
func (f front) fill(v *view) {
	if d := cmp.Or(f.Date, f.Published); d != "" {
		v.meta.values["date"] = d
	}
	if p := cmp.Or(f.Publisher, f.Source); p != "" {
		v.meta.values["source"] = p
	}
	for _, names := range []any{f.Author, f.Authors} {
		if names != nil {
			v.linked.authors = texts(names)
		}
	}
}

// maxLine is the length in bytes beyond which a line of Chinese text is
// several paragraphs run together: a space after a full stop parts them.
const maxLine = 1500

var (
	runTogether = regexp.MustCompile(`([。！？”])[ \t]+`)
	mdLink      = regexp.MustCompile(`!?\[([^\]\n]{0,200})\]\(([^)\s]{1,500})\)`)
	mdStrong    = regexp.MustCompile(`\*\*([^*\n]{1,200})\*\*`)
)

// ruler is the line under the head of a Markdown table: | --- | :-: |.
var ruler = regexp.MustCompile(`^\|?\s*:?-{3,}:?\s*(?:\|\s*:?-{3,}:?\s*)+\|?$`)

// markupLines turns text or Markdown into HTML, a table's lines into a table.
func markupLines(lines []string) string {
	var b strings.Builder
	for i := 0; i < len(lines); i++ {
		l := strings.TrimSpace(lines[i])
		if i+1 == len(lines) || !strings.Contains(l, "|") || !ruler.MatchString(strings.TrimSpace(lines[i+1])) {
			b.WriteString(markup(l))
			continue
		}
		b.WriteString("<table>" + row(l))
		for i++; i+1 < len(lines) && strings.Contains(lines[i+1], "|"); i++ {
			b.WriteString(row(strings.TrimSpace(lines[i+1])))
		}
		b.WriteString("</table>")
	}
	return b.String()
}

// row is one line of a Markdown table.
func row(l string) string {
	l = strings.TrimSuffix(strings.TrimPrefix(l, "|"), "|")
	var b strings.Builder
	for cell := range strings.SplitSeq(l, "|") {
		b.WriteString("<td>" + html.EscapeString(strings.TrimSpace(cell)) + "</td>")
	}
	return "<tr>" + b.String() + "</tr>"
}

// markup turns one line of text or Markdown into HTML. Lines that are HTML
// already stay so.
func markup(l string) string {
	switch {
	case l == "":
		return ""
	case strings.HasPrefix(l, "<http"):
		return ""
	case strings.HasPrefix(l, "<") && strings.Contains(l, ">"):
		return l
	case strings.HasPrefix(l, "#"):
		text := strings.TrimLeft(l, "#")
		return "<h2>" + html.EscapeString(strings.TrimSpace(text)) + "</h2>"
	}
	l = strings.TrimSpace(strings.Trim(l, "|"))
	kind := "p"
	switch {
	case strings.HasPrefix(l, "> "):
		kind, l = "blockquote", l[2:]
	case strings.HasPrefix(l, "- ") || strings.HasPrefix(l, "* "):
		kind, l = "li", l[2:]
	}
	l = html.EscapeString(l)
	l = mdStrong.ReplaceAllString(mdLink.ReplaceAllString(l, `<a href="$2">$1</a>`), "$1")
	if len(l) > maxLine {
		l = runTogether.ReplaceAllString(l, "$1</"+kind+"><"+kind+">")
	}
	return "<" + kind + ">" + l + "</" + kind + ">"
}

// titleLabel may stand before the title of a text.
var titleLabel = regexp.MustCompile(`^(?:标题|標題|题目|題目|(?i:title))\s*[:：]\s*`)

// promoteTitle takes the first line that reads as a title for the page's: a
// line without a full stop before the first prose, not the sign of a shop.
func (v *view) promoteTitle() {
	lead := v.firstProse(0, len(v.lines))
	for i := 0; i < lead; i++ {
		l := &v.lines[i]
		if cl := classify(l.text); cl.kind != lineText || l.weight > maxTitle || l.weight < 6 || siteLike(cl.plain) || v.isNotice(i, lead) {
			continue
		}
		l.text = titleLabel.ReplaceAllString(l.text, "")
		l.kind, l.level = "heading", 1
		v.meta.title = l.text
		return
	}
}

// isNotice reports whether a later line before the lead would make the better
// title: the last one before the date line does.
func (v *view) isNotice(i, lead int) bool {
	for j := i + 1; j < lead; j++ {
		cl := classify(v.lines[j].text)
		if cl.kind == lineMeta {
			return false
		}
		if cl.kind == lineText && v.dateFollows(j, lead) && v.lines[j].weight >= 6 {
			return true
		}
	}
	return false
}

func (v *view) dateFollows(i, lead int) bool {
	if i+1 >= lead {
		return false
	}
	_, ok := date.Find(v.lines[i+1].text, China)
	return ok
}
