package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/xianzhi/xianzhi/internal/store"
	"github.com/xianzhi/xianzhi/scraper"
)

func (a *app) runCommand() *cobra.Command {
	var f buildFlags
	c := &cobra.Command{
		Use:   "run",
		Short: "Scrape, then build: the main job",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			gathered := a.scrape(c.Context(), nil)
			if stopsRun(gathered) {
				return gathered
			}
			_, err := a.build(c.Context(), f)
			if err == nil && !a.json {
				a.say("look at it with: xianzhi serve")
			}
			return errors.Join(err, gathered)
		},
	}
	f.add(c)
	return c
}

// stopsRun reports whether a build would be in vain: pages that failed do not
// stop it, a wrong configuration or Ctrl-C does.
func stopsRun(err error) bool {
	var s *statusError
	return err != nil && !(errors.As(err, &s) && s.code == exitPartial)
}

func (a *app) scrapeCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "scrape [SOURCE…]",
		Short: "Gather enabled sources, or those named, into the WARC store and data/",
		RunE:  func(c *cobra.Command, args []string) error { return a.scrape(c.Context(), args) },
	}
}

func (a *app) scrape(ctx context.Context, sources []string) error {
	st, err := a.store()
	if err != nil {
		return err
	}
	p := a.progress()
	defer p.end()
	r, err := scraper.Run(ctx, a.scraperOptions(st, sources, p))
	p.end()
	if r != nil {
		err = errors.Join(err, a.printReport(r, r.Table()))
	}
	if err != nil {
		return err
	}
	if n := r.Failures(); n > 0 {
		return partial(fmt.Errorf("%d pages failed or are blocked; they are asked for again in the next run", n))
	}
	return nil
}

func (a *app) scraperOptions(st *store.Store, sources []string, p *progress) scraper.Options {
	return scraper.Options{Store: st, Sources: sources, Version: version, Progress: p.report}
}

// printReport prints a report as one line of JSON, or as the table that people read.
func (a *app) printReport(report any, table string) error {
	if a.json {
		return a.printLine(report)
	}
	_, err := fmt.Fprint(a.stdout, table)
	return err
}

func (a *app) reextractCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "reextract [SOURCE…]",
		Short: "Rebuild data/articles from the WARC store, without network",
		RunE: func(c *cobra.Command, args []string) error {
			st, err := a.store()
			if err != nil {
				return err
			}
			p := a.progress()
			defer p.end()
			r, err := scraper.Reextract(c.Context(), a.scraperOptions(st, args, p))
			p.end()
			if err != nil {
				return err
			}
			return a.printReport(r, r.Table())
		},
	}
}
