package review

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/xianzhi/xianzhi/internal/glossary"
	"github.com/xianzhi/xianzhi/internal/record"
	"github.com/xianzhi/xianzhi/internal/store"
	"github.com/xianzhi/xianzhi/internal/store/storetest"
)

// claim is an observation of staff in one county.
func claimOf(id string, value float64, asOf string) record.Observation {
	return record.Observation{ID: id, Indicator: "cum_employed", Value: value, Unit: "persons", Qualifier: record.Exact,
		AsOf: record.Optional(asOf), Place: &record.Place{Name: "宜君县"}, Confidence: 0.9, Review: record.ReviewAuto,
		Quote: record.Evidence{Text: fmt.Sprint(value)}}
}

func report(id string, all ...record.Observation) *store.Article {
	return &store.Article{Article: record.Article{ID: id, Rights: record.RightsQuote}, Relation: record.Original, Observations: all}
}

func items(t *testing.T, articles ...*store.Article) []Item {
	t.Helper()
	g, err := glossary.Load(os.DirFS(t.TempDir()))
	if err != nil {
		t.Fatal(err)
	}
	return Items(&store.Archive{Glossary: g, Articles: articles, Indicators: []record.Indicator{{ID: "cum_employed", Kind: "cumulative"}}})
}

func kindsOf(all []Item) string {
	var kinds []string
	for _, i := range all {
		kinds = append(kinds, i.Kind)
	}
	return strings.Join(kinds, " ")
}

func TestConflicts(t *testing.T) {
	copied := report("copy", claimOf("o-2", 200, "2023"))
	copied.Relation = record.Copy
	over := claimOf("o-2", 200, "2023")
	over.Qualifier = record.Over
	for _, c := range []struct {
		name string
		in   []*store.Article
		want string
	}{
		{"equal claims", []*store.Article{report("a", claimOf("o-1", 100, "2023")), report("b", claimOf("o-2", 100, "2023"))}, ""},
		{"differing claims", []*store.Article{report("a", claimOf("o-1", 100, "2023")), report("b", claimOf("o-2", 200, "2023"))}, Conflict},
		{"a copy does not argue", []*store.Article{report("a", claimOf("o-1", 100, "2023")), copied}, ""},
		{"other dates", []*store.Article{report("a", claimOf("o-1", 100, "2022")), report("b", claimOf("o-2", 200, "2023"))}, ""},
		{"over is no exact figure", []*store.Article{report("a", claimOf("o-1", 100, "2023")), report("b", over)}, ""},
		{"falls over time", []*store.Article{report("a", claimOf("o-1", 100, "2022")), report("b", claimOf("o-2", 90, "2023"))}, Falling},
		{"no date, nothing to compare", []*store.Article{report("a", claimOf("o-1", 100, "")), report("b", claimOf("o-2", 90, ""))}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := kindsOf(items(t, c.in...)); got != c.want {
				t.Errorf("items %q, want %q", got, c.want)
			}
		})
	}
}

func TestDoubtAndDamage(t *testing.T) {
	unsure := claimOf("o-1", 5, "")
	unsure.Confidence = 0.4
	confirmed := unsure
	confirmed.Review = record.ReviewConfirmed
	if got := kindsOf(items(t, report("a", unsure), report("b", confirmed))); got != Confidence {
		t.Errorf("items %q, want the doubtful reading that nobody confirmed", got)
	}

	whole := report("whole")
	whole.Body = []record.Block{{Kind: record.Paragraph, Text: "目前中心共有员工180人。"}}
	broken := report("broken")
	broken.Body = []record.Block{{Kind: record.Paragraph, Text: "目前中心共有员工18�人。"}}
	broken.Withheld = []record.Withheld{{Reason: "damaged", Quote: record.Evidence{Start: 8, End: 12, Text: "18�人"}}}
	broken.Cluster = &record.Cluster{Members: []record.Member{{Article: "whole"}, {Article: "broken"}}}
	whole.Cluster = broken.Cluster
	got := items(t, whole, broken)
	if len(got) != 1 || got[0].Kind != Damaged || !strings.HasPrefix(got[0].Sister, "whole: 180人") {
		t.Errorf("items %+v, want the damaged number beside its sister's reading", got)
	}
	broken.Withheld[0].Quote = record.Evidence{Block: 9, Start: 50, End: 60}
	if got := items(t, whole, broken); len(got) != 1 || got[0].Sister != "" {
		t.Errorf("a quote beyond the text gives %+v", got)
	}
	broken.Withheld[0].Quote = record.Evidence{Block: 0, Start: 50, End: 60}
	if got := items(t, whole, broken); len(got) != 1 {
		t.Errorf("offsets beyond the text give %+v", got)
	}
}

