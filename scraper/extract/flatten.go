package extract

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/xianzhi/xianzhi/internal/record"
)

// A line is one piece of visible text between two breaks of the layout.
type line struct {
	text   string
	kind   string // of record.Block
	level  int8   // of a heading, 1 to 6
	elem   int32  // innermost container, index into view.elems
	weight int    // characters that are not space
	linked int    // of them inside links
	marks  int    // marks that end or part sentences
	hidden bool   // by style or attribute
	aside  bool   // in a part of the page that is not the story
}

// An elem is a container: a block element. Its lines are [from, to), its
// descendants the elems that follow it up to end, so that a subtree is a range.
type elem struct {
	node     *html.Node
	parent   int32
	from, to int32
	end      int32
	hint     hint
}

// A label is an element whose class, id or itemprop says what it holds.
type label struct {
	role role
	node *html.Node
	line int32 // the line being built when it was met
}

// flattener walks the tree once and fills the lists.
type flattener struct {
	lines  []line
	elems  []elem
	labels []label
	hints  map[string]hint
	state  // of the line being built

	metas   []*html.Node // meta and link, wherever they stand
	scripts []*html.Node
	inert   []*html.Node // elements whose text no browser shows as it stands
	title   *html.Node
}

type state struct {
	buf    []byte
	space  byte // pending white space: 0, ' ' or '\n'
	cur    int32
	kind   string
	level  int8
	weight int
	linked int
	marks  int
	inLink bool
	hidden bool
	quote  bool
}

func flatten(root *html.Node) *flattener {
	f := &flattener{hints: make(map[string]hint, 64)}
	f.kind = record.Paragraph
	f.elems = append(f.elems, elem{node: root, parent: -1})
	f.children(root)
	f.flush()
	f.elems[0].to, f.elems[0].end = int32(len(f.lines)), int32(len(f.elems))
	return f
}

func (f *flattener) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case html.TextNode:
			f.text(c.Data)
		case html.ElementNode:
			f.element(c)
		}
	}
}

func (f *flattener) element(n *html.Node) {
	switch n.DataAtom {
	case atom.Meta, atom.Link:
		f.metas = append(f.metas, n)
	case atom.Script:
		f.scripts = append(f.scripts, n)
	case atom.Title:
		if f.title == nil && n.Namespace == "" {
			f.title = n
		}
	case atom.Noscript, atom.Textarea, atom.Template, atom.Xmp:
		f.inert = append(f.inert, n)
	case atom.Style, atom.Iframe, atom.Object, atom.Svg, atom.Select, atom.Button, atom.Input, atom.Canvas,
		atom.Audio, atom.Video, atom.Map, atom.Img:
	case atom.Br, atom.Hr:
		if f.kind == record.Heading { // a title set in two lines is one
			f.space = ' '
			return
		}
		f.flush()
	case atom.A, atom.Span, atom.B, atom.Strong, atom.Em, atom.I, atom.U, atom.Font, atom.Sup, atom.Sub, atom.Small,
		atom.Big, atom.S, atom.Del, atom.Ins, atom.Mark, atom.Code, atom.Abbr, atom.Cite, atom.Q, atom.Time, atom.Label,
		atom.Var, atom.Kbd, atom.Samp, atom.Tt, atom.Strike, atom.Bdo, atom.Wbr, atom.Ruby, atom.Data:
		f.inline(n)
	case atom.Rt, atom.Rp:
	default:
		f.block(n)
	}
}

// inline walks an element that does not break the line.
func (f *flattener) inline(n *html.Node) {
	h := f.hintOf(n)
	if h.role != roleNone || n.DataAtom == atom.Time {
		f.labels = append(f.labels, label{h.role, n, int32(len(f.lines))})
	}
	saved := f.state
	if n.DataAtom == atom.A && attr(n, "href") != "" {
		f.inLink = true
	}
	f.hidden = f.hidden || hiddenByStyle(n)
	f.children(n)
	f.inLink, f.hidden = saved.inLink, saved.hidden
}

// block walks a container: lines do not reach across its edges.
func (f *flattener) block(n *html.Node) {
	f.flush()
	saved := f.state
	id := int32(len(f.elems))
	h := f.hintOf(n)
	f.elems = append(f.elems, elem{node: n, parent: f.cur, from: int32(len(f.lines)), hint: h})
	if h.role != roleNone {
		f.labels = append(f.labels, label{h.role, n, int32(len(f.lines))})
	}
	f.cur = id
	f.hidden = f.hidden || hiddenByStyle(n)
	f.enter(n, h)
	if n.DataAtom != atom.Table || !f.table(n) {
		f.children(n)
	}
	f.flush()
	f.elems[id].to, f.elems[id].end = int32(len(f.lines)), int32(len(f.elems))
	buf := f.buf
	f.state = saved
	f.buf = buf
}

