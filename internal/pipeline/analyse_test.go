package pipeline

import (
	"os"
	"testing"

	"github.com/xianzhi/xianzhi/internal/record"
	"github.com/xianzhi/xianzhi/internal/store"
)

func analyst(t *testing.T) *Analyst {
	t.Helper()
	st, err := store.Open(t.TempDir(), os.DirFS("../.."))
	if err != nil {
		t.Fatal(err)
	}
	an, err := NewAnalyst(st)
	if err != nil {
		t.Fatal(err)
	}
	return an
}

func story(id, published string, texts ...string) *record.Article {
	a := &record.Article{ID: id, Source: "s", URL: "https://" + id + ".example/", Lang: record.LangChinese, Published: record.Optional(published), Rights: record.RightsFull}
	for _, t := range texts {
		a.Body = append(a.Body, record.Block{Kind: record.Paragraph, Text: t})
	}
	return a
}

var text = []string{
	"陕西省宜君县的数据标注基地设在县城一栋写字楼里，年轻人在这里给图片和语音做标记，供人工智能学习。",
	"基地负责人说，目前基地在岗员工120人，其中女性占比超过六成，大多住在附近的几个街道。",
	"这些岗位由公益项目引入，员工在县城就能上班，下班后可以照看家里的老人和孩子，收入也比从前稳定。",
}

func TestRedatedReprintIsReadWithTheOriginalsDate(t *testing.T) {
	clusters, files := analyst(t).Analyse([]*record.Article{story("a", "2022-07-19", text...), story("b", "2024-11-20", text...)})
	if len(clusters) != 1 || clusters[0].Original != "a" {
		t.Fatalf("clusters %+v, want one whose original is a", clusters)
	}
	for i, f := range files {
		if len(f.Observations) != 2 {
			t.Fatalf("file %d: %d observations, want staff and share of women", i, len(f.Observations))
		}
		for _, o := range f.Observations {
			if o.AsOf != "2022-07-19" {
				t.Errorf("file %d: %s as of %s, want the original's date", i, o.Indicator, o.AsOf)
			}
		}
	}
}

func TestSpunCopyGivesNoObservations(t *testing.T) {
	spun := []string{text[0], "基地负责人说，目前基地在岗员工1200人，其中男性占比超过六成，大多住在附近的几个街道。", text[2]}
	_, files := analyst(t).Analyse([]*record.Article{story("a", "2022-07-19", text...), story("b", "2022-07-25", spun...)})
	if n := len(files[0].Observations); n != 2 {
		t.Errorf("original: %d observations, want 2", n)
	}
	if n := len(files[1].Observations); n != 0 {
		t.Errorf("spun copy: %d observations, want none", n)
	}
	if len(files[1].Withheld) == 0 {
		t.Error("spun copy: its numbers are not withheld for review")
	}
}

func TestUnrelatedArticlesShareNoCluster(t *testing.T) {
	clusters, files := analyst(t).Analyse([]*record.Article{
		story("a", "2022-07-19", text...),
		story("b", "2022-07-19", "云南的咖啡豆今年丰收，农户们忙着采摘和晾晒，镇上的合作社收购价比去年高。"),
	})
	if len(clusters) != 0 || len(files) != 2 {
		t.Errorf("%d clusters and %d files, want 0 and 2", len(clusters), len(files))
	}
	if files[1].Observations == nil || files[1].Withheld == nil {
		t.Error("an article without numbers has null lists; JSON readers expect []")
	}
}
