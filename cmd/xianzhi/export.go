package main

import (
	"github.com/spf13/cobra"

	"github.com/xianzhi/xianzhi/internal/dataset"
)

func (a *app) exportCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "export DIR",
		Short: "Write the data as a Data Package: CSV, Parquet, SQLite, JSON Lines",
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			st, err := a.store()
			if err != nil {
				return err
			}
			archive, err := st.Archive(c.Context())
			if err != nil {
				return err
			}
			names, err := dataset.Write(c.Context(), args[0], archive)
			if err != nil {
				return err
			}
			return a.printFiles(names)
		},
	}
}
