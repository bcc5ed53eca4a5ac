package site

import (
	"maps"
	"slices"
	"strings"
)

// changesData is what came in and what changed, by day, newest first.
type changesData struct {
	Days []changesDay `json:"days"`
}

type changesDay struct {
	Day     string   `json:"day"`
	ISO     string   `json:"iso"`
	Cards   []card   `json:"cards,omitempty"` // new reports
	More    int      `json:"more,omitempty"`
	Altered []remark `json:"altered,omitempty"` // reports that their publishers changed or took off, and corrected numbers
}

// A remark is a link with what there is to say about it: i18n key altered-<What>.
type remark struct {
	Link link   `json:"link"`
	What string `json:"what"`
}

// daysShown, cardsPerDay and remarksPerDay bound the page of changes.
const (
	daysShown     = 30
	cardsPerDay   = 20
	remarksPerDay = 50
)

func (b *book) changes(l language) *page {
	came, altered := map[string][]*entry{}, b.altered(l)
	days := map[string]bool{}
	for _, e := range b.graph.entries {
		if day := captureDay(e); day != "" {
			came[day], days[day] = append(came[day], e), true
		}
	}
	for day := range altered {
		days[day] = true
	}
	newest := slices.Sorted(maps.Keys(days))
	slices.Reverse(newest)
	d := changesData{}
	for _, day := range firstN(newest, daysShown) {
		d.Days = append(d.Days, changesDay{
			Day: l.day(day), ISO: day, Cards: b.cards(l, firstN(came[day], cardsPerDay)), More: max(0, len(came[day])-cardsPerDay),
			Altered: firstN(altered[day], remarksPerDay),
		})
	}
	p := b.newPage(l, "changes/", "changes", l.choose("新近变动", "What changed"), d)
	p.Description = l.choose("新收的报道，原页的改动，更正的数字。", "Reports that came in, pages that changed, figures that were corrected.")
	p.Outputs = []string{"html", "rss", "feed"}
	p.Params.Feed = b.feed(l, b.newestCaptures())
	return p
}

// altered gathers by day what changed in articles that were there already.
func (b *book) altered(l language) map[string][]remark {
	out := map[string][]remark{}
	add := func(day, what string, to link) {
		if day = isoDay(day); day != "" {
			out[day] = append(out[day], remark{to, what})
		}
	}
	for _, e := range b.graph.entries {
		if e.History == nil {
			continue
		}
		to := b.title(e, l)
		to.Href += "#history"
		for _, v := range e.History.Versions {
			add(v.Until, "changed", to)
		}
		add(string(e.History.Gone), "gone", to)
	}
	for _, c := range b.archive.Corrections {
		if e := b.graph.byID[c.Article]; e != nil && c.Action != "confirm" {
			to := b.title(e, l)
			to.Href = b.href(l, "errata/")
			add(c.Date, "corrected", to)
		}
	}
	return out
}

// newestCaptures are the articles that came in last, which need not be those
// published last.
func (b *book) newestCaptures() []*entry {
	out := slices.Clone(b.graph.entries)
	slices.SortStableFunc(out, func(x, y *entry) int {
		return strings.Compare(captureDay(y), captureDay(x))
	})
	return firstN(out, feedItems)
}
