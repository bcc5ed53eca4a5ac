package store

import (
	"github.com/xianzhi/xianzhi/internal/record"
)

// quoteLimit is how many code points of one clause a "quote" article may show.
const quoteLimit = 120

// limit cuts v down to what its rights allow. A "quote" article keeps one block
// for each clause that carries an observation; a "metadata" article keeps no
// text at all, and its numbers stand without their clause.
func (v *Article) limit() {
	switch v.Rights {
	case record.RightsFull:
		return
	case record.RightsQuote:
		v.keepQuotes()
	default:
		v.Body = nil
		for i := range v.Observations {
			v.Observations[i].Quote = record.Evidence{Block: -1}
		}
	}
	v.Damaged, v.Withheld, v.Captured, v.Digests = nil, nil, "", nil
	v.Translations = map[string]Translation{}
	v.History = v.History.WithoutText()
}

func (v *Article) keepQuotes() {
	blocks := map[string]int{}
	var body []record.Block
	for i := range v.Observations {
		q := &v.Observations[i].Quote
		text := prefix(q.Text, quoteLimit)
		n, seen := blocks[text]
		if !seen {
			n = len(body)
			blocks[text] = n
			body = append(body, record.Block{Kind: record.Quote, Text: text})
		}
		*q = record.Evidence{Block: n, Start: 0, End: len([]rune(text)), Text: text}
	}
	v.Body = body
}
