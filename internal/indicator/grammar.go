package indicator

import (
	"strings"

	"github.com/xianzhi/xianzhi/internal/glossary"
	"github.com/xianzhi/xianzhi/internal/phrase"
)

// A kindOfMark is what a grammar word does to the claims around it.
type kindOfMark uint8

const (
	markPlan       kindOfMark = iota // 计划 预计: what follows is not yet so
	markFuture                       // 将 可: only with a verb of doing
	markActual                       // 已 目前 截至: ends a plan
	markBaseline                     // 最初 由…: the value of an earlier time
	markEllipsis                     // 其中 累计: the number takes its meaning from the one before
	markNation                       // 全国 各地: no one place
	markHere                         // 基地 项目: the place named before, in an article about one county
	markThere                        // 该县 全县: the place named before
	markProvince                     // 全省 我省
	markEach                         // 每: a rate, not a total
	markPolicy                       // 给予 奖励: thresholds, not facts
	markElsewhere                    // 来自 比: the place after it is not where the claim is
	markEvent                        // 公布 举行: the place before it is only where that was
	markThen                         // 首批 当时: as of the event that the sentence tells
	markDefinition                   // 是指: what follows defines
	markWage                         // 月薪 收入
	markNow                          // 目前 如今: at publication
	markMany                         // 等地 等县: the end of a list of places
)

// A mark is a grammar word found.
type mark struct {
	span
	kind kindOfMark
}

var grammarWords = map[kindOfMark]string{
	markPlan: `计划 预计 拟 力争 规划 目标 争取 有望 预期 预期可 远景 建成后 投产后 投用后 全部建成 建成达产 达产后 运营后 满负荷 未来 明年 今后 到2025年 到2026年 到2027年 到2028年 到2030年 三年内 五年内 承诺 打算 还要 还将 要再 将再 正筹划 将达 将达到 拟建 将建 将带动 将提供 将新增 将吸纳 将实现 将培养 将培训 将引入 将引进 预计可 预计将 可带动 可提供 可解决 可吸纳 可新增 可实现 可创造 可安置 能带动 能提供 能解决 能吸纳 能新增 可直接带动 可为 将创造 将解决 将为 将建成 将投入 将建设 即将 年内
		plans planned plan expected expects aims aim target targets will would projected envisage* hopes intends pledged promise* goal could`,
	markActual:   `已 已经 目前 现有 现已 截至 截止 累计 先后 实现了 建成了 如今 现在 至今 共 共计 在册 在岗 在职 到岗 so_far currently already now has_been`,
	markBaseline: `最初 起初 当初 刚开始 刚成立时 原来 原先 由最初 从最初 由原来 从原来 成立之初 创立之初 创业之初 一开始 最早 initially originally from`,
	markEllipsis: `其中 累计 总数 总计 总量 合计 达到 达 增加到 增至 增长到 发展到 扩大到 扩大至 扩大 扩到 扩展到 提升到 提高到 上升到 升至 提高至 上涨到 涨到 城镇 农村 乡村 男 女 新增 贫困户 脱贫户 残疾人 建档立卡 上年 去年 今年 远期 远景规划 一期 二期 为 是 有 共 到 至 农产品 仅 现在 如今 目前 后来 变成 降至 下降到 减少到 农民 居民 全县 全市 全省 全国 这一数字 数字 人数 数量 则 均 仍 分别 启用 已启用 投用 已投用 已使用 在用 已用 已建成 建成 已开 已到岗 到岗 实到 已入驻 入驻 已落地 落地 已招 已招到 已完成 完成 实际 尚余 剩余 还有 另有 已有 本地 外地 of_whom of_which reaching including to now`,
	markNation: `全国 我国 全球 中国 各地 多地 全网 多个县域 所有县域 全部县域 各县域 县域数字就业中心 总体 单基地 多个省 多省 多个县 多个县市 国内 欠发达地区 欠发达县域 中西部 脱贫县 贫困县 中西部地区 各省 县域人口 县域常住人口 县域面积
		counties provinces nationwide across_china across_the_country national nation countrywide in_china china's`,
	markHere:       `该县 当地 全县 县里 县内 县城 本县 小县 小城 县委 县政府 该区 全区 区内 该市 全市 市里 我县 我市 我区 该镇 基地 中心 园区 产业园 公司 项目 村里 该村 这里 本地 合作社 base centre center local here`,
	markProvince:   `全省 我省 该省 省内 全自治区 the_province`,
	markEach:       `每 每个 每名 每位 每家 每人 每次 每场 每天 每户 每期 每批 平均每 each every per`,
	markPolicy:     `给予 奖励 奖补 补助 资助 一次性 补贴 奖金 封顶 凡 不得 罚款 标准为 门槛 申报 政策 规定 最高 首次达到 可获 可申请 符合条件 择优`,
	markElsewhere:  `来自 离 距 距离 从 相比 较 比 往 前往 毕业于 籍 从事 发往 销往 卖到 远销 连 出生于 在外地 from`,
	markEvent:      `公布 发布 举行 召开 举办 宣布 揭晓 开幕 闭幕 签约 报道 announced held`,
	markDefinition: `是指 指的是 认定标准 大于或等于 大于等于 is_defined_as refers_to`,
	markWage:       `收入 月薪 工资 薪资 月入 薪酬 earn* wage* salary pay`,
	markNow:        `目前 如今 现在 现有 现已 截至目前 眼下 当前 时下 至今 迄今 时至今日 今天 现存 现拥有 现共有 现聚集 currently now so_far today nowadays presently at_present these_days`,
	markThen:       `首批 第一批 首期 当时 当年 那时 at_the_time`,
	markMany:       `等地 等县 等省 等市 等多 等国 等区 等10 等多个 等全国 等7 等3 等4 等5 等6 等8 等9 等1 等2 三地 两地 两县 三县 四省 三省 两省 这两个 两个`,
}