// enter sets what kind of block the lines inside n are.
func (f *flattener) enter(n *html.Node, h hint) {
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		f.kind, f.level = record.Heading, int8(n.Data[1]-'0')
	case atom.Li, atom.Dd, atom.Dt:
		f.kind = record.List
	case atom.Blockquote:
		f.quote = true
	case atom.Figcaption:
		f.kind = record.Figure
	default:
		if h.role == roleCaption {
			f.kind = record.Figure
		}
	}
}

// text adds a text node to the line, white space collapsed. Two full-width
// spaces after text are how many pages part paragraphs.
func (f *flattener) text(s string) {
	for len(s) > 0 {
		i := strings.IndexAny(s, " \t\r\n\f\u00A0\u3000")
		if i < 0 {
			i = len(s)
		}
		f.word(s[:i])
		s = f.spaces(s[i:])
	}
}

// spaces takes the white space at the start of s and returns the rest.
func (f *flattener) spaces(s string) string {
	wide := 0
	for i, r := range s {
		switch r {
		case '\n', '\r':
			f.space = '\n'
		case ' ', '\t', '\f', '\u00A0':
			if f.space == 0 {
				f.space = ' '
			}
		case '\u3000':
			wide++
		default:
			f.wide(wide)
			return s[i:]
		}
	}
	f.wide(wide)
	return ""
}

func (f *flattener) wide(n int) {
	switch {
	case n >= 2:
		f.flush()
	case n == 1 && len(f.buf) > 0:
		f.buf = append(f.buf, "\u3000"...)
		f.space = 0
	}
}

func (f *flattener) word(s string) {
	if s == "" {
		return
	}
	if f.space != 0 && len(f.buf) > 0 {
		// A line break in the source between two Chinese characters is no space.
		if f.space == ' ' || !wideAround(f.buf, s) {
			f.buf = append(f.buf, ' ')
		}
	}
	f.space = 0
	f.buf = append(f.buf, s...)
	n := utf8.RuneCountInString(s)
	f.weight += n
	if f.inLink {
		f.linked += n
	}
	f.marks += marks(s)
}

func (f *flattener) flush() {
	f.space = 0
	if f.weight == 0 {
		f.buf = f.buf[:0]
		return
	}
	text := strings.Trim(string(f.buf), " \u3000\u200B\uFEFF")
	if text != "" {
		f.lines = append(f.lines, line{text: text, kind: f.kindOf(), level: f.level, elem: f.cur,
			weight: f.weight, linked: f.linked, marks: f.marks, hidden: f.hidden})
	}
	f.buf = f.buf[:0]
	f.weight, f.linked, f.marks = 0, 0, 0
}

func (f *flattener) kindOf() string {
	if f.quote && f.kind == record.Paragraph {
		return record.Quote
	}
	return f.kind
}

// marks counts the marks of sentences in s. A full stop counts in Latin text
// when it ends a word, so that 3.5 and example.com do not count.
func marks(s string) int {
	n := 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '.' || c == ',' || c == ';' || c == '?' || c == '!':
			if i+1 == len(s) {
				n++
			}
		case c == 0xE3 && i+2 < len(s) && s[i+1] == 0x80 && (s[i+2] == 0x81 || s[i+2] == 0x82): // 、 。
			n++
		case c == 0xEF && i+2 < len(s) && s[i+1] == 0xBC:
			switch s[i+2] {
			case 0x81, 0x8C, 0x9B, 0x9F: // ！ ， ； ？
				n++
			}
		}
	}
	return n
}

func wideAround(before []byte, after string) bool {
	a, _ := utf8.DecodeLastRune(before)
	b, _ := utf8.DecodeRuneInString(after)
	return a >= 0x2E80 && b >= 0x2E80
}

func attr(n *html.Node, key string) string {
	for i := range n.Attr {
		if n.Attr[i].Key == key {
			return n.Attr[i].Val
		}
	}
	return ""
}

func hiddenByStyle(n *html.Node) bool {
	for i := range n.Attr {
		switch a := &n.Attr[i]; a.Key {
		case "hidden":
			return true
		case "style":
			return strings.Contains(a.Val, "none") && strings.Contains(squeeze(a.Val), "display:none")
		}
	}
	return false
}

func squeeze(s string) string {
	return strings.ToLower(strings.Join(strings.Fields(s), ""))
}

// textOf is the text below n, white space collapsed.
func textOf(n *html.Node) string {
	var b strings.Builder
	appendText(&b, n)
	return strings.Join(strings.Fields(b.String()), " ")
}

func appendText(b *strings.Builder, n *html.Node) {
	switch {
	case n.Type == html.TextNode:
		b.WriteString(n.Data)
	case n.DataAtom == atom.Script || n.DataAtom == atom.Style:
		return
	case n.DataAtom == atom.Br || n.DataAtom == atom.P || n.DataAtom == atom.Div || n.DataAtom == atom.Li:
		b.WriteByte(' ')
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		appendText(b, c)
	}
}
