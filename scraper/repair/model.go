package repair

import (
	_ "embed"
	"math"
	"strings"
	"sync"
	"unicode"

	"github.com/xianzhi/xianzhi/internal/hanzi"
)

// characters holds how often characters occur, begin words, are words and follow
// each other within words: a line each, in the form that gen describes.
//
//go:embed characters.txt
var characters string

const (
	step    = 0.35  // natural logarithm of the ratio between two letters
	unknown = -18.0 // score of a character that the list lacks
	foreign = -14.0 // score of a sign that no running text holds
	// leastEnd is the least probability that a word ends where the list knows
	// no such word: names and new words do.
	leastEnd = 0.03
)

// leastAlone is the score of the rarest word of one character that a lost one is
// taken for.
const leastAlone = -12.0

var never = math.Inf(-1)

// A model scores text as a run of words, each a chain of characters.
type model struct {
	chars [1 << 16]*charStats
}

// charStats are natural logarithms of probabilities.
type charStats struct {
	first float64 // a word begins with it
	end   float64 // a word that begins with it ends there
	next  map[rune]pairStats
}

type pairStats struct {
	follow float64 // the second character follows within the word
	end    float64 // and ends it
}

// words is built on first use: clean text never needs it.
var words = sync.OnceValue(newModel)

func newModel() *model {
	m := &model{}
	total := 0.0
	for line := range strings.Lines(characters) {
		rs := []rune(strings.TrimSpace(line))
		all, first, alone := count(rs[1]), count(rs[2]), count(rs[3])
		total += first
		s := &charStats{first: first, end: logShare(alone, first), next: make(map[rune]pairStats, (len(rs)-4)/3)}
		for i := 4; i+2 < len(rs); i += 3 {
			n := count(rs[i+1])
			s.next[rs[i]] = pairStats{follow: math.Log(min(1, n/all)), end: logShare(count(rs[i+2]), n)}
		}
		if rs[0] < 1<<16 {
			m.chars[rs[0]] = s
		}
	}
	for _, s := range m.chars {
		if s != nil {
			s.first = max(unknown, math.Log(s.first/total))
		}
	}
	return m
}

// count is the count that a letter stands for.
func count(letter rune) float64 {
	if letter == '-' {
		return 0
	}
	return math.Exp(float64(letter-'A') * step)
}

func logShare(part, whole float64) float64 {
	if whole == 0 {
		return math.Log(leastEnd)
	}
	return math.Log(min(1, max(leastEnd, part/whole)))
}

func (m *model) stats(r rune) *charStats {
	if r < 0 || r >= 1<<16 {
		return nil
	}
	return m.chars[r]
}

// A usage is what one text says itself: words of its subject come again.
type usage struct {
	chars map[rune]float64
	pairs map[[2]rune]float64
	total float64
	begin map[rune]float64 // share of a character, weighted, of those that recur
}

const (
	// ownShare is the weight of a text's own counts against the model's.
	ownShare = 0.2
	// pairShare is the weight of a text's own pairs, once the first is there.
	pairShare = 0.7
	// leastOwn is how often a pair must come for its text to vouch for it.
	leastOwn = 2
)

func newUsage(text []rune) *usage {
	u := &usage{chars: map[rune]float64{}, pairs: map[[2]rune]float64{}, begin: map[rune]float64{}}
	for i, r := range text {
		if r = hanzi.Simple(r); !hanzi.IsHan(r) {
			continue
		}
		u.chars[r]++
		u.total++
		if i > 0 && hanzi.IsHan(text[i-1]) {
			u.pairs[[2]rune{hanzi.Simple(text[i-1]), r}]++
		}
	}
	for r, n := range u.chars {
		if n >= leastOwn {
			u.begin[r] = ownShare * n / u.total
		}
	}
	return u
}

// first mixes the text's own share of r into that of the model.
func (u *usage) first(r rune, p float64) float64 {
	if u == nil {
		return p
	}
	own, ok := u.begin[r]
	if !ok {
		return p
	}
	return math.Log((1-ownShare)*math.Exp(p) + own)
}

// follow is the logarithm of the share of r after before in the text.
func (u *usage) follow(before, r rune) float64 {
	n := u.pairs[[2]rune{before, r}]
	if n < leastOwn {
		return never
	}
	return math.Log(pairShare * n / u.chars[before])
}

// A likelihood is the logarithm of the probability of a text up to a character,
// by the place of that character in its word.
type likelihood struct {
	char  rune    // Simplified; 0 before the first
	first float64 // char begins a word
	inner float64 // char goes on with one
	ended float64 // the word ends with char
}

// unread is the likelihood of no text.
var unread = likelihood{inner: never}

func (l likelihood) score() float64 { return max(l.first, l.inner) }

// plus adds a penalty.
func (l likelihood) plus(x float64) likelihood {
	l.first, l.inner, l.ended = l.first+x, l.inner+x, l.ended+x
	return l
}

// after returns the likelihood when r follows. Traditional characters count as
// their Simplified ones. own may be nil.
func (m *model) after(l likelihood, r rune, own *usage) likelihood {
	r = hanzi.Simple(r)
	if !hanzi.IsHan(r) {
		p := l.ended + signScore(r)
		return likelihood{char: r, first: p, inner: never, ended: p}
	}
	s := m.stats(r)
	if s == nil {
		p := l.ended + unknown
		return likelihood{char: r, first: p, inner: never, ended: p}
	}
	out := likelihood{char: r, first: l.ended + own.first(r, s.first), inner: never}
	out.ended = out.first + s.end
	if before := m.stats(l.char); before != nil {
		if pair, ok := before.next[r]; ok {
			out.inner = l.score() + pair.follow
			out.ended = max(out.ended, out.inner+pair.end)
		}
	}
	if own != nil {
		if p := l.score() + own.follow(l.char, r); p > out.inner {
			out.inner, out.ended = p, max(out.ended, p+math.Log(pairShare))
		}
	}
	return out
}

// follows reports whether the list has r after before within a word.
func (m *model) follows(before, r rune) bool {
	s := m.stats(hanzi.Simple(before))
	if s == nil {
		return false
	}
	_, ok := s.next[hanzi.Simple(r)]
	return ok
}

// ends reports whether r is common as a word of its own, or a sign.
func (m *model) ends(r rune) bool {
	s := m.stats(hanzi.Simple(r))
	if s == nil {
		return !hanzi.IsHan(r) && signScore(r) > foreign
	}
	return s.first+s.end > leastAlone
}

func signScore(r rune) float64 {
	switch {
	case strings.ContainsRune("，。,", r):
		return -2.5
	case strings.ContainsRune("、“”《》：；？！（）", r):
		return -4
	case r < 0x80 && (unicode.IsDigit(r) || r == ' ' || r == '\n'):
		return -3
	case r < 0x80 && unicode.IsLetter(r):
		return -5
	case r < 0x80, strings.ContainsRune("—…·‘’%℃　【】", r):
		return -6
	}
	return foreign
}
