package repair

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/xianzhi/xianzhi/internal/record"
)

var update = flag.Bool("update", false, "rewrite the expected texts in testdata")

// TestGolden repairs the articles of testdata: the file "page" holds the title
// and the paragraphs, a line each; "want" the same repaired, with braces around
// what is damaged, and the repairs.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("testdata: %d files, %v", len(files), err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			lines := strings.Split(strings.TrimSuffix(string(archive.Files[0].Data), "\n"), "\n")
			a := article(lines[0], lines[1:]...)
			Article(a)
			got := show(a)
			if *update {
				archive.Files = append(archive.Files[:1], txtar.File{Name: "want", Data: []byte(got)})
				if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(archive.Files[1].Data), got); diff != "" {
				t.Errorf("%s: (-want +got)\n%s", file, diff)
			}
		})
	}
}

// show writes a repaired article as "want" has it.
func show(a *record.Article) string {
	var b strings.Builder
	b.WriteString(braced(string(a.Title), a.Damaged, -1) + "\n")
	for i, block := range a.Body {
		b.WriteString(braced(block.Text, a.Damaged, i) + "\n")
	}
	b.WriteString("script " + string(a.OriginalScript) + "\n")
	for _, r := range a.Repairs {
		b.WriteString(r.Kind + " " + strings.Repeat("|", min(r.Count, 60)) + "\n")
	}
	return b.String()
}

func braced(text string, spans []record.Span, block int) string {
	r := Result{Text: text}
	for _, s := range spans {
		if s.Block == block {
			r.Damaged = append(r.Damaged, s)
		}
	}
	return marked(r)
}
