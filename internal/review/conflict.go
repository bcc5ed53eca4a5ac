package review

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xianzhi/xianzhi/internal/record"
	"github.com/xianzhi/xianzhi/internal/store"
)

// A subject is what two claims must share to be comparable.
type subject struct{ indicator, place, programme, org, asOf, unit string }

type claim struct {
	article *store.Article
	o       record.Observation
}

// conflicts compares the claims of independent reports: one article of each
// cluster, so that copies do not argue with themselves.
func conflicts(a *store.Archive, add adder) {
	bySubject := map[subject][]claim{}
	var order []subject
	for _, v := range a.Articles {
		if v.Relation != record.Original {
			continue
		}
		for _, o := range v.Observations {
			if o.AsOf == "" || o.Place == nil && o.Programme == nil && o.Org == nil {
				continue
			}
			s := subjectOf(o)
			if bySubject[s] == nil {
				order = append(order, s)
			}
			bySubject[s] = append(bySubject[s], claim{v, o})
		}
	}
	for _, s := range order {
		disagree(bySubject[s], add)
	}
	falling(bySubject, order, a.Indicators, add)
}

func subjectOf(o record.Observation) subject {
	s := subject{indicator: o.Indicator, asOf: string(o.AsOf), unit: o.Unit}
	if o.Place != nil {
		s.place = o.Place.Name
	}
	if o.Programme != nil {
		s.programme = o.Programme.Name
	}
	if o.Org != nil {
		s.org = o.Org.Name
	}
	return s
}

func disagree(claims []claim, add adder) {
	first := claims[0]
	for _, c := range claims[1:] {
		if c.article != first.article && c.o.Value != first.o.Value && c.o.Qualifier == first.o.Qualifier {
			add(Conflict, Item{Article: c.article.ID, Observation: c.o.ID, Block: c.o.Quote.Block, Text: c.o.Quote.Text,
				Note: fmt.Sprintf("%s: %v here, %v in %s (%s)", c.o.Indicator, c.o.Value, first.o.Value, first.article.ID, first.o.Quote.Text)})
		}
	}
}

// falling finds cumulative counts that are smaller at a later date.
func falling(bySubject map[subject][]claim, order []subject, defs []record.Indicator, add adder) {
	cumulative := map[string]bool{}
	for _, d := range defs {
		cumulative[d.ID] = d.Kind == "cumulative"
	}
	series := map[subject][]claim{}
	for _, s := range order {
		if cumulative[s.indicator] {
			key := s
			key.asOf = ""
			series[key] = append(series[key], bySubject[s]...)
		}
	}
	for _, claims := range series {
		slices.SortStableFunc(claims, func(x, y claim) int { return strings.Compare(string(x.o.AsOf), string(y.o.AsOf)) })
		for i := 1; i < len(claims); i++ {
			if before, now := claims[i-1], claims[i]; now.o.Value < before.o.Value && now.o.AsOf != before.o.AsOf {
				add(Falling, Item{Article: now.article.ID, Observation: now.o.ID, Block: now.o.Quote.Block, Text: now.o.Quote.Text,
					Note: fmt.Sprintf("%s: %v as of %s, but %v as of %s in %s", now.o.Indicator, now.o.Value, now.o.AsOf, before.o.Value, before.o.AsOf, before.article.ID)})
			}
		}
	}
}

// sister returns how an undamaged copy of the story reads around a quote.
func sister(a *store.Archive, v *store.Article, q record.Evidence) string {
	if v.Cluster == nil || q.Block < 0 || q.Block >= len(v.Body) {
		return ""
	}
	before := tail([]rune(head([]rune(v.Body[q.Block].Text), q.Start)), 6)
	if before == "" {
		return ""
	}
	for _, m := range v.Cluster.Members {
		other, err := a.ByID(m.Article)
		if err != nil || other.ID == v.ID {
			continue
		}
		for _, b := range other.Body {
			if i := strings.Index(b.Text, before); i >= 0 {
				return other.ID + ": " + head([]rune(b.Text[i+len(before):]), q.End-q.Start+8)
			}
		}
	}
	return ""
}

func tail(r []rune, n int) string { return string(r[max(0, len(r)-n):]) }
func head(r []rune, n int) string { return string(r[:min(len(r), max(0, n))]) }
