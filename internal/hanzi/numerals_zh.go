package hanzi

import "strings"

// arabic reads 33,829, 3.7万, 3千多 and 1.2万亿.
func (s *scanner) arabic(i int) (core, bool) {
	c := core{start: i, arabic: true, digits: true}
	v, j := s.digitsAt(i)
	c.years = j-i == 4 && (v >= 1900 && v < 2100)
	if s.rune(j) == '.' && isDigit(s.rune(j+1)) {
		scale := 0.1
		for j++; isDigit(s.rune(j)); j++ {
			v += float64(s.text[j]-'0') * scale
			scale /= 10
		}
		c.years = false
		v = round(v)
	}
	c.lo, c.end = v, j
	s.parts(&c)
	s.multiply(&c)
	if !c.scaled {
		s.scaleWords(&c)
	}
	return c, true
}

// digitsAt reads digits with thousands commas from i.
func (s *scanner) digitsAt(i int) (float64, int) {
	v, j := 0.0, i
	for ; ; j++ {
		r := s.rune(j)
		if (r == ',' || r == '，') && j > i && s.group(j+1) && j-i <= 15 {
			continue
		}
		if !isDigit(r) {
			return v, j
		}
		v = v*10 + float64(r-'0')
	}
}

// group reports whether exactly three digits stand at i.
func (s *scanner) group(i int) bool {
	return isDigit(s.rune(i)) && isDigit(s.rune(i+1)) && isDigit(s.rune(i+2)) && !isDigit(s.rune(i+3))
}

var scales = map[rune]float64{'十': 10, '百': 100, '千': 1e3, '万': 1e4, '亿': 1e8, '萬': 1e4, '億': 1e8}

// multiply reads 多, 余 and the multipliers after a numeral: 20多万, 1.2万亿.
func (s *scanner) multiply(c *core) {
	j := c.end
	if s.rune(j) == ' ' && scales[s.rune(j+1)] >= 1e3 {
		j++
	}
	for {
		r := s.rune(j)
		if r == '多' || r == '余' || r == '餘' || r == '来' && s.isScaleOrUnit(j+1) || r == '几' && s.isScaleOrUnit(j+1) {
			c.qualifier = over
			j++
			continue
		}
		f := scales[r]
		if f == 0 || s.notScale(j) {
			break
		}
		c.lo *= f
		c.hi *= f
		c.scaled = true
		c.years = false
		j++
	}
	if j > c.end && s.rune(j-1) != ' ' {
		c.end = j
		c.lo, c.hi = round(c.lo), round(c.hi)
	}
}

// isScaleOrUnit guards 来 and 几, which begin other words too.
func (s *scanner) isScaleOrUnit(j int) bool {
	if scales[s.rune(j)] > 0 {
		return true
	}
	_, ok := s.lookUnit(j)
	return ok
}

// notScale tells 千米 and 千克 from thousands.
func (s *scanner) notScale(j int) bool {
	r, next := s.rune(j), s.rune(j+1)
	return r == '千' && strings.ContainsRune("米克瓦卡", next) && next != 0 || r == '百' && (next == '货' || next == '度')
}

const chineseDigits = "〇一二三四五六七八九"

// digitValue is the value of a Chinese digit, -1 for others.
func digitValue(r rune) int {
	switch r {
	case '零':
		return 0
	case '两', '兩':
		return 2
	}
	if r < '〇' || r > '龥' {
		return -1
	}
	if k := strings.IndexRune(chineseDigits, r); k >= 0 {
		return k / 3
	}
	return -1
}

