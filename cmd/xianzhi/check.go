package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/xianzhi/xianzhi/internal/check"
)

func (a *app) checkCommand() *cobra.Command {
	var annotations bool
	c := &cobra.Command{
		Use:   "check",
		Short: "Find all that is wrong in configuration, data, translations and the built site",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			st, err := a.store()
			if err != nil {
				return err
			}
			public := st.Path("public")
			if _, err := os.Stat(public); err != nil {
				public = ""
				a.say("no public/ here: the built site is not checked")
			}
			return a.printFindings(check.All(c.Context(), st, public), annotations)
		},
	}
	c.Flags().BoolVar(&annotations, "annotations", false, "print GitHub workflow annotations")
	return c
}

func (a *app) printFindings(found []check.Finding, annotations bool) error {
	count := map[string]int{}
	group := ""
	for _, f := range found {
		count[f.Level]++
		if err := a.printFinding(f, annotations, &group); err != nil {
			return err
		}
	}
	a.say("%d errors, %d warnings", count[check.Error], count[check.Warning])
	if count[check.Error] > 0 {
		return partial(errors.New("check: the archive has errors"))
	}
	return nil
}

func (a *app) printFinding(f check.Finding, annotations bool, group *string) error {
	switch {
	case a.json:
		return a.printLine(f)
	case annotations:
		_, err := fmt.Fprintln(a.stdout, f.Annotation())
		return err
	}
	if f.Group != *group {
		*group = f.Group
		fmt.Fprintf(a.stdout, "%s\n", f.Group)
	}
	_, err := fmt.Fprintf(a.stdout, "  %s: %s\n", f.Level, f)
	return err
}
