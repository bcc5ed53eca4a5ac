package indicator_test

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/xianzhi/xianzhi/internal/record"
)

// A story is one article of testdata/claims.txt.
type story struct {
	article record.Article
	want    []string
	line    int
}

func TestClaims(t *testing.T) {
	r := reader(t)
	for _, s := range stories(t, "testdata/claims.txt") {
		got := r.Read(&s.article).Observations
		used := make([]bool, len(got))
		for _, w := range s.want {
			if i := find(w, got, used); i >= 0 {
				used[i] = true
				continue
			}
			t.Errorf("line %d: missing %s", s.line, w)
		}
		for i, o := range got {
			if !used[i] {
				t.Errorf("line %d: unwanted %s", s.line, line(o))
			}
		}
	}
}

func line(o record.Observation) string {
	place := "-"
	if o.Place != nil {
		place = o.Place.Name
	}
	v := strconv.FormatFloat(o.Value, 'f', -1, 64)
	if o.ValueMax != nil {
		v += ".." + strconv.FormatFloat(*o.ValueMax, 'f', -1, 64)
	}
	return fmt.Sprintf("%s %s %s %s (%s: %s)", o.Indicator, v, place, o.AsOf, o.Rule, o.Quote.Text)
}

// find looks for an observation that a line of the file describes.
func find(want string, got []record.Observation, used []bool) int {
	want, other, _ := strings.Cut(want, " | ")
	f := strings.Fields(want)
	for i, o := range got {
		g := strings.Fields(line(o))
		if used[i] || g[0] != f[0] && g[0] != other || g[1] != f[1] || f[2] != "*" && g[2] != f[2] {
			continue
		}
		if f[3] == "*" || f[3] == "-" && o.AsOf == "" || f[3] != "-" && o.AsOf != "" && (strings.HasPrefix(f[3], string(o.AsOf)) || strings.HasPrefix(string(o.AsOf), f[3])) {
			return i
		}
	}
	return -1
}

func stories(t *testing.T, file string) []story {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out []story
	for i, l := range strings.Split(string(data), "\n") {
		switch {
		case strings.HasPrefix(l, "== "):
			date, title, _ := strings.Cut(l[3:], "|")
			a := record.Article{ID: fmt.Sprint("story-", i+1), Title: record.Optional(strings.TrimSpace(title)), Published: record.Optional(strings.TrimSpace(date))}
			out = append(out, story{article: a, line: i + 1})
		case strings.HasPrefix(l, "-- "):
			out[len(out)-1].want = append(out[len(out)-1].want, l[3:])
		case strings.HasPrefix(l, "#") || strings.TrimSpace(l) == "":
		case strings.HasPrefix(l, "|"):
			addRow(&out[len(out)-1].article, strings.ReplaceAll(strings.Trim(l, "|"), "|", "\t"))
		default:
			a := &out[len(out)-1].article
			a.Body = append(a.Body, record.Block{Kind: record.Paragraph, Text: l})
		}
	}
	return out
}

// addRow adds a row to the table that ends the article, or begins one.
func addRow(a *record.Article, row string) {
	if k := len(a.Body) - 1; k >= 0 && a.Body[k].Kind == record.Table {
		a.Body[k].Text += "\n" + row
		return
	}
	a.Body = append(a.Body, record.Block{Kind: record.Table, Text: row})
}
