package searchtest

import (
	"math/rand/v2"
	"regexp"
	"strings"

	"github.com/xianzhi/xianzhi/internal/hanzi"
	"github.com/xianzhi/xianzhi/internal/search"
)

// A Text is a document's title and blocks, a line each, folded for [Text.Matches].
type Text string

// Fold folds the documents' titles and blocks.
func Fold(docs []search.Doc) []Text {
	out := make([]Text, len(docs))
	for i, d := range docs {
		lines := []string{fold(d.Original.Title)}
		for _, b := range d.Original.Blocks {
			lines = append(lines, fold(b))
		}
		out[i] = Text(strings.Join(lines, "\n"))
	}
	return out
}

var (
	grouped = regexp.MustCompile(`[0-9]+(?:,[0-9]+)+`)
	dotted  = regexp.MustCompile(`[0-9]+(?:\.[0-9]+)*`)
)

func fold(s string) string {
	return grouped.ReplaceAllStringFunc(strings.ToLower(hanzi.Fold(s)), ungroup)
}

// ungroup drops the commas of 12,345 and keeps those of 5,2024 and 2023,300.
func ungroup(run string) string {
	parts := strings.Split(run, ",")
	out, open := parts[0], len(parts[0]) <= 3
	for _, p := range parts[1:] {
		switch {
		case open && len(p) == 3:
			out += p
		default:
			out, open = out+","+p, len(p) <= 3
		}
	}
	return out
}

// Matches reports whether t has each of the query's words as a substring that
// does not cut a number. It is the plain reading of the contract: fold both
// sides, look.
func (t Text) Matches(query string) bool {
	for _, w := range strings.Fields(fold(query)) {
		if !contains(string(t), w) {
			return false
		}
	}
	return true
}

func contains(text, word string) bool {
	for from := 0; ; from++ {
		i := strings.Index(text[from:], word)
		if i < 0 {
			return false
		}
		from += i
		if !cuts(text, from) && !cuts(text, from+len(word)) {
			return true
		}
	}
}

// cuts reports whether offset i lies within a number. A dotted run of more than
// two parts is a date: its parts are numbers.
func cuts(text string, i int) bool {
	from, to := max(0, i-40), min(len(text), i+40)
	for _, m := range dotted.FindAllStringIndex(text[from:to], -1) {
		run := text[from+m[0] : from+m[1]]
		if at := i - from - m[0]; at > 0 && at < len(run) {
			return strings.Count(run, ".") < 2 || isDigit(run[at-1]) && isDigit(run[at])
		}
	}
	return false
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

// Queries returns n random queries that some document answers, of four kinds in
// turn: a substring of a text; the same in Traditional; two words; a substring
// around a number or Latin letters. Blanks and Latin words alone are left out,
// since other rules hold for them.
func Queries(docs []search.Doc, n int, seed uint64) []string {
	rng := rand.New(rand.NewPCG(seed, 3))
	traditional := toTraditional()
	var out []string
	for len(out) < n {
		q := substring(docs[rng.IntN(len(docs))], rng, len(out)%4 == 3)
		switch len(out) % 4 {
		case 1:
			q = strings.NewReplacer(traditional...).Replace(q)
		case 2:
			q += " " + substring(docs[rng.IntN(len(docs))], rng, false)
		}
		if strings.ContainsFunc(q, hanzi.IsHan) && !strings.ContainsAny(q, "-\"＂：:") && !strings.HasPrefix(q, " ") && !strings.HasSuffix(q, " ") {
			out = append(out, q)
		}
	}
	return out
}

// substring cuts two to eight characters out of a block, beginning beside a
// number or letter if asked.
func substring(d search.Doc, rng *rand.Rand, number bool) string {
	rs := []rune(d.Original.Blocks[rng.IntN(len(d.Original.Blocks))])
	n := 2 + rng.IntN(7)
	at := rng.IntN(max(1, len(rs)-n))
	for tries := 0; number && tries < 200 && rs[at] > 0x7F; tries++ {
		at = rng.IntN(max(1, len(rs)-n))
	}
	at = max(0, at-rng.IntN(2))
	return string(rs[at:min(len(rs), at+n)])
}

// toTraditional pairs Simplified characters with Traditional ones that convert
// back to them.
func toTraditional() []string {
	only := []rune(hanzi.Table().Traditional)
	var out []string
	for i := 0; i+1 < len(only); i += 2 {
		out = append(out, string(only[i+1]), string(only[i]))
	}
	return out
}

// Find returns the ids of the documents that match, in the order given.
func Find(docs []search.Doc, texts []Text, query string) []string {
	var out []string
	for i, t := range texts {
		if t.Matches(query) {
			out = append(out, docs[i].ID)
		}
	}
	return out
}
