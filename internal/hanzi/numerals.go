package hanzi

// A Number is one quantity in running text, Chinese or English: the numeral,
// the words that bound it and the measure it carries. Dates, durations,
// ordinals and foreign money are found too (their Class says so), so that
// nothing inside them is taken for a count.
type Number struct {
	Start, End int // code points, with qualifying words and measure
	Value      float64
	Max        float64 // upper end when HasMax
	HasMax     bool
	Qualifier  string // as record.Observation.Qualifier: exact, approx, over, under, nearly, at_least
	Class      Class
	Unit       string // the measure as written (人次, 家, 元, percent), "" for none
	Vague      bool   // 数十, 几百, 万人 without a bound: no value that could be charted
	Indefinite bool   // 一个, 一批, one
}

// A Class is what kind of quantity a measure makes.
type Class uint8

// Classes of numbers.
const (
	Bare         Class = iota // no measure: 缺口接近1100万
	Persons                   // 人 名 位 个人
	PersonTimes               // 人次
	Households                // 户
	Things                    // 个 家 所 场 单 县 and the other measures of countables
	Percent                   // % 成 分之 一半
	Points                    // 百分点
	Money                     // 元
	ForeignMoney              // 美元 and others, never converted
	Times                     // 倍 番
	Age                       // 岁
	SquareMetres              // 平方米 平
	Mu                        // 亩; hectares are converted, 15 mu each
	Date                      // 年 月 日 点, and a year alone
	Duration                  // 年 个月 天 小时
	Ordinal                   // 第三 前十名
	Other                     // 公里 吨 次 层: measured, but nothing an archive of jobs counts
)

// Qualifiers, equal to those of package record, which this leaf does not import.
const (
	exact   = "exact"
	approx  = "approx"
	over    = "over"
	under   = "under"
	nearly  = "nearly"
	atLeast = "at_least"
)

// Numbers finds the quantities of text, in order and without overlap. It
// refuses numerals inside words and names (五险一金, 四川, 一带一路), and
// Chinese numerals with neither a measure nor a multiplier. The time is linear
// in the length of the text.
func Numbers(text string) []Number { return NumbersIn([]rune(text)) }

// NumbersIn is [Numbers] for text already split into code points.
func NumbersIn(text []rune) []Number {
	s := scanner{text: text, idiom: idiomSpans(text)}
	var out []Number
	for i := 0; i < len(text); {
		if !begins(text[i]) {
			i++
			continue
		}
		n, next, ok := s.at(i)
		if ok {
			if len(out) > 0 && n.Start < out[len(out)-1].End {
				n.Start = out[len(out)-1].End
			}
			out = append(out, n)
		}
		i = max(next, i+1)
	}
	return out
}

// begins reports whether a number can begin with r; most characters of a text
// are done with here.
func begins(r rune) bool {
	if r < 0x80 {
		return isDigit(r) || isLatin(r)
	}
	return r < 1<<16 && beginners[r>>6]&(1<<(r&63)) != 0
}

// beginners has one bit for each code point that begins a Chinese numeral.
var beginners = func() (bits [1 << 10]uint64) {
	for _, r := range "零〇一二两兩三四五六七八九十百千万亿萬億数几上翻过超近半大多" {
		bits[r>>6] |= 1 << (r & 63)
	}
	return bits
}()

// A scanner reads numbers at given places of a text.
type scanner struct {
	text  []rune
	idiom []int // for each code point inside an idiom, where the idiom ends; else 0
}

// A core is a numeral without its surroundings.
type core struct {
	start, end int
	lo, hi     float64
	ranged     bool
	qualifier  string // from inside: 多, 余, 上千
	arabic     bool
	scaled     bool // has 百 千 万 亿 or an English scale
	digits     bool // has at least one digit (千万元 has none)
	vague      bool
	percent    bool // 七成, 四分之三: complete without a unit
	years      bool // looks like a year: four digits, 19 or 20
}

// at reads the number that begins at i, or says where to go on.
func (s *scanner) at(i int) (Number, int, bool) {
	if s.idiom[i] > 0 {
		return Number{}, s.idiom[i], false
	}
	if end := s.code(i); end > i {
		return Number{}, end, false
	}
	c, ok := s.core(i)
	if !ok {
		return Number{}, max(c.end, i+1), false
	}
	n, next := s.finish(c)
	return n, next, s.keep(c, n)
}

// core reads a numeral in any of the notations.
func (s *scanner) core(i int) (core, bool) {
	if i >= len(s.text) {
		return core{}, false
	}
	r := s.text[i]
	switch {
	case isDigit(r):
		return s.arabic(i)
	case isLatin(r):
		return s.english(i)
	}
	if c, ok := s.halves(i); ok {
		return c, true
	}
	if c, ok := s.doubling(i); ok {
		return c, true
	}
	return s.chinese(i)
}

// finish adds measure, range, bounds and qualifier to a numeral.
func (s *scanner) finish(c core) (Number, int) {
	n := Number{Start: c.start, Value: c.lo, Max: c.hi, HasMax: c.ranged, Vague: c.vague}
	u := s.unit(c)
	end := u.end
	if second, u2, ok := s.rangeEnd(c, u); ok {
		n.Value, n.Max, n.HasMax = spread(c, second), second.lo, true
		if n.Max <= n.Value {
			n.Value, n.HasMax = second.lo, false
		}
		u, end = u2, u2.end
	}
	n.Class, n.Unit = u.class, u.name
	n.Value *= u.factor
	n.Max *= u.factor
	n.End = end
	n.Qualifier, n.Start, n.End = s.qualify(c, n)
	if !n.HasMax {
		n.Max = 0
	}
	s.refine(c, &n)
	return n, max(n.End, end)
}

