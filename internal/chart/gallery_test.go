package chart

import (
	"context"
	"flag"
	"fmt"
	"html"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/xianzhi/xianzhi/internal/record"
)

var gallery = flag.String("gallery", "", "write a page with every kind of chart to `file`, to be looked at")

// shared is the cache of all tests, so that the bundle is compiled once.
var shared string

func TestMain(m *testing.M) {
	var err error
	if shared, err = os.MkdirTemp("", "chart"); err != nil {
		panic(err)
	}
	code := m.Run()
	os.RemoveAll(shared)
	os.Exit(code)
}

func open(t testing.TB) *Renderer { return openIn(t, shared) }

func openIn(t testing.TB, cache string) *Renderer {
	t.Helper()
	r, err := Open(Options{Cache: cache, Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	return r
}

func number(s string) float64 {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		panic(err)
	}
	return v
}

func to(v float64) *float64 { return &v }

func indicator(id, zh, en, unit, kind string) record.Indicator {
	return record.Indicator{ID: id, Name: record.Text{Zh: zh, En: en}, Unit: unit, Kind: kind}
}

// place makes a point of a county; names are given as zh|en.
func point(place string, value float64, qualifier, asOf string) Point {
	id := fmt.Sprintf("o-%s-%v", asOf, value)
	return Point{
		Value: value, Qualifier: qualifier, AsOf: asOf, Place: place, Programme: "AI豆计划|AI Bean",
		Article: "a-" + asOf, Observation: id, Href: "#" + id, Source: "新华财经|Xinhua Finance", Published: "2024-08-12",
	}
}

// inLang resolves the names of test points.
func inLang(points []Point, lang string) []Point {
	pick := func(s string) string {
		zh, en, ok := strings.Cut(s, "|")
		if ok && lang == "en" {
			return en
		}
		return zh
	}
	out := make([]Point, len(points))
	for i, p := range points {
		p.Place, p.Programme, p.Source, p.Label, p.Org = pick(p.Place), pick(p.Programme), pick(p.Source), pick(p.Label), pick(p.Org)
		out[i] = p
	}
	return out
}

type sample struct {
	name   string
	def    record.Indicator
	points []Point
}

func counties(n int) []Point {
	var out []Point
	for i := range n {
		out = append(out, point(fmt.Sprintf("第%d县|County %d", i+1, i+1), float64(10+i*7), "exact", "2024"))
	}
	return out
}

func samples() []sample {
	staff := indicator("staff_current", "在岗员工", "Current staff", "persons", "stock")
	cum := indicator("cum_employed", "累计带动就业", "Cumulative jobs", "persons", "cumulative")
	share := indicator("women_share", "女性占比", "Share of women", "percent", "share")
	funds := indicator("funds_amount", "投资", "Investment", "CNY", "flow")
	age := indicator("avg_age", "平均年龄", "Average age", "years", "average")
	pay := indicator("avg_pay", "平均月收入", "Average monthly pay", "CNY/month", "average")
	planned := point("开化县|Kaihua", 300, "approx", "2025")
	planned.Status = record.Planned
	ranged := point("平顺县|Pingshun", 3000, "exact", "2024-05")
	ranged.Max = to(5000)
	sized := point("巨鹿县|Julu", 69.3, "exact", "2022-05-20")
	sized.N = 196
	return []sample{
		{"bars", staff, []Point{
			point("寻乌县|Xunwu", 200, "approx", "2020-11"), point("张北县|Zhangbei", 200, "over", "2022-05-20"),
			point("宜君县|Yijun", 200, "over", "2025-12"), point("巨鹿县|Julu", 196, "exact", "2022-05-20"),
			point("永和县|Yonghe", 158, "exact", ""), point("平顺县|Pingshun", 150, "approx", ""),
			point("平顺县|Pingshun", 260, "exact", ""), planned, point("彭阳县|Pengyang", 90, "under", "2023"),
			point("涞水县|Laishui", 80, "nearly", "2023-03"),
		}},
		{"timeline-cumulative", cum, []Point{
			point("", 350, "exact", "2019-08"), point("", 4000, "over", "2023-06-30"), point("", 5800, "over", "2023-12-31"), point("", 12, "exact", ""),
		}},
		{"timeline-stock", staff, []Point{
			point("宜君县|Yijun", 20, "exact", "2020-10"), point("宜君县|Yijun", 160, "over", "2024-08-12"), point("宜君县|Yijun", 200, "over", "2025-12"),
			point("宜君县|Yijun", 90, "exact", "2022"), point("宜君县|Yijun", 240, "exact", "2025-12"),
		}},
		{"timeline-two", cum, []Point{
			point("宜君县|Yijun", 20, "exact", "2020-10"), point("宜君县|Yijun", 160, "over", "2024-08-12"), point("宜君县|Yijun", 200, "over", "2025-12"),
			point("寻乌县|Xunwu", 90, "exact", "2021-05"), point("寻乌县|Xunwu", 350, "exact", "2023-12-31"),
		}},
		{"flow", funds, []Point{
			point("", 3e7, "nearly", "2021"), point("", 1.2e8, "exact", "2022"), point("", 2.5e8, "over", "2024"),
		}},
		{"shares", share, []Point{
			point("AI豆计划|AI Bean", 60, "over", "2023"), sized, point("客服县|Service county", 75, "nearly", "2021"),
			point("平顺县|Pingshun", 80, "exact", "2024"), point("宜君县|Yijun", 99, "over", "2025-12"),
		}},
		{"dots", pay, []Point{point("宜君县|Yijun", 3500, "at_least", "2024-08"), ranged, point("巨鹿县|Julu", 5000, "approx", "2022")}},
		{"ages", age, []Point{point("宜君县|Yijun", 25, "approx", "2024-08"), point("巨鹿县|Julu", 29, "exact", "2022")}},
		{"dumbbell", staff, []Point{
			point("宜君县|Yijun", 20, "exact", "2020-10"), point("宜君县|Yijun", 200, "over", "2025-12"),
			point("寻乌县|Xunwu", 90, "exact", "2021-05"), point("寻乌县|Xunwu", 350, "approx", "2023-12-31"),
			point("巨鹿县|Julu", 196, "exact", "2022-05"), point("巨鹿县|Julu", 180, "exact", "2023-05"),
			point("永和县|Yonghe", 20, "exact", "2022"), point("永和县|Yonghe", 158, "exact", "2024"),
		}},
		{"multiples", staff, multiples()},
		{"one", staff, counties(1)},
		{"hundreds", staff, counties(300)},
		{"huge", funds, []Point{point("宜君县|Yijun", 1e12, "exact", "2023"), point("寻乌县|Xunwu", 3, "exact", "2023"), point("巨鹿县|Julu", 123456789, "exact", "2023")}},
		{"long", staff, []Point{point(strings.Repeat("很长的县名", 12)+"|"+strings.Repeat("A very long ", 5), 12, "exact", "2023"), point("巨鹿县|Julu", 8, "exact", "")}},
	}
}

func multiples() []Point {
	var out []Point
	for i, name := range []string{"宜君县|Yijun", "寻乌县|Xunwu", "巨鹿县|Julu", "永和县|Yonghe", "平顺县|Pingshun"} {
		for y := range 4 {
			out = append(out, point(name, float64(20+i*15+y*y*12), []string{"exact", "over", "approx"}[(i+y)%3], fmt.Sprint(2020+y)+"-06"))
		}
	}
	return out
}

// TestGallery draws every kind in both languages, and writes them for a person
// to look at when asked.
func TestGallery(t *testing.T) {
	r := open(t)
	var page strings.Builder
	for _, s := range samples() {
		for _, lang := range []string{"zh", "en"} {
			spec := ForIndicator(s.def, inLang(s.points, lang), lang)
			spec.ID = s.name + "-" + lang
			c := render(t, r, spec)
			if c.Wide == "" || c.Narrow == "" {
				t.Errorf("%s: no drawing", spec.ID)
			}
			figure(&page, c)
		}
	}
	figure(&page, render(t, r, tiles("zh")))
	figure(&page, render(t, r, tiles("en")))
	small := samples()[0]
	figure(&page, render(t, r, Small("small", small.def, inLang(small.points, "zh"), "zh")))
	if *gallery != "" {
		writeGallery(t, page.String())
	}
}

func tiles(lang string) Spec {
	var points []Point
	for i, code := range []string{"610222", "610730", "140425", "130529", "130722", "520000", "360734", "330824"} {
		points = append(points, Point{Value: float64(i*i + 1), Place: code, PlaceCode: code, Href: "#" + code})
	}
	return ByProvince("tiles-"+lang, say(lang, "各省报道篇数", "Reports by province"), "articles", points, lang)
}

func render(t testing.TB, r *Renderer, s Spec) Chart {
	t.Helper()
	c, err := r.Render(context.Background(), s)
	if err != nil {
		t.Fatalf("%s: %v", s.ID, err)
	}
	return c
}

func figure(b *strings.Builder, c Chart) {
	fmt.Fprintf(b, `<figure class="chart" lang="%s" data-chart="%s"><figcaption><b>%s</b> %s <i>%s</i></figcaption><div class="w">%s</div><div class="n">%s</div><p>%s</p><p>%s</p></figure>`,
		c.Lang, c.ID, c.ID, html.EscapeString(c.Title), html.EscapeString(c.Subtitle), c.Wide, c.Narrow, html.EscapeString(c.Summary), html.EscapeString(c.Note))
}

func writeGallery(t *testing.T, body string) {
	css, err := os.ReadFile("../../assets/css/chart.css")
	if err != nil {
		t.Fatal(err)
	}
	page := `<!doctype html><meta charset="utf-8"><style>
:root { --paper: #fbfaf7; --ink: #1c1b19; --soft: #5c5851; --edge: #8a857b; --rule: #d8d4cb; --accent: #a62c17; --tint: #f6e3dc; --data: #4a463f; --hei: "Noto Sans CJK SC", sans-serif }
@media (prefers-color-scheme: dark) { :root { --paper: #151412; --ink: #e8e5de; --soft: #a9a49a; --edge: #7b766c; --rule: #37342f; --accent: #f08b73; --tint: #47221a; --data: #b9b3a8; } }
body { background: var(--paper); color: var(--ink); font: 14px var(--hei) } figure { margin: 12px 24px; border-top: 1px solid var(--rule) }
.w { width: 720px; display: inline-block; vertical-align: top } .n { width: 340px; display: inline-block; vertical-align: top; margin-left: 24px } p { margin: 2px; font-size: 12px }
` + string(css) + `.plot.only-wide, .plot.only-narrow { display: block }</style>` + body
	if err := os.WriteFile(*gallery, []byte(page), 0o644); err != nil {
		t.Fatal(err)
	}
}
