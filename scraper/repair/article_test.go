package repair

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xianzhi/xianzhi/internal/record"
)

func article(title string, paragraphs ...string) *record.Article {
	a := &record.Article{Title: record.Optional(title)}
	for _, p := range paragraphs {
		a.Body = append(a.Body, record.Block{Kind: record.Paragraph, Text: p})
	}
	return a
}

func bodyOf(a *record.Article) string {
	var list []string
	for _, b := range a.Body {
		list = append(list, b.Text)
	}
	return strings.Join(list, "\n")
}

func TestArticle(t *testing.T) {
	a := article("數(shù)字經(jīng)濟推動縣域就業(yè)",
		"西南某某互联网商城有限公司",
		"某某部委托某某通訊社主辦",
		"在陜西省宜君縣，隨著產(chǎn)業(yè)發(fā)展，當(dāng)?shù)赜?80人在崗。",
		"基地還有員工160人。",
		"当涂县| 锦州市| 桐柏县| 阜新市| 收藏| 富源县| 库尔勒市| 承德县",
	)
	a.Authors = []string{"李學(xué)文"}
	Article(a)
	if want := "数字经济推动县域就业"; string(a.Title) != want {
		t.Errorf("title %q, want %q", a.Title, want)
	}
	if a.Authors[0] != "李学文" || a.OriginalScript != record.ScriptHant {
		t.Errorf("author %q, script %q", a.Authors[0], a.OriginalScript)
	}
	body := bodyOf(a)
	if !strings.HasPrefix(body, "在陕西省宜君县，随着产业发展，当地") || !strings.HasSuffix(body, "人在岗。\n基地还有员工160人。") {
		t.Errorf("body %q", body)
	}
	if len(a.Damaged) != 1 || a.Damaged[0].Block != 0 {
		t.Fatalf("damaged %v", a.Damaged)
	}
	d := a.Damaged[0]
	if hit := string([]rune(a.Body[0].Text)[d.Start:d.End]); !strings.Contains(hit, "80") {
		t.Errorf("damaged text %q does not hold the number", hit)
	}
	want := []string{record.RepairPinyin, record.RepairGarble, record.RepairTraditional, record.RepairSpam}
	for i, r := range a.Repairs {
		if r.Kind != want[i] || r.Count == 0 {
			t.Errorf("repairs %v, want kinds %v", a.Repairs, want)
		}
	}
	if spam := a.Repairs[len(a.Repairs)-1].Count; spam != 3 {
		t.Errorf("%d spam lines, want 3", spam)
	}
}

// TestArticleTwice holds that a repaired article is not repaired again.
func TestArticleTwice(t *testing.T) {
	a := article("標(biāo)題", "當(dāng)?shù)嘏韵蛏狭鲃?dòng)，數(shù)據(jù)標(biāo)注。", "第二段。")
	Article(a)
	before, _ := record.Encode(a)
	Article(a)
	if after, _ := record.Encode(a); string(after) != string(before) {
		t.Errorf("second repair changed\n%s\nto\n%s", before, after)
	}
}

func TestSpamSpares(t *testing.T) {
	for _, paragraphs := range [][]string{
		{"宜君县爱豆科技有限公司", "宜君县爱豆科技有限公司在宜君县成立。"},
		{"项目覆盖宜君县、清涧县、子洲县、永和县、积石山县、沭阳县、张北县等地。"},
		{"地区|人数|岗位|收入|企业|基地|学员|占比"},
		{"数据标注有限公司的故事。"},
	} {
		a := article("标题", paragraphs...)
		Article(a)
		if want := strings.Join(paragraphs, "\n"); bodyOf(a) != want || len(a.Repairs) > 0 {
			t.Errorf("%q became %q, %v", want, bodyOf(a), a.Repairs)
		}
	}
}

// TestSeeds repairs the seeds whole: no spam, no bracketed pinyin, no byte of a
// garble unmarked.
func TestSeeds(t *testing.T) {
	files, _ := filepath.Glob("../../../shared/corpus/seeds/*.txt")
	if len(files) == 0 {
		t.Skip("no ../shared/corpus/seeds beside the repository")
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		a := article("", strings.Split(string(data), "\n")...)
		Article(a)
		body := bodyOf(a)
		for _, bad := range []string{"当涂县|", "商城有限公司", "(jīng)", "?shù)", "国家重点新闻网站", "\ue47f"} {
			if strings.Contains(body, bad) {
				t.Errorf("%s: %q is left", filepath.Base(file), bad)
			}
		}
		t.Logf("%s: %s, %v, %d spans: %s", filepath.Base(file), a.OriginalScript, a.Repairs, len(a.Damaged), spansOf(a))
		t.Logf("... %s", string([]rune(body)[max(0, len([]rune(body))-80):]))
	}
}

func spansOf(a *record.Article) string {
	var list []string
	for _, d := range a.Damaged {
		if d.Block >= 0 {
			list = append(list, string([]rune(a.Body[d.Block].Text)[d.Start:d.End]))
		}
	}
	return strings.Join(list, " / ")
}
