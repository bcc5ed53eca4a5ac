package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"github.com/xianzhi/xianzhi/internal/pipeline"
	"github.com/xianzhi/xianzhi/internal/record"
	"github.com/xianzhi/xianzhi/scraper"
)

func (a *app) extractCommand() *cobra.Command {
	var url, at string
	c := &cobra.Command{
		Use:   "extract FILE…",
		Short: "Read pages (HTML, text, Markdown; - is standard input) and print one article a line",
		Args:  atLeastOne("one file or more"),
		RunE: func(c *cobra.Command, files []string) error {
			when, err := instant(at)
			if err != nil {
				return err
			}
			return a.extract(c.Context(), files, url, when)
		},
	}
	c.Flags().StringVar(&url, "url", "", "the address the page came from (with one file)")
	c.Flags().StringVar(&at, "at", "", "when the page was retrieved, RFC 3339 (default: now)")
	return c
}

// An extracted article is what `extract` prints: an article with what later
// stages read from it, or the reason why there is none.
type extracted struct {
	Input string `json:"input"`
	*record.Article
	Cluster      record.Optional      `json:"cluster"`
	Original     record.Optional      `json:"original"`
	Observations []record.Observation `json:"observations"`
	Withheld     []record.Withheld    `json:"withheld"`
	Error        string               `json:"error,omitempty"`
}

func (a *app) extract(ctx context.Context, files []string, url string, at time.Time) error {
	if url != "" && len(files) > 1 {
		return errors.New("extract: --url goes with one file")
	}
	st, err := a.store()
	if err != nil {
		return err
	}
	analyst, err := pipeline.NewAnalyst(st)
	if err != nil {
		return err
	}
	out, err := a.readPages(ctx, files, url, at)
	if err != nil {
		return err
	}
	analyse(analyst, out)
	return a.printExtracted(out)
}

// readPages extracts the files on all cores and keeps their order.
func (a *app) readPages(ctx context.Context, files []string, url string, at time.Time) ([]extracted, error) {
	out := make([]extracted, len(files))
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, file := range files {
		g.Go(func() error {
			art, err := a.readPage(file, url, at)
			out[i] = extracted{Input: file, Article: art}
			if err != nil {
				out[i].Error = err.Error()
			}
			return ctx.Err()
		})
	}
	return out, g.Wait()
}

func (a *app) readPage(file, url string, at time.Time) (*record.Article, error) {
	data, err := a.readFile(file)
	if err != nil {
		return nil, err
	}
	page, err := scraper.Read(scraper.Page{Bytes: data, URL: url, File: file, Retrieved: at})
	if err != nil {
		return nil, err
	}
	return &page.Article, nil
}

// maxFile is above the extractor's own limit, so that it is the one to object.
const maxFile = 64 << 20

func (a *app) readFile(file string) ([]byte, error) {
	if file == "-" {
		return io.ReadAll(io.LimitReader(a.stdin, maxFile))
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, maxFile))
}

// analyse clusters the articles with each other and reads their observations.
func analyse(analyst *pipeline.Analyst, out []extracted) {
	var articles []*record.Article
	var index []int
	for i := range out {
		if out[i].Article != nil {
			articles = append(articles, out[i].Article)
			index = append(index, i)
		}
	}
	clusters, files := analyst.Analyse(articles)
	for k, f := range files {
		out[index[k]].Observations, out[index[k]].Withheld = f.Observations, f.Withheld
	}
	byID := map[string]record.Cluster{}
	for _, c := range clusters {
		for _, m := range c.Members {
			byID[m.Article] = c
		}
	}
	for k, art := range articles {
		c := byID[art.ID]
		out[index[k]].Cluster, out[index[k]].Original = record.Optional(c.ID), record.Optional(c.Original)
	}
}

func (a *app) printExtracted(out []extracted) error {
	var failed []error
	for _, e := range out {
		if e.Error != "" {
			failed = append(failed, fmt.Errorf("%s: %s", e.Input, e.Error))
		}
		if err := a.printLine(e); err != nil {
			return err
		}
	}
	return partial(errors.Join(failed...))
}

func (a *app) printLine(v any) error {
	line, err := record.EncodeLine(v)
	if err != nil {
		return err
	}
	_, err = a.stdout.Write(append(line, '\n'))
	return err
}

func instant(s string) (time.Time, error) {
	if s == "" {
		return time.Now().UTC(), nil
	}
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return t, fmt.Errorf("--at: expected RFC 3339 such as 2024-08-12T16:47:00+08:00, got %q", s)
	}
	return t, nil
}
