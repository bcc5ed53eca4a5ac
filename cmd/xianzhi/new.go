package main

import (
	"github.com/spf13/cobra"

	"github.com/xianzhi/xianzhi"
	"github.com/xianzhi/xianzhi/internal/scaffold"
)

func (a *app) newCommand() *cobra.Command {
	o := scaffold.Options{Version: version, Host: xianzhi.Files}
	c := &cobra.Command{
		Use:   "new DIR",
		Short: "Make an archive of your own, on any topic, in a new folder",
		Args:  cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			names, err := scaffold.New(args[0], o)
			if err != nil {
				return err
			}
			if err := a.printFiles(names); err != nil {
				return err
			}
			a.say("made %s; next: xianzhi run --root %s", args[0], args[0])
			return nil
		},
	}
	c.Flags().StringVar(&o.Title, "title", "New archive", "English title")
	c.Flags().StringVar(&o.TitleZh, "title-zh", "新档案", "Chinese title")
	c.Flags().StringVar(&o.First, "language", "en", "default language of the site: en or zh")
	c.Flags().StringVar(&o.BaseURL, "base-url", "https://archive.example/", "address of the site")
	c.Flags().StringVar(&o.Contact, "contact", "editors@archive.example", "e-mail address or URL for readers")
	return c
}
