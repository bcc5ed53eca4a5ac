package search_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/xianzhi/xianzhi/internal/record"
	"github.com/xianzhi/xianzhi/internal/search"
)

// small is an archive in which every rule of matching shows.
var small = []search.Doc{
	article("bean", "2024-08-12", "数字经济推动县域就业", "AI豆计划在宜君县落地，女性员工占比97.4%。", "截至2024.08.12，累计3,000人就业。"),
	article("copy", "2025-03-02", "数字经济推动县域就业", "AI豆计划在宜君县落地，女性员工占比97.4%。"),
	article("base", "2023-09-22", "5G基站进村", "一座5G基站，投资3000万元，服务300人。", "他说：“宜君样本”很好。IT人才返乡。"),
	article("names", "2022", "", "妇联组织编著专著一部，共2024页。", "下一段开头是发展，上一段末尾是乡村"),
	english("english", "2023-05", "Digital jobs in Yijun", "Women's employment rose; Café owners employed 40 workers.", "妇女就业", "县域里的数字岗位"),
}

func article(id, date, title string, blocks ...string) search.Doc {
	return search.Doc{ID: id, URL: "articles/" + id + "/", Date: date, Added: date, Lang: record.LangChinese, Source: "sample",
		Original: search.Text{Title: title, Blocks: blocks}}
}

func english(id, date, title, block, zhTitle, zhBlock string) search.Doc {
	d := article(id, date, title, block)
	d.Lang = record.LangEnglish
	d.Translation = &search.Text{Title: zhTitle, Blocks: []string{zhBlock}}
	return d
}

func smallArchive() ([]search.Doc, search.Options) {
	docs := slices.Clone(small)
	docs[0].Translation = &search.Text{Title: "Digital economy brings jobs", Blocks: []string{"The AI Bean programme arrived; 97.4% are women.", "By then 3,000 people in 10 counties had work."}}
	docs[0].Cluster, docs[1].Cluster, docs[1].Copy = "c1", "c1", true
	for i := range 2 {
		docs[i].Places, docs[i].Programmes, docs[i].Indicators = []string{"610222"}, []string{"ai-bean"}, []string{"women"}
	}
	docs[0].Answers = []search.Answer{{ID: "o-1", Indicator: "women", Place: "610222", Value: record.Text{Zh: "97.4%", En: "97.4%"}, AsOf: "2024-08", Quote: "女性员工占比97.4%"}}
	docs[2].Authors, docs[2].Publisher = []string{"王一"}, "新闻 网"
	entity := func(kind, id, zh, en string, aliases ...string) search.Entity {
		return search.Entity{Kind: kind, ID: id, Name: record.Text{Zh: zh, En: en}, Aliases: aliases}
	}
	return docs, search.Options{Entities: []search.Entity{
		entity(search.County, "610222", "宜君县", "Yijun County"), entity(search.County, "610000", "陕西省", "Shaanxi"),
		entity(search.Programme, "ai-bean", "AI豆计划", "AI Bean programme"), entity(search.Indicator, "women", "女性占比", "Share of women"),
		entity(search.Organisation, "federation", "全国妇女联合会", "Women's Federation", "妇联", "ACWF"),
	}}
}

func TestQueries(t *testing.T) {
	docs, opt := smallArchive()
	dir := t.TempDir()
	if _, err := search.Build(docs, dir, opt); err != nil {
		t.Fatal(err)
	}
	zh := func(q string) request { return request{Q: q} }
	en := func(q string) request { return request{Q: q, English: true} }
	tests := []struct {
		in   request
		want string // ids in order of name
	}{
		{zh("數字經濟"), "bean copy"},
		{zh("ＡＩ豆计划"), "bean copy"},
		{zh("i豆"), "bean copy"},
		{zh("g基站"), "base"},
		{zh("97.4%"), "bean copy"},
		{zh("97"), ""},
		{zh("4%"), ""},
		{zh("3000"), "base bean"},
		{zh("3,000人"), "bean"},
		{zh("300"), "base"},
		{zh("3000万"), "base"},
		{zh("2024"), "bean names"},
		{zh("2024.08"), "bean"},
		{zh("县"), "bean copy"},
		{zh("编著"), "names"},
		{zh("著專著"), "names"},
		{zh("“宜君样本”"), "base"},
		{zh("“县域就业”"), "bean copy"}, // no such quotation: then the words themselves
		{zh("乡村发展"), ""},
		{zh("发展，上"), "names"},
		{zh("宜君 女性"), "bean copy"},
		{zh("宜君　-女性"), "base"},
		{zh("-宜君"), "english names"},
		{zh(`"就业"`), "bean copy"},
		{zh("title:基站"), "base"},
		{zh("title:宜君"), ""},
		{zh("place:宜君"), "bean copy"},
		{zh("place:shaanxi year:2025"), "copy"},
		{zh("year:2022..2023"), "base english names"},
		{zh("author:王一"), "base"},
		{zh("publisher:新闻网"), "base"},
		{zh("programme:ai-bean"), "bean copy"},
		{zh("yijun"), "base bean copy english"},
		{zh("yjx"), "bean copy base"},
		{zh("acwf"), "names"},
		{zh("women's federation"), "names"},
		{zh("it"), "base"},
		{zh("cafe"), "english"},
		{zh("job"), "bean english"},
		{zh("employment"), "english"},
		{zh("employ worker"), "english"},
		{zh(`"bean programme"`), "bean"},
		{zh(`"programme bean"`), ""},
		{zh("40"), "english"},
		{zh("数字岗位"), ""},
		{en("3000 people"), "bean"},
		{en("97.4% women"), "bean"},
		{en("10 counties"), "bean"},
		{en("10"), ""}, // stands in a translation only
		{en("宜君"), "base bean copy"},
		{request{Q: "", Filters: map[string][]string{"county": {"610000"}, "year": {"2024"}}}, "bean"},
		{request{Q: "县", Filters: map[string][]string{"indicator": {"none"}}}, ""},
	}
	var requests []request
	for _, c := range tests {
		requests = append(requests, c.in)
	}
	for i, r := range search.Node[request, result](t, "query.mjs", []string{dir}, requests) {
		want := strings.Fields(tests[i].want)
		slices.Sort(want)
		slices.Sort(r.IDs)
		if !slices.Equal(r.IDs, want) {
			t.Errorf("%q: got %q, want %q", tests[i].in.Q, r.IDs, want)
		}
	}
}

