package cluster

import (
	"encoding/json"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/xianzhi/xianzhi/internal/hanzi"
	"github.com/xianzhi/xianzhi/internal/record"
)

// story is written for these tests.
var story = []string{
	"宜君县的数据标注基地去年新增了三间教室，目前有员工160人，其中女性占六成以上。",
	"基地负责人介绍，2023年全年营业收入达到5080亿元，比上一年增长两成，缴税也多了。",
	"县里给返乡青年每月补贴800元，连续补三年，还提供人才公寓，租金只收一半。",
	"今年夏天，衢州的大学生会来这里实习，他们要学会给图片画框，也要学会审核。",
	"一位学员说，以前在外地打工，一年回家一次，现在每天都能接孩子放学，日子踏实。",
	"当地计划到2025年底再招200人，并把培训搬到乡镇，让更多人不离家就能上岗。",
}

func article(id, date string, paragraphs ...string) *record.Article {
	a := &record.Article{ID: id, Published: record.Optional(date), Title: "大山里的数据标注员", Site: id + ".example"}
	for _, p := range paragraphs {
		a.Body = append(a.Body, record.Block{Kind: record.Paragraph, Text: p})
	}
	return a
}

func changed(from, to string) []string {
	return strings.Split(strings.Replace(strings.Join(story, "\n"), from, to, 1), "\n")
}

func TestRelations(t *testing.T) {
	traditional := article("mirror", "2024-01-05", story...)
	traditional.Repairs = []record.Repair{{Kind: record.RepairPinyin, Count: 80}}
	damaged := article("damaged", "2024-03-01", changed("160人", "□60人")...)
	damaged.Damaged = []record.Span{{Block: 0, Start: 22, End: 27}}
	for _, c := range []struct {
		name     string
		copy     *record.Article
		relation string
		changes  []string // kinds
	}{
		{"copy", article("b", "2024-03-01", story...), record.Copy, nil},
		{"redated", article("b", "2024-05-01", story...), record.Redated, []string{"date"}},
		{"mirror with an earlier date", traditional, record.Redated, []string{"date"}},
		{"excerpt", article("b", "2024-03-01", story[1:3]...), record.Excerpt, nil},
		{"other unit", article("b", "2024-03-01", changed("5080亿", "5080万")...), record.Spun, []string{"number"}},
		{"other number", article("b", "2024-03-01", changed("160人", "610人")...), record.Spun, []string{"number"}},
		{"Chinese number", article("b", "2024-03-01", changed("六成", "八成")...), record.Spun, []string{"number"}},
		{"other sex", article("b", "2024-03-01", changed("女性", "男性")...), record.Spun, []string{"polarity"}},
		{"other county", article("b", "2024-03-01", changed("宜君县", "清涧县")...), record.Spun, []string{"place"}},
		{"other year", article("b", "2024-03-01", changed("2025年", "2026年")...), record.Copy, []string{"date"}},
		{"thousands comma", article("b", "2024-03-01", changed("5080", "5,080")...), record.Copy, nil},
		{"another word", article("b", "2024-03-01", changed("介绍", "表示")...), record.Copy, []string{"text"}},
		{"damaged number", damaged, record.Copy, nil},
	} {
		original := article("a", "2024-03-01", story...)
		got := Build([]*record.Article{c.copy, original})
		if len(got) != 1 || got[0].Original != "a" || len(got[0].Members) != 2 {
			t.Errorf("%s: clusters %+v", c.name, got)
			continue
		}
		m := got[0].Members[1]
		var kinds []string
		for _, ch := range m.Changes {
			kinds = append(kinds, ch.Kind)
		}
		if m.Relation != c.relation || !reflect.DeepEqual(kinds, c.changes) {
			t.Errorf("%s: %s %+v, want %s %v", c.name, m.Relation, m.Changes, c.relation, c.changes)
		}
	}
}

// TestMajority holds that a spun copy with the earliest date is not the original.
func TestMajority(t *testing.T) {
	got := Build([]*record.Article{
		article("spun", "2024-01-01", changed("160人", "610人")...),
		article("a", "2024-03-01", story...), article("b", "2024-03-02", story...), article("c", "2024-03-03", story...),
	})
	if len(got) != 1 || got[0].Original != "a" {
		t.Fatalf("clusters %+v", got)
	}
	for _, m := range got[0].Members {
		if (m.Relation == record.Spun) != (m.Article == "spun") {
			t.Errorf("%s is %s", m.Article, m.Relation)
		}
	}
}

func TestOwnSite(t *testing.T) {
	a := article("z", "2024-03-01", story...)
	a.Publisher, a.Site = &record.Name{Name: "张家口新闻网"}, "www.zjknews.com"
	b := article("b", "2024-03-01", story...)
	b.Publisher, b.Site = &record.Name{Name: "张家口新闻网"}, "portal.example"
	if got := Build([]*record.Article{b, a}); got[0].Original != "z" {
		t.Errorf("original %s, want the publisher's own page", got[0].Original)
	}
}

