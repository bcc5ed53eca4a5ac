// Package repair undoes what mirror sites do to Chinese news: pinyin written
// after characters, bytes shifted by a replacement that worked on GBK codes,
// private-use and zero-width characters, spam around and inside articles. It
// then converts the text to Simplified.
//
// Its main doors are [Text] for a loose text and [Article] for an extracted one.
// It refuses to restore what cannot be known: where bytes were lost, and above
// all digits, the text is marked as damaged. Text without corruption comes back
// byte for byte; a false repair is worse than none.
package repair

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/xianzhi/xianzhi/internal/hanzi"
	"github.com/xianzhi/xianzhi/internal/record"
)

// A Result is a repaired text and what was done to it. Spans of Damaged count
// code points of Text, with Block 0.
type Result struct {
	Text    string
	Repairs []record.Repair // kinds that occurred, in fixed order
	Damaged []record.Span
	Script  string // before conversion: "Hans", "Hant", "mixed" or ""
}

// separator parts the texts of an article while they are repaired as one, as
// what is evidence of a mirror in one paragraph is in the next. No garble
// crosses it.
const separator = '\x1e'

// Text repairs s. It drops no lines.
func Text(s string) Result {
	w := newWork(s)
	w.realign()
	w.stripAnnotations()
	w.dropInvisible()
	script := hanzi.Script(w.text())
	w.simplify(script)
	return Result{Text: w.text(), Repairs: w.repairs(), Damaged: w.damaged(), Script: script}
}

// A work is a text under repair: its code points and which of them are damaged.
type work struct {
	source string // the text while nothing has changed it
	runes  []rune // nil while the source stands
	bad    []bool // of the length of runes, or nil when none is
	counts map[string]int
}

func newWork(s string) *work { return &work{source: s, counts: map[string]int{}} }

func (w *work) text() string {
	if w.runes == nil {
		return w.source
	}
	return string(w.runes)
}

// open makes the code points ready to be changed. Invalid UTF-8 becomes U+FFFD.
func (w *work) open() {
	if w.runes == nil {
		w.runes = []rune(w.source)
	}
}

func (w *work) set(runes []rune, bad []bool) { w.runes, w.bad = runes, bad }

// realign undoes the garbles and marks what they destroyed.
func (w *work) realign() {
	s := w.source
	if !strings.ContainsAny(s, "?？(") {
		return
	}
	in := []rune(s)
	corrupted := hanzi.Annotations(s) != nil || cutAnnotation(in)
	if !corrupted && !signsMeet(in) {
		return
	}
	g := newRealigner(in, corrupted)
	out, bad := make([]rune, 0, len(in)), make([]bool, 0, len(in))
	for i := 0; i < len(in); {
		if isQuestion(in[i]) {
			if r, ok := g.realign(i, out); ok && r.end > i {
				out, bad = append(out, r.text...), append(bad, r.bad...)
				w.counts[record.RepairGarble]++
				i = r.end
				continue
			}
		}
		if end := g.acrossLatin(i); corrupted && end > 0 {
			w.counts[record.RepairPinyin]++
			i = end
			continue
		}
		out, bad = append(out, in[i]), append(bad, corrupted && (swallowedDigit(in, i) || partsNothing(in, i)))
		i++
	}
	if len(out) == len(in) && w.counts[record.RepairGarble] == 0 && !slices.Contains(bad, true) {
		return
	}
	markNumbers(out, bad)
	w.set(out, bad)
}

// cutAnnotation reports whether text holds pinyin whose opening bracket was
// swallowed: ?shù).
func cutAnnotation(text []rune) bool {
	for i, r := range text {
		if isQuestion(r) {
			if pinyin, _ := readingAt(text, i+1); pinyin != "" {
				return true
			}
		}
	}
	return false
}

// signsMeet reports whether a question mark stands before another full-width
// sign, as it does where a mirror cut characters by signs.
func signsMeet(text []rune) bool {
	for i := range len(text) - 1 {
		if _, ok := wideSigns[text[i+1]]; ok && isQuestion(text[i]) {
			return true
		}
	}
	return false
}

