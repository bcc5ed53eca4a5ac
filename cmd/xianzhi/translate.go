package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/xianzhi/xianzhi/internal/translate"
)

func (a *app) translateCommand() *cobra.Command {
	var dry bool
	var po exchange
	c := &cobra.Command{
		Use:   "translate",
		Short: "Fill missing translations through the engine that data/site.yaml names",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if po.out != "" || len(po.in) > 0 {
				return a.exchange(c.Context(), po)
			}
			return a.translate(c.Context(), dry)
		},
	}
	c.Flags().StringVar(&po.out, "po-out", "", "write a PO file for each article into this folder, for translators' tools")
	c.Flags().StringArrayVar(&po.in, "po-in", nil, "read a PO file that a translator worked on")
	c.Flags().StringVar(&po.by, "by", "", "who translated, with --po-in (default: the user's name)")
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

// An exchange is what translators' tools give and take.
type exchange struct {
	out, by string
	in      []string
}

func (a *app) exchange(ctx context.Context, po exchange) error {
	st, archive, err := a.archive(ctx)
	if err != nil {
		return err
	}
	if po.by == "" {
		po.by = userName()
	}
	for _, file := range po.in {
		n, objections, err := translate.ImportPO(st, archive, file, po.by)
		if err != nil {
			return err
		}
		for _, o := range objections {
			a.say("look again: %s: %q: %s", o.Article, o.Text, strings.Join(o.Reasons, "; "))
		}
		a.say("%s: %d texts taken over", file, n)
	}
	if po.out == "" {
		return nil
	}
	names, err := translate.ExportPO(st, archive, po.out)
	for _, name := range names {
		if _, err := fmt.Fprintln(a.stdout, name); err != nil {
			return err
		}
	}
	return err
}
