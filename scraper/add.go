package scraper

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"github.com/xianzhi/xianzhi/internal/record"
	"github.com/xianzhi/xianzhi/internal/store"
	"github.com/xianzhi/xianzhi/scraper/source"
)

// LooseSource is the id under which pages are kept that belong to no source of
// data/sources.yaml.
const LooseSource = record.LooseSource

// looseSource stands for what a person adds by hand. Nothing is known of its
// rights, so no more than quotations may leave the archive.
func looseSource(site record.Site) record.Source {
	return record.Source{
		ID: LooseSource, Name: record.LooseName, Home: site.BaseURL,
		Language: record.LangChinese, Zone: site.Zone, Rights: record.RightsQuote,
	}
}

// Add archives pages now: addresses, and files that a person saved. A page of a
// known source is read by its rules, whatever its patterns and keywords say.
func Add(ctx context.Context, opt Options, items ...string) (*Report, error) {
	r, err := open(ctx, opt)
	if err != nil {
		return nil, err
	}
	defer r.close()
	given := map[string][]source.Page{}
	for _, item := range items {
		p, err := pageOf(item)
		if err != nil {
			return nil, errors.Join(err, r.abandon(ctx))
		}
		id := r.sourceOf(p.URL)
		given[id] = append(given[id], p)
	}
	var list []*record.Source
	for i := range r.sources {
		s := &r.sources[i]
		if given[s.ID] != nil || r.past[s.ID] != nil {
			list = append(list, s)
		}
	}
	return r.gather(ctx, list, given)
}

// abandon ends a run that has not begun. What a killed one left stays.
func (r *run) abandon(ctx context.Context) error {
	err := errors.Join(r.archive.Close(ctx), r.journal.file.Close())
	if !r.report.Resumed {
		err = errors.Join(err, os.Remove(r.journal.path))
	}
	return err
}

// pageOf tells an address from a file. The file's path is made absolute, as the
// run that finishes it may start elsewhere.
func pageOf(item string) (source.Page, error) {
	if strings.HasPrefix(item, "http://") || strings.HasPrefix(item, "https://") {
		return source.Page{URL: source.Normalise(item)}, nil
	}
	data, err := os.ReadFile(item)
	if err != nil {
		return source.Page{}, err
	}
	file, err := filepath.Abs(item)
	return source.Page{URL: source.SavedURL(data), File: file}, err
}

// sourceOf finds the source that a URL belongs to: by the host of its home or
// of one of the ways to find its pages.
func (r *run) sourceOf(url string) string {
	host := strings.TrimPrefix(hostOf(url), "www.")
	if host == "" {
		return LooseSource
	}
	for i := range r.sources {
		s := &r.sources[i]
		places := []string{s.Home}
		for _, d := range s.Discover {
			places = append(places, d.Feed, d.Sitemap, d.Listing, d.Dates)
			places = append(places, d.URLs...)
		}
		for _, p := range places {
			if s.ID != LooseSource && p != "" && strings.TrimPrefix(hostOf(p), "www.") == host {
				return s.ID
			}
		}
	}
	return LooseSource
}

// Purge destroys the records of a URL in the WARC store and returns how many
// there were.
func Purge(ctx context.Context, st *store.Store, url string) (int, error) {
	r, err := open(ctx, Options{Store: st})
	if err != nil {
		return 0, err
	}
	defer r.close()
	n, err := r.archive.Purge(ctx, url)
	return n, errors.Join(err, r.abandon(ctx))
}
