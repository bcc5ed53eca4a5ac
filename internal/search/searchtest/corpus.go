// Package searchtest makes articles and queries with known answers, for the
// tests and races of package search. [Corpus] makes articles in the statistics
// of news (words by Zipf's law, numbers, names, copies of a story), [Matches]
// finds a query by looking at every text, which is slow and plainly right.
//
// The texts mean nothing: only their shape counts.
package searchtest

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/xianzhi/xianzhi/internal/record"
	"github.com/xianzhi/xianzhi/internal/search"
)

const (
	lexiconSize = 20_000
	copyShare   = 0.2
	counties    = 300
	publishers  = 40
	indicators  = 40
	zipf        = 1.07
)

// terms are words of the field; the rest of the lexicon is made up.
var terms = strings.Fields(`县域 数字 就业 女性 员工 占比 基地 中心 返乡 青年 农村 人工智能 数据标注 客服 培训 岗位 企业 发展 振兴 乡村
	计划 AI豆计划 5G基站 公益 基金会 直播 电商 带动 收入 月薪 增长 累计 全国 项目 妇联 宝妈 残疾人 脱贫 标注师 训练师 IT人才 3D建模 云客服`)

var englishTerms = strings.Fields(`county digital jobs employment women workers share base centre returning young rural artificial intelligence
	labelling customer service training posts company development programme foundation live streaming commerce income monthly growth national project`)

// Corpus returns n articles, the same for the same seed.
func Corpus(n int, seed uint64) []search.Doc {
	g := newGenerator(seed)
	docs := make([]search.Doc, 0, n)
	for i := range n {
		d := g.article(i)
		if i > 10 && g.rng.Float64() < copyShare {
			g.copyOf(&d, &docs[g.rng.IntN(i)])
		}
		docs = append(docs, d)
	}
	return docs
}

// Entities are the names behind the corpus's ids.
func Entities() []search.Entity {
	var out []search.Entity
	add := func(kind, id, zh, en string) {
		out = append(out, search.Entity{Kind: kind, ID: id, Name: record.Text{Zh: zh, En: en}, URL: kind + "/" + id + "/"})
	}
	g := newGenerator(0)
	for i := range counties {
		add(search.County, countyCode(i), g.county(i), fmt.Sprintf("County %c%c", 'A'+i/26, 'a'+i%26))
	}
	for i := range indicators {
		add(search.Indicator, fmt.Sprintf("indicator-%d", i), terms[i]+"人数", "Number of "+englishTerms[i%len(englishTerms)])
	}
	add(search.Programme, "ai-bean", "AI豆计划", "AI Bean programme")
	add(search.Organisation, "women", "妇联", "Women's Federation")
	return out
}

type generator struct {
	rng     *rand.Rand
	lexicon []string
	english []string
	names   []string // of counties
	pick    *rand.Zipf
}

func newGenerator(seed uint64) *generator {
	// The lexicon is the same for all seeds, so that entities are, too.
	g := &generator{rng: rand.New(rand.NewPCG(1, 1))}
	common := level1()
	g.lexicon = append(g.lexicon, terms...)
	for len(g.lexicon) < lexiconSize {
		g.lexicon = append(g.lexicon, g.word(common))
	}
	g.english = append(g.english, englishTerms...)
	for len(g.english) < lexiconSize/2 {
		g.english = append(g.english, g.syllables())
	}
	for range counties {
		g.names = append(g.names, string(common[g.rng.IntN(len(common))])+string(common[g.rng.IntN(len(common))]))
	}
	g.rng = rand.New(rand.NewPCG(seed, 2))
	g.pick = rand.NewZipf(g.rng, zipf, 8, lexiconSize-1)
	return g
}

// level1 are the 3,755 common characters of GB 2312.
func level1() []rune {
	var codes []byte
	for high := byte(0xB0); high <= 0xD7; high++ {
		for low := byte(0xA1); low <= 0xFE; low++ {
			if high < 0xD7 || low <= 0xF9 {
				codes = append(codes, high, low)
			}
		}
	}
	text, err := simplifiedchinese.GBK.NewDecoder().Bytes(codes)
	if err != nil {
		panic(err) // the codes are all assigned
	}
	return []rune(string(text))
}

func (g *generator) word(common []rune) string {
	n := [...]int{1, 2, 2, 2, 2, 2, 3, 4}[g.rng.IntN(8)]
	var b strings.Builder
	for range n {
		// Squaring prefers some characters, as a language does.
		f := g.rng.Float64()
		b.WriteRune(common[int(f*f*float64(len(common)))])
	}
	return b.String()
}

