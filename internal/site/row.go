package site

import (
	"fmt"
	"strconv"

	"github.com/xianzhi/xianzhi/internal/record"
)

// rowsPerPage bounds a table of numbers; a longer one goes on at page/2/.
const rowsPerPage = 100

// A row is one claim in a table of numbers.
type row struct {
	ID        string `json:"id"`
	Value     value  `json:"value"`
	Indicator link   `json:"indicator"`
	Place     link   `json:"place"`
	Programme link   `json:"programme"`
	AsOf      string `json:"asof,omitempty"`
	AsOfISO   string `json:"asofiso,omitempty"`
	Quote     string `json:"quote,omitempty"`
	QuoteLang string `json:"quotelang,omitempty"`
	Report    link   `json:"report"` // publisher and paragraph, to the marked sentence
	Published string `json:"published,omitempty"`
	Review    string `json:"review"`
	Certainty string `json:"certainty,omitempty"` // of a machine's reading: ".78"
	Status    string `json:"status"`
	Differs   bool   `json:"differs,omitempty"` // another report says otherwise
	Copies    []also `json:"copies,omitempty"`  // the same claim in copies of the story
}

// An also is a claim that is folded into the row of another.
type also struct {
	ID     string `json:"id"`
	Report link   `json:"report"`
}

// A fold is one claim and its repetitions in copies of the story.
type fold []*claim

// folded gathers what the copies of a story repeat into one fold, the
// original's claim first. The order is that of each fold's first claim.
func folded(claims []*claim) []fold {
	at := map[string]int{}
	var out []fold
	for _, c := range claims {
		if c.entry.Cluster == nil {
			out = append(out, fold{c})
			continue
		}
		o := c.obs
		key := fmt.Sprint(c.entry.Cluster.ID, o.Indicator, o.Value, o.Unit, o.AsOf, o.Status, c.subjects()[places], c.subjects()[programmes])
		i, ok := at[key]
		if !ok {
			at[key] = len(out)
			out = append(out, fold{c})
		} else if c.entry.Relation == record.Original && out[i][0].entry.Relation != record.Original {
			out[i] = append(fold{c}, out[i]...)
		} else {
			out[i] = append(out[i], c)
		}
	}
	return out
}

// row lays out a claim.
func (b *book) row(l language, c *claim) row {
	o := c.obs
	r := row{
		ID: o.ID, Value: l.value(o), Indicator: b.subject(l, indicators, o.Indicator),
		Place: b.place(l, o.Place), Programme: b.named(l, programmes, o.Programme),
		AsOf: l.short(string(o.AsOf)), AsOfISO: string(o.AsOf),
		Quote: clean(o.Quote.Text), Report: b.report(l, c), Published: l.day(string(c.entry.Published)),
		Review: orElse(o.Review, record.ReviewAuto), Status: orElse(o.Status, record.Actual),
		Differs: b.graph.disputed[o.ID],
	}
	if c.entry.Lang != l.tag {
		r.QuoteLang = c.entry.Lang
	}
	r.Indicator.Href = b.rowHref(l, c)
	if r.Review == record.ReviewAuto && o.Confidence > 0 {
		r.Certainty = certainty(o.Confidence)
	}
	return r
}

func (b *book) tableRows(l language, folds []fold) []row {
	out := make([]row, 0, len(folds))
	for _, f := range folds {
		r := b.row(l, f[0])
		for _, c := range f[1:] {
			r.Copies = append(r.Copies, also{c.obs.ID, b.report(l, c)})
		}
		out = append(out, r)
	}
	return out
}

// certainty writes a confidence as ".78"; 1 as "1".
func certainty(p float64) string {
	s := strconv.FormatFloat(p, 'f', 2, 64)
	if s[0] == '0' {
		return s[1:]
	}
	return "1"
}

// report is the link back to the sentence: "新华财经，第6段".
func (b *book) report(l language, c *claim) link {
	r := b.publisher(c.entry, l)
	if r.Text == "" {
		r.Text = l.choose("未署名", "Unsigned")
	}
	if n := c.paragraph(); n > 0 {
		r.Note = l.choose("第"+strconv.Itoa(n)+"段", "paragraph "+strconv.Itoa(n))
	}
	r.Href = b.href(l, entryRel(c.entry.ID)) + "#" + c.obs.ID
	return r
}

func (b *book) place(l language, p *record.Place) link {
	if p == nil {
		return link{}
	}
	if p.Code != "" {
		return b.subject(l, places, string(p.Code))
	}
	return link{Text: clean(p.Name), Lang: foreign(p.Name, l)}
}

func (b *book) named(l language, kind string, n *record.Name) link {
	if n == nil {
		return link{}
	}
	if n.ID != "" {
		return b.subject(l, kind, n.ID)
	}
	return link{Text: clean(n.Name), Lang: foreign(n.Name, l)}
}

// placeRows decides on which page of its indicator each claim has its row, so
// that articles can link to it.
func (b *book) placeRows() {
	b.rows = map[string]int{}
	for _, s := range b.graph.subjects[indicators] {
		for i, f := range folded(s.claims) {
			for _, c := range f {
				b.rows[c.obs.ID] = 1 + i/rowsPerPage
			}
		}
	}
}

// rowHref is the address of a claim's row in its indicator's table.
func (b *book) rowHref(l language, c *claim) string {
	return b.href(l, pageRel("indicators/"+c.obs.Indicator+"/", b.rows[c.obs.ID])) + "#" + c.obs.ID
}

// pageRel is the address of the nth page of a list.
func pageRel(rel string, n int) string {
	if n <= 1 {
		return rel
	}
	return rel + "page/" + strconv.Itoa(n) + "/"
}

// A pager links the pages of a list.
type pager struct {
	Page  int    `json:"page"`
	Pages int    `json:"pages"`
	Prev  string `json:"prev,omitempty"`
	Next  string `json:"next,omitempty"`
}

// paginate cuts all into pages of size and calls show for each; an empty list
// has one empty page.
func paginate[T any](b *book, l language, rel string, all []T, size int, show func(rel string, part []T, p *pager) *page) []*page {
	n := max(1, (len(all)+size-1)/size)
	var out []*page
	for i := 1; i <= n; i++ {
		part := all[min((i-1)*size, len(all)):min(i*size, len(all))]
		var p *pager
		if n > 1 {
			p = &pager{Page: i, Pages: n}
			if i > 1 {
				p.Prev = b.href(l, pageRel(rel, i-1))
			}
			if i < n {
				p.Next = b.href(l, pageRel(rel, i+1))
			}
		}
		out = append(out, show(pageRel(rel, i), part, p))
	}
	return out
}
