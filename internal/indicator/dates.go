package indicator

import (
	"fmt"
	"strconv"
	"strings"
)

// findDates reads the dates of a document. Those that only begin or compare
// (2019年起, 2020年成立, 比2020年) are marked idle.
func findDates(d *document) []date {
	p := dateParser{d: d, text: d.text}
	if len(d.published) >= 4 {
		p.year, _ = strconv.Atoi(d.published[:4])
		if len(d.published) >= 7 {
			p.month, _ = strconv.Atoi(d.published[5:7])
		}
	}
	var out []date
	for i := 0; i < len(p.text); {
		if p.text[i] == '\n' {
			p.named = 0
		}
		t, ok := p.at(i)
		if !ok {
			i++
			continue
		}
		i = max(t.end, i+1)
		if t.at != "" {
			t.idle = p.idle(t)
			if y, _ := p.number(t.start, 4); !t.idle || y >= 1990 {
				p.named, _ = strconv.Atoi(t.at[:min(4, len(t.at))])
			}
			t.asOf = p.preceded(t.start, "截至", "截止", "截至到", "截止到", "到", "as of ", "by ", "by the end of ", "at the end of ", "end of ") || t.phrase == "end"
			out = append(out, t)
		}
	}
	return out
}

// idle reports whether a date only begins, founds or compares something.
func (p *dateParser) idle(t date) bool {
	for _, w := range []string{"起", "以来", "开始", "成立", "至今", "创立", "创办", "创建", "入驻", "注册", "毕业", "出生", "生,", "生的", "生人", "后,", "以后", "之后", "前,", "之前", "建成的", "年来"} {
		if p.follows(t.end, w) {
			return true
		}
	}
	for _, w := range []string{"揭牌", "投用", "投产", "启动", "开业", "开园", "启用", "落成", "开工", "动工", "挂牌", "建成", "上线"} {
		if k := t.end + len([]rune(w)); p.follows(t.end, w) && (k >= len(p.text) || strings.ContainsRune(",，。后以、;；", p.text[k])) {
			return true
		}
	}
	for _, w := range []string{"的发布会", "发布", "报道", "电", "讯", "消息", "的报告", "举行", "召开", "下午", "上午", "晚", "凌晨", "早"} {
		if t.phrase == "day" && p.follows(t.end, w) && !p.fair(t.end) {
			return true
		}
	}
	return p.preceded(t.start, "比", "较", "排至", "排到", "延续至", "持续至", "同比", "自", "相比", "从", "since ", "than in ", "founded in ", "established in ", "from ", "compared with ", "compared to ")
}