// keep drops Chinese numerals that nothing shows to be quantities.
func (s *scanner) keep(c core, n Number) bool {
	if c.arabic || c.percent || n.Class != Bare {
		return true
	}
	return c.scaled && (c.digits || n.Qualifier != exact)
}

// refine marks what has a numeral's form but is no statistic.
func (s *scanner) refine(c core, n *Number) {
	if !c.digits && !c.percent && n.Qualifier == exact {
		n.Vague = true
	}
	before := s.rune(c.start - 1)
	if before == '第' || before == '前' && (n.Unit == "名" || n.Unit == "位" || n.Unit == "强") {
		n.Class = Ordinal
	}
	if n.Value == 1 && !n.HasMax && n.Class != Percent && n.Class != Times && (!c.arabic || n.Unit == "个") {
		n.Indefinite = true
	}
	if c.years && n.Class == Bare {
		n.Class = Date
	}
}

// spread is the lower end of a range whose upper end is second: 3-5万 is
// 30000 to 50000, but 3000至1万 begins at 3000.
func spread(first, second core) float64 {
	if !first.scaled && second.scaled && first.lo < second.lo {
		if scale := second.lo / mantissa(second.lo); first.lo < mantissa(second.lo) {
			return first.lo * scale
		}
	}
	return first.lo
}

// mantissa strips the 万s and 亿s of v.
func mantissa(v float64) float64 {
	for v >= 1e4 {
		v /= 1e4
	}
	return v
}

// rangeEnd reads the second half of 3000至1万元, 20-35岁 and 20岁至35岁.
func (s *scanner) rangeEnd(c core, u unit) (core, unit, bool) {
	english := c.arabic && isLatinText(s, c)
	j := s.connector(u.end, english)
	if j == 0 && s.spanned(c.start) {
		j = s.upTo(u.end)
	}
	if j == 0 || j >= len(s.text) || c.years && u.class != Date {
		return core{}, unit{}, false
	}
	second, ok := s.core(j)
	if !ok || second.years != c.years && u.class != Date {
		return core{}, unit{}, false
	}
	u2 := s.unit(second)
	if english && u.class == Money && (u2.class == Things || u2.class == Bare) {
		u2 = unit{u.name, Money, 1, second.end}
	}
	if s.spanned(c.start) {
		return second, u2, u.name == "" || u.class == u2.class
	}
	if u.name != "" && u.class != u2.class || u2.class == Bare && !second.percent && !english {
		return core{}, unit{}, false
	}
	if u.name != "" && s.changed(c.start) && !s.has(u2.end, "不等") && !s.has(u2.end, "之间") {
		return core{}, unit{}, false
	}
	return second, u2, true
}

// spanned reports whether a number is the lower of two: 少则三千,多则六千.
func (s *scanner) spanned(start int) bool {
	for _, w := range []string{"少则", "少的", "低则", "低的", "少时", "最少", "最低", "少的有", "少则有"} {
		if s.endsWith(start, w) {
			return true
		}
	}
	return false
}

// upTo is where the higher of two numbers begins after j, or 0.
func (s *scanner) upTo(j int) int {
	if r := s.rune(j); r == ',' || r == '，' || r == '、' {
		j++
	}
	for _, w := range []string{"多则有", "多则", "多的有", "多的", "高则", "高的", "多时", "最多", "最高"} {
		if s.has(j, w) {
			return j + len([]rune(w))
		}
	}
	return 0
}

// changed tells 从600亩到2000亩, two values of one thing, from a range.
func (s *scanner) changed(start int) bool {
	for k := 1; k <= 4; k++ {
		switch s.rune(start - k) {
		case '从', '由':
			return true
		case ',', '，', '。':
			return false
		}
	}
	return false
}

// connector is where a range goes on after j, or 0.
func (s *scanner) connector(j int, english bool) int {
	k := s.skipSpace(j)
	switch s.rune(k) {
	case '-', '–', '—', '~', '～', '至', '－':
		k++
		for s.rune(k) == '—' || s.rune(k) == '-' {
			k++
		}
		return s.skipSpace(k)
	case '到':
		return k + 1
	}
	if english {
		for _, w := range []string{"to ", "or ", "and "} {
			if s.has(k, w) && k > j {
				return k + len(w)
			}
		}
	}
	return 0
}

// isLatinText reports whether the words beside a numeral are Latin: only there
// do "to", "or" and "and" make a range, and "and" only after "between".
func isLatinText(s *scanner, c core) bool {
	k := s.skipSpace(c.end)
	if !isLatin(s.rune(k)) {
		return false
	}
	return !s.has(k, "and ") || s.endsWith(c.start, "between ") || s.endsWith(c.start, "between rmb ")
}

func (s *scanner) rune(i int) rune {
	if i < 0 || i >= len(s.text) {
		return 0
	}
	return s.text[i]
}

func (s *scanner) skipSpace(i int) int {
	for s.rune(i) == ' ' {
		i++
	}
	return i
}

// has reports whether word stands at i.
func (s *scanner) has(i int, word string) bool {
	for _, r := range word {
		if s.rune(i) != r {
			return false
		}
		i++
	}
	return true
}

// endsWith reports whether word stands right before i.
func (s *scanner) endsWith(i int, word string) bool {
	n := 0
	for range word {
		n++
	}
	return i >= n && s.has(i-n, word)
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

func isLatin(r rune) bool { return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' }
