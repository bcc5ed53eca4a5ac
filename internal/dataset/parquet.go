package dataset

import (
	"bytes"

	"github.com/parquet-go/parquet-go"
)

// Parquet returns t as a Parquet file; every column is optional.
func (t Table) Parquet() ([]byte, error) {
	group := parquet.Group{}
	for _, c := range t.Columns {
		group[c.Name] = parquet.Optional(leaf(c.Type))
	}
	schema := parquet.NewSchema(t.Name, group)
	var buf bytes.Buffer
	w := parquet.NewWriter(&buf, schema, parquet.Compression(&parquet.Zstd))
	order := columnOrder(schema)
	for _, cells := range t.Rows {
		row := make(parquet.Row, len(cells))
		for i, v := range cells {
			at := order[t.Columns[i].Name]
			row[at] = value(v).Level(0, level(v), at)
		}
		if _, err := w.WriteRows([]parquet.Row{row}); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}

func leaf(t Type) parquet.Node {
	switch t {
	case Number:
		return parquet.Leaf(parquet.DoubleType)
	case Integer:
		return parquet.Int(64)
	}
	return parquet.String()
}

func columnOrder(s *parquet.Schema) map[string]int {
	order := map[string]int{}
	for i, path := range s.Columns() {
		order[path[0]] = i
	}
	return order
}

func value(v any) parquet.Value {
	if n, ok := v.(int); ok {
		return parquet.ValueOf(int64(n))
	}
	return parquet.ValueOf(v)
}

// level is the definition level of an optional cell.
func level(v any) int {
	if v == nil {
		return 0
	}
	return 1
}
