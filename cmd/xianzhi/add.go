package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/xianzhi/xianzhi/scraper"
)

func (a *app) addCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "add URL|FILE…",
		Short: "Archive these pages now",
		Args:  atLeastOne("an address or a saved page, or more"),
		RunE: func(c *cobra.Command, args []string) error {
			st, err := a.store()
			if err != nil {
				return err
			}
			p := a.progress()
			defer p.end()
			r, err := scraper.Add(c.Context(), a.scraperOptions(st, nil, p), args...)
			p.end()
			if err != nil {
				return err
			}
			if err := a.printReport(r, r.Table()); err != nil {
				return err
			}
			// What a person asks for by name and is skipped has failed.
			n := r.Failures()
			for _, s := range r.Sources {
				for _, skipped := range s.Skipped {
					n += skipped
				}
			}
			if n > 0 {
				return partial(fmt.Errorf("%d pages gave no article; the table says why", n))
			}
			return nil
		},
	}
}
