package review

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xianzhi/xianzhi/internal/record"
	"github.com/xianzhi/xianzhi/internal/store"
)

// Changes is what differs between two states of an archive.
type Changes struct {
	New     []*store.Article // reports that the older state lacks
	Gone    []*store.Article // reports of the older state that are not there any more
	Numbers []NumberChange   // of reports that both have
}

// A NumberChange is an observation that came, went, or reads otherwise.
type NumberChange struct {
	Article *store.Article
	Old     *record.Observation // nil: it is new
	New     *record.Observation // nil: it is gone
}

// Compare returns what changed from old to now, in now's order.
func Compare(old, now *store.Archive) Changes {
	var c Changes
	before := map[string]*store.Article{}
	for _, v := range old.Articles {
		before[v.ID] = v
	}
	for _, v := range now.Articles {
		was, ok := before[v.ID]
		if !ok {
			c.New = append(c.New, v)
			continue
		}
		delete(before, v.ID)
		c.Numbers = append(c.Numbers, numbers(v, was)...)
	}
	for _, v := range old.Articles {
		if before[v.ID] != nil {
			c.Gone = append(c.Gone, v)
		}
	}
	return c
}

func numbers(v, was *store.Article) []NumberChange {
	var out []NumberChange
	for i := range v.Observations {
		o := &v.Observations[i]
		at := slices.IndexFunc(was.Observations, func(x record.Observation) bool { return x.ID == o.ID })
		if at < 0 {
			out = append(out, NumberChange{v, nil, o})
		} else if reads(was.Observations[at]) != reads(*o) {
			out = append(out, NumberChange{v, &was.Observations[at], o})
		}
	}
	for i := range was.Observations {
		o := &was.Observations[i]
		if !slices.ContainsFunc(v.Observations, func(x record.Observation) bool { return x.ID == o.ID }) {
			out = append(out, NumberChange{v, o, nil})
		}
	}
	return out
}

// reads is an observation as a person compares it: without confidence and rule.
func reads(o record.Observation) string {
	value := fmt.Sprint(o.Value)
	if o.ValueMax != nil {
		value += fmt.Sprintf(" to %v", *o.ValueMax)
	}
	s := fmt.Sprintf("%s = %s %s (%s, %s)", o.Indicator, value, o.Unit, o.Qualifier, o.Status)
	if o.Place != nil {
		s += ", " + o.Place.Name
	}
	if o.Programme != nil {
		s += ", " + o.Programme.Name
	}
	if o.AsOf != "" {
		s += ", " + string(o.AsOf)
	}
	return s
}

// Markdown is the summary that a pull request opens with.
func (c Changes) Markdown() string {
	var b strings.Builder
	section := func(title string, n int) bool {
		if n > 0 {
			fmt.Fprintf(&b, "## %s (%d)\n\n", title, n)
		}
		return n > 0
	}
	if section("New reports", len(c.New)) {
		for _, v := range c.New {
			fmt.Fprintf(&b, "- [%s](<%s>) %s, %d numbers\n", inline(string(v.Title)), v.URL, v.Published, len(v.Observations))
		}
		b.WriteString("\n")
	}
	if section("Reports that are gone", len(c.Gone)) {
		for _, v := range c.Gone {
			fmt.Fprintf(&b, "- %s %s\n", inline(string(v.Title)), v.URL)
		}
		b.WriteString("\n")
	}
	if section("Changed numbers", len(c.Numbers)) {
		for _, n := range c.Numbers {
			n.line(&b)
		}
	}
	if b.Len() == 0 {
		return "Nothing changed.\n"
	}
	return b.String()
}

func (n NumberChange) line(b *strings.Builder) {
	switch {
	case n.Old == nil:
		fmt.Fprintf(b, "- new: %s: “%s”, %s\n", reads(*n.New), inline(n.New.Quote.Text), n.Article.ID)
	case n.New == nil:
		fmt.Fprintf(b, "- gone: %s: “%s”, %s\n", reads(*n.Old), inline(n.Old.Quote.Text), n.Article.ID)
	default:
		fmt.Fprintf(b, "- %s, was %s: “%s”, %s\n", reads(*n.New), reads(*n.Old), inline(n.New.Quote.Text), n.Article.ID)
	}
}

// inline keeps a text from being read as Markdown or HTML.
func inline(s string) string {
	return strings.NewReplacer("\n", " ", "[", `\[`, "]", `\]`, "<", "&lt;", "@", "@\u200b", "*", `\*`, "`", "'").Replace(s)
}
