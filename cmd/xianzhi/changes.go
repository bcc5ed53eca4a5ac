package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/xianzhi/xianzhi"
	"github.com/xianzhi/xianzhi/internal/review"
	"github.com/xianzhi/xianzhi/internal/store"
)

func (a *app) changesCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "changes OLD",
		Short: "Show, as Markdown, new reports and changed numbers since the archive in the folder OLD",
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			_, now, err := a.archive(c.Context())
			if err != nil {
				return err
			}
			st, err := store.Open(args[0], xianzhi.Files)
			if err != nil {
				return err
			}
			old, err := st.Archive(c.Context())
			if err != nil {
				return err
			}
			changes := review.Compare(old, now)
			if a.json {
				return a.printLine(map[string]int{"new": len(changes.New), "gone": len(changes.Gone), "numbers": len(changes.Numbers)})
			}
			_, err = fmt.Fprint(a.stdout, changes.Markdown())
			return err
		},
	}
}
