package hanzi

import "strings"

// englishNumbers are the words that begin an English numeral.
var englishNumbers = map[string]float64{
	"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
	"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}

var englishScales = map[string]float64{
	"hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12, "bn": 1e9, "mln": 1e6,
}

// englishShares are complete by themselves; the value is in percent.
var englishShares = map[string]float64{
	"half": 50, "one-third": 100.0 / 3, "two-thirds": 200.0 / 3, "a third": 100.0 / 3, "one third": 100.0 / 3, "two thirds": 200.0 / 3,
	"three-quarters": 75, "three quarters": 75, "a quarter": 25, "one-quarter": 25, "one quarter": 25, "three-fourths": 75, "one-fifth": 20, "two-fifths": 40, "three-fifths": 60, "four-fifths": 80, "one-tenth": 10, "a fifth": 20, "a tenth": 10,
}

// englishTimes are multiples in one word.
var englishTimes = map[string]float64{"twice": 2, "double": 2, "doubled": 2, "triple": 3, "tripled": 3, "quadrupled": 4, "tenfold": 10}

// english reads a numeral written in English words.
func (s *scanner) english(i int) (core, bool) {
	end := s.wordEnd(i)
	c := core{start: i, end: end}
	if i > 0 && isLatin(s.text[i-1]) || !oneOf(s.text[i]|0x20, "abdefhmnoqst") {
		return c, false
	}
	if v, e, ok := s.share(i); ok {
		c.lo, c.hi, c.end, c.percent, c.digits = round(v), round(v), e, true, true
		return c, true
	}
	w := s.word(i, end)
	if v, ok := englishTimes[w]; ok {
		c.lo, c.hi, c.digits = v, v, true
		return c, true
	}
	v, ok := englishNumbers[w]
	switch {
	case ok:
		c.lo, c.digits = v, true
	case w == "a" || w == "an":
		if _, scale := englishScales[s.word(end+1, s.wordEnd(end+1))]; !scale {
			return c, false
		}
		c.lo, c.digits = 1, true
	case w == "dozens" || w == "hundreds" || w == "thousands":
		c.lo, c.vague, c.scaled, c.arabic = englishScales[strings.TrimSuffix(w, "s")], true, true, true
		return c, true
	default:
		return c, false
	}
	if s.rune(c.end) == '-' { // twenty-five
		if u, ok := englishNumbers[s.word(c.end+1, s.wordEnd(c.end+1))]; ok && u < 10 && c.lo >= 20 {
			c.lo += u
			c.end = s.wordEnd(c.end + 1)
		}
	}
	s.scaleWords(&c)
	c.hi = c.lo
	c.arabic = true
	return c, true
}

// share reads half, two-thirds and three quarters.
func (s *scanner) share(i int) (float64, int, bool) {
	end := s.wordEnd(i)
	if s.rune(end) == '-' || s.rune(end) == ' ' {
		if e := s.wordEnd(end + 1); e > end+1 {
			if v, ok := englishShares[s.word(i, e)]; ok {
				return v, e, true
			}
		}
	}
	v, ok := englishShares[s.word(i, end)]
	return v, end, ok && !s.has(end, "-") && !s.has(end, " a year") && !s.has(end, " an hour") && !s.has(end, " a ")
}

// scaleWords reads hundred, million and the like after a numeral.
func (s *scanner) scaleWords(c *core) {
	for {
		j := c.end
		if s.rune(j) == ' ' || s.rune(j) == '-' {
			j++
		}
		e := s.wordEnd(j)
		f, ok := englishScales[s.word(j, e)]
		if !ok {
			return
		}
		c.lo = round(c.lo * f)
		c.end, c.scaled, c.years = e, true, false
	}
}

// persons are English nouns that make a number a count of people. Nouns of
// roles stand in the lexicons; these only settle the class.
var persons = words(`people persons person individuals workers worker employees employee staff staffers staffs women woman men mothers mother moms girls ladies
	villagers residents locals farmers youths youngsters graduates students trainees annotators labelers labellers agents representatives operators trainers streamers anchors hosts livestreamers
	entrepreneurs migrants returnees members laborers labourers jobseekers applicants envoys volunteers specialists professionals talents practitioners participants beneficiaries
	technicians officials teachers experts interviewees respondents inhabitants citizens merchants freelancers housewives cadres inhabitants person-times children`)

var householdNouns = words("households families")

// stops are words that end the noun phrase a number governs.
var stops = words("of in from for and to by at with were was is are have has had who that which per a an the on as or its their since")

func words(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}

// noun settles the class of a number without a measure by the noun it governs,
// as English does: over 200 local employees.
func (s *scanner) noun(c core, j int) unit {
	u := unit{"", Bare, 1, c.end}
	if _, ok := englishTimes[s.word(c.start, c.end)]; ok {
		return unit{"times", Times, 1, c.end}
	}
	if !isLatin(s.rune(j)) {
		return u
	}
	for range 5 {
		e := s.wordEnd(j)
		w := s.word(j, e)
		switch {
		case e == j || stops[w]:
			return s.thing(u, c)
		case persons[w]:
			u.class, u.name = Persons, w
			return u
		case householdNouns[w]:
			u.class, u.name = Households, w
			return u
		}
		if s.rune(e) != ' ' {
			return s.thing(u, c)
		}
		j = e + 1
	}
	return s.thing(u, c)
}

// thing makes a Things of an English number, unless a year.
func (s *scanner) thing(u unit, c core) unit {
	if !c.years {
		u.class = Things
	}
	return u
}

func (s *scanner) wordEnd(i int) int {
	for isLatin(s.rune(i)) || (s.rune(i) == '\'' || s.rune(i) == '-') && isLatin(s.rune(i+1)) && !englishHyphen(s, i) {
		i++
	}
	return i
}

// englishHyphen keeps the parts of twenty-five and two-thirds apart.
func englishHyphen(s *scanner, i int) bool {
	if s.text[i] != '-' {
		return false
	}
	k := i
	for k > 0 && isLatin(s.text[k-1]) {
		k--
	}
	_, ok := englishNumbers[s.word(k, i)]
	return ok
}

func (s *scanner) word(i, end int) string {
	if end <= i || i >= len(s.text) {
		return ""
	}
	return strings.ToLower(string(s.text[i:end]))
}
