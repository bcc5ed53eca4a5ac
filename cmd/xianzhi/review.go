package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os/user"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/xianzhi/xianzhi/internal/record"
	"github.com/xianzhi/xianzhi/internal/review"
	"github.com/xianzhi/xianzhi/internal/store"
)

// A decision is what the flags of review's subcommands say.
type decision struct {
	reason, by string
	set        []string
}

func (a *app) reviewCommand() *cobra.Command {
	var interactive bool
	c := &cobra.Command{
		Use:   "review",
		Short: "List what waits for a person, heaviest first, and write decisions",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return a.review(c.Context(), interactive)
		},
	}
	c.Flags().BoolVar(&interactive, "interactive", false, "go through doubtful observations one by one")
	c.AddCommand(a.decideCommand("accept", "confirm", "Confirm an observation"),
		a.decideCommand("reject", "reject", "Reject an observation: it appears nowhere but here"),
		a.decideCommand("correct", "correct", "Correct fields of an observation (--set field=JSON)"))
	return c
}

func (a *app) decideCommand(verb, action, short string) *cobra.Command {
	var d decision
	c := &cobra.Command{
		Use:   verb + " ID",
		Short: short,
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			st, archive, err := a.archive(c.Context())
			if err != nil {
				return err
			}
			return a.decide(st, archive, args[0], action, d)
		},
	}
	c.Flags().StringVar(&d.reason, "reason", "", "why (required)")
	c.Flags().StringVar(&d.by, "by", "", "who decides (default: the user's name)")
	if action == "correct" {
		c.Flags().StringArrayVar(&d.set, "set", nil, "a field and its value as JSON, such as value=180")
	}
	_ = c.MarkFlagRequired("reason")
	return c
}

func (a *app) archive(ctx context.Context) (*store.Store, *store.Archive, error) {
	st, err := a.store()
	if err != nil {
		return nil, nil, err
	}
	archive, err := st.Archive(ctx)
	return st, archive, err
}

func (a *app) review(ctx context.Context, interactive bool) error {
	st, archive, err := a.archive(ctx)
	if err != nil {
		return err
	}
	items := review.Items(archive)
	if interactive {
		return a.interview(st, archive, items)
	}
	for _, i := range items {
		if err := a.printItem(i); err != nil {
			return err
		}
	}
	a.say("%d items wait for a person", len(items))
	return nil
}

func (a *app) printItem(i review.Item) error {
	if a.json {
		return a.printLine(i)
	}
	_, err := fmt.Fprintf(a.stdout, "%-11s %s %s\n            “%s”\n            %s\n", i.Kind, i.Article, i.Observation, i.Text, i.Note)
	if err == nil && i.Sister != "" {
		_, err = fmt.Fprintf(a.stdout, "            a sister copy reads: %s\n", i.Sister)
	}
	return err
}

// interview asks about each doubtful observation and writes the answers as they come.
func (a *app) interview(st *store.Store, archive *store.Archive, items []review.Item) error {
	answers := bufio.NewScanner(a.stdin)
	for _, i := range items {
		if i.Observation == "" {
			continue
		}
		if err := a.printItem(i); err != nil {
			return err
		}
		fmt.Fprint(a.stderr, "accept, reject, skip or quit [a/r/s/q]? ")
		if !answers.Scan() {
			return answers.Err()
		}
		action := map[string]string{"a": "confirm", "r": "reject"}[strings.TrimSpace(answers.Text())]
		if strings.TrimSpace(answers.Text()) == "q" {
			return nil
		}
		if action == "" {
			continue
		}
		if err := a.decide(st, archive, i.Observation, action, decision{reason: "reviewed against the sentence"}); err != nil {
			return err
		}
	}
	return nil
}

func (a *app) decide(st *store.Store, archive *store.Archive, id, action string, d decision) error {
	v, o, err := find(archive, id)
	if err != nil {
		return err
	}
	c := record.Correction{Action: action, Article: v.ID, Reason: d.reason, By: d.by, Date: time.Now().UTC().Format(time.DateOnly)}
	if c.By == "" {
		c.By = userName()
	}
	if c.Set, err = values(d.set); err != nil {
		return err
	}
	if action == "correct" && len(c.Set) == 0 {
		return fmt.Errorf("review correct: expected --set field=JSON, such as --set value=180")
	}
	file, err := review.Decide(st, o, c)
	if err != nil {
		return err
	}
	a.say("%s: %s written to %s", id, action, file)
	return nil
}

func values(set []string) (map[string]any, error) {
	out := map[string]any{}
	for _, s := range set {
		key, text, ok := strings.Cut(s, "=")
		var v any
		if !ok || json.Unmarshal([]byte(text), &v) != nil {
			return nil, fmt.Errorf("--set: expected field=JSON, such as value=180 or as_of='\"2023-12\"', got %q", s)
		}
		out[key] = v
	}
	if len(out) == 0 {
		return nil, nil
	}
	return out, nil
}

func find(archive *store.Archive, id string) (*store.Article, record.Observation, error) {
	for _, v := range archive.Articles {
		for _, o := range v.Observations {
			if o.ID == id {
				return v, o, nil
			}
		}
	}
	return nil, record.Observation{}, fmt.Errorf("observation %s: not in the archive\nhint: xianzhi review --json lists ids", id)
}

func userName() string {
	u, err := user.Current()
	if err != nil {
		return "unknown"
	}
	return u.Username
}
