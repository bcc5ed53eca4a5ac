package main

import (
	"context"
	"time"

	"github.com/spf13/cobra"

	"github.com/xianzhi/xianzhi/internal/record"
	"github.com/xianzhi/xianzhi/internal/store"
	"github.com/xianzhi/xianzhi/scraper"
)

func (a *app) withdrawCommand() *cobra.Command {
	e := record.Exclusion{Kind: store.Withdrawn}
	c := &cobra.Command{
		Use:   "withdraw ID",
		Short: "Take an article down: a tombstone stays, its text and raw bytes go",
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			e.Article = args[0]
			return a.withdraw(c.Context(), e)
		},
	}
	c.Flags().StringVar(&e.Reason, "reason", "", "why; kept in the archive, never published (required)")
	c.Flags().StringVar(&e.By, "by", "", "who decides (default: the user's name)")
	_ = c.MarkFlagRequired("reason")
	return c
}

func (a *app) withdraw(ctx context.Context, e record.Exclusion) error {
	st, err := a.store()
	if err != nil {
		return err
	}
	e.Date = time.Now().UTC().Format(time.DateOnly)
	if e.By == "" {
		e.By = userName()
	}
	url, removed, err := st.Withdraw(e)
	for _, rel := range removed {
		a.say("removed %s", rel)
	}
	if err != nil {
		return err
	}
	n, err := scraper.Purge(ctx, st, url)
	if err != nil {
		return err
	}
	a.say("purged %d records of %s from the WARC store", n, url)
	a.say("build and deploy to replace the pages; git's history and the CDN's cache still hold the text, see doc/takedown.md")
	return nil
}
