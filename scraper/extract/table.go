package extract

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/xianzhi/xianzhi/internal/record"
)

// Limits beyond which a table is layout, in characters a cell.
const (
	maxCell     = 300
	meanCell    = 45
	minDataRows = 2
)

// table emits n as one block, a row a line, cells parted by tabs, if it holds
// data. Tables that lay out the page are left to the caller to walk.
func (f *flattener) table(n *html.Node) bool {
	var g grid
	if !g.read(n) || !g.data() {
		return false
	}
	rows := make([]string, len(g.rows))
	for i, cells := range g.rows {
		rows[i] = strings.Join(cells, "\t")
	}
	f.lines = append(f.lines, line{text: strings.Join(rows, "\n"), kind: record.Table, elem: f.cur,
		weight: g.chars, linked: g.linked, marks: 1, hidden: f.hidden})
	return true
}

// A grid is a table's text.
type grid struct {
	rows          [][]string
	chars, linked int
	longest       int
}

// read collects the rows below n; false at the first sign of layout.
func (g *grid) read(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode {
			continue
		}
		switch c.DataAtom {
		case atom.Tr:
			if !g.row(c) {
				return false
			}
		case atom.Thead, atom.Tbody, atom.Tfoot, atom.Caption, atom.Colgroup:
			if !g.read(c) {
				return false
			}
		}
	}
	return true
}

func (g *grid) row(tr *html.Node) bool {
	var cells []string
	filled := false
	for c := tr.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom != atom.Td && c.DataAtom != atom.Th {
			continue
		}
		if layout(c) {
			return false
		}
		text := textOf(c)
		size := utf8.RuneCountInString(text)
		if size > maxCell {
			return false
		}
		g.longest = max(g.longest, size)
		g.chars += size
		g.linked += linkedChars(c)
		filled = filled || text != ""
		cells = append(cells, text)
	}
	if filled {
		g.rows = append(g.rows, cells)
	}
	return true
}

// data reports whether the grid is a table of values rather than of layout.
func (g *grid) data() bool {
	cells, wide := 0, 0
	for _, r := range g.rows {
		cells += len(r)
		if len(r) > 1 {
			wide++
		}
	}
	return len(g.rows) >= minDataRows && wide*2 > len(g.rows) && cells > 0 &&
		g.chars/cells <= meanCell && g.linked*2 <= g.chars
}

// layout reports whether a cell holds what only a page's frame holds.
func layout(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.DataAtom {
		case atom.Table, atom.H1, atom.H2, atom.Script, atom.Form, atom.Ul, atom.Iframe:
			return true
		}
		if layout(c) {
			return true
		}
	}
	return false
}

func linkedChars(n *html.Node) int {
	if n.DataAtom == atom.A && attr(n, "href") != "" {
		return utf8.RuneCountInString(textOf(n))
	}
	sum := 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		sum += linkedChars(c)
	}
	return sum
}
