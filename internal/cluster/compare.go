package cluster

import (
	"strings"

	"github.com/xianzhi/xianzhi/internal/hanzi"
	"github.com/xianzhi/xianzhi/internal/record"
)

const (
	excerptShare = 0.7 // a copy with less of the original's length is an excerpt
	// rewordedShare of a copy's sentences with other words makes it spun, whatever
	// its numbers.
	rewordedShare = 0.3
	maxChanges    = 40 // listed for one copy
)

// relation says what copy is to original.
func relation(original, copy *document) record.Member {
	jaccard, containment := measures(original, copy)
	changes, reworded := changesBetween(original, copy)
	m := record.Member{Article: copy.article.ID, Relation: record.Copy, Similarity: round(jaccard)}
	short := float64(len(copy.shingles)) < excerptShare*float64(len(original.shingles))
	redated := otherDay(original, copy)
	switch {
	case reworded >= rewordedShare || tells(changes):
		m.Relation = record.Spun
	case short:
		m.Relation, m.Similarity = record.Excerpt, round(containment)
	case redated:
		m.Relation = record.Redated
	}
	m.Changes = append(m.Changes, headChanges(original, copy, redated)...)
	m.Changes = append(m.Changes, changes[:min(len(changes), maxChanges)]...)
	return m
}

// tells reports whether changes make the numbers of a copy worthless.
func tells(changes []record.Change) bool {
	for _, c := range changes {
		switch c.Kind {
		case "number", "place", "polarity":
			return true
		}
	}
	return false
}

// otherDay reports whether both dates are known, as far as both go, and differ.
func otherDay(a, b *document) bool {
	x, y := string(a.article.Published), string(b.article.Published)
	n := min(len(x), len(y), len("2006-01-02"))
	return n > 0 && x[:n] != y[:n]
}

func headChanges(original, copy *document, redated bool) []record.Change {
	var list []record.Change
	if redated {
		list = append(list, record.Change{Kind: "date", From: string(original.article.Published), To: string(copy.article.Published)})
	}
	if original.title != "" && copy.title != "" && original.title != copy.title {
		list = append(list, record.Change{Kind: "title", From: string(original.article.Title), To: string(copy.article.Title)})
	}
	return list
}

// opposites are words whose exchange turns a statement round.
var opposites = pairsBothWays("女性 男性 女 男 女士 先生 妇女 男子 增长 下降 增加 减少 上升 下降 提高 降低 超过 不足 超 不足 超 近 " +
	"高于 低于 多 少 有 无 有 没有 能 不能 是 不是 城市 农村 成功 失败 同意 反对 最高 最低 上涨 下跌 扩大 缩小 盈利 亏损 净流入 净流出")

func pairsBothWays(s string) map[[2]string]bool {
	m := map[[2]string]bool{}
	words := strings.Fields(s)
	for i := 0; i+1 < len(words); i += 2 {
		m[[2]string{words[i], words[i+1]}] = true
		m[[2]string{words[i+1], words[i]}] = true
	}
	return m
}

// negations put in or taken out turn a statement round.
const negations = "不没未无非"

const (
	// divisionEnds are the last characters of names of divisions.
	divisionEnds = "省市县区州旗盟镇乡村"
	// beforeDivision are what stands before 县 and is no name.
	beforeDivision = "全 该 本 我 各 此 整 两 这 那 某 一 外 每 当地 全国 多个"
	provinces      = "北京 天津 河北 山西 内蒙古 辽宁 吉林 黑龙江 上海 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 广西 海南 " +
		"重庆 四川 贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆 香港 澳门 台湾"
	numerals = "零〇一二两三四五六七八九十百千万亿"
)

// kindOf says what kind of change an edit is, "" when it changes nothing.
func kindOf(e edit) string {
	from, to := text(e.from), text(e.to)
	switch {
	case sameNumber(from, to):
		return ""
	case hasNumber(e.from) && hasNumber(e.to):
		if ofDate(e) {
			return "date"
		}
		return "number"
	case from != "" && to != "" && strings.Trim(from+to, numerals) == "":
		return "number"
	case unitOnly(from) && unitOnly(to) && e.numberBefore:
		return "number"
	case turns(e, from, to):
		return "polarity"
	case namesPlace(e, from, to):
		return "place"
	}
	return "text"
}

// ofDate reports whether the numbers of an edit are parts of a date: a year of
// four digits, a month or a day. 3年 is a number.
func ofDate(e edit) bool {
	if strings.ContainsAny(text(e.from), "月日") && strings.ContainsAny(text(e.to), "月日") {
		return true
	}
	for _, unit := range []string{"月", "日", "号", "时"} {
		if strings.HasPrefix(e.after, unit) {
			return true
		}
	}
	return strings.HasPrefix(e.after, "年") && len(text(e.from)) == 4 && len(text(e.to)) == 4
}

func hasNumber(list []token) bool {
	for _, t := range list {
		if t.number {
			return true
		}
	}
	return false
}

// sameNumber reports whether two texts differ in thousands commas and spaces only.
func sameNumber(from, to string) bool {
	drop := strings.NewReplacer(",", "", " ", "", "\u00a0", "")
	return drop.Replace(from) == drop.Replace(to)
}

func unitOnly(s string) bool {
	return s != "" && strings.Trim(s, "十百千万亿多余%") == ""
}

func turns(e edit, from, to string) bool {
	if opposites[[2]string{from, to}] {
		return true
	}
	for _, end := range []string{"性", "长", "加"} { // 女→男 before a common 性
		if strings.HasPrefix(e.after, end) && opposites[[2]string{from + end, to + end}] {
			return true
		}
	}
	one := from + to
	return (from == "" || to == "") && len([]rune(one)) == 1 && strings.Contains(negations, one)
}

// namesPlace reports whether an edit puts one division's name for another's:
// the names end in 县 and the like, stand before it, or are provinces'.
func namesPlace(e edit, from, to string) bool {
	f, t := []rune(from), []rune(to)
	if len(f) == 0 || len(t) == 0 || len(f) > 12 || len(t) > 12 || !allHan(f) || !allHan(t) {
		return false
	}
	if isProvince(e.before, from) && isProvince(e.before, to) {
		return true
	}
	if len(f) > 1 && len(t) > 1 && strings.ContainsRune(divisionEnds, f[len(f)-1]) && strings.ContainsRune(divisionEnds, t[len(t)-1]) {
		return true
	}
	next := []rune(e.after + " ")[0]
	if isWord(beforeDivision, from) || isWord(beforeDivision, to) || len(f) > 6 || len(t) > 6 {
		return false
	}
	return strings.ContainsRune("县州旗盟", next) || len(f) > 1 && len(t) > 1 && strings.ContainsRune("省市镇", next)
}

// isProvince reports whether s, or s after the end of before, is a province.
func isProvince(before, s string) bool {
	for i := range before {
		if isWord(provinces, before[i:]+s) {
			return true
		}
	}
	return isWord(provinces, s)
}

func isWord(list, s string) bool { return strings.Contains(" "+list+" ", " "+s+" ") }

func allHan(rs []rune) bool {
	for _, r := range rs {
		if !hanzi.IsHan(r) {
			return false
		}
	}
	return true
}
