package indicator

import "github.com/xianzhi/xianzhi/internal/hanzi"

// A sentence is the widest stretch in which a number's words may stand.
type sentence struct {
	span
	block   int
	clauses []span
	rule    bool  // lays down a rule: its numbers are thresholds
	nation  bool  // goes on about the whole country
	carried *date // set by a sentence before: 截至6月底,…。…
	setter  *sentence
	claimed bool // has claims
	stocks  bool // has claims of stocks that may be of its date
}

// longest is how many code points a sentence or a clause may have. What is
// longer (text without stops, noise) is cut, so that time stays linear.
const longest = 500

// split cuts the body into sentences and clauses. Commas inside numbers cut
// nothing; 、 cuts only between numbers (30个品牌、50个直播间).
func (d *document) split() {
	n := 0 // numbers before i
	for b, block := range d.blocks {
		start := block.start
		s := sentence{block: b}
		clause := start
		for i := start; i <= block.end; i++ {
			for n < len(d.numbers) && d.numbers[n].End <= i {
				n++
			}
			if n < len(d.numbers) && d.numbers[n].Start < i && i < d.numbers[n].End {
				continue
			}
			r := d.text[i]
			stop := i == block.end || d.ends(i) || i-start >= longest && (i-clause >= longest || d.parts(r, i, n))
			if !stop && !d.parts(r, i, n) {
				continue
			}
			if i > clause {
				s.clauses = append(s.clauses, span{clause, i})
			}
			clause = i + 1
			if stop {
				s.span = span{start, i}
				if len(s.clauses) > 0 {
					d.sentences = append(d.sentences, s)
				}
				s = sentence{block: b}
				start = i + 1
			}
		}
	}
}

// ends reports whether a sentence ends at i.
func (d *document) ends(i int) bool {
	switch d.text[i] {
	case '。', '!', '?', ';', '\n', '！', '？', '；':
		return true
	case '.':
		return i+1 < len(d.text) && (d.text[i+1] == ' ' || d.text[i+1] == '\n' || d.text[i+1] == '"' || d.text[i+1] == '”') && !d.abbreviation(i) || d.closesChinese(i)
	}
	return false
}

// abbreviation tells "U.S. " and "Co. " from the end of a sentence.
func (d *document) abbreviation(i int) bool {
	k := i
	for k > 0 && isASCIIWord(d.text[k-1]) {
		k--
	}
	switch string(d.text[k:i]) {
	case "co", "ltd", "mr", "mrs", "ms", "dr", "no", "st", "inc", "approx":
		return true
	}
	return i-k == 1 && !(d.text[k] >= '0' && d.text[k] <= '9')
}

// closesChinese takes a full stop after a Chinese character for 。
func (d *document) closesChinese(i int) bool { return i > 0 && hanzi.IsHan(d.text[i-1]) }

// parts reports whether r at i parts two clauses; n is the first number not
// before i.
func (d *document) parts(r rune, i, n int) bool {
	switch r {
	case ',', '，', '—':
		return true
	case ':', '：':
		return !(n < len(d.numbers) && d.numbers[n].Start-i <= 2)
	case '、', '/':
		return r == '、' && d.numbersAround(i, n)
	case ' ':
		if d.follows(i, " and ") {
			return d.numbersAround(i, n)
		}
		return i > 0 && i+1 < len(d.text) && hanzi.IsHan(d.text[i-1]) && hanzi.IsHan(d.text[i+1])
	}
	return false
}

// numbersAround reports whether numbers stand in the items on both sides of i.
func (d *document) numbersAround(i, n int) bool {
	if n == 0 || n >= len(d.numbers) {
		return false
	}
	const reach = 30
	left, right := d.numbers[n-1], d.numbers[n]
	if i-left.End > reach || right.Start-i > reach {
		return false
	}
	for k := left.End; k < i; k++ {
		if d.text[k] == ',' || d.ends(k) {
			return false
		}
	}
	for k := i + 1; k < right.Start; k++ {
		if d.text[k] == ',' || d.text[k] == '、' || d.ends(k) {
			return false
		}
	}
	return true
}
