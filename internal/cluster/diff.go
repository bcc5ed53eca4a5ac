package cluster

import (
	"slices"
	"strings"
	"unicode"

	"github.com/xianzhi/xianzhi/internal/hanzi"
	"github.com/xianzhi/xianzhi/internal/record"
)

const (
	maxUnmatched = 120 // sentences of each side that are compared one by one
	maxTokens    = 220 // tokens of a sentence that are compared
	alikeShare   = 0.6 // least share of common pairs of tokens in one sentence told twice
	leastLen     = 6   // shorter sentences are not compared
)

// A token is a number, a word of Latin letters, or one character.
type token struct {
	text   string
	number bool
}

// A sentence is a clause up to a full stop, folded.
type sentence struct {
	text    string
	tokens  []token
	damaged bool
}

// An edit replaces tokens of the original; before and after are the common text
// around it.
type edit struct {
	from, to      []token
	before, after string
	numberBefore  bool // the token before the edit is a number
}

// changesBetween returns how the sentences of copy differ from those of original
// that they tell again, and the share of copy's sentences with other words. What
// a mirror damaged is no change.
func changesBetween(original, copy *document) (changes []record.Change, reworded float64) {
	from, to := original.told(), copy.told()
	a, b := unmatched(from, to), unmatched(to, from)
	count := 0
	next := 0
	for _, s := range b[:min(len(b), maxUnmatched)] {
		i := bestMatch(a[:min(len(a), maxUnmatched)], s, next)
		if i < 0 {
			continue
		}
		next = i + 1
		if a[i].damaged || s.damaged {
			continue
		}
		worded := false
		for _, e := range edits(a[i].tokens, s.tokens) {
			kind := kindOf(e)
			if kind == "" {
				continue
			}
			worded = worded || kind == "text"
			changes = append(changes, record.Change{Kind: kind, From: withUnit(e, e.from), To: withUnit(e, e.to)})
		}
		if worded {
			count++
		}
	}
	return changes, float64(count) / float64(max(1, len(to)))
}

// withUnit shows a number with the characters that follow it.
func withUnit(e edit, list []token) string {
	s := text(list)
	if !hasNumber(list) {
		return s
	}
	after := []rune(e.after)
	return s + string(after[:min(2, len(after))])
}

// told returns the sentences of d, split when first asked for.
func (d *document) told() []sentence {
	if d.sentences == nil {
		d.sentences = sentencesOf(d.article)
	}
	return d.sentences
}

// sentencesOf splits the body into sentences and notes which are damaged.
func sentencesOf(a *record.Article) []sentence {
	var list []sentence
	for i, block := range a.Body {
		rs := []rune(hanzi.Fold(block.Text))
		start := 0
		for end := 0; end <= len(rs); end++ {
			if end < len(rs) && !strings.ContainsRune("。!?;\n", rs[end]) {
				continue
			}
			if kept := letters(string(rs[start:end])); len(kept) >= leastLen {
				list = append(list, sentence{text: string(kept), tokens: tokens(rs[start:end]), damaged: touches(a.Damaged, i, start, end)})
			}
			start = end + 1
		}
	}
	return list
}

func touches(spans []record.Span, block, start, end int) bool {
	return slices.ContainsFunc(spans, func(s record.Span) bool { return s.Block == block && s.Start < end && s.End > start })
}

// unmatched returns the sentences of list that other has not word for word.
func unmatched(list, other []sentence) []sentence {
	has := make(map[string]bool, len(other))
	for _, s := range other {
		has[s.text] = true
	}
	return slices.DeleteFunc(slices.Clone(list), func(s sentence) bool { return has[s.text] })
}

// bestMatch returns the sentence of list that tells what s tells, or -1. Of
// equally like ones it takes the first from next on.
func bestMatch(list []sentence, s sentence, next int) int {
	best, found := alikeShare, -1
	pairs := pairCounts(s.tokens)
	for i := range list {
		share := alike(pairs, len(s.tokens), list[i].tokens)
		if share > best || share == best && found < next && i >= next {
			best, found = share, i
		}
	}
	return found
}

// pairCounts counts the neighbouring tokens, numbers taken as one.
func pairCounts(list []token) map[[2]string]int {
	m := make(map[[2]string]int, len(list))
	for i := 0; i+1 < len(list); i++ {
		m[[2]string{skeleton(list[i]), skeleton(list[i+1])}]++
	}
	return m
}

// alike is the Dice coefficient of pairs with those of list.
func alike(pairs map[[2]string]int, n int, list []token) float64 {
	if n < 2 || len(list) < 2 || 2*float64(min(n, len(list))-1)/float64(n+len(list)-2) < alikeShare {
		return 0
	}
	common := 0
	used := make(map[[2]string]int, len(list))
	for i := 0; i+1 < len(list); i++ {
		key := [2]string{skeleton(list[i]), skeleton(list[i+1])}
		if used[key] < pairs[key] {
			used[key]++
			common++
		}
	}
	return 2 * float64(common) / float64(n+len(list)-2)
}

func skeleton(t token) string {
	if t.number {
		return "#"
	}
	return t.text
}

// tokens splits folded text; signs are left out.
func tokens(rs []rune) []token {
	var list []token
	for i := 0; i < len(rs); {
		n := tokenLen(rs[i:])
		if n == 0 {
			i++
			continue
		}
		list = append(list, token{string(rs[i : i+n]), isDigit(rs[i])})
		i += n
	}
	return list[:min(len(list), maxTokens)]
}

func tokenLen(rs []rune) int {
	n := 0
	switch {
	case isDigit(rs[0]):
		for n < len(rs) && (isDigit(rs[n]) || n+1 < len(rs) && (rs[n] == '.' || rs[n] == ',') && isDigit(rs[n+1]) || rs[n] == '%') {
			n++
		}
	case hanzi.IsHan(rs[0]):
		n = 1
	case unicode.IsLetter(rs[0]):
		for n < len(rs) && unicode.IsLetter(rs[n]) && !hanzi.IsHan(rs[n]) {
			n++
		}
	}
	return n
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func text(list []token) string {
	var b strings.Builder
	for i, t := range list {
		if i > 0 && t.text[0] < 0x80 && list[i-1].text[0] < 0x80 && !t.number {
			b.WriteByte(' ')
		}
		b.WriteString(t.text)
	}
	return b.String()
}

// edits returns the replacements that turn a into b, by their longest common
// subsequence.
func edits(a, b []token) []edit {
	length := commonLengths(a, b)
	var list []edit
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		if i < len(a) && j < len(b) && a[i] == b[j] {
			i, j = i+1, j+1
			continue
		}
		e := edit{before: text(a[max(0, i-2):i]), numberBefore: i > 0 && a[i-1].number}
		for i < len(a) && j < len(b) && a[i] != b[j] || (i < len(a)) != (j < len(b)) {
			if j >= len(b) || i < len(a) && length[i+1][j] >= length[i][j+1] {
				e.from = append(e.from, a[i])
				i++
			} else {
				e.to = append(e.to, b[j])
				j++
			}
		}
		e.after = text(a[i:min(len(a), i+3)])
		list = append(list, e)
	}
	return list
}

// commonLengths[i][j] is the length of the longest common subsequence of a[i:]
// and b[j:].
func commonLengths(a, b []token) [][]int16 {
	length := make([][]int16, len(a)+1)
	for i := range length {
		length[i] = make([]int16, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				length[i][j] = length[i+1][j+1] + 1
			} else {
				length[i][j] = max(length[i+1][j], length[i][j+1])
			}
		}
	}
	return length
}
