package chart

import (
	"cmp"
	"slices"
)

// Sizes of the tile grid, in pixels.
const (
	tilePitch = 38
	tileSize  = 35
	tileWide  = 340
)

// A province is a division of the first level: its GB/T 2260 prefix, its short
// names, and its tile's column and row.
type province struct {
	code, zh, en string
	column, row  int
}

// provinces lie roughly as on a map. The grid is schematic and shows no
// boundary; it holds every division of the first level.
var provinces = []province{
	{"23", "黑", "Heilongjiang", 8, 0}, {"65", "新", "Xinjiang", 0, 1}, {"15", "蒙", "Inner Mongolia", 5, 1},
	{"21", "辽", "Liaoning", 7, 1}, {"22", "吉", "Jilin", 8, 1}, {"63", "青", "Qinghai", 1, 2},
	{"62", "甘", "Gansu", 2, 2}, {"64", "宁", "Ningxia", 3, 2}, {"14", "晋", "Shanxi", 4, 2},
	{"13", "冀", "Hebei", 5, 2}, {"11", "京", "Beijing", 6, 2}, {"12", "津", "Tianjin", 7, 2},
	{"54", "藏", "Tibet", 0, 3}, {"51", "川", "Sichuan", 2, 3}, {"61", "陕", "Shaanxi", 3, 3},
	{"41", "豫", "Henan", 4, 3}, {"37", "鲁", "Shandong", 5, 3}, {"32", "苏", "Jiangsu", 6, 3},
	{"53", "滇", "Yunnan", 1, 4}, {"50", "渝", "Chongqing", 2, 4}, {"42", "鄂", "Hubei", 3, 4},
	{"34", "皖", "Anhui", 4, 4}, {"33", "浙", "Zhejiang", 5, 4}, {"31", "沪", "Shanghai", 6, 4},
	{"52", "黔", "Guizhou", 2, 5}, {"43", "湘", "Hunan", 3, 5}, {"36", "赣", "Jiangxi", 4, 5},
	{"35", "闽", "Fujian", 5, 5}, {"71", "台", "Taiwan", 6, 5}, {"45", "桂", "Guangxi", 2, 6},
	{"44", "粤", "Guangdong", 3, 6}, {"81", "港", "Hong Kong", 4, 6}, {"46", "琼", "Hainan", 2, 7},
	{"82", "澳", "Macao", 3, 7},
}

// fullNames are the Chinese names without the kind of division, for reading out.
var fullNames = map[string]string{
	"11": "北京", "12": "天津", "13": "河北", "14": "山西", "15": "内蒙古", "21": "辽宁", "22": "吉林", "23": "黑龙江",
	"31": "上海", "32": "江苏", "33": "浙江", "34": "安徽", "35": "福建", "36": "江西", "37": "山东", "41": "河南",
	"42": "湖北", "43": "湖南", "44": "广东", "45": "广西", "46": "海南", "50": "重庆", "51": "四川", "52": "贵州",
	"53": "云南", "54": "西藏", "61": "陕西", "62": "甘肃", "63": "青海", "64": "宁夏", "65": "新疆", "71": "台湾",
	"81": "香港", "82": "澳门",
}

func (p province) name(lang string) string { return say(lang, fullNames[p.code], p.en) }

// ByProvince is a tile grid of counts: each point is a place with its code, and
// Value counts what it has (reports, claims). A province's tile sums its
// places; it links where the point of the province itself leads (a code ending
// in 0000), else to its place with the highest count.
func ByProvince(id, title, unit string, points []Point, lang string) Spec {
	s := Spec{ID: id, Kind: Tiles, Lang: lang, Title: title, Points: points, By: ByPlace}
	s.Indicator.ID, s.Indicator.Unit = id, unit
	return s
}

// A tally is what a province's places have together.
type tally struct {
	province
	sum  float64
	href string
}

// tallies are the provinces that have anything, the greatest first.
func tallies(s Spec) []tally {
	var out []tally
	for _, p := range provinces {
		if sum, href := s.within(p.code); sum > 0 || href != "" {
			out = append(out, tally{p, sum, href})
		}
	}
	slices.SortStableFunc(out, func(a, b tally) int { return cmp.Compare(b.sum, a.sum) })
	return out
}

// tilePlot lays out the grid; it is as wide on every page.
func tilePlot(s Spec) *plot {
	const columns, rows = 9, 8
	height := float64(rows * tilePitch)
	p := panel{area: box{0, 0, columns * tilePitch, height}}
	p.x = axis{scale: scale{0, columns, 1}}
	p.y = axis{scale: scale{0, rows, 1}, inverse: true}
	have := map[string]tally{}
	for _, t := range tallies(s) {
		have[t.code] = t
	}
	for _, pr := range provinces {
		if _, ok := have[pr.code]; !ok {
			p.decorate(pr.tile("void"), pr.text(pr.zh, tileSize/2+1, classSoft))
		}
	}
	for _, t := range tallies(s) {
		p.add(s.tallyMark(t))
	}
	return &plot{width: tileWide + 2, height: height, panels: []panel{p}}
}

func (s Spec) tallyMark(t tally) mark {
	a := amount{s.Lang, unitOf(s.unit())}
	name := t.name(s.Lang) + say(s.Lang, "：", ": ") + a.spoken(Point{Value: t.sum})
	m := mark{href: t.href, name: name, tip: name}
	m.parts = []part{t.tile("tile"), t.text(t.zh, 10, classValue), t.text(Number(t.sum, s.Lang), 28, classText)}
	return m
}

func (p province) corner() xy { return xy{float64(p.column), float64(p.row)} }

func (p province) tile(class string) part {
	return part{Kind: "box", At: p.corner(), Offset: xy{1, 1}, W: tileSize, H: tileSize, Class: class}
}

func (p province) text(s string, y float64, class string) part {
	return part{Kind: "text", At: p.corner(), Offset: xy{1 + tileSize/2.0, y}, Text: s, Anchor: "center", Class: class}
}
