package main

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/xianzhi/xianzhi/internal/dataset"
	"github.com/xianzhi/xianzhi/internal/pipeline"
	"github.com/xianzhi/xianzhi/internal/record"
)

func (a *app) releaseCommand() *cobra.Command {
	r := record.Release{Program: version, DataVersion: pipeline.DataVersion}
	c := &cobra.Command{
		Use:   "release",
		Short: "Keep the numbers as they are now in data/releases, to be cited; a release never changes",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			st, archive, err := a.archive(c.Context())
			if err != nil {
				return err
			}
			done, err := dataset.Release(st, archive, r)
			if err != nil {
				return err
			}
			return a.printRelease(done)
		},
	}
	c.Flags().StringVar(&r.Date, "date", time.Now().UTC().Format(time.DateOnly), "date of the release")
	c.Flags().StringVar(&r.Note, "note", "", "what a reader should know about it")
	c.Flag("date").DefValue = "today"
	return c
}

func (a *app) printRelease(r record.Release) error {
	if a.json {
		return a.printLine(r)
	}
	for _, i := range r.Indicators {
		if _, err := fmt.Fprintf(a.stdout, "%-28s %4d: %d added, %d changed, %d removed\n", i.ID, i.Observations, len(i.Added), len(i.Changed), len(i.Removed)); err != nil {
			return err
		}
	}
	a.say("released %d observations of %d articles in data/releases/%s; commit it: git add data/releases", r.Observations, r.Articles, r.Date)
	return nil
}
