package indicator

import (
	"strings"

	"github.com/xianzhi/xianzhi/internal/hanzi"
)

// A table is a block of rows, a row a line, cells parted by tabs. It is read as
// sentences, one a row: 清涧县,员工230人,工位300个.
type table struct {
	src      []rune
	rows     [][]span
	header   []string // without units; nil when the table has none
	units    []string // of the columns, from 月均工资(元)
	first    int      // the column that names the rows
	sideways bool     // the columns are years or places, the rows say what is counted
	last     string   // the name of the row before, for cells that span rows
}

// addTable appends a table as sentences whose every code point points to the
// cell it comes from, and returns the block's code points.
func (d *document) addTable(s string) []rune {
	t := readTable([]rune(s))
	for i, row := range t.rows {
		switch {
		case i == 0 && t.header != nil:
			continue
		case t.header == nil || len(row) < 2:
			d.addCells(t, row)
		default:
			d.addRow(t, row)
		}
		d.push('\n', row[len(row)-1].end)
	}
	if len(d.text) == 0 || d.text[len(d.text)-1] != '\n' || t.header != nil && len(t.rows) == 1 {
		d.push('\n', len(t.src))
	}
	return t.src
}

func readTable(src []rune) *table {
	t := &table{src: src}
	var row []span
	start := 0
	for i := 0; i <= len(src); i++ {
		if i < len(src) && src[i] != '\t' && src[i] != '\n' {
			continue
		}
		row = append(row, span{start, i})
		start = i + 1
		if i == len(src) || src[i] == '\n' {
			t.rows = append(t.rows, row)
			row = nil
		}
	}
	t.readHeader()
	return t
}

func (t *table) text(c span) string { return strings.TrimSpace(string(t.src[c.start:c.end])) }

// readHeader takes the first row for the header unless it holds numbers other
// than years.
func (t *table) readHeader() {
	if len(t.rows) < 2 || len(t.rows[0]) < 2 {
		return
	}
	years := 0
	for j, c := range t.rows[0] {
		s := t.text(c)
		named := isFrame(s)
		if hasDigit(s) && !named {
			return
		}
		if named && j > 0 {
			years++
		}
	}
	for _, c := range t.rows[0] {
		name, unit := splitUnit(t.text(c))
		t.header = append(t.header, name)
		t.units = append(t.units, unit)
	}
	t.sideways = years == len(t.header)-1
	switch t.header[0] {
	case "序号", "排名", "名次", "编号", "位次", "No.", "Rank", "#":
		t.first = min(1, len(t.header)-1)
	}
}

// isFrame reports whether a heading names a year or a place, and so no measure.
func isFrame(s string) bool {
	rs := []rune(s)
	if len(rs) == 0 || len(rs) > 12 {
		return false
	}
	if hasDigit(s) {
		return strings.HasSuffix(s, "年") || strings.HasSuffix(s, "月") || strings.HasSuffix(s, "底") || strings.HasSuffix(s, "末") || strings.HasSuffix(s, "季度") || strings.HasSuffix(s, "半年") || len(rs) == 4
	}
	return strings.ContainsRune("县区", rs[len(rs)-1]) && len(rs) > 1 && s != "县区" && s != "地区"
}

func hasDigit(s string) bool {
	return strings.ContainsAny(s, "0123456789０１２３４５６７８９")
}

// splitUnit parts 月均工资(元) into name and unit.
func splitUnit(s string) (name, unit string) {
	s = strings.NewReplacer("（", "(", "）", ")", "／", "/").Replace(s)
	name, rest, ok := strings.Cut(s, "(")
	if !ok {
		name, rest, ok = strings.Cut(s, "/")
	}
	if !ok {
		return s, ""
	}
	unit, _, _ = strings.Cut(rest, ")")
	unit = strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(unit, "单位"), "："), ":")
	return strings.TrimSpace(name), strings.TrimSpace(unit)
}

// addCells appends a row as it stands.
func (d *document) addCells(t *table, row []span) {
	for _, c := range row {
		d.addCell(t, c)
	}
}

// addRow appends a row with its cells' headings.
func (d *document) addRow(t *table, row []span) {
	shift := max(0, len(t.header)-len(row)) // cells that span rows are missing at the left
	name := row[min(t.first, len(row)-1)]
	if shift == 0 {
		t.last = t.text(name)
		if !t.sideways {
			d.addCell(t, name)
			d.push(',', name.end)
		}
	} else {
		d.words(t.last+",", row[0].start)
	}
	for j, c := range row {
		col := j + shift
		if col <= t.first || col >= len(t.header) || !hasDigit(t.text(c)) {
			continue
		}
		d.addValue(t, col, c)
		d.push(',', c.end-1)
	}
}

// addValue appends heading, cell and unit; English counts stand before their noun.
func (d *document) addValue(t *table, col int, c span) {
	head, unit := t.header[col], t.units[col]
	if t.sideways {
		name, u := splitUnit(t.last)
		head, unit = head+name, u
	}
	if rs := []rune(t.text(c)); !isDigitRune(rs[len(rs)-1]) {
		unit = "" // the cell has its own
	}
	if latin := len(head) > 0 && !hanzi.IsHan([]rune(head)[0]) && !t.sideways; latin && unit == "" {
		d.addCell(t, c)
		d.words(" "+head, c.end-1)
		return
	} else if latin {
		head += " "
		unit = " " + unit
	}
	d.words(head, c.start)
	d.addCell(t, c)
	d.words(unit, c.end-1)
}

func isDigitRune(r rune) bool { return r >= '0' && r <= '9' || r >= '０' && r <= '９' }

func (d *document) addCell(t *table, c span) {
	for i := c.start; i < c.end; i++ {
		if f := foldRune(t.src[i]); f != ' ' || i > c.start && i+1 < c.end && !wide(foldRune(t.src[i+1])) {
			d.push(f, i)
		}
	}
}

// words appends text that stands elsewhere, as if it stood at the offset at.
func (d *document) words(s string, at int) {
	for _, r := range s {
		d.push(foldRune(r), at)
	}
}

// rowStart is where the row that holds an offset of a table begins.
func rowStart(src []rune, at int) int {
	for at > 0 && src[at-1] != '\n' {
		at--
	}
	return at
}
