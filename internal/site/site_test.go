package site

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"

	"github.com/xianzhi/xianzhi/internal/chart"
	"github.com/xianzhi/xianzhi/internal/gazetteer"
	"github.com/xianzhi/xianzhi/internal/glossary"
	"github.com/xianzhi/xianzhi/internal/record"
	"github.com/xianzhi/xianzhi/internal/store"
)

// TestMain lets the test binary be the child that runs Hugo.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == ChildVerb {
		if err := Child(os.Args[2:]); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// theme is the repository's own layouts, assets, content, i18n and static.
func theme() fs.FS { return os.DirFS("../..") }

// build builds a and returns the folder of the site.
func build(t *testing.T, a *store.Archive, change func(*Options)) string {
	t.Helper()
	if testing.Short() {
		t.Skip("runs Hugo: skipped with -short")
	}
	dir := t.TempDir()
	var said strings.Builder
	opt := Options{Root: dir, Theme: theme(), BaseURL: "https://archive.example/", Log: &said}
	if change != nil {
		change(&opt)
	}
	if _, err := Build(context.Background(), opt, a); err != nil {
		t.Fatalf("Build: %v\n%s", err, said.String())
	}
	if keep := os.Getenv("XIANZHI_KEEP_SITE"); keep != "" {
		if err := os.CopyFS(filepath.Join(keep, strings.ReplaceAll(t.Name(), "/", "-")), os.DirFS(filepath.Join(dir, "public"))); err != nil {
			t.Log(err)
		}
	}
	return filepath.Join(dir, "public")
}

// fixture is a small archive with one of everything.
func fixture(t testing.TB) *store.Archive {
	t.Helper()
	places, err := gazetteer.Load(fstest.MapFS{
		"provinces.yaml":   file("- {code: '610000', name: 陕西省, province: '', prefecture: '', en: Shaanxi, en_state: curated}\n"),
		"prefectures.yaml": file("- {code: '610200', name: 铜川市, province: 陕西省, prefecture: '', en: Tongchuan, en_state: curated}\n"),
		"counties.yaml":    file("- {code: '610222', name: 宜君县, province: 陕西省, prefecture: 铜川市, en: Yijun County, en_state: curated}\n"),
	})
	if err != nil {
		t.Fatal(err)
	}
	names, err := glossary.Load(fstest.MapFS{
		"programmes.yaml": file("- {id: ai-bean, name: {zh: AI豆计划, en: AI Bean}, since: '2019-08', description: {zh: 把数据标注带到县城。, en: Brings data labelling to county towns.}}\n"),
		"terms.yaml":      file("- {id: labelling, name: {zh: 数据标注, en: data labelling}}\n"),
		"people.yaml":     file("- {id: li-wenjing, name: {zh: 李文婧, en: Li Wenjing}, role: {zh: 学者, en: scholar}}\n"),
	})
	if err != nil {
		t.Fatal(err)
	}
	a := &store.Archive{
		Site: record.Site{
			Title: record.Text{Zh: "县志", En: "Xianzhi"}, Subtitle: record.Text{Zh: "中国县域数字就业报道档案", En: "Reports on digital work in China’s counties"},
			Description: record.Text{Zh: "收存报道，每个数字都指回原句。", En: "Reports, each figure linked to its sentence."},
			Languages:   []string{"zh", "en"}, Contact: "archive@example.org", Repository: "https://example.org/repo", Zone: "Asia/Shanghai",
		},
		Gazetteer: places, Glossary: names,
		Sources: []record.Source{{ID: "sample", Name: record.Text{Zh: "样本", En: "Sample"}, Home: "https://sample.invalid/", Language: record.LangChinese}},
		Indicators: []record.Indicator{
			{ID: "cum_employed", Tier: "core", Name: record.Text{Zh: "累计带动就业", En: "people helped into work"}, Unit: "persons", Kind: "cumulative", Combine: "latest", Description: record.Text{Zh: "自开始以来帮助就业的人数。", En: "People helped into work since the beginning."}},
			{ID: "women_share", Tier: "core", Name: record.Text{Zh: "女性占比", En: "share of women"}, Unit: "percent", Kind: "share"},
			{ID: "empty", Tier: "rare", Name: record.Text{Zh: "无数", En: "nothing yet"}, Unit: "persons"},
		},
	}
	first := fixtureArticle("yijun-2024", "截至2023年底，累计帮助超5800人在地就业，女性员工占比超过65%。", "2024-08-12")
	first.Observations = []record.Observation{
		observe(first, "o-0000000001", "cum_employed", "累计帮助超5800人在地就业", 5800, record.Over, "2023-12-31"),
		observe(first, "o-0000000002", "women_share", "女性员工占比超过65%", 65, record.Over, "2024-08-12"),
	}
	first.Translations = map[string]store.Translation{"en": {
		Title: store.Paragraph{Text: "Digital work in Yijun", State: "human"},
		Paragraphs: []store.Paragraph{
			{Text: "Data labelling came to Yijun County.", State: "human"},
			{Text: "By the end of 2023 it had helped over 5,800 people; over 65% of the staff are women.", State: "machine"},
			{Text: "Li Wenjing sees room for it.", State: "stale"},
		},
	}}
	first.Damaged = []record.Span{{Block: 2, Start: 3, End: 5}}
	first.Repairs = []record.Repair{{Kind: record.RepairPinyin, Count: 353}}
	first.Captured = "數(shù)據(jù)標(biāo)注\n<script>alert(1)</script>"
	second := fixtureArticle("jjckb-2023", "累计帮助4000余人就近高质量就业。", "2023-09-22")
	second.Observations = []record.Observation{observe(second, "o-0000000003", "cum_employed", "累计帮助4000余人就近高质量就业", 4000, record.Over, "2023-06-30")}
	copied := fixtureArticle("yijun-copy", "截至2023年底，累计帮助超5800人在地就业。", "2024-08-13")
	copied.Relation = record.Copy
	c := &record.Cluster{ID: "c-1", Original: first.ID, Members: []record.Member{
		{Article: first.ID, Relation: record.Original, Similarity: 1},
		{Article: copied.ID, Relation: record.Copy, Similarity: .93, Changes: []record.Change{{Kind: "title", From: "甲", To: "乙"}}},
	}}
	first.Cluster, copied.Cluster = c, c
	a.Clusters = []record.Cluster{*c}
	odd := &store.Article{Article: record.Article{ID: "odd", Source: "sample", URL: "javascript:alert(1)", Site: "sample.invalid", Lang: record.LangChinese, Rights: record.RightsFull,
		Body: []record.Block{{Kind: record.Paragraph, Text: "<script>alert(1)</script>{{ .Title }} **粗** {{< x >}}\u202e反\u202c"}, {Kind: record.List, Text: "一\n二"}, {Kind: record.Table, Text: "甲\t乙\n1\t2"}}}, Relation: record.Original}
	a.Articles = []*store.Article{copied, first, second, odd}
	a.Tombstones = []record.Exclusion{{Article: "gone", Kind: store.Withdrawn, Date: "2026-01-02"}}
	return a
}

