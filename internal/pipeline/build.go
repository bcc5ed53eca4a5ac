package pipeline

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/xianzhi/xianzhi/internal/card"
	"github.com/xianzhi/xianzhi/internal/dataset"
	"github.com/xianzhi/xianzhi/internal/record"
	"github.com/xianzhi/xianzhi/internal/search"
	"github.com/xianzhi/xianzhi/internal/site"
	"github.com/xianzhi/xianzhi/internal/store"
)

// Options of [Build].
type Options struct {
	Store   *store.Store
	Theme   fs.FS  // layouts, assets, content, i18n and static of the program
	BaseURL string // overrides data/site.yaml's
	Public  string // default: public/ in the archive
	// PublishHeld publishes new articles of sources whose last run fell short
	// of what is expected of them; else they are left out and reported.
	PublishHeld bool
	Log         io.Writer
	Progress    func(step string, done, total int) // may be nil
	Ended       func(stage string)                 // called after each stage, to measure it; may be nil
}

// A Report counts what [Build] did.
type Report struct {
	Articles     int      `json:"articles"`
	Observations int      `json:"observations"`
	Clusters     int      `json:"clusters"`
	Rewritten    int      `json:"rewritten"` // observation and cluster files that changed
	Charts       int      `json:"charts"`
	Pages        int      `json:"pages"`
	SearchFiles  int      `json:"search_files"`
	SearchBytes  int64    `json:"search_bytes"`
	Public       string   `json:"public"`
	Stale        []error  `json:"-"`                   // corrections that no longer apply
	NoImages     string   `json:"no_images,omitempty"` // why pages have no social image
	Held         []string `json:"held"`                // sources whose new articles were left out, and why
}

// Where things lie in public/.
const (
	searchDir = "_search"
	exportDir = "data"
)

// Build makes public/ from data/: it reads clusters and observations anew,
// draws charts, writes exports, the site and the search index.
func Build(ctx context.Context, opt Options) (Report, error) {
	b := &build{opt: opt}
	if b.opt.Public == "" {
		b.opt.Public = opt.Store.Path("public")
	}
	b.report.Public = b.opt.Public
	for _, stage := range []struct {
		name string
		run  func(context.Context) error
	}{
		{"analyse", b.analyse}, {"load", b.load}, {"charts", b.draw}, {"exports", b.export},
		{"site", b.render}, {"publish exports", b.publishExports}, {"search", b.index},
	} {
		if err := stage.run(ctx); err != nil {
			return b.report, err
		}
		if err := ctx.Err(); err != nil {
			return b.report, err
		}
		if opt.Ended != nil {
			opt.Ended(stage.name)
		}
	}
	return b.report, nil
}

type build struct {
	opt     Options
	report  Report
	archive *store.Archive
	baseURL string // with a final slash
	charts  []site.Chart
	exports []site.Export
}

func (b *build) progress(step string, done, total int) {
	if b.opt.Progress != nil {
		b.opt.Progress(step, done, total)
	}
}

func (b *build) analyse(context.Context) error {
	r, err := Refresh(b.opt.Store)
	b.report.Clusters, b.report.Rewritten = r.Clusters, r.Rewritten
	return err
}

func (b *build) load(ctx context.Context) (err error) {
	if b.archive, err = b.opt.Store.Archive(ctx); err != nil {
		return err
	}
	if err := b.hold(); err != nil {
		return err
	}
	b.report.Stale = b.archive.Stale
	b.report.Articles = len(b.archive.Articles)
	for _, v := range b.archive.Articles {
		b.report.Observations += len(v.Observations)
	}
	b.baseURL = b.archive.Site.BaseURL
	if b.opt.BaseURL != "" {
		b.baseURL = strings.TrimSuffix(b.opt.BaseURL, "/") + "/"
	}
	return nil
}

// hold leaves out what the quality gate of a source holds back.
func (b *build) hold() error {
	b.report.Held = []string{}
	states, err := b.opt.Store.States()
	if err != nil || b.opt.PublishHeld {
		return err
	}
	held := map[string]bool{}
	for _, s := range states {
		if s.Gate == nil || len(s.Gate.Held) == 0 {
			continue
		}
		b.report.Held = append(b.report.Held, fmt.Sprintf("%s: %d new articles: %s", s.Source, len(s.Gate.Held), strings.Join(s.Gate.Reasons, "; ")))
		for _, id := range s.Gate.Held {
			held[id] = true
		}
	}
	b.archive.Articles = slices.DeleteFunc(b.archive.Articles, func(v *store.Article) bool { return held[v.ID] })
	return nil
}

// export writes the data release beside the site's scratch folder, since
// rendering empties public/.
func (b *build) export(ctx context.Context) error {
	dir := b.opt.Store.Path("build", "export")
	if err := os.RemoveAll(dir); err != nil {
		return err
	}
	names, err := dataset.Write(ctx, dir, b.archive)
	if err != nil {
		return err
	}
	for _, name := range names {
		info, err := os.Stat(filepath.Join(dir, name))
		if err != nil {
			return err
		}
		b.exports = append(b.exports, site.Export{Path: path.Join(exportDir, name), Format: format(name), What: what(name), Bytes: info.Size()})
	}
	return nil
}

