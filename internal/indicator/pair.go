package indicator

import (
	"slices"

	"github.com/xianzhi/xianzhi/internal/hanzi"
)

// pair finds, for a number after 分别, the item of the list before 分别 that it
// belongs to: 本科生、大专生分别占21%和49%. The words of other items are muted.
func (d *document) pair(sc *scope) {
	at := d.respectively(sc)
	if at < 0 {
		return
	}
	items := d.items(sc.sentence.start, at)
	first, count := -1, 0
	k := -1
	from, _ := slices.BinarySearchFunc(d.numbers, at, func(n hanzi.Number, p int) int { return n.Start - p })
	for _, n := range d.numbers[from:] {
		if n.Start >= sc.sentence.end {
			break
		}
		if first >= 0 && n.Start-first > listGap {
			break
		}
		if n.Start == sc.num.Start {
			k = count
		}
		first = n.End
		count++
	}
	if k < 0 || count != len(items) || count < 2 {
		return
	}
	sc.own = items[k]
	sc.clause.start = min(sc.clause.start, items[0].start)
	for i, it := range items {
		if i != k {
			sc.others = append(sc.others, it)
		}
	}
}

// How far 分别 may stand from a number that it pairs, and the numbers of one
// list from one another.
const (
	pairReach = 50
	listGap   = 8
)

// respectively is where 分别 stands before a number, in its sentence, or -1.
func (d *document) respectively(sc *scope) int {
	for i := sc.num.Start - 1; i >= max(sc.sentence.start, sc.num.Start-pairReach); i-- {
		if d.text[i] == '分' && d.follows(i, "分别") {
			return i
		}
		if d.ends(i) {
			return -1
		}
	}
	return -1
}

// items are the parts of the list that ends at end: 县城、乡镇和村.
func (d *document) items(lo, end int) []span {
	var out []span
	stop := end
	i := end - 1
	for ; i >= max(lo, end-pairReach); i-- {
		switch r := d.text[i]; {
		case r == '、' || (r == '和' || r == '与' || r == '及') && len(out) == 0 && stop-i > 1:
			if i+1 < stop {
				out = append(out, span{i + 1, stop})
			}
			stop = i
			continue
		case hanzi.IsHan(r) || isASCIIWord(r) || r == '“' || r == '”':
			continue
		}
		break
	}
	if i+1 < stop {
		out = append(out, span{i + 1, stop})
	}
	for a, b := 0, len(out)-1; a < b; a, b = a+1, b-1 {
		out[a], out[b] = out[b], out[a]
	}
	return out
}
