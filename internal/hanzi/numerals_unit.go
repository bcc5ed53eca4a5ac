package hanzi

import "sync"

// A unit is a measure found after a numeral.
type unit struct {
	name   string
	class  Class
	factor float64
	end    int
}

// units are the measures by class; those of Other are known only so that a
// number before them is not taken for a count.
var units = map[Class][]string{
	Persons:      {"人", "名", "位", "口", "口人", "个人", "号人", "人口", "余名", "余人"},
	PersonTimes:  {"人次", "人(次)", "余人次", "人/次"},
	Households:   {"户", "家庭", "个家庭", "农户", "余户"},
	Percent:      {"%", "％", "percent", "per cent", "pct"},
	Points:       {"个百分点", "百分点", "percentage points", "percentage point"},
	Money:        {"元", "块", "块钱", "元人民币", "人民币", "yuan", "rmb", "renminbi", "元钱", "cny"},
	ForeignMoney: {"美元", "美金", "港元", "港币", "欧元", "日元", "英镑", "韩元", "dollars", "us dollars", "u.s. dollars", "euros", "usd"},
	Times:        {"倍", "番", "times", "fold"},
	Age:          {"岁", "周岁", "years old", "years of age", "year-old", "-year-old", "year old"},
	SquareMetres: {"平方米", "平米", "㎡", "m²", "m2", "平方", "平", "square meters", "square metres", "square meter", "square metre", "square-meter", "square-metre", "-square-meter", "-square-metre", "sq m", "sqm"},
	Mu:           {"亩", "亩地", "mu"},
	Date:         {"月", "日", "号", "时", "点", "点半", "时许", "年度", "财年", "月份"},
	Duration: {"年", "年多", "年半", "年间", "年来", "个月", "个多月", "个年头", "载", "周年", "天", "周", "个星期", "个小时", "小时", "分钟", "个工作日",
		"秒", "秒钟", "个季度", "季度", "个学期", "years", "year", "months", "month", "weeks", "days", "day", "hours", "hour", "minutes", "个半月", "个多小时", "学时", "课时", "个课时"},
	Things: {"个", "家", "所", "间", "处", "座", "栋", "幢", "场", "场次", "次", "单", "笔", "件", "份", "台", "套", "席", "张", "支", "只", "项", "种", "类",
		"门", "条", "本", "省", "县", "市", "区", "镇", "乡", "村", "户次", "工位", "坐席", "座席", "席位", "座位", "机位", "班次", "期", "班", "批", "店", "站", "枚", "头", "棵", "株", "订单", "网店", "岗位", "省份", "县域", "行政村", "村庄", "社区", "款", "例", "宗", "幅", "部", "辆", "架", "组", "团", "对", "旗", "州"},
	Other: {"公里", "千米", "米", "厘米", "毫米", "吨", "万吨", "斤", "公斤", "千克", "克", "平方公里", "平方千米", "立方米", "层", "楼", "度", "代", "字", "万字", "届", "级", "折", "分", "路", "版", "码",
		"后", "强", "盏", "瓶", "袋", "箱", "盒", "桶", "罐", "千瓦", "千瓦时", "kilometers", "km", "kilometres", "meters", "tons", "tonnes", "kg", "kilograms", "%o", "‰", "℃", "海里", "英里", "步", "帧", "赫兹", "比特", "兆", "gb", "tb", "g", "顶", "颗", "粒", "朵", "碗", "杯", "句", "遍", "趟", "轮", "圈", "声", "拳", "眼"},
}

// hectare is 15 mu.
const hectare = 15

type unitEntry struct {
	class  Class
	factor float64
}

// unitTable indexes units by their first code point, longest first by length.
var unitTable = sync.OnceValue(func() map[string]unitEntry {
	t := map[string]unitEntry{}
	for class, names := range units {
		for _, n := range names {
			t[n] = unitEntry{class, 1}
		}
	}
	for _, n := range []string{"公顷", "hectares", "hectare", "ha"} {
		t[n] = unitEntry{Mu, hectare}
	}
	t["平方公里"] = unitEntry{Other, 1}
	return t
})

const longestUnit = 17 // percentage points

