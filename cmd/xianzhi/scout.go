package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/xianzhi/xianzhi/scraper"
)

func (a *app) trySourceCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "test ID",
		Short: "Find a source's pages and read the first few, keeping nothing",
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return a.scout(c.Context(), func(ctx context.Context, opt scraper.Options) (*scraper.Trial, error) {
				return scraper.Test(ctx, opt, args[0])
			})
		},
	}
}

func (a *app) addSourceCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "add URL",
		Short: "Look for a site's feeds and sitemaps and add it to data/sources.yaml, turned off",
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return a.scout(c.Context(), func(ctx context.Context, opt scraper.Options) (*scraper.Trial, error) {
				t, err := scraper.Propose(ctx, opt, args[0])
				if err != nil {
					return t, err
				}
				if err := scraper.AppendSource(opt.Store, t.Source); err != nil {
					return t, err
				}
				a.say("added %s to data/sources.yaml, turned off; read the outlet's terms, set rights and keywords, then enabled: true", t.Source.ID)
				return t, nil
			})
		},
	}
}

// scout runs a trial and prints it. A trial in which nothing could be read is
// "done, but some input failed".
func (a *app) scout(ctx context.Context, try func(context.Context, scraper.Options) (*scraper.Trial, error)) error {
	st, err := a.store()
	if err != nil {
		return err
	}
	p := a.progress()
	defer p.end()
	t, err := try(ctx, a.scraperOptions(st, nil, p))
	p.end()
	if err != nil {
		return err
	}
	if err := a.printReport(t, t.Table()); err != nil {
		return err
	}
	return partial(trialError(t))
}

func trialError(t *scraper.Trial) error {
	var bad []error
	for _, e := range t.Errors {
		bad = append(bad, fmt.Errorf("%s: %s", t.Source.ID, e))
	}
	for _, p := range t.Pages {
		if p.Error != "" {
			bad = append(bad, fmt.Errorf("%s: %s", p.URL, p.Error))
		}
	}
	if t.Discovered == 0 {
		bad = append(bad, fmt.Errorf("%s: no pages found", t.Source.ID))
	}
	return errors.Join(bad...)
}