// A grammar finds the grammar words of a text.
type grammar struct{ words *phrase.Set }

func newGrammar() *grammar {
	g := &grammar{phrase.NewSet()}
	for kind, list := range grammarWords {
		for _, w := range strings.Fields(list) {
			g.words.Add(strings.ReplaceAll(w, "_", " "), int32(kind))
		}
	}
	return g
}

// find finds the grammar words of a text outside the names in it: the 计划 of
// AI豆计划 plans nothing.
func (g *grammar) find(text []rune, names []glossary.Match) []mark {
	var out []mark
	n := 0
	g.words.Walk(text, func(start, end int, v int32) {
		for n < len(names) && names[n].End <= start {
			n++
		}
		inName := n < len(names) && names[n].Start <= start && end <= names[n].End
		if m := (mark{span{start, end}, kindOfMark(v)}); !inName && !(m.kind == markPlan && isTitle(text, m)) && !(m.kind == markNation && isRank(text, m)) {
			out = append(out, m)
		}
	})
	return out
}

// isTitle tells 计划 at the end of a plan's name from the verb.
func isTitle(text []rune, m mark) bool {
	if r := text[m.end-1]; r != '划' && r != '标' || m.end >= len(text) {
		return false
	}
	return strings.ContainsRune("”\"》,、。的项自由已是及和支来发启覆》）)", text[m.end])
}

// isRank reports whether 全国 or 中国 only ranks or praises one place: 位居全国第二,
// 是全国有名的劳务输出大县, is China's hanfu capital.
func isRank(text []rune, m mark) bool {
	if isASCIIWord(text[m.start]) {
		before := string(text[max(0, m.start-14):m.start])
		for _, w := range []string{"is ", "as ", "are ", "among ", "of ", "north ", "south ", "east ", "west ", "central ", "northwest ", "southwest ", "northeast "} {
			if strings.HasSuffix(before, w) {
				return string(text[m.start:m.end]) == "china's"
			}
		}
		return false
	}
	after := string(text[m.end:min(m.end+8, len(text))])
	for _, w := range []string{"第", "首", "最", "唯一", "百强", "十强", "有名", "闻名", "知名", "著名", "先进", "前列", "领先", "示范", "优秀", "劳", "十大", "十佳", "重要", "妇联", "总工会", "人大", "政协", "电子商务进农村", "电商进农村", "冠军", "前十", "前五", "各地", "市场"} {
		if strings.HasPrefix(after, w) {
			return true
		}
	}
	before := string(text[max(0, m.start-4):m.start])
	for _, w := range []string{"位居", "位列", "居", "列", "销往", "卖到", "发往", "远销", "走向", "辐射", "来自", "面向", "占", "誉为", "称为"} {
		if strings.HasSuffix(before, w) {
			return true
		}
	}
	return false
}

// marksIn calls f for the marks inside [lo, hi), in order.
func (d *document) marksIn(lo, hi int, f func(mark)) {
	a, b := 0, len(d.marks)
	for a < b {
		if m := (a + b) / 2; d.marks[m].start < lo {
			a = m + 1
		} else {
			b = m
		}
	}
	for _, m := range d.marks[a:] {
		if m.start >= hi {
			return
		}
		if m.end <= hi {
			f(m)
		}
	}
}

// last is the last mark of a kind inside [lo, hi).
func (d *document) last(kind kindOfMark, lo, hi int) (mark, bool) {
	var out mark
	found := false
	d.marksIn(lo, hi, func(m mark) {
		if m.kind == kind {
			out, found = m, true
		}
	})
	return out, found
}
