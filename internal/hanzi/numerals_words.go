package hanzi

import (
	"sync"

	"github.com/xianzhi/xianzhi/internal/phrase"
)

// idioms are words and names whose numerals count nothing. Only those that the
// grammar would otherwise take for quantities need to stand here.
var idioms = []string{
	"五险一金", "六险一金", "五险", "一带一路", "三农", "十四五", "十三五", "十五五", "十二五", "一村一品", "一县一业", "一户一策", "一镇一品", "四川", "三亚", "九江", "六安", "五台", "八宿", "三门", "四平", "三明", "三峡", "三原", "五指山", "六盘水", "七台河",
	"千万不", "千万要", "千万别", "千千万万", "成千上万", "万一", "万万", "万达", "万科", "万象", "万里", "万物", "万事", "万户千", "千家万户", "千山万水", "千方百计", "千言万语", "千辛万苦", "千丝万缕", "千变万化", "千载难逢", "千里", "千问", "千岛湖", "千禧", "千年", "千阳", "千村", "千企", "千县", "千斤", "千军万马", "万企", "万村", "万年县", "万全区", "万载县", "万宁", "万州", "万源", "万荣县", "万安县", "万柏林",
	"百度", "百货", "百姓", "百县百品", "百花", "百强", "百年", "百万英才", "百色", "百科", "百亿补贴", "百般", "百里", "百校", "百企", "百村", "百业", "百日", "百家号",
	"一些", "一样", "一起", "一直", "一定", "一般", "一旦", "一方面", "一线", "一体", "一致", "一路", "一键", "一站式", "一条龙", "一揽子", "一系列", "一手", "一流", "一边", "一点", "一下", "一度", "一次性", "一切", "一律", "一共", "一向", "一心", "一代代", "一二三产", "一对一", "一把手", "统一", "唯一", "同一", "万分", "十分", "十足", "十字", "十堰", "三产", "二产", "一产", "三星", "二维码", "三维", "四季", "四周", "四处", "五星", "五金", "五谷", "五常市", "七夕", "八方", "九寨沟", "双十一", "双十二", "双11", "双12", "双一流", "三八", "八一", "五一", "十一黄金周", "六一", "三角", "三农问题", "三下乡", "两山", "两会", "两不愁", "三保障", "两新", "两岸", "两者", "两侧", "两端", "两头", "二次", "二手", "二郎", "二胎", "三胎", "三甲", "三支一扶", "三聚氰胺", "零售", "零距离", "零工", "零星", "零基础", "零食", "零门槛", "零部件", "三级", "二级", "一级", "四级", "五级", "一把", "一块", "一面", "半数以上的", "95公益周", "99公益日", "1688", "360", "12306", "618", "95后", "90后", "00后", "80后", "70后", "60后", "85后", "98后", "05后", "九五后", "九零后", "八零后",
	"365天", "7×24", "24小时", "996", "110", "第一", "第二", "第三", "第四", "第五", "其一", "其二", "其三", "一是", "二是", "三是", "四是", "五是",
	"四川省", "重庆两江", "两江", "三江", "五莲", "六合", "七星", "八步", "九龙", "百里杜鹃", "千亿级", "万亿级", "百亿级", "十亿级", "亿级", "万级", "千万级",
}

var idiomSet = sync.OnceValue(func() *phrase.Set {
	s := phrase.NewSet()
	for _, w := range idioms {
		s.Add(w, 0)
	}
	return s
})

// idiomSpans gives, for each code point inside an idiom, where the idiom ends.
func idiomSpans(text []rune) []int {
	spans := make([]int, len(text))
	idiomSet().Walk(text, func(start, end int, _ int32) {
		if start > 0 && isChineseNumeral(text[start]) && isChineseNumeral(text[start-1]) {
			return // the 万一 of 一万一千
		}
		if isDigit(text[start]) && start > 0 && (isDigit(text[start-1]) || text[start-1] == '.') || isDigit(text[end-1]) && end < len(text) && (isDigit(text[end]) || isNumberTail(text[end])) {
			return
		}
		for i := start; i < end; i++ {
			spans[i] = max(spans[i], end)
		}
	})
	return spans
}

