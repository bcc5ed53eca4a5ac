package repair

import (
	"bufio"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/xianzhi/xianzhi/internal/hanzi"
)

// A pair of ../shared/corpus/repair.jsonl.
type pair struct {
	Source, Corrupted, Correct, Kind string
}

func pairs(t *testing.T) []pair {
	t.Helper()
	f, err := os.Open("../../../shared/corpus/repair.jsonl")
	if err != nil {
		t.Skip("no ../shared/corpus/repair.jsonl beside the repository")
	}
	defer f.Close()
	var list []pair
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var p pair
		if err := json.Unmarshal(lines.Bytes(), &p); err != nil {
			t.Fatal(err)
		}
		list = append(list, p)
	}
	return list
}

// TestPairs holds repair to pairs of corrupted and correct text: exact where the
// bytes are all there, marked as damaged where they are not.
func TestPairs(t *testing.T) {
	for _, p := range pairs(t) {
		r := Text(p.Corrupted)
		got, want := hanzi.Narrow(r.Text), hanzi.Narrow(p.Correct)
		switch {
		case p.Kind != "lossy" && p.Kind != "digit_lost":
			if got != want {
				t.Errorf("%s: %s\n got %s\nwant %s", p.Kind, p.Corrupted, got, want)
			}
			if len(r.Damaged) > 0 {
				t.Logf("exact but marked: %s", marked(r))
			}
		case len(r.Damaged) == 0:
			t.Errorf("%s: nothing marked: %s\n got %s\nwant %s", p.Kind, p.Corrupted, got, want)
		default:
			t.Logf("%s: %s\n want %s", p.Kind, marked(r), want)
		}
	}
}

// marked shows the damaged spans of r in braces.
func marked(r Result) string {
	rs := []rune(r.Text)
	var b strings.Builder
	at := 0
	for _, d := range r.Damaged {
		b.WriteString(string(rs[at:d.Start]) + "{" + string(rs[d.Start:d.End]) + "}")
		at = d.End
	}
	return b.String() + string(rs[at:])
}
