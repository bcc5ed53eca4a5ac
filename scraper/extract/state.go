package extract

import (
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/xianzhi/xianzhi/internal/record"
	"github.com/xianzhi/xianzhi/scraper/extract/date"
)

// bodyKeys are the names under which pages keep a story in their scripts'
// data, lower case without separators.
var bodyKeys = words("content body html articlebody contentnoencode articlecontent text richtext detail contenthtml bodyhtml textcontent maincontent data value paragraph contentdata desc")

// minScripted is the length of a text in a script that can be a story, in bytes.
const minScripted = 60

// fromScripts looks for the story in the data that the page's own scripts
// would have shown: __NEXT_DATA__, window.__INITIAL_STATE__ and the like, JSON
// or not. What stands beside it in the data is kept for the other fields.
func (v *view) fromScripts() ([]record.Block, bool) {
	best := found{text: v.linked.body, prose: marks(v.linked.body)}
	for _, s := range v.scripts {
		if s.FirstChild == nil || len(s.FirstChild.Data) < minScripted {
			continue
		}
		if f := storyIn(s.FirstChild.Data); f.prose > best.prose {
			best = f
			v.data = fieldsNear(s.FirstChild.Data, f.at)
		}
	}
	for _, t := range v.inertTexts() {
		if n := marks(t); n > best.prose {
			best = found{text: t, prose: n}
		}
	}
	if best.prose < 2 {
		return nil, false
	}
	return fragment(best.text), true
}

// inertTexts are the pieces of HTML that scripts would put into the page:
// templates, hidden text areas.
func (v *view) inertTexts() []string {
	var out []string
	for _, n := range slices.Concat(v.inert, v.scripts) {
		if n.DataAtom == atom.Script && !strings.Contains(attr(n, "type"), "htm") && !strings.Contains(attr(n, "type"), "templ") {
			continue
		}
		var b strings.Builder
		if n.DataAtom == atom.Template {
			for c := n.FirstChild; c != nil; c = c.NextSibling {
				_ = html.Render(&b, c) // a builder takes all
			}
		} else if n.FirstChild != nil {
			b.WriteString(n.FirstChild.Data)
		}
		if strings.Contains(b.String(), "<p") || strings.Contains(b.String(), "<br") {
			out = append(out, b.String())
		}
	}
	return out
}

// fragment reads a piece of HTML or a text with line breaks.
func fragment(s string) []record.Block {
	if !strings.Contains(s, "<") {
		s = strings.ReplaceAll(html.EscapeString(s), "\n", "<br>")
	}
	root, err := html.Parse(strings.NewReader(s))
	if err != nil {
		return nil
	}
	v := &view{flattener: flatten(root)}
	v.anchor.line = -1
	return v.blocks(v.trim(span{0, len(v.lines)}).lines)
}

// found is a text in a script, how much prose it holds and where it ended.
type found struct {
	text  string
	prose int
	at    int
}

// storyIn is the text of the story in one script, empty if none: the longest
// value under a name for bodies, or all values of one such name in a row.
func storyIn(js string) found {
	var best found
	var run []string
	runProse, runAt, runKey := 0, 0, ""
	endRun := func() {
		if runProse > best.prose {
			best = found{strings.Join(run, "\n"), runProse, runAt}
		}
		run, runProse = run[:0], 0
	}
	for sc := (scanner{s: js}); ; {
		key, val, ok := sc.next()
		if !ok {
			endRun()
			return best
		}
		if !bodyKeys[key] || utf8.RuneCountInString(val) < 2 {
			continue
		}
		if key != runKey {
			endRun()
			runKey = key
		}
		prose := marks(val)
		if strings.Contains(val, "<p") || strings.Contains(val, "<br") || len(val) > 4000 {
			if prose > best.prose {
				best = found{val, prose, sc.at}
			}
			continue
		}
		run, runProse, runAt = append(run, val), runProse+prose, sc.at
	}
}

