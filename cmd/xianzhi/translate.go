package main

import (
	"context"
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"github.com/xianzhi/xianzhi/internal/translate"
)

func (a *app) translateCommand() *cobra.Command {
	var dry bool
	c := &cobra.Command{
		Use:   "translate",
		Short: "Fill missing translations through the engine that data/site.yaml names",
		Args:  cobra.NoArgs,
		RunE:  func(c *cobra.Command, _ []string) error { return a.translate(c.Context(), dry) },
	}
	c.Flags().BoolVar(&dry, "dry-run", false, "say how much would be sent, and send nothing")
	return c
}

func (a *app) translate(ctx context.Context, dry bool) error {
	st, archive, err := a.archive(ctx)
	if err != nil {
		return err
	}
	jobs := translate.Plan(archive)
	texts, characters := 0, 0
	for _, j := range jobs {
		texts, characters = texts+len(j.Texts), characters+j.Characters
	}
	a.say("%d articles lack %d texts, %d characters", len(jobs), texts, characters)
	if dry || len(jobs) == 0 {
		return nil
	}
	engine, err := translate.Open(archive.Site.Translate)
	if err != nil {
		return err
	}
	if engine == nil {
		return errors.New("data/site.yaml: translate.engine is none; set one, or write data/translations by hand")
	}
	p := a.progress()
	defer p.end()
	f := translate.Filler{Store: st, Engine: engine, Glossary: archive.Glossary, Places: archive.Gazetteer, Batch: archive.Site.Translate.Batch,
		Progress: func(done, total int, _ string) { p.report("translate", done, total) }}
	r, err := f.Fill(ctx, jobs)
	p.end()
	for _, h := range r.Held {
		a.say("held back: %s: %s", h.Article, strings.Join(h.Reasons, "; "))
	}
	a.say("translated %d texts of %d articles, %d characters, %d held back by the numbers guard", r.Texts, r.Articles, r.Characters, len(r.Held))
	if a.json {
		err = errors.Join(err, a.printLine(r))
	}
	return partial(err)
}
