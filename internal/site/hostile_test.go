package site

import (
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/xianzhi/xianzhi/internal/record"
	"github.com/xianzhi/xianzhi/internal/store"
)

// hostile are strings that want to be more than text, each bare and in the
// surroundings that have freed such strings elsewhere.
func hostile() []string {
	var out []string
	for _, core := range []string{
		`<script>alert(1)</script>`, `<img src=x onerror=alert(1)>`, `<svg onload=alert(1)>`, `<a href="javascript:alert(1)">x</a>`,
		`<iframe srcdoc="<script>alert(1)</script>">`, `<style>*{display:none}</style>`, `<base href="//evil.example/">`, `<meta http-equiv=refresh content=0>`,
		`{{ .Title }}`, `{{< figure src="x" >}}`, `{{% raw %}}`, `**bold** [x](javascript:alert(1))`, "`code` ![x](y)", `&lt;b&gt; &#60;script&#62; &amp;amp;`,
		`=HYPERLINK("http://evil.example")`, `+1+cmd|' /C calc'!A0`, `-2+3`, `@SUM(A1)`, "\tTab first", `${7*7} #{7*7} <%= 7*7 %>`,
		"\u202eabc\u202c", "zero\u200bwidth\ufeff", "private\ue000use\U000f0000", "null\x00and\x1bescape", `"><b onmouseover=alert(1)>`, `' onfocus=alert(1) x='`,
	} {
		for _, around := range []string{"%s", `"%s"`, `'%s'`, `</p>%s`, `</script>%s`, `<!--%s`, `]]>%s`, `%s-->`} {
			out = append(out, fmt.Sprintf(around, core))
		}
	}
	return append(out, strings.Repeat("长", 300_000))
}

func hostileArchive(t *testing.T) *store.Archive {
	a := fixture(t)
	a.Articles, a.Clusters, a.Corrections = nil, nil, nil
	for i, s := range hostile() {
		id := fmt.Sprintf("h-%03d", i)
		art := &store.Article{Article: record.Article{
			ID: id, Source: "sample", URL: "https://sample.invalid/" + id, Lang: record.LangChinese, Rights: record.RightsFull,
			Title: record.Optional(cut(s, 200)), Publisher: &record.Name{Name: cut(s, 200)}, Authors: []string{cut(s, 200)}, Published: "2024-01-01",
			Body: []record.Block{{Kind: record.Paragraph, Text: s}},
		}, Relation: record.Original}
		art.Observations = []record.Observation{{
			ID: fmt.Sprintf("o-%010d", i), Indicator: "cum_employed", Value: 5, Unit: "persons", AsOf: "2024", Place: &record.Place{Name: cut(s, 200)},
			Quote: record.Evidence{Text: cut(s, 200), End: min(3, len([]rune(s)))},
		}}
		a.Articles = append(a.Articles, art)
	}
	return a
}

// TestHostile: whatever stands in an article comes out as inert text, in pages,
// feeds, JSON-LD and CSV.
func TestHostile(t *testing.T) {
	a := hostileArchive(t)
	if len(a.Articles) < 200 {
		t.Fatalf("only %d strings", len(a.Articles))
	}
	public := build(t, a, nil)
	pages := checkSite(t, public, "/")
	for _, art := range a.Articles {
		doc := pages["/zh/articles/"+art.ID+"/"]
		side := find(find(doc, byID("p1"))[0], func(n *html.Node) bool { v, _ := attr(n, "class"); return v == "side" })[0]
		if got, want := strings.TrimSpace(text(side)), strings.TrimSpace(clean(art.Body[0].Text)); got != want {
			t.Errorf("%s: text is %.80q, want %.80q", art.ID, got, want)
		}
		for _, s := range find(doc, named("script")) {
			if kind, _ := attr(s, "type"); kind == "application/ld+json" && !json.Valid([]byte(text(s))) {
				t.Errorf("%s: JSON-LD is no JSON", art.ID)
			}
		}
	}
	checkFeeds(t, public)
	checkCSV(t, filepath.Join(public, "zh", "observations", "numbers.csv"))
}

func checkFeeds(t *testing.T, public string) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(public, "zh", "feed.json"))
	if err != nil || !json.Valid(data) {
		t.Errorf("feed.json: valid %v, %v", json.Valid(data), err)
	}
	f, err := os.Open(filepath.Join(public, "zh", "index.xml"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for d := xml.NewDecoder(f); ; {
		if _, err := d.Token(); err == io.EOF {
			return
		} else if err != nil {
			t.Fatalf("index.xml: %v", err)
		}
	}
}

func checkCSV(t *testing.T, name string) {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(data), "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows[1:] {
		for _, cell := range row {
			if cell != inert(cell) {
				t.Errorf("cell %.40q would be run as a formula", cell)
			}
		}
	}
}
