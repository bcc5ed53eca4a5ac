package gazetteer

import (
	"slices"
	"strings"

	"github.com/xianzhi/xianzhi/internal/hanzi"
	"github.com/xianzhi/xianzhi/internal/record"
)

// listLength is from how many names on, parted by bars or blanks alone, a run
// of places is a list put into the page and not a sentence.
const listLength = 4

// dropLists takes out the runs of names that spam leaves: 当涂县| 锦州市| 桐柏县.
func dropLists(text []rune, cands []candidate) []candidate {
	out := cands[:0]
	for i := 0; i < len(cands); {
		j := i + 1
		for j < len(cands) && barred(text[cands[j-1].end:cands[j].start]) {
			j++
		}
		if j-i < listLength {
			out = append(out, cands[i:j]...)
		}
		i = j
	}
	return out
}

// barred reports whether only bars and blanks, and at most one short word
// between bars (收藏), part two names.
func barred(gap []rune) bool {
	if len(gap) == 0 || len(gap) > 12 {
		return false
	}
	bars := 0
	for _, r := range gap {
		switch {
		case r == '|' || r == '｜':
			bars++
		case r == ' ' || r == '\n' || r == '\t' || r == '　':
		case hanzi.IsHan(r):
		default:
			return false
		}
	}
	return bars > 0 || strings.TrimSpace(string(gap)) == ""
}

// notPlace are words that, right after a name, make it an outlet, a school, a
// product or another word altogether.
var notPlace = strings.Fields(`日报 晚报 晨报 都市报 早报 商报 时报 新闻网 新闻 电视台 广播 网讯 在线 发布 融媒 网络台 卫视 大学 学院 师范 医科 银行 路 大道 街道办事处路 话 菜 面条 火锅 政法 理工 科技大学 交通大学 外国语 财经大学 农业大学 报业 传媒 网 台讯 频道`)

// insideWord are characters that show the name's last one to begin or belong
// to another word: 合作市场, 新县域.
var insideWord = map[rune]string{'市': "场值面民", '县': "域级", '区': "域块别间", '州': "", '旗': "下舰帜袍"}

// misled reports whether a candidate is part of another name.
func misled(text []rune, c candidate) bool {
	rest := string(text[c.end:min(c.end+6, len(text))])
	last := text[c.end-1]
	if !c.entry.short {
		if set, ok := insideWord[last]; ok && rest != "" && strings.ContainsRune(set, []rune(rest)[0]) {
			return !(last == '市' && strings.HasPrefix(rest, "民")) // 寿光市民 is the city's people
		}
	}
	if c.start > 0 && strings.ContainsRune("《", text[c.start-1]) {
		return true
	}
	if c.entry.short && !c.entry.latin && isTown(rest) {
		return true
	}
	for _, w := range notPlace {
		if strings.HasPrefix(rest, w) {
			return true
		}
	}
	for _, w := range []string{"大学", "学院", "日报"} {
		if k := strings.Index(rest, w); k > 0 && !strings.ContainsAny(rest[:k], "，,。、 的与和在") && k <= 12 {
			return true
		}
	}
	return dateline(text, c)
}

// isTown reports whether a name goes on as that of a town or village: 新河镇.
func isTown(rest string) bool {
	switch {
	case strings.HasPrefix(rest, "镇"), strings.HasPrefix(rest, "街道"):
		return true
	case strings.HasPrefix(rest, "乡"):
		return !strings.HasPrefix(rest, "乡村") && !strings.HasPrefix(rest, "乡镇") && !strings.HasPrefix(rest, "乡亲")
	case strings.HasPrefix(rest, "村"):
		next := []rune(rest + " ")[1]
		return !strings.ContainsRune("播民级干医里集镇企淘", next)
	}
	return false
}

// dateline recognises 新华社西安5月3日电.
func dateline(text []rune, c candidate) bool {
	rest := string(text[c.end:min(c.end+8, len(text))])
	k := strings.IndexAny(rest, "日")
	return k > 0 && strings.HasPrefix(rest[k:], "日电") || k > 0 && strings.HasPrefix(rest[k:], "日讯")
}

// outside reports whether a name is only a direction or a distance: 离杭州近900公里.
func outside(text []rune, end int) bool {
	rest := string(text[end:min(end+10, len(text))])
	return strings.HasPrefix(rest, "近") && strings.Contains(rest, "公里")
}

// beforePlace are characters that may stand before a place's short name; any
// other makes it likely that the name is the end of one word and the beginning
// of the next: 首都安全 is not 都安.
const beforePlace = "在到于赴驻去来入往进对向是为让使由与和及从离自日月年助给把被时后前里中说以如比像帮请户省市区州县的"

// wholes follow a short name that is a place whatever stands before it: 放眼睢宁全县.
var wholes = []string{"全县", "全市", "全区", "县城", "县域", "境内"}

// standsAlone reports whether nothing before a short name joins it to a word.
func standsAlone(text []rune, c candidate) bool {
	if c.start == 0 || c.entry.latin {
		return true
	}
	r := text[c.start-1]
	if !hanzi.IsHan(r) || strings.ContainsRune(beforePlace, r) {
		return true
	}
	return slices.Contains(wholes, string(text[c.end:min(c.end+2, len(text))]))
}

// bodies end the names of bodies that begin with their county's name.
var bodies = strings.Fields(`产业园 园区 孵化园 孵化基地 创业园 电商园 科技园 工业园 示范园 基地 中心 车间 小镇 供销社 商务局 人社局 农业农村局 县委 妇联 职教中心 融媒体 标注 电商 直播 客服 爱豆 公司`)

// namesBody reports whether a county's name that is a word too, and not one
// more often a word, begins the name of a body (安化黑茶直播产业园) or stands
// before a town's.
func namesBody(text []rune, c candidate, d record.Division) bool {
	if c.entry.ordinary || c.entry.latin || !c.entry.short || LevelOf(d) != County || strings.HasSuffix(d.Name, "区") || !standsAlone(text, c) {
		return false
	}
	for j := c.end; j < min(c.end+9, len(text)); j++ {
		if !hanzi.IsHan(text[j]) || strings.ContainsRune("的了在有是和与为被把将从个", text[j]) {
			return false
		}
		if r := text[j]; j >= c.end+2 && j <= c.end+3 && (r == '镇' || r == '乡') {
			return true
		}
		rest := string(text[j:min(j+4, len(text))])
		for _, b := range bodies {
			if strings.HasPrefix(rest, b) {
				return true
			}
		}
	}
	return false
}