// swallowedDigit reports whether the half-width question mark text[i] touches a
// digit: it may be one byte and a digit.
func swallowedDigit(text []rune, i int) bool {
	return text[i] == '?' && (i+1 < len(text) && isDigit(text[i+1]) || i > 0 && isDigit(text[i-1]))
}

// partsNothing reports whether the question mark text[i] stands before a comma
// or colon: no author's does, it is what is left of a character.
func partsNothing(text []rune, i int) bool {
	return isQuestion(text[i]) && i+1 < len(text) && strings.ContainsRune("，、；：,;:", text[i+1])
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

// markNumbers spreads damage over the number that it touches, its unit of count
// included: □72万 is no 720,000.
func markNumbers(text []rune, bad []bool) {
	for i := range text {
		if bad[i] {
			for j := i + 1; j < len(text) && !bad[j] && ofNumber(text[j]); j++ {
				bad[j] = true
			}
			for j := i - 1; j >= 0 && !bad[j] && ofNumber(text[j]); j-- {
				bad[j] = true
			}
		}
	}
}

func ofNumber(r rune) bool {
	return isDigit(r) || strings.ContainsRune(".,%％．，０１２３４５６７８９十百千万萬亿億", r) && r != '，'
}

// stripAnnotations takes the mirror's pinyin off.
func (w *work) stripAnnotations() {
	s := w.text()
	list := hanzi.Annotations(s)
	if list == nil {
		return
	}
	w.open()
	out, bad := make([]rune, 0, len(w.runes)), make([]bool, 0, len(w.runes))
	at := 0 // in bytes of s
	for i, r := range w.runes {
		for len(list) > 0 && at >= list[0].End {
			list = list[1:]
		}
		if len(list) == 0 || at < list[0].Start {
			out, bad = append(out, r), append(bad, w.isBad(i))
		} else if at == list[0].Start {
			w.counts[record.RepairPinyin]++
		}
		at += utf8.RuneLen(r)
	}
	w.set(out, bad)
}

func (w *work) isBad(i int) bool { return w.bad != nil && w.bad[i] }

// dropInvisible takes out characters without a shape: private-use ones, and
// zero-width ones that Chinese text has no use for.
func (w *work) dropInvisible() {
	if strings.IndexFunc(w.text(), invisible) < 0 {
		return
	}
	w.open()
	out, bad := make([]rune, 0, len(w.runes)), make([]bool, 0, len(w.runes))
	for i, r := range w.runes {
		if invisible(r) {
			w.counts[record.RepairPrivateUse]++
			continue
		}
		out, bad = append(out, r), append(bad, w.isBad(i))
	}
	w.set(out, bad)
}

func invisible(r rune) bool {
	switch r {
	case '\u200B', '\u2060', '\uFEFF', '\u00AD':
		return true
	}
	return isPrivateUse(r) || r >= 0xF0000 && r <= 0x10FFFD
}

// simplify converts the text; Japanese and other scripts stay.
func (w *work) simplify(script string) {
	s := w.text()
	t := hanzi.Simplify(s)
	if t == s || script == "" {
		return
	}
	was := []rune(s)
	w.runes = []rune(t)
	for i, r := range w.runes {
		if r != was[i] {
			w.counts[record.RepairTraditional]++
		}
	}
}

func (w *work) repairs() []record.Repair {
	list := []record.Repair{}
	for _, kind := range []string{record.RepairPinyin, record.RepairGarble, record.RepairTraditional, record.RepairSpam, record.RepairPrivateUse} {
		if n := w.counts[kind]; n > 0 {
			list = append(list, record.Repair{Kind: kind, Count: n})
		}
	}
	return list
}

// damaged returns the runs of damaged code points.
func (w *work) damaged() []record.Span {
	spans := []record.Span{}
	for i := 0; i < len(w.bad); i++ {
		if !w.bad[i] {
			continue
		}
		start := i
		for i < len(w.bad) && w.bad[i] {
			i++
		}
		spans = append(spans, record.Span{Start: start, End: i})
	}
	return spans
}
