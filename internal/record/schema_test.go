package record

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"
)

var update = flag.Bool("update", false, "rewrite golden files")

// The published schemas are the types: a field added to a type without its
// schema would make the archive's own data invalid for others.
func TestSchemasArePublished(t *testing.T) {
	dir := "../../static/schema"
	for name, want := range Schemas() {
		file := filepath.Join(dir, name+".json")
		if *update {
			if err := os.MkdirAll(dir, 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, want, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		got, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s differs from the types; run go test ./internal/record -update", file)
		}
	}
}
