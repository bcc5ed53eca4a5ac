package site

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	social "github.com/xianzhi/xianzhi/internal/card"
	"github.com/xianzhi/xianzhi/internal/store"
)

// Options say where a site is built from and to.
type Options struct {
	Root   string // the archive's folder: its layouts, assets, content, i18n and static override the theme's, file by file
	Theme  fs.FS  // the program's own layouts, assets, content, i18n and static
	Build  string // scratch folder; default Root/build/hugo
	Public string // the site; default Root/public. What it held is deleted or overwritten

	BaseURL string  // overrides the one of data/site.yaml
	Charts  []Chart // drawn charts, each with the page that shows it
	Exports []Export
	// Releases, newest first, keep their pages for ever.
	Releases []Release

	Painter *social.Painter // of social images; nil: there are none
	Images  string          // folder that keeps painted images; default Root/build/cards

	Child []string  // command whose arguments are given to [Child]; default: this program with [ChildVerb]
	Log   io.Writer // what Hugo says; default io.Discard
}

// An Export is a file of the data release that the data page offers. Path is
// relative to the site's root.
type Export struct {
	Path   string
	Format string // "CSV", "Parquet", "SQLite", "JSON"
	What   string // "observations", "articles", …: an i18n key export-<What>
	Bytes  int64
}

// Stats count what was built.
type Stats struct {
	Pages    int // HTML pages, both languages
	Articles int
	Files    int // files that are no pages
}

// Build writes the site of a into opt.Public. Pages that an earlier build made of
// the same data stay as they are.
func Build(ctx context.Context, opt Options, a *store.Archive) (Stats, error) {
	if err := opt.complete(a); err != nil {
		return Stats{}, err
	}
	book, err := newBook(opt, a)
	if err != nil {
		return Stats{}, err
	}
	pages, err := book.pages(ctx)
	if err != nil {
		return Stats{}, err
	}
	if err := writeSource(opt, book); err != nil {
		return Stats{}, fmt.Errorf("site: %w", err)
	}
	if err := makePages(ctx, opt, book, pages); err != nil {
		return Stats{}, err
	}
	return Stats{Pages: len(pages), Articles: len(a.Articles), Files: len(book.files)}, nil
}

// makePages has Hugo make the pages that changed since the last build, and
// leaves the others as they are in opt.Public.
func makePages(ctx context.Context, opt Options, b *book, pages []*page) error {
	now, err := newLedger(opt, pages)
	if err != nil {
		return err
	}
	b.addFiles(pages)
	last := readLedger(opt)
	stale := now.stale(opt, last, pages)
	if err := os.RemoveAll(ledgerFile(opt)); err != nil {
		return err
	}
	if err := now.clear(opt, last, b.files); err != nil {
		return err
	}
	if err := writePages(opt, stale); err != nil {
		return fmt.Errorf("site: %w", err)
	}
	if err := runHugo(ctx, opt); err != nil {
		return err
	}
	if err := writeFiles(opt, b.files); err != nil {
		return err
	}
	return now.save(opt, b.files)
}

func (opt *Options) complete(a *store.Archive) error {
	if opt.Theme == nil {
		return errors.New("site: no theme")
	}
	opt.Build = orElse(opt.Build, filepath.Join(opt.Root, "build", "hugo"))
	opt.Public = orElse(opt.Public, filepath.Join(opt.Root, "public"))
	opt.Images = orElse(opt.Images, filepath.Join(opt.Root, "build", "cards"))
	opt.BaseURL = orElse(opt.BaseURL, a.Site.BaseURL)
	if !strings.HasSuffix(opt.BaseURL, "/") {
		opt.BaseURL += "/"
	}
	u, err := url.Parse(opt.BaseURL)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return fmt.Errorf("base URL %q: expected http:// or https:// and a host", opt.BaseURL)
	}
	for _, dir := range []*string{&opt.Root, &opt.Build, &opt.Public} {
		if *dir, err = filepath.Abs(*dir); err != nil {
			return err
		}
	}
	if opt.Log == nil {
		opt.Log = io.Discard
	}
	return nil
}

func orElse(s, fallback string) string {
	if s == "" {
		return fallback
	}
	return s
}