func TestOrder(t *testing.T) {
	docs, opt := smallArchive()
	opt.SegmentSize = 2 // three segments: sorting has to merge them
	dir := t.TempDir()
	if _, err := search.Build(docs, dir, opt); err != nil {
		t.Fatal(err)
	}
	requests := []request{{Q: "宜君", Sort: "newest"}, {Q: "宜君", Sort: "oldest"}, {Q: "数字经济"}, {Q: "-一千零一", Sort: "oldest"}}
	got := search.Node[request, result](t, "query.mjs", []string{dir}, requests)
	for i, want := range []string{"copy bean base", "base bean copy", "bean copy", "names english base bean copy"} {
		if ids := strings.Join(got[i].IDs, " "); ids != want {
			t.Errorf("%q %s: got %s, want %s", requests[i].Q, requests[i].Sort, ids, want)
		}
	}
	if got[2].Stories != 1 {
		t.Errorf("two copies make %d stories", got[2].Stories)
	}
}

func TestBeside(t *testing.T) {
	docs, opt := smallArchive()
	dir := t.TempDir()
	if _, err := search.Build(docs, dir, opt); err != nil {
		t.Fatal(err)
	}
	tests := []struct{ what, query, want string }{
		{"answers", "宜君 女性 占比", "女性员工占比97.4%"},
		{"answers", "yijun women", "女性员工占比97.4%"},
		{"answers", "女性 占比", "女性员工占比97.4%"},
		{"answers", "宜君 2023", ""},
		{"answers", "就业", ""},
		{"suggest", "宜", "610222"},
		{"suggest", "yij", "610222"},
		{"suggest", "yjx", "610222"},
		{"suggest", "数字经", "bean"},
		{"instead", "宜君女性占比", "宜君 3"},
		{"instead", "yijum", "宜君县 2"},
		{"instead", "宜君 不存在", "宜君 3"},
		{"facets", "宜君", "county 610000,2 610222,2|programme ai-bean,2|organisation|indicator women,2|source sample,3|year 2023,1 2024,1 2025,1"},
	}
	var requests []request
	for _, c := range tests {
		requests = append(requests, request{Q: c.query, Also: c.what})
	}
	for i, r := range search.Node[request, result](t, "query.mjs", []string{dir}, requests) {
		var got []string
		for _, s := range r.Also {
			got = append(got, strings.TrimSpace(s))
		}
		if s := strings.Join(got, "|"); s != tests[i].want {
			t.Errorf("%s for %q: got %q, want %q", tests[i].what, tests[i].query, s, tests[i].want)
		}
	}
}

// TestNoise asks what nobody means to ask: every query must be answered.
func TestNoise(t *testing.T) {
	docs, opt := smallArchive()
	dir := t.TempDir()
	if _, err := search.Build(docs, dir, opt); err != nil {
		t.Fatal(err)
	}
	pieces := strings.Split(`" “ ” - － : ： place: year: title: author: .. 2021 3,000 97. .5 % 宜 君 縣 著 \u3000 \u0000 \ud83d\ude00 a é ' it's ＂ () [] * ? \ / & < yijun`, " ")
	rng := rand.New(rand.NewPCG(6, 6))
	var requests []request
	for range 600 {
		var b strings.Builder
		for range rng.IntN(7) {
			b.WriteString(pieces[rng.IntN(len(pieces))] + []string{"", "", " "}[rng.IntN(3)])
		}
		requests = append(requests, request{Q: b.String(), English: rng.IntN(2) == 0, Page: true})
	}
	for i, r := range search.Node[request, result](t, "query.mjs", []string{dir}, requests) {
		if r.Count != len(r.IDs) || r.Count > len(docs) || r.Stories > r.Count {
			t.Errorf("%q: %d articles, %d ids, %d stories", requests[i].Q, r.Count, len(r.IDs), r.Stories)
		}
	}
}
