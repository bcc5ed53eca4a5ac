package indicator_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/xianzhi/xianzhi/internal/record"
	"github.com/xianzhi/xianzhi/scraper/repair"
)

func read(t *testing.T, texts ...string) record.ObservationFile {
	t.Helper()
	a := &record.Article{ID: "a", Published: "2024-05-05"}
	for _, s := range texts {
		a.Body = append(a.Body, record.Block{Kind: record.Paragraph, Text: s})
	}
	return reader(t).Read(a)
}

func summary(f record.ObservationFile) string {
	var b strings.Builder
	for _, o := range f.Observations {
		place := ""
		if o.Place != nil {
			place = o.Place.Name
		}
		fmt.Fprintln(&b, o.Indicator, o.Value, o.Unit, o.AsOf, place)
	}
	return b.String()
}

// A number written in Chinese and in Arabic figures is one value.
func TestChineseAndArabic(t *testing.T) {
	for _, pair := range [][2]string{
		{"宜君县中心有员工一百六十人", "宜君县中心有员工160人"},
		{"宜君县中心女性占七成", "宜君县中心女性占70%"},
		{"宜君县累计培训三万二千人次", "宜君县累计培训3.2万人次"},
		{"宜君县中心员工平均年龄二十七岁", "宜君县中心员工平均年龄27岁"},
		{"宜君县去年销售额两亿三千万元", "宜君县去年销售额2.3亿元"},
		{"宜君县四分之三的员工为女性", "宜君县75%的员工为女性"},
	} {
		a, b := summary(read(t, pair[0])), summary(read(t, pair[1]))
		if a != b || a == "" {
			t.Errorf("%s:\n%s%s:\n%s", pair[0], a, pair[1], b)
		}
	}
}

// Traditional text with annotations, once repaired, says what the plain text says.
func TestRepairedText(t *testing.T) {
	plain := "目前，宜君县爱豆公司在岗员工超过160人，人均月收入3500元以上，女性员工占比超过65%。"
	broken := "目前，宜君縣愛豆公司在崗員工超過(guò)160人，人均月收入3500元以上，女性員(yuán)工占比超過(guò)65%。"
	a := &record.Article{ID: "a", Published: "2024-05-05", Body: []record.Block{{Kind: record.Paragraph, Text: broken}}}
	repair.Article(a)
	got, want := summary(reader(t).Read(a)), summary(read(t, plain))
	if got != want || strings.Count(want, "\n") != 3 {
		t.Errorf("repaired:\n%splain:\n%s", got, want)
	}
}

// A number in or beside a damaged span is withheld, and only that number.
func TestDamage(t *testing.T) {
	text := "镇雄县总人口72万，其中农村劳动力有79万人"
	for _, c := range []struct {
		span    record.Span
		values  string
		without string
	}{
		{record.Span{Block: 0, Start: 5, End: 6}, "labour_force 790000", "county_population"},
		{record.Span{Block: 0, Start: 6, End: 7}, "labour_force 790000", "county_population"},
		{record.Span{Block: 0, Start: 17, End: 18}, "county_population 720000", "labour_force"},
	} {
		a := &record.Article{ID: "a", Published: "2024-05-05", Body: []record.Block{{Kind: record.Paragraph, Text: text}}, Damaged: []record.Span{c.span}}
		f := reader(t).Read(a)
		if s := summary(f); !strings.Contains(s, c.values) || strings.Contains(s, c.without) || len(f.Withheld) != 1 || f.Withheld[0].Reason != "damaged" {
			t.Errorf("%v: %s withheld %v", c.span, s, f.Withheld)
		}
	}
	for _, text := range []string{"当地有?80人就业", "镇雄县总人口�72万", "镇雄县总人口\ue00572万"} {
		if f := read(t, text); len(f.Observations) > 0 {
			t.Errorf("%q: %s", text, summary(f))
		}
	}
}

// An id holds when other blocks move, and tells two quotes apart.
func TestIdentity(t *testing.T) {
	a := read(t, "宜君县中心有员工160人。", "清涧县中心有员工312人。")
	b := read(t, "加了一段。", "清涧县中心有员工312人。", "宜君县中心有员工160人。")
	if len(a.Observations) != 2 || len(b.Observations) != 2 {
		t.Fatal(summary(a), summary(b))
	}
	if a.Observations[0].ID != b.Observations[1].ID || a.Observations[1].ID != b.Observations[0].ID || a.Observations[0].ID == a.Observations[1].ID {
		t.Errorf("ids %s %s, then %s %s", a.Observations[0].ID, a.Observations[1].ID, b.Observations[0].ID, b.Observations[1].ID)
	}
}

// Quotes are exact: the text at the offsets, in code points.
func TestQuotes(t *testing.T) {
	text := "　　据介绍，目前 宜君县 数字就业中心有员 工１６０人，女性占 七成。"
	f := read(t, text)
	if len(f.Observations) != 2 {
		t.Fatal(summary(f))
	}
	for _, o := range f.Observations {
		if got := string([]rune(text)[o.Quote.Start:o.Quote.End]); got != o.Quote.Text {
			t.Errorf("quote %q, text there %q", o.Quote.Text, got)
		}
	}
}

func TestReadAs(t *testing.T) {
	a := &record.Article{ID: "a", Published: "2024-05-05", Body: []record.Block{{Kind: record.Paragraph, Text: "去年，宜君县培训2000人。"}}}
	if got := reader(t).ReadAs(a, "2021-03-01").Observations[0].AsOf; got != "2020" {
		t.Errorf("re-dated reprint read as of %q, want 2020", got)
	}
}

// FuzzRead holds that no text makes the reader fail, and that quotes are exact.
func FuzzRead(f *testing.F) {
	r := reader(f)
	f.Add("截至2023年底，宜君县有员工160人，女性占七成。")
	f.Add("The centre in Xunwu employs 120 people, 70 percent of whom are women.")
	f.Add("从90万人增加到210万人;3000至1万元?80人")
	f.Fuzz(func(t *testing.T, text string) {
		a := &record.Article{ID: "a", Published: "2024-05", Body: []record.Block{{Kind: record.Paragraph, Text: text}}, Damaged: []record.Span{{Block: 0, Start: 2, End: 3}}}
		for _, o := range r.Read(a).Observations {
			rs := []rune(text)
			if o.Quote.Start >= o.Quote.End || o.Quote.End > len(rs) || string(rs[o.Quote.Start:o.Quote.End]) != o.Quote.Text {
				t.Fatalf("quote %+v of %q", o.Quote, text)
			}
			if o.ValueMax != nil && *o.ValueMax <= o.Value {
				t.Fatalf("range %v..%v of %q", o.Value, *o.ValueMax, text)
			}
		}
	})
}
