package repair

import (
	"bytes"
	"encoding/json"
	"math/rand"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/xianzhi/xianzhi/internal/hanzi"
	"github.com/xianzhi/xianzhi/internal/record"
)

// A mirror corrupts text as mirror sites do: Traditional characters held as GBK,
// each of a list of characters replaced bytewise by itself and its pinyin, then
// split bytewise on full-width signs and decoded piece by piece.
type mirror struct {
	listed      [][2]byte // in the order of replacement
	pinyin      []string
	keepPrivate bool // private-use characters stay in the page
}

var (
	toTraditional = invert()
	splitters     = [][]byte{{0xA3, 0xAC}, {0xA3, 0xBB}, {0xA3, 0xBA}, {0xA3, 0xBF}, {0xA3, 0xA1}, {0xA1, 0xA2}}
)

// invert maps Simplified characters to a Traditional form that converts back.
func invert() map[rune]rune {
	m := map[rune]rune{}
	rs := []rune(hanzi.Table().Traditional)
	for i := 0; i < len(rs); i += 2 {
		t, s := rs[i], rs[i+1]
		if b, n := gbk().encode(t); n == 2 && b[0] > 0x80 && (m[s] == 0 || t < m[s]) {
			m[s] = t
		}
	}
	return m
}

// newMirror lists n characters of text, the frequent ones the likelier.
func newMirror(rnd *rand.Rand, text string, n int, keepPrivate bool) *mirror {
	m := &mirror{keepPrivate: keepPrivate}
	var candidates []rune
	for _, r := range text {
		if t := toTraditional[r]; t != 0 {
			candidates = append(candidates, t)
		}
	}
	seen := map[rune]bool{}
	for range 20 * n {
		if len(m.listed) == n {
			break
		}
		t := candidates[rnd.Intn(len(candidates))]
		readings := hanzi.Readings(t)
		if !seen[t] && len(readings) > 0 && hasTone(readings[0]) {
			b, _ := gbk().encode(t)
			m.listed = append(m.listed, b)
			m.pinyin = append(m.pinyin, readings[0])
		}
		seen[t] = true
	}
	return m
}

// hasTone reports whether pinyin has a tone mark: without one a bracket may be
// the author's, and stays.
func hasTone(pinyin string) bool {
	_, ok := hanzi.ReadingIn(pinyin)
	return ok
}

const noteByte = 0x01 // stands with an index byte for an annotation, in the bytes

// corrupt returns the page's text.
func (m *mirror) corrupt(text string) string {
	var b []byte
	for _, r := range text {
		if t := toTraditional[r]; t != 0 {
			r = t
		}
		code, n := gbk().encode(r)
		if n == 0 {
			code, n = [2]byte{'?'}, 1
		}
		b = append(b, code[:n]...)
	}
	for i, t := range m.listed {
		b = bytes.ReplaceAll(b, t[:], []byte{t[0], t[1], '(', noteByte, byte(0x80 + i), ')'})
	}
	var out strings.Builder
	for len(b) > 0 {
		cut, width := nextSign(b)
		m.decode(&out, b[:cut])
		m.decode(&out, b[cut:cut+width])
		b = b[cut+width:]
	}
	return out.String()
}

func nextSign(b []byte) (at, width int) {
	at = len(b)
	for _, s := range splitters {
		if i := bytes.Index(b[:min(len(b), at+1)], s); i >= 0 {
			at, width = i, 2
		}
	}
	return at, width
}

func (m *mirror) decode(out *strings.Builder, b []byte) {
	for i := 0; i < len(b); {
		switch {
		case b[i] == noteByte:
			out.WriteString(m.pinyin[b[i+1]-0x80])
			i += 2
		case b[i] < 0x80:
			out.WriteByte(b[i])
			i++
		case i+1 >= len(b), b[i+1] < 0x40, b[i+1] == 0x7F:
			out.WriteByte('?')
			i += 2
		default:
			r := gbk().decode(b[i], b[i+1])
			if r != 0 && (m.keepPrivate || !isPrivateUse(r)) {
				out.WriteRune(r)
			}
			i += 2
		}
	}
}

// sentences are those of the clean news pages beside the repository: text that
// the model has not seen.
func sentences(t testing.TB) []string {
	data, err := os.ReadFile("../../../shared/bench/extract/gne/truth.jsonl")
	if err != nil {
		t.Skip("no ../shared/bench beside the repository")
	}
	var list []string
	for line := range strings.Lines(string(data)) {
		var page struct {
			Body string `json:"body"`
		}
		if err := json.Unmarshal([]byte(line), &page); err != nil {
			continue // a body of another shape
		}
		for _, p := range strings.Split(page.Body, "\n") {
			p = strings.TrimSpace(p)
			if utf8.RuneCountInString(p) > 30 && hanzi.Script(p) == record.ScriptHans && !strings.ContainsAny(p, "?？") && inGBK(p) {
				list = append(list, string([]rune(p)[:min(utf8.RuneCountInString(p), 400)]))
			}
		}
	}
	return list
}

func inGBK(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { _, n := gbk().encode(r); return n == 0 }) < 0
}