func isChineseNumeral(r rune) bool { return digitValue(r) >= 0 || scales[r] > 0 }

// isNumberTail tells 360人 from the name 360.
func isNumberTail(r rune) bool {
	return oneOf(r, ".,万千百亿余多人名家个元岁户位%")
}

// A bound is a word beside a numeral that says how exact it is. When guard is
// set, the word does not count after one of its characters: 节约3000元.
type bound struct {
	word, qualifier, guard string
}

var boundsBefore = []bound{
	{"不低于", atLeast, ""}, {"不少于", atLeast, ""}, {"不下于", atLeast, ""}, {"不下", atLeast, ""}, {"至少", atLeast, ""}, {"最少", atLeast, ""}, {"不止", over, ""},
	{"超过", over, ""}, {"超出", over, ""}, {"超越", over, ""}, {"突破", over, ""}, {"多于", over, ""}, {"高于", over, ""}, {"大于", over, ""}, {"跨过", over, ""},
	{"接近", nearly, ""}, {"将近", nearly, ""}, {"近乎", nearly, ""}, {"逼近", nearly, ""}, {"差不多", approx, ""},
	{"大约", approx, ""}, {"约为", approx, ""}, {"约有", approx, ""}, {"大概", approx, ""}, {"估计", approx, ""}, {"大致", approx, ""},
	{"不足", under, ""}, {"不到", under, ""}, {"未满", under, ""}, {"少于", under, ""}, {"低于", under, ""}, {"不超过", under, ""}, {"不满", under, ""},
	{"超", over, "赶"}, {"逾", over, ""}, {"破", over, ""}, {"近", nearly, "最附靠就邻将接"}, {"约", approx, "节预签合条履违"}, {"过", over, "经通不超胜路"}, {"满", atLeast, "不未坐圆"}, {"愈", over, ""},
	{"not less than ", atLeast, ""}, {"no fewer than ", atLeast, ""}, {"no less than ", atLeast, ""}, {"at least ", atLeast, ""},
	{"more than ", over, ""}, {"upwards of ", over, ""}, {"in excess of ", over, ""}, {"exceeding ", over, ""}, {"exceeded ", over, ""}, {"exceeds ", over, ""}, {"topped ", over, ""}, {"surpassed ", over, ""}, {"over ", over, ""}, {"above ", over, ""},
	{"nearly ", nearly, ""}, {"almost ", nearly, ""}, {"close to ", nearly, ""},
	{"approximately ", approx, ""}, {"roughly ", approx, ""}, {"around ", approx, ""}, {"about ", approx, ""}, {"some ", approx, ""}, {"an estimated ", approx, ""},
	{"less than ", under, ""}, {"fewer than ", under, ""}, {"under ", under, ""}, {"below ", under, ""}, {"up to ", under, ""},
}

var boundsAfter = []bound{
	{"以上", atLeast, ""}, {"以下", under, ""}, {"以内", under, ""}, {"左右", approx, ""}, {"上下", approx, ""}, {"出头", over, ""}, {"开外", over, ""}, {"有余", over, ""}, {"不等", approx, ""}, {"之多", exact, ""}, {"多", over, ""}, {"余", over, ""}, {"以上的", atLeast, ""},
	{" or so", approx, ""}, {" or more", atLeast, ""}, {" and above", atLeast, ""}, {" or above", atLeast, ""}, {"-odd", over, ""}, {"+", over, ""},
}

