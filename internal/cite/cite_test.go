package cite

import (
	"encoding/json"
	"strings"
	"testing"
)

var dataset = Work{
	Kind: Dataset, ID: "xianzhi_cum_employed", Lang: "zh", Title: "累计带动就业人数", Outlet: "县志",
	Issued: "2026-11-20", Version: "2026-11-20", Accessed: "2026-11-21T08:00:00Z", URL: "https://example.org/zh/indicators/cum_employed/2026-11-20/",
}

var article = Work{
	Kind: Article, ID: "a_1", Lang: "zh-Hans", Title: "一座小县的 100%\n& 五年", Authors: []string{"甲", "乙", "丙", "丁"}, Outlet: "某报",
	Issued: "2024-08-12", Accessed: "2026-11-21", URL: "https://example.org/a_1?x=1&y=2",
}

func TestStyles(t *testing.T) {
	english := dataset
	english.Lang, english.Title, english.Outlet = "en", "Cumulative jobs", "Xianzhi"
	for _, tt := range []struct {
		name      string
		work      Work
		gbt, apa_ string
	}{
		{"data set", dataset,
			"县志. 累计带动就业人数[DS/OL]. 2026-11-20版. (2026-11-20)[2026-11-21]. https://example.org/zh/indicators/cum_employed/2026-11-20/.",
			"县志. (2026). 累计带动就业人数 (Version 2026-11-20) [Data set]. https://example.org/zh/indicators/cum_employed/2026-11-20/"},
		{"in English", english,
			"Xianzhi. Cumulative jobs[DS/OL]. Version 2026-11-20. (2026-11-20)[2026-11-21]. https://example.org/zh/indicators/cum_employed/2026-11-20/.",
			"Xianzhi. (2026). Cumulative jobs (Version 2026-11-20) [Data set]. https://example.org/zh/indicators/cum_employed/2026-11-20/"},
		{"article", article,
			"甲, 乙, 丙, 等. 一座小县的 100% & 五年[N/OL]. 某报, 2024-08-12[2026-11-21]. https://example.org/a_1?x=1&y=2.",
			"甲, 乙, 丙, & 丁. (2024, August 12). 一座小县的 100% & 五年. 某报. https://example.org/a_1?x=1&y=2"},
		{"bare", Work{Kind: Article, Lang: "en", Title: "Untitled", URL: "https://example.org/"},
			"Untitled[N/OL]. https://example.org/.", "Untitled. (n.d.). https://example.org/"},
	} {
		if got := GBT7714(tt.work); got != tt.gbt {
			t.Errorf("%s: GB/T 7714\n got %s\nwant %s", tt.name, got, tt.gbt)
		}
		if got := APA(tt.work); got != tt.apa_ {
			t.Errorf("%s: APA\n got %s\nwant %s", tt.name, got, tt.apa_)
		}
	}
}

func TestBibTeX(t *testing.T) {
	want := `@misc{a_1,
  author       = {{甲} and {乙} and {丙} and {丁}},
  title        = {{一座小县的 100\% \& 五年}},
  howpublished = {某报},
  year         = {2024},
  month        = {8},
  url          = {https://example.org/a_1?x=1&y=2},
  urldate      = {2026-11-21},
  language     = {zh-Hans},
}
`
	if got := BibTeX(article); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestRIS(t *testing.T) {
	want := "TY  - DATA|ID  - xianzhi_cum_employed|AU  - 县志|TI  - 累计带动就业人数|PB  - 县志|PY  - 2026|DA  - 2026/11/20|" +
		"ET  - 2026-11-20|UR  - https://example.org/zh/indicators/cum_employed/2026-11-20/|Y2  - 2026/11/21|LA  - zh-Hans|ER  - |"
	if got := RIS(dataset); got != strings.ReplaceAll(want, "|", "\r\n") {
		t.Errorf("got %q", got)
	}
}

func TestCSL(t *testing.T) {
	var items []map[string]any
	if err := json.Unmarshal([]byte(CSL(article)), &items); err != nil || len(items) != 1 {
		t.Fatal(err, items)
	}
	if items[0]["type"] != "article-newspaper" || items[0]["container-title"] != "某报" || len(items[0]["author"].([]any)) != 4 {
		t.Errorf("%v", items[0])
	}
	if y := items[0]["issued"].(map[string]any)["date-parts"].([]any)[0].([]any); len(y) != 3 || y[0] != 2024.0 {
		t.Errorf("issued %v", y)
	}
}

func TestOrder(t *testing.T) {
	if zh, en := All(dataset, "zh"), All(dataset, "en"); zh[0].ID != "gbt7714" || en[0].ID != "apa" || len(en) != 5 {
		t.Errorf("%v %v", zh[0].ID, en[0].ID)
	}
}

// FuzzFormats holds that no field can end a record or open another.
func FuzzFormats(f *testing.F) {
	f.Add("a}\nER  - ", "2024-13-99")
	f.Fuzz(func(t *testing.T, title, issued string) {
		w := Work{ID: "x", Title: title, Issued: issued, Outlet: title}
		if n := strings.Count(RIS(w), "\nER  - "); n != 1 {
			t.Errorf("RIS: %d ends", n)
		}
		if b := BibTeX(w); strings.Count(b, "\n}") != 1 {
			t.Errorf("BibTeX: %q", b)
		}
		if !json.Valid([]byte(CSL(w))) {
			t.Error("CSL: not JSON")
		}
	})
}
