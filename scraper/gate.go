package scraper

import (
	"fmt"
	"slices"
	"time"

	"github.com/xianzhi/xianzhi/internal/record"
)

// A freshArticle is a new article and the fields that it lacks.
type freshArticle struct {
	id      string
	missing []string
}

// maxYields is how many earlier runs a source's state remembers.
const maxYields = 50

const (
	enoughRuns = 3   // earlier runs before a source's own history counts
	enoughNew  = 5   // new articles before a share means anything
	slump      = 0.3 // a share may fall so far below its own mean
)

// shares say what part of new articles has a field, 0..1.
type shares struct{ date, publisher, body float64 }

// judge compares what a run brought with what is expected, shuts or opens the
// source's gate, and adds the run to its history. Without new articles there
// is nothing to hold back: the report alone tells what fell short.
func (sr *sourceRun) judge() error {
	l := sr.ledger
	held, err := l.stillHeld()
	if err != nil {
		return err
	}
	batch := append(held, sr.fresh...)
	tried := sr.tried + len(held)
	s := sharesOf(batch, tried)
	reasons := append(l.expected(s, len(sr.fresh), len(batch) > 0 || tried > 0), l.usual(s, len(batch), sr.found)...)
	reasons = append(reasons, sr.regressions()...)
	sr.report.Short = list(reasons)
	at := sr.found.At.UTC().Format(time.RFC3339)
	switch {
	case len(reasons) == 0 || len(batch) == 0:
		l.gate = nil
	case l.gate == nil || !slices.Equal(l.gate.Reasons, reasons) || !slices.Equal(l.gate.Held, ids(batch)):
		l.gate = &record.Gate{At: at, Reasons: reasons, Held: ids(batch)}
	}
	sr.report.Gate = l.gate
	sr.remember(at, s)
	return nil
}

// remember adds the run to the source's history, once, if it brought something.
func (sr *sourceRun) remember(at string, s shares) {
	l, r := sr.ledger, sr.report
	if r.New+r.Changed+r.Gone == 0 {
		return
	}
	if n := len(l.yields); n > 0 && l.yields[n-1].At == at { // a run that was killed after it wrote its state
		l.yields = l.yields[:n-1]
	}
	l.yields = append(l.yields, record.Yield{
		At: at, Discovered: r.Discovered, New: r.New, Changed: r.Changed, Gone: r.Gone, Failed: sum(r.Failed),
		Date: s.date, Publisher: s.publisher, Body: s.body,
	})
	l.yields = l.yields[max(0, len(l.yields)-maxYields):]
}

// stillHeld reads the articles that the gate holds back, as they are now.
func (l *ledger) stillHeld() ([]freshArticle, error) {
	var all []freshArticle
	if l.gate == nil {
		return nil, nil
	}
	for _, id := range l.gate.Held {
		a, err := l.article(id)
		if err != nil {
			return nil, err
		}
		if a != nil {
			all = append(all, freshArticle{id, missing(a)})
		}
	}
	return all, nil
}

func ids(batch []freshArticle) []string {
	all := []string{}
	for _, f := range batch {
		all = append(all, f.id)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// sharesOf rounds to hundredths, so that state files stay readable.
func sharesOf(batch []freshArticle, tried int) shares {
	date, publisher := 0, 0
	for _, f := range batch {
		if !slices.Contains(f.missing, "date") {
			date++
		}
		if !slices.Contains(f.missing, "publisher") {
			publisher++
		}
	}
	return shares{share(date, len(batch)), share(publisher, len(batch)), share(len(batch), tried)}
}

// share is n of of in whole hundredths, rounded down; nothing of nothing is all,
// so that an empty run falls short of no share.
func share(n, of int) float64 {
	if of == 0 {
		return 1
	}
	return float64(100*n/of) / 100
}

// expected compares with what the source's entry asks for.
func (l *ledger) expected(s shares, fresh int, any bool) []string {
	e := l.source.Expect
	var bad []string
	if any {
		for _, f := range []struct {
			name      string
			got, want float64
		}{{"date", s.date, e.Date}, {"publisher", s.publisher, e.Publisher}, {"body", s.body, e.Body}} {
			if f.got < f.want {
				bad = append(bad, fmt.Sprintf("%s: %.0f %% of new articles have it, expected at least %.0f %%", f.name, 100*f.got, 100*f.want))
			}
		}
	}
	if fresh < e.NewLeast {
		bad = append(bad, fmt.Sprintf("new: %d articles, expected at least %d", fresh, e.NewLeast))
	}
	if e.NewMost > 0 && fresh > e.NewMost {
		bad = append(bad, fmt.Sprintf("new: %d articles, expected at most %d", fresh, e.NewMost))
	}
	return bad
}

// usual compares with the source's own history.
func (l *ledger) usual(s shares, fresh int, found *discovered) []string {
	if len(l.yields) < enoughRuns {
		return nil
	}
	var mean struct{ discovered, date, publisher, body float64 }
	for _, y := range l.yields {
		n := float64(len(l.yields))
		mean.discovered += float64(y.Discovered) / n
		mean.date += y.Date / n
		mean.publisher += y.Publisher / n
		mean.body += y.Body / n
	}
	var bad []string
	if float64(found.Count) < mean.discovered/5 {
		bad = append(bad, fmt.Sprintf("discovered: %d pages, %.0f in the mean of earlier runs", found.Count, mean.discovered))
	}
	if fresh < enoughNew {
		return bad
	}
	for _, f := range []struct {
		name     string
		got, was float64
	}{{"date", s.date, mean.date}, {"publisher", s.publisher, mean.publisher}, {"body", s.body, mean.body}} {
		if f.got < f.was-slump {
			bad = append(bad, fmt.Sprintf("%s: %.0f %% of new articles have it, %.0f %% in the mean of earlier runs", f.name, 100*f.got, 100*f.was))
		}
	}
	return bad
}

// regressions reports changed articles that were left as they are.
func (sr *sourceRun) regressions() []string {
	if n := sr.report.Skipped[regressed]; n > 0 {
		return []string{fmt.Sprintf("changed: %d articles lost fields and were left as they were", n)}
	}
	return nil
}