// qualify finds the bounds before and after, and where the whole then begins
// and ends. A bound after a share reads as over: 80%以上 says no more.
func (s *scanner) qualify(c core, n Number) (string, int, int) {
	q, start, end := exact, c.start, n.End
	if c.qualifier != "" {
		q = c.qualifier
	}
	k := c.start
	for s.money(k) && k > 0 && s.rune(k-1) != 0 && (s.rune(k-1) == ' ' || oneOf(s.rune(k-1), "¥￥rmbcnyRMBCNY")) {
		k--
	}
	for _, skip := range []string{"", " ", "了", "到", "达"} {
		if skip != "" && !s.endsWith(k, skip) {
			continue
		}
		if b, ok := s.boundBefore(k - len([]rune(skip))); ok {
			q, start = b.qualifier, k-len([]rune(skip))-len([]rune(b.word))
			break
		}
	}
	for _, b := range boundsAfter {
		if s.has(n.End, b.word) && !(b.word == "多" && s.rune(n.End+1) == '样') {
			if b.qualifier != exact {
				q = b.qualifier
			}
			end = n.End + len([]rune(b.word))
			break
		}
	}
	return q, start, end
}

// boundsByEnd files the bounds before a numeral under their last character, in
// the order of the list.
var boundsByEnd = func() map[rune][]bound {
	m := map[rune][]bound{}
	for _, b := range boundsBefore {
		rs := []rune(b.word)
		m[rs[len(rs)-1]] = append(m[rs[len(rs)-1]], b)
	}
	return m
}()

func (s *scanner) boundBefore(k int) (bound, bool) {
	for _, b := range boundsByEnd[s.rune(k-1)] {
		if !s.endsWith(k, b.word) {
			continue
		}
		if w := len([]rune(b.word)); b.guard != "" && oneOf(s.rune(k-w-1), b.guard) {
			continue
		}
		return b, true
	}
	return bound{}, false
}

// code skips what has digits and is no number: identifiers, e-mail addresses,
// telephone and licence numbers, times of day, file names, 1+5+N. It returns
// where that ends, or i.
func (s *scanner) code(i int) int {
	if !isDigit(s.text[i]) {
		return i
	}
	if i > 0 && isCodeLetter(s.text[i-1]) && s.text[i-1] != ' ' && !s.money(i) {
		return s.digitRun(i)
	}
	j, seps, letters := i, 0, false
	for ; j < len(s.text); j++ {
		r := s.text[j]
		switch {
		case isDigit(r):
		case oneOf(r, "∶：比") && j > i && isDigit(s.rune(j-1)) && isDigit(s.rune(j+1)): // 男女比例3∶7
			seps, letters = seps+1, true
		case oneOf(r, "-/:_+·@") && (isDigit(s.rune(j+1)) || isLatin(s.rune(j+1)) && r != '-'):
			seps++
			letters = letters || r == '@' || r == '+' || r == '_' || r == ':' || r == '·'
		case isLatin(r) && j > i && isLatin(s.rune(j-1)):
			letters = true
		case isLatin(r) && j > i && !s.scaleLetter(j):
			letters = true
		default:
			return s.codeEnd(i, j, seps, letters)
		}
	}
	return s.codeEnd(i, j, seps, letters)
}

func (s *scanner) codeEnd(i, j, seps int, letters bool) int {
	if j > i && s.has(j, "号-") || seps >= 2 || letters && j > i+1 {
		return j
	}
	if seps == 1 && j-i == 7 && s.text[i+4] == '-' { // 2022-07
		return j
	}
	if seps == 0 && j-i >= 9 && !isCount(s.rune(j)) {
		return j
	}
	return i
}

func (s *scanner) digitRun(i int) int {
	for isDigit(s.rune(i)) || s.rune(i) == '.' && isDigit(s.rune(i+1)) {
		i++
	}
	return i
}

// scaleLetter lets 70pct and 20km through to the units.
func (s *scanner) scaleLetter(j int) bool {
	_, ok := s.lookUnit(j)
	return ok
}

func isCodeLetter(r rune) bool {
	return isLatin(r) || r == '_' || r == '#' || r == '@' || r == '&' || r == '='
}

func isCount(r rune) bool { return oneOf(r, "万亿元人个家户名次") }
