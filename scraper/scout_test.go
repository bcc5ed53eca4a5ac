package scraper

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"
)

// blog is a site with a feed announced on its front page.
func blog() *site {
	s := stories(3)
	s.set("/", page{body: `<html lang="zh-CN"><head><title>县域博客</title><link rel="alternate" type="application/rss+xml" href="/rss"></head></html>`})
	items := ""
	for i := 1; i <= 3; i++ {
		items += fmt.Sprintf("<item><title>t</title><link>https://blog.example/a/%d.html</link></item>", i)
	}
	s.set("/rss", page{body: `<rss version="2.0"><channel><title>县域博客</title>` + items + "</channel></rss>"})
	s.set("/robots.txt", page{body: "User-agent: *\nSitemap: https://blog.example/sitemap.xml\n"})
	return s
}

func TestProposeAndAppend(t *testing.T) {
	st := archive(t, "")
	opt := options(st, blog())
	trial, err := Propose(context.Background(), opt, "https://www.blog.example/")
	if err != nil {
		t.Fatal(err)
	}
	s := trial.Source
	if s.ID != "blog" || s.Name.Zh != "县域博客" || len(s.Discover) != 2 || s.Discover[0].Feed == "" || s.Discover[1].Sitemap == "" {
		t.Errorf("proposal %+v", s)
	}
	if trial.Discovered < 3 || len(trial.Pages) == 0 || trial.Pages[0].Title != "第1个县的数据标注基地" {
		t.Errorf("trial:\n%s", trial.Table())
	}
	before, _ := os.ReadFile(st.Path("data/sources.yaml"))
	if err := AppendSource(st, s); err != nil {
		t.Fatal(err)
	}
	list, err := Sources(st)
	if err != nil || len(list) != 2 || list[1].ID != "blog" || list[1].Enabled {
		t.Errorf("sources %+v, %v", list, err)
	}
	after, _ := os.ReadFile(st.Path("data/sources.yaml"))
	if !strings.HasPrefix(string(after), string(before)) {
		t.Errorf("what stood in the file changed:\n%s", after)
	}
	if err := AppendSource(st, s); err == nil {
		t.Error("appended twice")
	}
}

func TestTestKeepsNothing(t *testing.T) {
	st := archive(t, "  keywords: [海水淡化]\n")
	before := snapshot(t, st)
	trial, err := Test(context.Background(), options(st, stories(9)), "news")
	if err != nil || trial.Discovered != 9 || len(trial.Pages) != trialPages {
		t.Fatalf("%+v, %v", trial, err)
	}
	if trial.Pages[0].Keywords || !strings.Contains(trial.Table(), "none of the source's keywords") {
		t.Errorf("table:\n%s", trial.Table())
	}
	differ(t, "test", before, snapshot(t, st))
	if _, err := os.Stat(st.Path("warc")); err == nil {
		t.Error("a WARC store was made")
	}
	if _, err := Test(context.Background(), options(st, nil), "nothing"); err == nil {
		t.Error("an unknown source was tested")
	}
}
