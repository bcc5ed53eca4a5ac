package dataset

import (
	"strconv"
)

// Type is a Frictionless field type, of those that the tables use.
type Type string

// Field types (Table Schema, https://specs.frictionlessdata.io/table-schema/).
const (
	String  Type = "string"
	Number  Type = "number"
	Integer Type = "integer"
)

// A Column is one field of a table.
type Column struct {
	Name        string
	Type        Type
	Description string
}

// A Table is rows under columns. A cell is a string, a float64, an int, or nil
// where nothing is known.
type Table struct {
	Name    string
	Title   string
	Columns []Column
	Key     string
	Foreign map[string]string // column → table it refers to by key
	Rows    [][]any
}

// cell is v as CSV writes it; nil is empty.
func cell(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case int:
		return strconv.Itoa(v)
	case string:
		return inert(v)
	}
	panic("dataset: cell of unknown type")
}

// inert keeps spreadsheets from running a text as a formula (CWE-1236): a
// leading =, +, -, @, tab or CR gets an apostrophe before it.
func inert(s string) string {
	if s != "" {
		switch s[0] {
		case '=', '+', '-', '@', '\t', '\r':
			return "'" + s
		}
	}
	return s
}

// opt is nil for the empty string.
func opt[T ~string](s T) any {
	if s == "" {
		return nil
	}
	return string(s)
}