// chinese reads 三千二百, 二十三四, 四分之三, 七成半, 上千 and 数十万.
func (s *scanner) chinese(i int) (core, bool) {
	c := core{start: i, end: i + 1}
	j := i
	switch s.text[i] {
	case '数', '几':
		c.vague = true
		j++
	case '上':
		c.qualifier = atLeast
		j++
	}
	if j > i && scales[s.rune(j)] == 0 {
		return c, false
	}
	k := j
	for s.isNumeral(k) && (k == j || s.idiom[k] == 0) && !s.notScale(k) {
		k++
	}
	if k == j || !evaluate(s.text[j:k], &c) {
		return c, false
	}
	c.end = k
	if s.rune(k) == '点' && digitValue(s.rune(k+1)) >= 0 && !c.scaled {
		s.decimals(&c)
	}
	s.parts(&c)
	if !c.percent {
		s.severalTens(&c)
		s.multiply(&c)
	}
	return c, true
}

// severalTens reads the vague 几 of 十几 and 二十几.
func (s *scanner) severalTens(c *core) {
	if s.rune(c.end) == '几' && s.text[c.end-1] == '十' {
		c.end++
		c.vague = true
	}
}

func (s *scanner) isNumeral(i int) bool {
	r := s.rune(i)
	return r != 0 && (scales[r] > 0 || digitValue(r) >= 0)
}

// decimals reads 点四 of 九十七点四.
func (s *scanner) decimals(c *core) {
	scale := 0.1
	j := c.end + 1
	for ; digitValue(s.rune(j)) >= 0; j++ {
		c.lo += float64(digitValue(s.text[j])) * scale
		scale /= 10
	}
	c.lo, c.end = round(c.lo), j
}

// evaluate reads a run of Chinese digits and multipliers. Neighbouring digits
// before one multiplier are a range: 四五千, 二十三四, 三五百.
func evaluate(run []rune, c *core) bool {
	var total, section [2]float64
	var digits []int
	last := 1.0
	zero := false
	for _, r := range run {
		if d := digitValue(r); d >= 0 {
			zero = zero || d == 0 && (len(digits) == 0)
			if d > 0 || len(digits) > 0 {
				digits = append(digits, d)
			}
			c.digits = true
			continue
		}
		f := scales[r]
		lo, hi, ok := neighbours(digits)
		if !ok {
			return false
		}
		c.ranged = c.ranged || hi > lo
		c.digits = c.digits || r == '十'
		c.scaled = c.scaled || f >= 100
		if f < 1e4 {
			section = [2]float64{section[0] + orOne(lo, digits)*f, section[1] + orOne(hi, digits)*f}
		} else {
			section = [2]float64{section[0] + lo, section[1] + hi}
			if section[0] == 0 && (total[0] == 0 || f < 1e8) {
				section = [2]float64{1, 1}
			}
			if f == 1e8 {
				total = [2]float64{(total[0] + section[0]) * f, (total[1] + section[1]) * f}
			} else {
				total = [2]float64{total[0] + section[0]*f, total[1] + section[1]*f}
			}
			section = [2]float64{}
		}
		digits, last, zero = nil, f, false
	}
	lo, hi, ok := tail(digits, last, zero)
	if !ok {
		return false
	}
	c.ranged = c.ranged || hi > lo
	c.lo, c.hi = total[0]+section[0]+lo, total[1]+section[1]+hi
	c.years = len(digits) == 4 && c.lo >= 1900 && c.lo < 2100
	return c.lo > 0
}

func orOne(v float64, digits []int) float64 {
	if len(digits) == 0 {
		return 1
	}
	return v
}

// neighbours reads at most two digits before a multiplier.
func neighbours(d []int) (lo, hi float64, ok bool) {
	switch {
	case len(d) == 0:
		return 0, 0, true
	case len(d) == 1:
		return float64(d[0]), float64(d[0]), true
	case len(d) == 2 && (d[1] == d[0]+1 || d[0] == 3 && d[1] == 5):
		return float64(d[0]), float64(d[1]), true
	}
	return 0, 0, false
}

// tail reads the digits after the last multiplier: 三万五 is 35000, 一百零五
// is 105, 二〇二四 is read by position.
func tail(d []int, last float64, zero bool) (lo, hi float64, ok bool) {
	if lo, hi, ok = neighbours(d); ok {
		if last > 10 && len(d) == 1 && !zero {
			return lo * last / 10, hi * last / 10, true
		}
		return lo, hi, true
	}
	if last != 1 {
		return 0, 0, false
	}
	for _, x := range d {
		lo = lo*10 + float64(x)
	}
	return lo, lo, true
}