// fair reports whether what was held counts itself: a job fair, a sale.
func (p *dateParser) fair(i int) bool {
	text := string(p.text[i:min(i+24, len(p.text))])
	for _, w := range []string{"招聘会", "招聘活动", "购物节", "电商节", "带货", "首场直播", "专场直播", "年货节", "丰收节"} {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}

type dateParser struct {
	d           *document
	text        []rune
	year, month int // of publication; 0 when not known
	named       int // the year that the paragraph named last, 0 for none
}

func (p *dateParser) rune(i int) rune {
	if i < 0 || i >= len(p.text) {
		return 0
	}
	return p.text[i]
}

func (p *dateParser) follows(i int, w string) bool { return p.d.follows(i, w) }

func (p *dateParser) preceded(i int, words ...string) bool {
	for _, w := range words {
		n := len([]rune(w))
		if i >= n && p.follows(i-n, w) {
			return true
		}
	}
	return false
}

// number reads up to limit digits at i.
func (p *dateParser) number(i, limit int) (int, int) {
	v, j := 0, i
	for j < i+limit && p.rune(j) >= '0' && p.rune(j) <= '9' {
		v = v*10 + int(p.rune(j)-'0')
		j++
	}
	return v, j
}

// at reads the date that begins at i.
func (p *dateParser) at(i int) (date, bool) {
	r := p.text[i]
	switch {
	case r >= '0' && r <= '9':
		if c := p.rune(i - 1); c >= '0' && c <= '9' || c == '.' || c == ',' && false {
			return date{}, false
		}
		return p.numeric(i)
	case r == '去' || r == '明' || r == '今' || r == '上' || r == '前' || r == '本' || r == '头' || r == '首' || r == '全' || r == '年' || r == '同' || r == '次' || r == '翌' || r == '一' || r == '二' || r == '三' || r == '四':
		return p.relative(i)
	case 'a' <= r && r <= 'z':
		return p.english(i)
	}
	return date{}, false
}

// numeric reads 2023年底, 2021年10月, 8月19日, 2023年上半年 and 2022-07-19.
func (p *dateParser) numeric(i int) (date, bool) {
	v, j := p.number(i, 5)
	switch {
	case v >= 1990 && v < 2100 && j-i == 4 && p.rune(j) == '年':
		return p.afterYear(i, v, j+1)
	case v >= 1990 && v < 2100 && j-i == 4 && p.follows(j, "财年"):
		return date{span: span{i, j + 2}, at: strconv.Itoa(v), phrase: "fiscal"}, true
	case v >= 1990 && v < 2100 && j-i == 4 && p.follows(j, "年度"):
		return p.yearDate(i, j+2, v), true
	case v >= 1 && v <= 12 && j-i <= 2 && p.rune(j) == '月' && p.year > 0:
		return p.afterMonth(i, p.yearOf(v), v, j+1)
	case v >= 1 && v <= 12 && j-i <= 2 && strings.ContainsRune("至-—到~", p.rune(j)) && p.rune(j) != 0:
		if to, k := p.number(j+1, 2); p.rune(k) == '月' && to >= v && to <= 12 && p.year > 0 && p.rune(k-1) != p.rune(j) {
			return p.months(i, k+1, p.yearOf(to), v, to), true
		}
	case v >= 1990 && v < 2100 && j-i == 4 && p.isEnglishYear(i, j):
		return p.yearDate(i, j, v), true
	}
	return date{span: span{i, j}}, j > i+3
}

func (p *dateParser) isEnglishYear(i, j int) bool {
	return p.preceded(i, "in ", "of ", "by ", "since ", "during ", "end of ", "from ", "year ", "than in ")
}

// yearOf is the year of a bare month: the publication's, or the one before
// when the month was still to come.
func (p *dateParser) yearOf(month int) int {
	if p.month > 0 && month > p.month {
		return p.year - 1
	}
	return p.year
}

func (p *dateParser) yearDate(i, end, y int) date {
	return date{span: span{i, end}, at: strconv.Itoa(y), from: fmt.Sprintf("%d-01-01", y), phrase: "year"}
}

func (p *dateParser) months(i, end, y, from, to int) date {
	return date{span: span{i, end}, at: lastDay(fmt.Sprintf("%d-%02d", y, to)), from: fmt.Sprintf("%d-%02d-01", y, from), phrase: "half"}
}

// afterYear reads what stands after 2023年.
func (p *dateParser) afterYear(i, y, j int) (date, bool) {
	if t, ok := p.partOfYear(i, y, j); ok {
		return t, true
	}
	if m, k := p.number(j, 2); k > j && m >= 1 && m <= 12 {
		if to, e, ok := p.toMonth(k); ok && to >= m {
			return p.months(i, e, y, m, to), true
		}
		if p.rune(k) == '月' {
			return p.afterMonth(i, y, m, k+1)
		}
	}
	return p.yearDate(i, j, y), true
}

// toMonth reads the end of 1至6月 and 1月至6月 at the month's end k.
func (p *dateParser) toMonth(k int) (month, end int, ok bool) {
	if p.rune(k) == '月' {
		k++
	}
	if !strings.ContainsRune("至-—到~", p.rune(k)) || p.rune(k) == 0 {
		return 0, 0, false
	}
	to, e := p.number(k+1, 2)
	return to, e + 1, to >= 1 && to <= 12 && p.rune(e) == '月'
}

// partOfYear reads 底, 上半年, 前三季度 and the like at j.
func (p *dateParser) partOfYear(i, y, j int) (date, bool) {
	for _, part := range []struct {
		word     string
		from, to int
	}{
		{"年底", 12, 12}, {"年末", 12, 12}, {"底", 12, 12}, {"末", 12, 12}, {"全年", 1, 12}, {"上半年", 1, 6}, {"下半年", 7, 12},
		{"前三季度", 1, 9}, {"前三个季度", 1, 9}, {"一季度", 1, 3}, {"第一季度", 1, 3}, {"二季度", 4, 6}, {"第二季度", 4, 6}, {"三季度", 7, 9}, {"第三季度", 7, 9}, {"四季度", 10, 12}, {"第四季度", 10, 12},
		{"首季度", 1, 3}, {"首季", 1, 3}, {"前两个季度", 1, 6}, {"前二季度", 1, 6}, {"年中", 6, 6},
	} {
		if !p.follows(j, part.word) {
			continue
		}
		t := p.months(i, j+len([]rune(part.word)), y, part.from, part.to)
		if part.from == part.to {
			t.from, t.phrase = "", "end"
		}
		return t, true
	}
	return p.firstMonths(i, y, j)
}

// firstMonths reads 前10个月, 前十一个月, 头八个月 and 前5月 at j.
func (p *dateParser) firstMonths(i, y, j int) (date, bool) {
	if r := p.rune(j); r != '前' && r != '头' {
		return date{}, false
	}
	m, k := p.number(j+1, 2)
	if k == j+1 {
		m, k = p.monthWord(k)
	}
	if p.rune(k) == '个' {
		k++
	}
	if m < 2 || m > 12 || p.rune(k) != '月' {
		return date{}, false
	}
	return p.months(i, k+1, y, 1, m), true
}

// monthWord reads 二 to 十二 at i.
func (p *dateParser) monthWord(i int) (int, int) {
	v := 0
	for ; ; i++ {
		k := strings.IndexRune("一二三四五六七八九十", p.rune(i))
		if p.rune(i) == '两' {
			k = 3
		}
		if k < 0 || p.rune(i) == 0 {
			return v, i
		}
		v += k/3 + 1
	}
}

// afterMonth reads the day or 底 after 2021年10月.
func (p *dateParser) afterMonth(i, y, m, j int) (date, bool) {
	month := fmt.Sprintf("%d-%02d", y, m)
	if d, k := p.number(j, 2); k > j && d >= 1 && d <= 31 && (p.rune(k) == '日' || p.rune(k) == '号') {
		return date{span: span{i, k + 1}, at: fmt.Sprintf("%s-%02d", month, d), phrase: "day"}, true
	}
	if p.rune(j) == '底' || p.rune(j) == '末' {
		return date{span: span{i, j + 1}, at: lastDay(month), phrase: "end"}, true
	}
	if p.rune(j) == '份' {
		j++
	}
	t := date{span: span{i, j}, at: month, from: month + "-01", phrase: "month"}
	if p.preceded(i, "截至", "截止", "截至到") {
		t.at = lastDay(month)
	}
	return t, true
}

// relative reads 去年底, 今年上半年, 上半年 and 前三季度.
func (p *dateParser) relative(i int) (date, bool) {
	if p.year == 0 {
		return date{}, false
	}
	for _, w := range []struct {
		word string
		back int
	}{{"明年", -1}, {"去年", 1}, {"上一年", 1}, {"上年", 1}, {"前年", 2}, {"今年", 0}, {"本年", 0}} {
		if !p.follows(i, w.word) || w.word == "上年" && strings.ContainsRune("线网以", p.rune(i-1)) {
			continue // the 上年 of 线上年销售额
		}
		j := i + len([]rune(w.word))
		t, _ := p.afterYear(i, p.year-w.back, j)
		if w.back == 0 && t.phrase == "year" {
			t.at, t.from = p.d.published, ""
			t.end = j
		}
		return t, true
	}
	if t, ok := p.sameYear(i); ok {
		return t, true
	}
	if t, ok := p.lastMonth(i); ok {
		return t, true
	}
	if t, ok := p.firstMonths(i, p.year, i); ok {
		return t, true
	}
	if next := p.rune(i + 1); p.rune(i-1) == '年' || p.rune(i-1) == '第' || next != '半' && next != '季' && next != '三' && !(next >= '0' && next <= '9') {
		return date{}, false
	}
	return p.partOfYear(i, p.year, i)
}

// sameYear reads 全年, 同年, 次年 and 年末 as of the year that the paragraph named last.
func (p *dateParser) sameYear(i int) (date, bool) {
	if p.named == 0 || hanziDigit(p.rune(i-1)) {
		return date{}, false
	}
	for _, w := range []struct {
		word string
		on   int
	}{{"全年", 0}, {"同年", 0}, {"当年", 0}, {"年末", 0}, {"年底", 0}, {"次年", 1}, {"翌年", 1}} {
		if p.follows(i, w.word) {
			t := p.yearDate(i, i+2, p.named+w.on)
			t.phrase = "echo"
			return t, true
		}
	}
	return date{}, false
}

// hanziDigit reports whether r can end a year: 2023年末 is read from its beginning.
func hanziDigit(r rune) bool {
	return r >= '0' && r <= '9' || strings.ContainsRune("今去明前当每近常", r)
}

// lastMonth reads 上月底, 上个月 and 本月.
func (p *dateParser) lastMonth(i int) (date, bool) {
	for _, w := range []struct {
		word string
		back int
	}{{"上个月", 1}, {"上月", 1}, {"本月", 0}} {
		if !p.follows(i, w.word) || p.month == 0 {
			continue
		}
		y, m := p.year, p.month-w.back
		if m == 0 {
			y, m = y-1, 12
		}
		return p.afterMonth(i, y, m, i+len([]rune(w.word)))
	}
	return date{}, false
}

var englishMonths = map[string]int{"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9, "october": 10, "november": 11, "december": 12}

// english reads December 2017, last year and the first half of 2021.
func (p *dateParser) english(i int) (date, bool) {
	j := i
	for p.rune(j) >= 'a' && p.rune(j) <= 'z' {
		j++
	}
	if i > 0 && isASCIIWord(p.text[i-1]) {
		return date{span: span{i, j}}, true
	}
	word := string(p.text[i:j])
	if m := englishMonths[word]; m > 0 {
		return p.englishMonth(i, j, m), true
	}
	if p.follows(i, "last year") && p.year > 0 {
		return p.yearDate(i, i+9, p.year-1), true
	}
	if word == "first" {
		if t, ok := p.englishPart(i, j); ok {
			return t, true
		}
	}
	return date{span: span{i, j}}, true
}

// englishPart reads first half of 2021, first three quarters of this year and
// first eight months.
func (p *dateParser) englishPart(i, j int) (date, bool) {
	counts := []string{"", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"}
	for n, w := range counts {
		for _, part := range []struct {
			words  string
			months int
		}{{w + " months", n}, {w + " quarters", 3 * n}, {"half", 6}, {"quarter", 3}} {
			if part.months == 0 || part.months > 12 || !p.follows(j, " "+part.words) {
				continue
			}
			k := j + 1 + len(part.words)
			y := p.year
			switch {
			case p.follows(k, " of this year"):
				k += len(" of this year")
			case p.follows(k, " of last year"):
				k, y = k+len(" of last year"), y-1
			case p.follows(k, " of "):
				if v, e := p.number(k+4, 4); v >= 1990 && v < 2100 {
					k, y = e, v
				}
			}
			if y > 0 {
				return p.months(i, k, y, 1, part.months), true
			}
		}
	}
	return date{}, false
}

func (p *dateParser) englishMonth(i, j, m int) date {
	k := j
	for p.rune(k) == ' ' || p.rune(k) == ',' {
		k++
	}
	v, e := p.number(k, 4)
	day := 0
	if v > 0 && v <= 31 && e-k <= 2 {
		day = v
		k = e
		for p.rune(k) == ' ' || p.rune(k) == ',' {
			k++
		}
		v, e = p.number(k, 4)
	}
	y := p.year
	if v >= 1990 && v < 2100 {
		y = v
	} else {
		e = j
	}
	t := date{span: span{i, e}, phrase: "month"}
	if y == 0 {
		return t
	}
	t.at = fmt.Sprintf("%d-%02d", y, m)
	if day > 0 {
		t.at, t.phrase = fmt.Sprintf("%s-%02d", t.at, day), "day"
	}
	return t
}
