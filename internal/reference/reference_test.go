package reference

import (
	"flag"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the generated part of doc/format.md")

const (
	formatFile = "../../doc/format.md"
	marker     = "<!-- made from internal/record by go test ./internal/reference -update; do not edit below -->\n"
)

func TestFormatIsMadeFromTheTypes(t *testing.T) {
	types, err := Types("../record")
	if err != nil {
		t.Fatal(err)
	}
	for _, typ := range types {
		if typ.Doc == "" {
			t.Errorf("record.%s has no comment", typ.Name)
		}
		for _, f := range typ.Fields {
			if f.Doc == "" {
				t.Errorf("record.%s.%s has no comment, so doc/format.md cannot say what it is", typ.Name, f.Name)
			}
		}
	}
	data, err := os.ReadFile(formatFile)
	if err != nil {
		t.Fatal(err)
	}
	hand, _, ok := strings.Cut(string(data), marker)
	if !ok {
		t.Fatalf("%s has no marker line", formatFile)
	}
	want := hand + marker + "\n" + Fields(types)
	if *update {
		if err := os.WriteFile(formatFile, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if string(data) != want {
		t.Errorf("%s differs from the types; run go test ./internal/reference -update", formatFile)
	}
}