// outcome of one corrupted paragraph.
type outcome struct {
	exact, marked, silent, digitsSilent, garbled int
}

// TestForward corrupts paragraphs with mirrors of random lists and counts what
// comes back. Hardly any wrong character may stand unmarked, and no wrong digit.
func TestForward(t *testing.T) {
	list := sentences(t)
	all := strings.Join(list, "")
	for _, keep := range []bool{true, false} {
		var sum outcome
		spans, chars := 0, 0
		for seed := range int64(8) {
			rnd := rand.New(rand.NewSource(seed))
			m := newMirror(rnd, all, 20+rnd.Intn(80), keep)
			for range 30 {
				s := list[rnd.Intn(len(list))]
				c := m.corrupt(s)
				r := Text(c)
				chars += utf8.RuneCountInString(r.Text)
				for _, d := range r.Damaged {
					spans += d.End - d.Start
				}
				judge(t, &sum, s, c, r)
			}
		}
		n := sum.exact + sum.marked + sum.silent
		t.Logf("private use kept %v: %d paragraphs, %d garbled, %d exact, %d marked, %d silently wrong, %d digits silently wrong; %.1f %% of characters marked",
			keep, n, sum.garbled, sum.exact, sum.marked, sum.silent, sum.digitsSilent, 100*float64(spans)/float64(chars))
		if sum.digitsSilent > 0 || sum.silent*200 > n {
			t.Errorf("too much is wrong without a mark")
		}
	}
}

func judge(t *testing.T, sum *outcome, want, corrupted string, r Result) {
	if strings.Contains(corrupted, "?") {
		sum.garbled++
	}
	if r.Text == want {
		sum.exact++
		return
	}
	if agreesOutside(r, want) {
		sum.marked++
		return
	}
	sum.silent++
	if !slices.Equal(unmarkedNumbers(r), numbers(want)) && !subsequence(unmarkedNumbers(r), numbers(want)) {
		sum.digitsSilent++
		t.Logf("digits: %s\n  ← %s\n  = %s", marked(r), corrupted, want)
	}
	if sum.silent <= 8 {
		t.Logf("silent: %s", firstDifference(marked(r), want))
	}
}

func firstDifference(got, want string) string {
	a, b := []rune(got), []rune(want)
	i := 0
	for i < min(len(a), len(b)) && a[i] == b[i] {
		i++
	}
	around := func(rs []rune) string { return string(rs[max(0, i-10):min(len(rs), i+20)]) }
	return around(a) + " for " + around(b)
}

// agreesOutside reports whether want is r's text with the marked spans replaced
// by something.
func agreesOutside(r Result, want string) bool {
	rs := []rune(r.Text)
	pattern := "^"
	at := 0
	for _, d := range r.Damaged {
		pattern += regexp.QuoteMeta(string(rs[at:d.Start])) + ".{0,40}?"
		at = d.End
	}
	pattern += regexp.QuoteMeta(string(rs[at:])) + "$"
	return regexp.MustCompile(pattern).MatchString(want)
}

var number = regexp.MustCompile(`\d+`)

func numbers(s string) []string { return number.FindAllString(s, -1) }

func unmarkedNumbers(r Result) []string {
	rs := []rune(r.Text)
	for _, d := range r.Damaged {
		for i := d.Start; i < d.End; i++ {
			rs[i] = '/'
		}
	}
	return numbers(string(rs))
}

func subsequence(part, whole []string) bool {
	for _, p := range part {
		i := slices.Index(whole, p)
		if i < 0 {
			return false
		}
		whole = whole[i+1:]
	}
	return true
}

// TestAnnotatedSimplified writes the pinyin of random words after them, as other
// mirrors do to Simplified text, and expects the text back.
func TestAnnotatedSimplified(t *testing.T) {
	list := sentences(t)
	rnd := rand.New(rand.NewSource(7))
	exact, n := 0, 0
	for range 400 {
		want := list[rnd.Intn(len(list))]
		var b strings.Builder
		rs := []rune(want)
		noted := 0 // place after the last annotated word
		for i := 0; i < len(rs); i++ {
			b.WriteRune(rs[i])
			if i <= noted || rnd.Intn(12) > 0 || !hanzi.IsHan(rs[i]) || !hanzi.IsHan(rs[i-1]) {
				continue
			}
			first, second := hanzi.Readings(rs[i-1]), hanzi.Readings(rs[i])
			if len(first) > 0 && len(second) > 0 && hasTone(first[0]) {
				b.WriteString("(" + first[0] + second[0] + ")")
				noted = i + 1
			}
		}
		if b.String() == want || strings.ContainsAny(want, "()") {
			continue
		}
		n++
		if r := Text(b.String()); r.Text == want && len(r.Damaged) == 0 {
			exact++
		} else if n-exact < 5 {
			t.Logf("%s", firstDifference(r.Text, want))
		}
	}
	t.Logf("%d of %d exact", exact, n)
	if exact*100 < n*98 {
		t.Errorf("%d of %d annotated texts came back", exact, n)
	}
}
