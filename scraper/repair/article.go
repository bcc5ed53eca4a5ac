package repair

import (
	"slices"
	"strings"

	"github.com/xianzhi/xianzhi/internal/hanzi"
	"github.com/xianzhi/xianzhi/internal/record"
)

// Article repairs a in place: title, publisher, authors, editors and body become
// Simplified and free of mirrors' dirt; spam lines go. It adds to Repairs and
// Damaged and sets OriginalScript when the text is Chinese. All texts are judged
// together, as one mirror made them.
func Article(a *record.Article) {
	spam := dropSpam(a)
	fields := textsOf(a)
	w := newWork(join(fields))
	w.counts[record.RepairSpam] = spam
	w.realign()
	w.stripAnnotations()
	w.dropInvisible()
	script := hanzi.Script(w.text())
	if a.Lang == record.LangEnglish {
		script = ""
	}
	w.simplify(script)
	if script == record.ScriptHant || script == record.ScriptMixed {
		w.toMainland()
	}
	w.markReplaced()
	w.spread(a, fields)
	if !converted(a) {
		a.OriginalScript = record.Optional(script) // spam and garbles may have misled an earlier stage
	}
	a.Repairs = mergeRepairs(a.Repairs, w.repairs())
	dropEmpty(a)
}

// dropEmpty takes out blocks that repair left empty; spans in later blocks
// follow their block.
func dropEmpty(a *record.Article) {
	moved := make([]int, len(a.Body)) // new index of each block, -1 for those taken out
	var body []record.Block
	for i, b := range a.Body {
		if strings.TrimSpace(b.Text) == "" && b.Kind != record.Figure {
			moved[i] = -1
			continue
		}
		moved[i] = len(body)
		body = append(body, b)
	}
	if len(body) == len(a.Body) {
		return
	}
	a.Body = body
	a.Damaged = slices.DeleteFunc(a.Damaged, func(d record.Span) bool { return d.Block >= 0 && moved[d.Block] < 0 })
	for i := range a.Damaged {
		if d := &a.Damaged[i]; d.Block >= 0 {
			d.Block = moved[d.Block]
		}
	}
}

// converted reports whether a was converted to Simplified before.
func converted(a *record.Article) bool {
	return slices.ContainsFunc(a.Repairs, func(r record.Repair) bool { return r.Kind == record.RepairTraditional })
}

// A field is one text of an article; block is its index in the body, -1 for the
// title, or noBlock for texts that no span can point into.
type field struct {
	text  *string
	block int
}

const noBlock = -2

func textsOf(a *record.Article) []field {
	title := (*string)(&a.Title)
	list := []field{{title, -1}}
	if a.Publisher != nil {
		list = append(list, field{&a.Publisher.Name, noBlock})
	}
	for i := range a.Authors {
		list = append(list, field{&a.Authors[i], noBlock})
	}
	for i := range a.Editors {
		list = append(list, field{&a.Editors[i], noBlock})
	}
	for i := range a.Body {
		list = append(list, field{&a.Body[i].Text, i})
	}
	return list
}

func join(fields []field) string {
	var b strings.Builder
	for i, f := range fields {
		if i > 0 {
			b.WriteRune(separator)
		}
		b.WriteString(strings.ReplaceAll(*f.text, string(separator), ""))
	}
	return b.String()
}

// toMainland writes Simplified text as the mainland does.
func (w *work) toMainland() {
	if s := w.text(); hanzi.Mainland(s) != s {
		w.runes = []rune(hanzi.Mainland(s))
	}
}

// markReplaced marks U+FFFD, which stands for bytes that did not decode.
func (w *work) markReplaced() {
	if !strings.ContainsRune(w.text(), '\uFFFD') {
		return
	}
	w.open()
	if w.bad == nil {
		w.bad = make([]bool, len(w.runes))
	}
	for i, r := range w.runes {
		w.bad[i] = w.bad[i] || r == '\uFFFD'
	}
	markNumbers(w.runes, w.bad)
}

// spread puts the repaired texts back and notes where they are damaged.
func (w *work) spread(a *record.Article, fields []field) {
	spans := w.damaged()
	if a.Damaged == nil {
		a.Damaged = []record.Span{}
	}
	at := 0
	for i, text := range strings.Split(w.text(), string(separator)) {
		*fields[i].text = text
		end := at + len([]rune(text))
		for len(spans) > 0 && spans[0].Start < end {
			s := spans[0]
			if fields[i].block != noBlock {
				a.Damaged = append(a.Damaged, record.Span{Block: fields[i].block, Start: max(s.Start, at) - at, End: min(s.End, end) - at})
			}
			if s.End > end {
				break
			}
			spans = spans[1:]
		}
		at = end + 1
	}
}

// mergeRepairs adds the counts of more to list, which it may be handed by an
// earlier stage.
func mergeRepairs(list, more []record.Repair) []record.Repair {
	out := slices.Clone(list)
	if out == nil {
		out = []record.Repair{}
	}
	for _, m := range more {
		if i := slices.IndexFunc(out, func(r record.Repair) bool { return r.Kind == m.Kind }); i >= 0 {
			out[i].Count += m.Count
			continue
		}
		out = append(out, m)
	}
	return out
}
