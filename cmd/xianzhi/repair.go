package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/xianzhi/xianzhi/internal/record"
	"github.com/xianzhi/xianzhi/scraper"
)

func (a *app) repairCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "repair [FILE…]",
		Short: "Undo what mirrors broke in a text and convert it to Simplified Chinese",
		RunE: func(c *cobra.Command, files []string) error {
			if len(files) == 0 {
				files = []string{"-"}
			}
			return a.repair(files)
		},
	}
}

// repaired is what `repair` prints for one text. Damaged counts code points of
// Text; its block is always 0.
type repaired struct {
	Input   string          `json:"input"`
	Text    string          `json:"text"`
	Repairs []record.Repair `json:"repairs"`
	Damaged []record.Span   `json:"damaged"`
	Error   string          `json:"error,omitempty"`
}

func (a *app) repair(files []string) error {
	var failed []error
	for _, file := range files {
		out := repaired{Input: file}
		data, err := a.readFile(file)
		if err == nil {
			out, err = repairText(file, data)
		}
		if err != nil {
			out.Error = err.Error()
			failed = append(failed, fmt.Errorf("%s: %w", file, err))
		}
		if err := a.printLine(out); err != nil {
			return err
		}
	}
	return partial(errors.Join(failed...))
}

func repairText(file string, data []byte) (repaired, error) {
	r, err := scraper.RepairText(data)
	if err != nil {
		return repaired{Input: file}, err
	}
	return repaired{Input: file, Text: r.Text, Repairs: r.Repairs, Damaged: r.Damaged}, nil
}