// TestDifferentStories holds precision: a report on the same subject, and a
// digest of two stories, bring nothing together that is apart.
func TestDifferentStories(t *testing.T) {
	other := []string{
		"清涧县也在做同样的事：两年前引来一家公司，办起标注车间，招的多半是留守妇女。",
		"车间主任说，订单从去年的十几个涨到上百个，工资按件算，手快的一个月能拿四千。",
		"县里还修了托儿所，上班的母亲可以把孩子放在楼下，中午一起吃饭，晚上一起回家。",
		"人社部门统计，全县参加过培训的有三千多人次，其中四成留在了本地的岗位上。",
	}
	apart := Build([]*record.Article{article("a", "2024-03-01", story...), article("b", "2024-03-01", other...)})
	if len(apart) != 0 {
		t.Errorf("two stories became one: %+v", apart)
	}
	digest := article("digest", "2024-04-01", append(append([]string{}, story...), other...)...)
	got := Build([]*record.Article{article("a", "2024-03-01", story...), article("b", "2024-03-02", other...), digest})
	for _, c := range got {
		ids := map[string]bool{}
		for _, m := range c.Members {
			ids[m.Article] = true
		}
		if ids["a"] && ids["b"] {
			t.Errorf("a digest joined two stories: %+v", c)
		}
	}
}

func TestOrderDoesNotMatter(t *testing.T) {
	list := synthetic(rand.New(rand.NewSource(1)), 60)
	want := Build(list)
	for seed := range int64(3) {
		rand.New(rand.NewSource(seed)).Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		if got := Build(list); !reflect.DeepEqual(got, want) {
			t.Fatal("another order of articles gave other clusters")
		}
	}
}

// TestPages lists what is found among the open pages, whose clusters are known:
// no two of different clusters may be joined.
func TestPages(t *testing.T) {
	meta, err := os.ReadFile("../../../shared/corpus/meta.jsonl")
	if err != nil {
		t.Skip("no ../shared/corpus beside the repository")
	}
	tag := regexp.MustCompile(`(?s)<(script|style).*?</(script|style)>|<[^>]*>`)
	clusterOf := map[string]string{}
	var list []*record.Article
	for line := range strings.Lines(string(meta)) {
		var m struct{ Doc, Cluster, Published, Title string }
		if err := json.Unmarshal([]byte(line), &m); err != nil {
			t.Fatal(err)
		}
		clusterOf[m.Doc] = m.Cluster
		data, err := os.ReadFile(filepath.Join("../../../shared/corpus/pages", m.Doc+".html"))
		if err != nil {
			if data, err = os.ReadFile(filepath.Join("../../../shared/corpus/seeds", m.Doc)); err != nil {
				t.Fatal(err)
			}
		}
		list = append(list, article(m.Doc, m.Published, strings.Split(hanzi.Plain(tag.ReplaceAllString(string(data), "\n")), "\n")...))
		list[len(list)-1].Title = record.Optional(m.Title)
	}
	for _, c := range Build(list) {
		for _, m := range c.Members {
			t.Logf("%s %s %s %s %.3f %v", c.ID, clusterOf[m.Article], m.Article, m.Relation, m.Similarity, m.Changes)
			if clusterOf[m.Article] != clusterOf[c.Original] {
				t.Errorf("%s (%s) was joined to %s (%s)", m.Article, clusterOf[m.Article], c.Original, clusterOf[c.Original])
			}
		}
	}
}

// synthetic makes n articles, every third a copy of an earlier one.
func synthetic(rnd *rand.Rand, n int) []*record.Article {
	vocabulary := []rune("数据标注就业县域女性基地项目培训岗位工资增长企业平台电商直播返乡青年村民订单收入公司政府补贴学员教育技能数字经济产业发展人才服务")
	var list []*record.Article
	for i := range n {
		if i%3 == 2 {
			from := list[rnd.Intn(len(list))]
			a := *from
			a.ID, a.Published = fmt.Sprintf("s%05d", i), record.Optional(fmt.Sprintf("2024-%02d-%02d", 1+rnd.Intn(12), 1+rnd.Intn(28)))
			list = append(list, &a)
			continue
		}
		var paragraphs []string
		for range 8 {
			p := make([]rune, 0, 100)
			for range 90 {
				p = append(p, vocabulary[rnd.Intn(len(vocabulary))])
			}
			paragraphs = append(paragraphs, string(p)+fmt.Sprintf("%d人。", rnd.Intn(9000)))
		}
		a := article(fmt.Sprintf("s%05d", i), fmt.Sprintf("2023-%02d-%02d", 1+rnd.Intn(12), 1+rnd.Intn(28)), paragraphs...)
		a.Title = record.Optional(fmt.Sprintf("合成文章第%d号的标题", i))
		list = append(list, a)
	}
	return list
}

func FuzzBuild(f *testing.F) {
	f.Add("一二三", "四五六", 0, 1)
	f.Add(strings.Join(story, ""), changed("160人", "610人")[0], 3, 9)
	f.Fuzz(func(t *testing.T, x, y string, start, end int) {
		a, b := article("a", "2024-03-01", strings.Split(x, "\n")...), article("b", "", strings.Split(y, "\n")...)
		a.Damaged = []record.Span{{Block: 0, Start: start, End: end}}
		for _, c := range Build([]*record.Article{a, b, article("c", "2024", x+y)}) {
			seen := map[string]bool{}
			for _, m := range c.Members {
				if seen[m.Article] || m.Similarity < 0 || m.Similarity > 1 {
					t.Fatalf("bad member %+v", m)
				}
				seen[m.Article] = true
			}
			if !seen[c.Original] || c.Members[0].Article != c.Original || len(c.Members) < 2 {
				t.Fatalf("bad cluster %+v", c)
			}
		}
	})
}

func BenchmarkBuild(b *testing.B) {
	for _, n := range []int{1000, 10000} {
		list := synthetic(rand.New(rand.NewSource(1)), n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				if len(Build(list)) == 0 {
					b.Fatal("no clusters")
				}
			}
			b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "articles/s")
		})
	}
}
