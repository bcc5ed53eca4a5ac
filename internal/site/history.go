package site

import (
	"slices"

	"github.com/xianzhi/xianzhi/internal/record"
)

// A change is what a publisher altered in an article after we first kept it.
type change struct {
	Day    string        `json:"day"`
	ISO    string        `json:"iso"`
	Fields []string      `json:"fields"`          // i18n keys field-<field>
	Title  string        `json:"title,omitempty"` // as it was, when that changed
	Lines  []changedLine `json:"lines,omitempty"` // of the text
	More   int           `json:"more,omitempty"`  // lines that are not shown
}

// A changedLine is a paragraph that was taken out or put in.
type changedLine struct {
	Text string `json:"text"`
	In   bool   `json:"in"`
}

// changedFields are those that i18n has names for; others are "other".
var changedFields = []string{"title", "publisher", "authors", "editors", "published", "modified", "body"}

// changedLines bounds what one change shows.
const changedLines = 12

// history tells what changed when, newest first, and since when the original
// page is missing. Rights decided already which earlier texts are there.
func (b *book) history(l language, e *entry) (changes []change, gone string) {
	if e.History == nil {
		return nil, ""
	}
	after, title := e.Body, string(e.Title)
	for _, v := range slices.Backward(e.History.Versions) {
		c := change{Day: l.day(v.Until), ISO: isoDay(v.Until)}
		for _, f := range v.Fields {
			if !slices.Contains(changedFields, f) {
				f = "other"
			}
			if !slices.Contains(c.Fields, f) {
				c.Fields = append(c.Fields, f)
			}
		}
		if was := clean(string(v.Title)); was != "" && was != clean(title) {
			c.Title, title = was, was
		}
		if len(v.Body) > 0 {
			c.Lines = changedBetween(v.Body, after)
			after = v.Body
			c.More = max(0, len(c.Lines)-changedLines)
			c.Lines = firstN(c.Lines, changedLines)
		}
		changes = append(changes, c)
	}
	if e.History.Gone != "" {
		gone = l.day(string(e.History.Gone))
	}
	return changes, gone
}

// changedBetween lists the blocks that only one of two versions has.
func changedBetween(before, after []record.Block) []changedLine {
	var out []changedLine
	for _, side := range []struct {
		of, other []record.Block
		in        bool
	}{{before, after, false}, {after, before, true}} {
		for _, x := range side.of {
			if !slices.ContainsFunc(side.other, func(y record.Block) bool { return y.Text == x.Text }) {
				out = append(out, changedLine{clean(x.Text), side.in})
			}
		}
	}
	return out
}