// dataFields are the names under which scripts keep the other fields.
var dataFields = map[string]string{
	"title": "title", "headline": "title", "articletitle": "title", "newstitle": "title",
	"source": "source", "media": "source", "medianame": "source", "origin": "source", "sourcename": "source", "copyfrom": "source",
	"author": "author", "authorname": "author", "reporter": "author",
	"editor": "editor", "editorname": "editor",
	"publishtime": "time", "pubtime": "time", "publishdate": "time", "pubdate": "time", "datepublished": "time", "createtime": "time",
	"ctime": "time", "ptime": "time", "published": "time", "newstime": "time", "releasetime": "time", "publishedat": "time", "createdat": "time", "ct": "time",
}

// fieldsNear reads the other fields of the object that the story at stands in:
// of each the value nearest to it.
func fieldsNear(js string, at int) map[string]string {
	out, distance := map[string]string{}, map[string]int{}
	for sc := (scanner{s: js}); ; {
		key, val, ok := sc.next()
		if !ok {
			return out
		}
		field := dataFields[key]
		d := max(sc.at-at, at-sc.at)
		if field == "" || val == "" || len(val) > 300 || out[field] != "" && d >= distance[field] {
			continue
		}
		out[field], distance[field] = val, d
	}
}

// dataOf reads the fields that stand beside the title in a script's data; nil
// if no script holds the title.
func (v *view) dataOf(title string) map[string]string {
	if title == "" {
		return nil
	}
	for _, s := range v.scripts {
		if s.FirstChild == nil {
			continue
		}
		if at := strings.Index(s.FirstChild.Data, title); at >= 0 {
			if f := fieldsNear(s.FirstChild.Data, at); len(f) > 1 {
				return f
			}
		}
	}
	return nil
}

// dateInScripts is the moment of publication that a script sets, for pages
// that show it by script only.
func (v *view) dateInScripts() date.Stamp {
	for _, s := range v.scripts {
		if s.FirstChild == nil {
			continue
		}
		for sc := (scanner{s: s.FirstChild.Data}); ; {
			key, val, ok := sc.next()
			if !ok {
				break
			}
			if dataFields[key] != "time" || len(val) > 40 {
				continue
			}
			if st, ok := date.Parse(val, v.page.Zone); ok && st.Precision >= date.Day {
				return v.local(st)
			}
		}
	}
	return date.Stamp{}
}

// A scanner reads pairs key: "string" and key = "string" out of JSON or JavaScript, whatever
// stands around them, so that data assigned, cut short or not quite JSON is
// read as well.
type scanner struct {
	s  string
	at int
}

// next returns the next key and its string value, unescaped.
func (sc *scanner) next() (key, val string, ok bool) {
	last := ""
	for sc.at < len(sc.s) {
		c := sc.s[sc.at]
		if c != '"' && c != '\'' {
			if isLetter(c) || c == '_' || c == '$' {
				last = sc.word()
				continue
			}
			if c >= '1' && c <= '9' && last != "" {
				return foldKey(last), sc.word(), true
			}
			if c != ':' && c != '=' && c != ' ' && c != '\n' && c != '\t' && c != '\r' {
				last = ""
			}
			sc.at++
			continue
		}
		str, closed := sc.quoted(c)
		if !closed {
			return "", "", false
		}
		if rest := strings.TrimLeft(sc.s[sc.at:min(len(sc.s), sc.at+8)], " \t\r\n"); strings.HasPrefix(rest, ":") {
			last = str
			continue
		}
		if last != "" {
			return foldKey(last), unescape(str), true
		}
	}
	return "", "", false
}

func (sc *scanner) word() string {
	start := sc.at
	for sc.at < len(sc.s) && (isLetter(sc.s[sc.at]) || sc.s[sc.at] == '_' || sc.s[sc.at] == '$' || sc.s[sc.at] >= '0' && sc.s[sc.at] <= '9') {
		sc.at++
	}
	return sc.s[start:sc.at]
}

// quoted reads a string literal and leaves its escapes.
func (sc *scanner) quoted(quote byte) (string, bool) {
	start := sc.at + 1
	for i := start; i < len(sc.s); i++ {
		switch sc.s[i] {
		case '\\':
			i++
		case quote:
			sc.at = i + 1
			return sc.s[start:i], true
		}
	}
	return "", false
}

func foldKey(k string) string {
	return strings.ToLower(strings.ReplaceAll(k, "_", ""))
}