var formats = map[string]string{".csv": "CSV", ".parquet": "Parquet", ".sqlite": "SQLite", ".jsonl": "JSON Lines", ".json": "JSON"}

func format(name string) string {
	if f, ok := formats[path.Ext(name)]; ok {
		return f
	}
	return "text"
}

func what(name string) string { return strings.TrimSuffix(name, path.Ext(name)) }

func (b *build) render(ctx context.Context) error {
	b.progress("site", 0, 0)
	painter, err := card.Open(b.opt.Store.Root)
	if errors.Is(err, card.ErrNoFont) {
		b.report.NoImages = err.Error() // a host that builds without npm has none; the site is whole without
	} else if err != nil {
		return err
	}
	releases, err := b.releases()
	if err != nil {
		return err
	}
	stats, err := site.Build(ctx, site.Options{
		Root: b.opt.Store.Root, Theme: b.opt.Theme, Build: b.opt.Store.Path("build", "hugo"), Public: b.opt.Public,
		BaseURL: b.baseURL, Charts: b.charts, Exports: b.exports, Log: b.opt.Log, Painter: painter, Releases: releases,
	}, b.archive)
	b.report.Pages = stats.Pages
	return err
}

func (b *build) releases() ([]site.Release, error) {
	all, err := b.opt.Store.Releases()
	var out []site.Release
	for _, r := range all {
		with := site.Release{Release: r, Tables: map[string][]byte{}}
		for _, i := range r.Indicators {
			if i.Observations == 0 {
				continue // all were removed: there is no file
			}
			if with.Tables[i.ID], err = b.opt.Store.ReleaseTable(r.Date, i.ID); err != nil {
				return nil, err
			}
		}
		out = append(out, with)
	}
	return out, err
}

func (b *build) publishExports(context.Context) error {
	to := filepath.Join(b.opt.Public, exportDir)
	if err := os.MkdirAll(to, 0o755); err != nil {
		return err
	}
	for _, e := range b.exports {
		name := path.Base(e.Path)
		if err := os.Rename(b.opt.Store.Path("build", "export", name), filepath.Join(to, name)); err != nil {
			return fmt.Errorf("publish %s: %w", name, err)
		}
	}
	return nil
}

// index writes the search index into build/, where the next build finds the
// segments that still hold, and copies it into public/.
func (b *build) index(context.Context) error {
	b.progress("search index", 0, 0)
	dir := b.opt.Store.Path("build", "search")
	stats, err := search.Build(documents(b.archive), dir, search.Options{Entities: entities(b.archive)})
	if err != nil {
		return err
	}
	b.report.SearchFiles, b.report.SearchBytes = stats.Files, stats.Bytes
	to := filepath.Join(b.opt.Public, filepath.FromSlash(searchDir))
	if err := os.RemoveAll(to); err != nil {
		return err
	}
	return linkAll(dir, to)
}

// linkAll makes a tree like from at to. Files of the index are named by what
// they hold and never change, so a hard link saves copying thousands of them;
// the manifest does change, and some file systems have no links: those are copied.
func linkAll(from, to string) error {
	return filepath.WalkDir(from, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, name)
		if err != nil {
			return err
		}
		target := filepath.Join(to, rel)
		if d.IsDir() {
			return os.MkdirAll(target, 0o755)
		}
		if filepath.Dir(rel) != "." && os.Link(name, target) == nil {
			return nil
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		return os.WriteFile(target, data, 0o644)
	})
}

// Refreshed counts what [Refresh] did.
type Refreshed struct {
	Clusters  int
	Rewritten int // files that changed
}

// Refresh reads clusters and observations of all articles anew and writes the
// files that changed; files of articles that are gone are removed.
func Refresh(st *store.Store) (Refreshed, error) {
	var r Refreshed
	articles, err := st.Articles()
	if err != nil {
		return r, err
	}
	analyst, err := NewAnalyst(st)
	if err != nil {
		return r, err
	}
	clusters, files := analyst.Analyse(articles)
	r.Clusters = len(clusters)
	for i, f := range files {
		changed, err := writeObservations(st, articles[i], f)
		if err != nil {
			return r, err
		}
		r.Rewritten += count(changed)
	}
	changed, err := st.WriteJSON("data/clusters.json", record.ClusterFile{Clusters: append([]record.Cluster{}, clusters...)})
	r.Rewritten += count(changed)
	if err != nil {
		return r, err
	}
	removed, err := st.PruneObservations(articles)
	r.Rewritten += removed
	return r, err
}

// writeObservations keeps no file for an article without numbers.
func writeObservations(st *store.Store, a *record.Article, f record.ObservationFile) (bool, error) {
	rel := store.ObservationPath(a)
	if len(f.Observations) == 0 && len(f.Withheld) == 0 {
		return false, st.Remove(rel)
	}
	return st.WriteJSON(rel, f)
}

func count(changed bool) int {
	if changed {
		return 1
	}
	return 0
}
