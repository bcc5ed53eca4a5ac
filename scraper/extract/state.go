package extract

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"

	"github.com/xianzhi/xianzhi/internal/record"
)

// bodyKeys are the names under which pages keep a story in their scripts'
// data, lower case without separators.
var bodyKeys = words("content body html articlebody contentnoencode articlecontent text richtext detail contenthtml bodyhtml textcontent maincontent data value paragraph contentdata desc")

// minScripted is the length of a text in a script that can be a story, in bytes.
const minScripted = 60

// fromScripts looks for the story in the data that the page's own scripts
// would have shown: __NEXT_DATA__, window.__INITIAL_STATE__ and the like, JSON
// or not.
func (v *view) fromScripts() ([]record.Block, bool) {
	best := ""
	for _, s := range v.scripts {
		if s.FirstChild == nil || len(s.FirstChild.Data) < minScripted {
			continue
		}
		if t := scripted(s.FirstChild.Data); proseSize(t) > proseSize(best) {
			best = t
		}
	}
	if v.linked.body != "" && proseSize(v.linked.body) > proseSize(best) {
		best = v.linked.body
	}
	if proseSize(best) < 20 {
		return nil, false
	}
	return fragment(best), true
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

// scripted is the text of the story in one script, "" if none: the longest
// value under a name for bodies, or all values of one such name in a row.
func scripted(js string) string {
	best, run, runKey := "", []string(nil), ""
	for sc := (scanner{s: js}); ; {
		key, val, ok := sc.next()
		if !ok {
			break
		}
		if !bodyKeys[key] || utf8.RuneCountInString(val) < 2 {
			continue
		}
		if key != runKey {
			best = longer(best, strings.Join(run, "\n"))
			run, runKey = run[:0], key
		}
		if strings.Contains(val, "<p") || strings.Contains(val, "<br") || len(val) > 4000 {
			best = longer(best, val)
			continue
		}
		run = append(run, val)
	}
	return longer(best, strings.Join(run, "\n"))
}

func longer(a, b string) string {
	if proseSize(b) > proseSize(a) {
		return b
	}
	return a
}

// proseSize is how much prose a text holds, by its marks of sentences.
func proseSize(s string) int {
	return marks(s) * 10
}

// A scanner reads pairs key: "string" out of JSON or JavaScript, whatever
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
			if c != ':' && c != ' ' && c != '\n' && c != '\t' && c != '\r' {
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
