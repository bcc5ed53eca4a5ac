package site

import (
	"bytes"
	"encoding/csv"
	"strconv"
	"strings"

	"github.com/xianzhi/xianzhi/internal/record"
)

// csvHeader names the columns of every CSV of numbers, in both languages alike:
// files are read by programs.
var csvHeader = []string{
	"id", "indicator", "value", "value_max", "unit", "qualifier", "status", "as_of", "place", "place_code",
	"programme", "organisation", "quote", "article", "publisher", "published", "confidence", "review",
}

// csv writes claims as UTF-8 with a byte-order mark (Excel reads Chinese as
// GBK without it) and CRLF (RFC 4180).
func (b *book) csv(l language, claims []*claim) []byte {
	var buf bytes.Buffer
	buf.WriteString("\ufeff")
	w := csv.NewWriter(&buf)
	w.UseCRLF = true
	rows := [][]string{csvHeader}
	for _, c := range claims {
		rows = append(rows, b.csvRow(l, c))
	}
	if err := w.WriteAll(rows); err != nil {
		panic(err) // a buffer takes all
	}
	return buf.Bytes()
}

func (b *book) csvRow(l language, c *claim) []string {
	o := c.obs
	upper, place, code := "", "", ""
	if o.ValueMax != nil {
		upper = formatFloat(*o.ValueMax)
	}
	if o.Place != nil {
		place, code = o.Place.Name, string(o.Place.Code)
	}
	row := []string{
		o.ID, o.Indicator, formatFloat(o.Value), upper, o.Unit, orElse(o.Qualifier, record.Exact), orElse(o.Status, record.Actual),
		string(o.AsOf), place, code, b.named(chinese, programmes, o.Programme).Text, b.named(chinese, organisations, o.Org).Text,
		o.Quote.Text, b.abs(l, entryRel(c.entry.ID)) + "#" + o.ID, b.publisher(c.entry, chinese).Text,
		string(c.entry.Published), formatFloat(o.Confidence), orElse(o.Review, record.ReviewAuto),
	}
	for i := range row {
		row[i] = inert(row[i])
	}
	return row
}

// inert keeps a spreadsheet from running a cell as a formula: what begins with
// a sign that starts one, and is no number, gets a quotation mark in front.
func inert(s string) string {
	s = clean(s)
	if s == "" || !strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return s
	}
	if _, err := strconv.ParseFloat(s, 64); err == nil {
		return s
	}
	return "'" + s
}

func formatFloat(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