// unit reads the measure after a numeral.
func (s *scanner) unit(c core) unit {
	if c.percent {
		return unit{"percent", Percent, 1, c.end}
	}
	if s.money(c.start) {
		return unit{"rmb", Money, 1, s.afterMoney(c.end)}
	}
	if c.start > 0 && oneOf(s.text[c.start-1], "$＄€£") {
		return unit{string(s.text[c.start-1]), ForeignMoney, 1, c.end}
	}
	j := s.skipSpace(c.end)
	u, ok := s.lookUnit(j)
	if !ok || j > c.end+1 {
		return s.noun(c, j)
	}
	if c.years && (u.name == "年" || u.name == "年度" || u.name == "年间") {
		u.class = Date
	}
	return s.settle(c, u)
}

// lookUnit finds the longest measure at i.
func (s *scanner) lookUnit(i int) (unit, bool) {
	t := unitTable()
	limit := 4
	if isLatin(s.rune(i)) || s.rune(i) == '-' {
		limit = longestUnit
	}
	for n := min(limit, len(s.text)-i); n > 0; n-- {
		e, ok := t[string(s.text[i:i+n])]
		if !ok || isLatin(s.text[i+n-1]) && isLatin(s.rune(i+n)) {
			continue
		}
		return unit{string(s.text[i : i+n]), e.class, e.factor, i + n}, true
	}
	return unit{}, false
}

// wordHeads are measures that begin another word when one of these follows:
// 61万乡村学生, 20万市民, 50%本科.
var wordHeads = map[string]string{
	"乡": "村亲镇里土", "村": "民播里级集委医干镇庄企", "市": "民场值", "区": "域县块", "县": "域级城里", "省": "级内外", "户": "籍", "家": "长政电乡里", "位": "于居",
	"门": "店", "头": "部", "组": "织", "团": "队购", "部": "门分", "本": "地科县土乡村次", "种": "植养", "项": "目", "期": "间望", "班": "组", "批": "发", "支": "付持教部援",
	"所": "有以", "间": "接", "处": "理于", "场": "地所", "笔": "记", "人": "民才力社均工", "单": "位个", "点": "击", "名": "牌称", "对": "口", "日": "均", "月": "均入", "年": "均产收薪轻",
}

// settle corrects measures whose characters begin other words.
func (s *scanner) settle(c core, u unit) unit {
	next := s.rune(u.end)
	if set := wordHeads[u.name]; set != "" && next != 0 && oneOf(next, set) {
		return unit{"", Bare, 1, c.end}
	}
	cut := func(name string, class Class) unit {
		return unit{name, class, 1, u.end - len([]rune(u.name)) + len([]rune(name))}
	}
	switch u.name {
	case "个人":
		if oneOf(next, "工才物民体脸形像信") {
			return cut("个", Things)
		}
	case "平":
		if IsHan(next) && !oneOf(next, "的左以办场车厂仓大标多余商") {
			return unit{"", Bare, 1, c.end}
		}
	case "家庭", "人口":
		if !c.arabic && !c.scaled {
			return unit{"", Bare, 1, c.end}
		}
	case "点", "分", "时", "区", "级", "部":
		if u.name == "时" && next == '尚' {
			return unit{"", Bare, 1, c.end}
		}
	case "号":
		if next == '人' {
			return unit{"号人", Persons, 1, u.end + 1}
		}
	case "年":
		return s.yearUnit(c, u)
	case "期":
		if c.lo <= 3 {
			u.class = Ordinal // 二期 is a phase, 36期 counts courses
		}
	}
	return u
}

// yearUnit tells 2024年 and 94年 from 5年; 5年投入 is a duration too.
func (s *scanner) yearUnit(c core, u unit) unit {
	if c.years || c.arabic && c.lo >= 50 && c.lo < 100 {
		u.class = Date
	}
	return u
}

// money reports whether a currency sign or RMB stands before i.
func (s *scanner) money(i int) bool {
	k := i - 1
	for k >= 0 && s.text[k] == ' ' {
		k--
	}
	return k >= 0 && (oneOf(s.text[k], "¥￥") || s.endsWith(k+1, "rmb") || s.endsWith(k+1, "cny") || s.endsWith(k+1, "RMB") || s.endsWith(k+1, "CNY"))
}

func (s *scanner) afterMoney(end int) int {
	for _, w := range []string{" yuan", "元", " RMB"} {
		if s.has(end, w) {
			return end + len([]rune(w))
		}
	}
	return end
}

func oneOf(r rune, set string) bool {
	for _, x := range set {
		if x == r {
			return true
		}
	}
	return false
}
