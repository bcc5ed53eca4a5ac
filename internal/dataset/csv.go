package dataset

import (
	"bytes"
	"encoding/csv"

	"github.com/xianzhi/xianzhi/internal/record"
	"github.com/xianzhi/xianzhi/internal/store"
)

// CSV returns t as RFC 4180 CSV in UTF-8 with a header row.
func (t Table) CSV() ([]byte, error) {
	var buf bytes.Buffer
	w := csv.NewWriter(&buf)
	head := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		head[i] = c.Name
	}
	if err := w.Write(head); err != nil {
		return nil, err
	}
	for _, row := range t.Rows {
		line := make([]string, len(row))
		for i, v := range row {
			line[i] = cell(v)
		}
		if err := w.Write(line); err != nil {
			return nil, err
		}
	}
	w.Flush()
	return buf.Bytes(), w.Error()
}

// JSONLines returns the articles one a line, as FORMAT's article object with
// its observations and translations, within their rights.
func JSONLines(a *store.Archive) ([]byte, error) {
	var buf bytes.Buffer
	for _, v := range a.Articles {
		line, err := record.EncodeLine(struct {
			record.Article
			Observations []record.Observation         `json:"observations"`
			Translations map[string]store.Translation `json:"translations,omitempty"`
		}{v.Article, v.Observations, v.Translations})
		if err != nil {
			return nil, err
		}
		buf.Write(line)
		buf.WriteByte('\n')
	}
	return buf.Bytes(), nil
}
