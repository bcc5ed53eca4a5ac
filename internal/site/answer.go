package site

import "github.com/xianzhi/xianzhi/internal/record"

// Value writes o's number with its qualifier and unit as pages do: 超80%, over 80%.
func Value(o *record.Observation) record.Text {
	return record.Text{Zh: chinese.value(o).Full, En: english.value(o).Full}
}