// parts reads what makes a share of a numeral: 成, 分之.
func (s *scanner) parts(c *core) {
	j := c.end
	switch {
	case s.has(j, "分之"):
		den := c.lo
		num, ok := s.core(j + 2)
		if !ok || den == 0 || num.percent || num.lo > den {
			return
		}
		c.lo, c.hi, c.ranged = round(100*num.lo/den), round(100*num.hi/den), num.ranged
		c.end, c.percent = num.end, true
	case s.rune(j) == '成' && !c.scaled && c.lo <= 10 && !s.wordOfCheng(j+1):
		c.lo, c.hi = c.lo*10, c.hi*10
		j++
		switch d := digitValue(s.rune(j)); {
		case s.rune(j) == '半':
			c.lo, c.hi = c.lo+5, c.hi+5
			j++
		case d > 0 && c.lo < 100 && !s.counts(j): // 七成二
			c.lo, c.hi = c.lo+float64(d), c.hi+float64(d)
			j++
		}
		if s.rune(j) == '多' || s.rune(j) == '余' {
			c.qualifier = over
			j++
		}
		c.end, c.percent = j, true
	}
}

// counts reports whether a digit begins another number: 七成三百人, 六成两家.
func (s *scanner) counts(j int) bool {
	if s.idiom[j] > 0 && s.rune(j+1) != '是' || s.isNumeral(j+1) {
		return true
	}
	_, unit := s.lookUnit(j + 1)
	return unit
}

// wordOfCheng tells 成为, 成立 and 成员 from tenths; 六成员工 is a share.
func (s *scanner) wordOfCheng(j int) bool {
	r := s.rune(j)
	if r == '员' {
		return s.rune(j+1) != '工'
	}
	return r != 0 && strings.ContainsRune("为立功果长本都品交效绩熟家套片群才", r)
}

var halfWords = []struct {
	word      string
	qualifier string
}{
	{"过半数", over}, {"超半数", over}, {"近半数", nearly}, {"一半", exact}, {"半数", exact},
	{"过半", over}, {"超半", over}, {"近半", nearly}, {"大半", over}, {"多半", over},
}

// halves reads 一半, 过半 and 半数; 过半年 and 近半年 are times.
func (s *scanner) halves(i int) (core, bool) {
	if !oneOf(s.text[i], "过超近一半大多") {
		return core{}, false
	}
	for _, h := range halfWords {
		if !s.has(i, h.word) {
			continue
		}
		end := i + len([]rune(h.word))
		if r := s.rune(end); r == '年' || r == '个' || r == '天' || r == '小' || r == '辈' || r == '月' {
			return core{}, false
		}
		c := core{start: i, end: end, lo: 50, hi: 50, percent: true, digits: true}
		if h.qualifier != exact {
			c.qualifier = h.qualifier
		}
		return c, true
	}
	return core{}, false
}

// doubling reads 翻一番 (twice), 翻了两番 (four times) and 翻番.
func (s *scanner) doubling(i int) (core, bool) {
	if s.text[i] != '翻' {
		return core{}, false
	}
	j := i + 1
	if s.rune(j) == '了' {
		j++
	}
	n := 1
	if d := digitValue(s.rune(j)); d > 0 {
		n = d
		j++
	}
	if s.rune(j) != '番' {
		return core{}, false
	}
	v := float64(int(1) << n)
	return core{start: i, end: j, lo: v, hi: v, digits: true, vague: j == i+1}, true // 翻番 is a manner of speaking
}

// round takes off what binary fractions add: 3.7 × 10000 is 37000.
func round(v float64) float64 {
	const k = 1e6
	if v > 1e9 || v < 0 {
		return float64(int64(v + .5))
	}
	return float64(int64(v*k+.5)) / k
}