func (g *generator) syllables() string {
	var b strings.Builder
	for range 1 + g.rng.IntN(3) {
		b.WriteByte("bcdfghklmnprstvw"[g.rng.IntN(16)])
		b.WriteByte("aeiou"[g.rng.IntN(5)])
	}
	b.WriteString([...]string{"", "n", "s", "t", "r", "ing", "ed", "tion"}[g.rng.IntN(8)])
	return b.String()
}

func (g *generator) article(i int) search.Doc {
	county := g.rng.IntN(counties)
	code := countyCode(county)
	day := time.Date(2015, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, g.rng.IntN(4000))
	d := search.Doc{
		ID: fmt.Sprintf("a%06d", i), URL: fmt.Sprintf("articles/a%06d/", i), Lang: record.LangChinese,
		Added: fmt.Sprintf("%09d", i), Date: day.Format(time.DateOnly),
		Original: search.Text{Title: g.clause(county)}, Translation: &search.Text{Title: g.sentence()},
		Places: []string{code}, Source: fmt.Sprintf("source-%d", g.pick.Uint64()%publishers), Publisher: "新闻网",
	}
	for range 5 + g.rng.IntN(6) {
		d.Original.Blocks = append(d.Original.Blocks, g.paragraph(county))
		d.Translation.Blocks = append(d.Translation.Blocks, g.englishParagraph())
	}
	for range g.rng.IntN(4) {
		id := fmt.Sprintf("indicator-%d", int(g.pick.Uint64())%indicators)
		d.Indicators = append(d.Indicators, id)
		d.Answers = append(d.Answers, search.Answer{ID: "o-1", Indicator: id, Place: code, Value: record.Text{Zh: "80%", En: "80%"}, AsOf: d.Date, Quote: d.Original.Title})
	}
	return d
}

func countyCode(i int) string { return fmt.Sprintf("%02d%02d%02d", 11+i%30, 1+i/30, 21+i%60) }

func (g *generator) county(i int) string { return g.names[i] + "县" }

// copyOf makes d a copy of an earlier article under another publisher.
func (g *generator) copyOf(d, of *search.Doc) {
	if of.Cluster == "" {
		of.Cluster = "c-" + of.ID
	}
	d.Cluster, d.Copy = of.Cluster, true
	d.Original = search.Text{Title: of.Original.Title, Blocks: append([]string{g.clause(0)}, of.Original.Blocks...)}
	d.Translation = of.Translation
	d.Places, d.Indicators = of.Places, of.Indicators
}

func (g *generator) paragraph(county int) string {
	var b strings.Builder
	for range 3 + g.rng.IntN(4) {
		b.WriteString(g.clause(county))
		for range g.rng.IntN(3) {
			b.WriteString("，" + g.clause(county))
		}
		b.WriteString([...]string{"。", "。", "。", "！", "；"}[g.rng.IntN(5)])
	}
	return b.String()
}

func (g *generator) clause(county int) string {
	var b strings.Builder
	for range 3 + g.rng.IntN(5) {
		switch n := g.rng.IntN(40); {
		case n == 0:
			b.WriteString(g.county(county))
		case n < 4:
			b.WriteString(g.number())
		case n == 4:
			b.WriteString("“" + g.lexicon[g.pick.Uint64()] + "”")
		default:
			b.WriteString(g.lexicon[g.pick.Uint64()])
		}
	}
	return b.String()
}

func (g *generator) number() string {
	n := g.rng.IntN(1 << (3 + g.rng.IntN(15)))
	switch g.rng.IntN(8) {
	case 0:
		return fmt.Sprintf("%d.%d%%", n%100, 1+g.rng.IntN(9))
	case 1:
		return fmt.Sprintf("%d万", n)
	case 2:
		return fmt.Sprintf("%d,%03d人", 1+n%900, g.rng.IntN(1000))
	case 3:
		return fmt.Sprintf("%d年%d月", 2015+n%11, 1+n%12)
	case 4:
		return fmt.Sprintf("20%02d.%02d.%02d", 10+n%16, 1+n%12, 1+n%28)
	case 5:
		return strings.Map(func(r rune) rune { return r + '０' - '0' }, fmt.Sprint(n)) + "元"
	}
	return fmt.Sprintf("%d人", n)
}

func (g *generator) englishParagraph() string {
	var b strings.Builder
	for range 3 + g.rng.IntN(4) {
		b.WriteString(g.sentence() + ". ")
	}
	return strings.TrimSpace(b.String())
}

func (g *generator) sentence() string {
	words := make([]string, 10+g.rng.IntN(12))
	for i := range words {
		words[i] = g.english[int(g.pick.Uint64())%len(g.english)]
	}
	return strings.ToUpper(words[0][:1]) + strings.Join(words, " ")[1:]
}
