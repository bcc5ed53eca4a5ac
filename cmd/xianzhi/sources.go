package main

import (
	"fmt"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/xianzhi/xianzhi/internal/record"
)

func (a *app) sourcesCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "sources",
		Short: "Show, try and add sources",
		Args:  cobra.NoArgs,
		RunE:  func(*cobra.Command, []string) error { return a.listSources() },
	}
	c.AddCommand(&cobra.Command{
		Use:   "list",
		Short: "Show the state of each source: last success, articles, share of errors",
		Args:  cobra.NoArgs,
		RunE:  func(*cobra.Command, []string) error { return a.listSources() },
	}, a.trySourceCommand(), a.addSourceCommand())
	return c
}

// A sourceLine is what `sources list` prints of one source.
type sourceLine struct {
	Source   string  `json:"source"`
	Enabled  bool    `json:"enabled"`
	Last     string  `json:"last"` // run that last brought something, RFC 3339; empty: never
	Articles int     `json:"articles"`
	Pages    int     `json:"pages"`
	Errors   float64 `json:"errors"` // share of known pages that are blocked or gave no article, 0..1
	Held     bool    `json:"held"`
}

func (a *app) listSources() error {
	st, err := a.store()
	if err != nil {
		return err
	}
	sources, err := st.Sources()
	if err != nil {
		return err
	}
	states, err := st.States()
	if err != nil {
		return err
	}
	bySource := map[string]record.State{}
	for _, s := range states {
		bySource[s.Source] = s
	}
	w := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
	if !a.json {
		fmt.Fprintln(w, "source\tenabled\tlast\tarticles\tpages\terrors\theld")
	}
	for _, s := range sources {
		l := lineOf(s, bySource[s.ID])
		if a.json {
			err = a.printLine(l)
		} else {
			_, err = fmt.Fprintf(w, "%s\t%v\t%s\t%d\t%d\t%.0f%%\t%v\n", l.Source, l.Enabled, l.Last, l.Articles, l.Pages, 100*l.Errors, l.Held)
		}
		if err != nil {
			return err
		}
	}
	return w.Flush()
}

func lineOf(s record.Source, st record.State) sourceLine {
	l := sourceLine{Source: s.ID, Enabled: s.Enabled, Pages: len(st.Pages), Held: st.Gate != nil}
	if n := len(st.Yields); n > 0 {
		l.Last = st.Yields[n-1].At
	}
	bad := 0
	for _, p := range st.Pages {
		switch p.State {
		case record.PageKept, record.PageGone:
			l.Articles++
		case record.PageSkipped, record.PageBlocked:
			bad++
		}
	}
	if l.Pages > 0 {
		l.Errors = float64(bad) / float64(l.Pages)
	}
	return l
}
