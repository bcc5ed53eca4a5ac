package main

import (
	"context"
	"errors"
	"io"

	"github.com/spf13/cobra"

	"github.com/xianzhi/xianzhi"
	"github.com/xianzhi/xianzhi/internal/pipeline"
)

func (a *app) buildCommand() *cobra.Command {
	var f buildFlags
	c := &cobra.Command{
		Use:   "build",
		Short: "Make charts, site, search index and data releases from data/ into public/",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			_, err := a.build(c.Context(), f)
			return err
		},
	}
	f.add(c)
	return c
}

var errHeld = errors.New("refused to publish new articles that were held back\nhint: look at what broke, then build --publish-held, or mend data/sources.yaml and scrape again")

// buildFlags are the flags of all verbs that build.
type buildFlags struct {
	baseURL string
	held    bool
}

func (f *buildFlags) add(c *cobra.Command) {
	c.Flags().StringVar(&f.baseURL, "base-url", "", "address of the site (default: base_url in data/site.yaml)")
	c.Flags().BoolVar(&f.held, "publish-held", false, "publish new articles of sources that fell short of what is expected of them")
}

func (a *app) build(ctx context.Context, f buildFlags) (pipeline.Report, error) {
	st, err := a.store()
	if err != nil {
		return pipeline.Report{}, err
	}
	p := a.progress()
	defer p.end()
	r, err := pipeline.Build(ctx, pipeline.Options{
		Store: st, Theme: xianzhi.Files, BaseURL: f.baseURL, PublishHeld: f.held, Log: a.hugoLog(), Progress: p.report,
	})
	p.end()
	if err != nil {
		return r, err
	}
	return r, a.printBuild(r)
}

// hugoLog is where Hugo may speak: nowhere, unless asked for.
func (a *app) hugoLog() io.Writer {
	if a.verbose {
		return a.stderr
	}
	return io.Discard
}

func (a *app) printBuild(r pipeline.Report) error {
	for _, err := range r.Stale {
		a.say("%v", err)
	}
	if a.json {
		return a.printLine(r)
	}
	a.say("built %d pages from %d articles with %d observations, %d stories with copies, %d charts; search index %d files, %d KB",
		r.Pages, r.Articles, r.Observations, r.Clusters, r.Charts, r.SearchFiles, r.SearchBytes>>10)
	if r.Rewritten > 0 {
		a.say("%d files in data/observations and data/clusters.json changed; git diff shows the numbers", r.Rewritten)
	}
	if r.NoImages != "" {
		a.say("pages have no social images: %s", r.NoImages)
	}
	for _, h := range r.Held {
		a.say("held back: %s", h)
	}
	if len(r.Held) > 0 {
		return refused(errHeld)
	}
	return nil
}
