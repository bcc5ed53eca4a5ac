package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"github.com/xianzhi/xianzhi/internal/check"
	"github.com/xianzhi/xianzhi/internal/store"
	"github.com/xianzhi/xianzhi/scraper"
)

func (a *app) checkCommand() *cobra.Command {
	var annotations, fix bool
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
			if fix {
				if err := a.fix(st); err != nil {
					return err
				}
			}
			_, err = scraper.Sources(st)
			if errors.Is(err, fs.ErrNotExist) {
				err = nil // an archive may live of pages that are added by hand
			}
			return a.printFindings(check.All(c.Context(), st, public, err), annotations)
		},
	}
	c.Flags().BoolVar(&annotations, "annotations", false, "print GitHub workflow annotations")
	c.Flags().BoolVar(&fix, "fix", false, "first mend what is safe: generated files that a rebuild would write otherwise")
	return c
}

func (a *app) fix(st *store.Store) error {
	done, err := check.Fix(st)
	for _, what := range done {
		a.say("mended %s", what)
	}
	return err
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