func file(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }

func fixtureArticle(id, text, published string) *store.Article {
	return &store.Article{
		Article: record.Article{
			ID: id, Source: "sample", URL: "https://sample.invalid/" + id, Site: "sample.invalid", Lang: record.LangChinese,
			OriginalScript: record.ScriptHant, Title: record.Optional("宜君的数字就业 " + id), Publisher: &record.Name{Name: "新华财经"}, Authors: []string{"李唐宁"},
			Published: record.Optional(published), Rights: record.RightsFull,
			Body: []record.Block{
				{Kind: record.Paragraph, Text: "数据标注来到宜君县。"},
				{Kind: record.Paragraph, Text: text},
				{Kind: record.Paragraph, Text: "李文婧认为空间不小。"},
			},
			Capture: &record.Capture{Retrieved: "2026-11-18T03:20:41Z", Status: 200, ContentType: "text/html", Charset: "utf-8", SHA256: strings.Repeat("ab", 32), WARC: &record.WARCRef{File: "sample.warc.gz", RecordID: "urn:uuid:1", Offset: 38201}},
		},
		Relation: record.Original,
	}
}

func observe(a *store.Article, id, indicator, quote string, v float64, qualifier, asOf string) record.Observation {
	text := []rune(a.Body[1].Text)
	start := len([]rune(string(text)[:strings.Index(string(text), quote)]))
	unit := "persons"
	if indicator == "women_share" {
		unit = "percent"
	}
	return record.Observation{
		ID: id, Indicator: indicator, Value: v, Unit: unit, Qualifier: qualifier, Status: record.Actual, AsOf: record.Optional(asOf),
		Programme: &record.Name{ID: "ai-bean", Name: "AI豆计划"}, Place: &record.Place{Name: "宜君县", Province: "陕西省", Code: "610222"},
		Quote: record.Evidence{Block: 1, Start: start, End: start + len([]rune(quote)), Text: quote}, Confidence: .9, Review: record.ReviewAuto,
	}
}

func fixtureCharts() []Chart {
	var out []Chart
	for _, lang := range []string{"zh", "en"} {
		out = append(out, Chart{Page: "indicators/cum_employed/", Chart: chart.Chart{
			ID: "cum_employed", Lang: lang, Title: "Chart", Wide: `<svg class="plot only-wide" viewBox="0 0 720 10"></svg>`, File: "<svg/>", CSV: "a,b\r\n",
			Columns: []string{"a", "b"}, Rows: []chart.Row{{Href: "#o-0000000001", Cells: []string{"1", "2"}}},
		}})
	}
	return out
}

// parse reads an HTML file of a built site.
func parse(t *testing.T, public, rel string) *html.Node {
	t.Helper()
	f, err := os.Open(filepath.Join(public, filepath.FromSlash(rel)))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	doc, err := html.Parse(f)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func TestBuild(t *testing.T) {
	public := build(t, fixture(t), func(o *Options) { o.Charts = fixtureCharts() })
	for _, rel := range []string{
		"index.html", "404.html", "zh/index.html", "en/index.html", "zh/articles/index.html", "zh/articles/yijun-2024/index.html",
		"en/articles/yijun-2024/index.html", "zh/articles/yijun-2024/capture/index.html", "zh/articles/gone/index.html", "zh/indicators/cum_employed/index.html",
		"zh/indicators/cum_employed/chart.svg", "en/indicators/cum_employed/chart.csv", "zh/indicators/empty/index.html", "zh/places/610222/index.html",
		"en/programmes/ai-bean/index.html", "zh/people/li-wenjing/index.html", "zh/sources/sample/index.html", "zh/observations/index.html", "zh/search/index.html",
		"zh/data/index.html", "zh/about/index.html", "en/about/index.html", "zh/index.xml", "en/feed.json", "embed/zh/cum_employed/index.html", "zh/404.html",
		"sitemap.xml", "sitemap-1.xml", "robots.txt", "zh/opensearch.xml", "zh/timeline/index.html", "zh/errata/index.html", "zh/places/610222/index.xml",
	} {
		if _, err := os.Stat(filepath.Join(public, filepath.FromSlash(rel))); err != nil {
			t.Errorf("%s is missing", rel)
		}
	}
}
