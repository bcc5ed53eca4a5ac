// Gen writes characters.txt, the statistics by which package repair tells a
// right decode from a wrong one, from a word list with frequencies ("word
// count tag" a line; jieba's dictionary, in the npm package nodejieba) and from
// texts of the archive's subject, which weigh a sixth of it.
//
//	npm pack nodejieba@3.5.8 && tar xzf nodejieba-3.5.8.tgz
//	go run ./scraper/repair/gen package/submodules/cppjieba/dict/jieba.dict.utf8 ../shared/corpus/pages/*.html > scraper/repair/characters.txt
//
// Each line is a character with three letters: for how often it occurs, begins a
// word and is a word; then the characters that follow it within words, with two:
// for how often they do, and end the word. Letters grow with the logarithm of the
// count (see step in package repair); "-" is none.
package main

import (
	"bufio"
	"cmp"
	"fmt"
	"log"
	"maps"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/xianzhi/xianzhi/internal/hanzi"
)

const (
	step      = 0.35 // natural logarithm of the ratio between two letters
	leastChar = 20   // rarer characters are left out
	leastPair = 40   // rarer pairs are left out
	total     = 6e7  // of the list's counts, about
)

type charCount struct {
	all, first, alone int
	pairs             map[rune]*pairCount
}

type pairCount struct{ all, last int }

func main() {
	log.SetFlags(0)
	if len(os.Args) < 2 {
		log.Fatal("usage: gen WORDLIST [TEXT…]")
	}
	list, err := readWords(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	subject := map[string]int{}
	for _, path := range os.Args[2:] {
		data, err := os.ReadFile(path)
		if err != nil {
			log.Fatal(err)
		}
		list.segment(hanzi.Plain(string(data)), subject)
	}
	write(list.count(subject))
}

// A wordList holds words of Chinese characters and how often they occur.
type wordList struct {
	freq    map[string]int
	longest int // characters
}

func readWords(path string) (*wordList, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	list := &wordList{freq: map[string]int{}}
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		word, rest, _ := strings.Cut(lines.Text(), " ")
		freq, _, _ := strings.Cut(rest, " ")
		n, err := strconv.Atoi(freq)
		if err != nil {
			return nil, fmt.Errorf("%s: %q: want a word and a count", path, lines.Text())
		}
		if strings.IndexFunc(word, func(r rune) bool { return !hanzi.IsHan(r) }) < 0 {
			list.freq[word] = n
			list.longest = max(list.longest, utf8.RuneCountInString(word))
		}
	}
	return list, lines.Err()
}

// segment adds to counts the words of the likeliest reading of each run of
// Chinese characters in text.
func (w *wordList) segment(text string, counts map[string]int) {
	for _, run := range strings.FieldsFunc(text, func(r rune) bool { return !hanzi.IsHan(r) }) {
		rs := []rune(run)
		best, from := make([]float64, len(rs)+1), make([]int, len(rs)+1)
		for end := 1; end <= len(rs); end++ {
			best[end] = math.Inf(-1)
			for start := max(0, end-w.longest); start < end; start++ {
				n := max(float64(w.freq[string(rs[start:end])]), .1)
				if n < 1 && end-start > 1 {
					continue
				}
				if p := best[start] + math.Log(n/total); p > best[end] {
					best[end], from[end] = p, start
				}
			}
		}
		for end := len(rs); end > 0; end = from[end] {
			counts[string(rs[from[end]:end])]++
		}
	}
}

// count adds up the list's characters and those of the subject's words.
func (w *wordList) count(subject map[string]int) map[rune]*charCount {
	chars, all, own := map[rune]*charCount{}, 0, 0
	for word, n := range w.freq {
		all += n
		addWord(chars, []rune(word), n)
	}
	for _, n := range subject {
		own += n
	}
	for word, n := range subject {
		addWord(chars, []rune(word), n*(all/6)/max(own, 1))
	}
	return chars
}

func addWord(chars map[rune]*charCount, word []rune, n int) {
	for i, r := range word {
		if chars[r] == nil {
			chars[r] = &charCount{pairs: map[rune]*pairCount{}}
		}
		chars[r].all += n
		if i == 0 {
			chars[r].first += n
			continue
		}
		before := chars[word[i-1]]
		if before.pairs[r] == nil {
			before.pairs[r] = &pairCount{}
		}
		before.pairs[r].all += n
		if i == len(word)-1 {
			before.pairs[r].last += n
		}
	}
	if len(word) == 1 {
		chars[word[0]].alone += n
	}
}

func write(chars map[rune]*charCount) {
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	byCount := slices.SortedFunc(maps.Keys(chars), func(a, b rune) int {
		return cmp.Or(chars[b].all-chars[a].all, int(a-b))
	})
	for _, r := range byCount {
		c := chars[r]
		if c.all < leastChar {
			break
		}
		fmt.Fprintf(out, "%c%c%c%c", r, letter(c.all), letter(c.first), letter(c.alone))
		for _, next := range slices.Sorted(maps.Keys(c.pairs)) {
			if p := c.pairs[next]; p.all >= leastPair {
				fmt.Fprintf(out, "%c%c%c", next, letter(p.all), letter(p.last))
			}
		}
		fmt.Fprintln(out)
	}
}

func letter(n int) rune {
	if n == 0 {
		return '-'
	}
	return 'A' + rune(math.Round(math.Log(float64(n))/step))
}
