package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/xianzhi/xianzhi/internal/record"
	"github.com/xianzhi/xianzhi/internal/store"
)

func (a *app) explainCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "explain ID",
		Short: "Show how an observation came about: its sentence, rule, page and capture",
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			_, archive, err := a.archive(c.Context())
			if err != nil {
				return err
			}
			v, o, err := find(archive, args[0])
			if err != nil {
				return err
			}
			return a.explain(v, o)
		},
	}
}

// An explanation is what `explain --json` prints.
type explanation struct {
	record.Observation
	Article  string          `json:"article"`
	Title    record.Optional `json:"title"`
	URL      string          `json:"url"`
	Sentence string          `json:"sentence"`
	Capture  *record.Capture `json:"capture"`
}

func (a *app) explain(v *store.Article, o record.Observation) error {
	e := explanation{Observation: o, Article: v.ID, Title: v.Title, URL: v.URL, Capture: v.Capture}
	if b := o.Quote.Block; b >= 0 && b < len(v.Body) {
		e.Sentence = v.Body[b].Text
	}
	if a.json {
		return a.printLine(e)
	}
	place, asOf := "no place", "no date"
	if o.Place != nil {
		place = o.Place.Name
	}
	if o.AsOf != "" {
		asOf = string(o.AsOf)
	}
	_, err := fmt.Fprintf(a.stdout, "%s  %s = %v %s (%s, %s)\n%s, %s\nrule %s, confidence %.2f, %s\n“%s”\n%s\n%s  %s\n",
		o.ID, o.Indicator, o.Value, o.Unit, o.Qualifier, o.Status, place, asOf, o.Rule, o.Confidence, o.Review, o.Quote.Text, e.Sentence, v.Title, v.URL)
	if err == nil && v.Capture != nil {
		_, err = fmt.Fprintf(a.stdout, "captured %s, sha256 %s\n", v.Capture.Retrieved, v.Capture.SHA256)
	}
	return err
}