func TestPrivacy(t *testing.T) {
	for text, want := range map[string]string{
		"32岁的李小雨说，她因车祸瘫痪在床多年。":     "李小雨",
		"客服赵明明告诉记者，父亲去年确诊肺癌。":      "赵明明",
		"县委书记表示，将帮助残疾人就业。":         "",
		"基地有员工180人，其中残疾员工12人。":     "",
		"李小雨说，她很喜欢这份工作。":           "",
		"王某说，她离婚后独自带着孩子。":          "",
		"Her mother is paralysed.": "",
	} {
		if name, _ := sensitive(text, map[string]bool{"张三丰": true}); name != want {
			t.Errorf("sensitive(%q) = %q, want %q", text, name, want)
		}
	}
	if name, _ := sensitive("负责人张三丰说，他照顾残疾员工。", map[string]bool{"张三丰": true}); name != "" {
		t.Errorf("a person of the glossary is taken for private: %s", name)
	}
}

func TestHeaviestFirst(t *testing.T) {
	v := report("a", claimOf("o-1", 1, ""))
	v.Observations[0].Confidence = 0.1
	v.Body = []record.Block{{Text: "32岁的李小雨说，她因车祸瘫痪在床多年。"}}
	v.Rights = record.RightsFull
	if got := kindsOf(items(t, v)); got != "privacy confidence translation" {
		t.Errorf("order %q", got)
	}
}

func TestTranslationsThatWait(t *testing.T) {
	v := report("a")
	v.Rights = record.RightsFull
	v.Body = []record.Block{{Text: "一"}, {Text: "二"}, {Text: "三"}, {Text: "四"}}
	v.Translations = map[string]store.Translation{"en": {Paragraphs: []store.Paragraph{
		{Text: "one", State: "human"}, {Text: "two", State: "stale"}, {State: "held"}, {},
	}}}
	got := items(t, v)
	if len(got) != 3 || got[0].Block != 1 || got[1].Block != 2 || got[2].Block != 3 {
		t.Errorf("items %+v, want blocks 1, 2 and 3", got)
	}
}

func TestDecide(t *testing.T) {
	st := storetest.Open(t, "../store/testdata/merge.txtar", "../..")
	a, err := st.Archive(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	v, err := a.ByID("quote")
	if err != nil {
		t.Fatal(err)
	}
	o := v.Observations[0]
	const file = "data/corrections/2024.yaml"
	before, err := os.ReadFile(st.Path(file))
	if err != nil {
		t.Fatal(err)
	}
	good := record.Correction{Action: "correct", Article: "quote", Reason: "r: 'x' \"y\"\nz", By: "b", Date: "2024-10-01", Set: map[string]any{"value": 31, "as_of": "2024-08"}}
	if _, err := Decide(st, o, good); err != nil {
		t.Fatal(err)
	}
	after, err := os.ReadFile(st.Path(file))
	if err != nil || !strings.HasPrefix(string(after), string(before)) {
		t.Errorf("what stood in the file is not kept: %v", err)
	}
	a, err = st.Archive(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if v, _ = a.ByID("quote"); v.Observations[0].Value != 31 || v.Observations[0].AsOf != "2024-08" {
		t.Errorf("the decision is not applied: %+v, stale %v", v.Observations[0], a.Stale)
	}

	for name, c := range map[string]record.Correction{
		"no date":        {Action: "confirm", Reason: "r"},
		"no reason":      {Action: "confirm", Date: "2024-10-01"},
		"unknown action": {Action: "doubt", Reason: "r", Date: "2024-10-01"},
		"unknown field":  {Action: "correct", Reason: "r", Date: "2024-10-01", Set: map[string]any{"colour": 1}},
		"wrong type":     {Action: "correct", Reason: "r", Date: "2024-10-01", Set: map[string]any{"value": "many"}},
		"not a year":     {Action: "confirm", Reason: "r", Date: "../../x"},
	} {
		if file, err := Decide(st, o, c); err == nil {
			t.Errorf("%s: written to %s", name, file)
		}
	}
}
