package scraper

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gofrs/flock"
	"golang.org/x/sync/errgroup"

	"github.com/xianzhi/xianzhi/internal/record"
	"github.com/xianzhi/xianzhi/internal/store"
	"github.com/xianzhi/xianzhi/scraper/fetch"
	"github.com/xianzhi/xianzhi/scraper/source"
	"github.com/xianzhi/xianzhi/scraper/warc"
)

// ErrLocked is returned when another run works on the archive.
var ErrLocked = errors.New("another run is working on this archive")

// Options say what to gather and how.
type Options struct {
	Store   *store.Store
	Sources []string      // ids; none: all that are enabled
	Version string        // of the program, for the User-Agent
	Fetch   fetch.Options // Agent and Local are filled in when empty
	Hosts   int           // asked at the same time; 0: 64

	// Progress is told of each page; it is called by one goroutine at a time.
	Progress func(step string, done, total int)
}

const (
	lockFile     = ".xianzhi.lock"
	defaultHosts = 64
	// wallsEnough: a host that keeps so many pages from us one after another is
	// asked for no more in this run.
	wallsEnough = 3
	maxParts    = 20 // pages of one article
)

// Run gathers sources. Pages that cannot be got or read are counted in the
// report and stop nothing; the error is for what stops the run. When ctx is
// cancelled, what was gathered is kept and the next run goes on from there.
func Run(ctx context.Context, opt Options) (*Report, error) {
	r, err := open(ctx, opt)
	if err != nil {
		return nil, err
	}
	defer r.close()
	list, err := r.choose(opt.Sources)
	if err != nil {
		return nil, errors.Join(err, r.abandon(ctx))
	}
	return r.gather(ctx, list, nil)
}

// A run is what the gathering of all sources shares.
type run struct {
	opt     Options
	verb    string // for the progress
	start   time.Time
	lock    *flock.Flock
	sources []record.Source
	client  *fetch.Client
	archive *warc.Archive
	journal *journal
	past    map[string]*past // by source: what a killed run had done
	report  *Report
	slots   chan struct{} // hosts at work

	withdrawn map[string]bool // article ids that must not come back

	progressMu  sync.Mutex
	done, total atomic.Int64
}

// open takes the archive's lock and opens what a run works on.
func open(ctx context.Context, opt Options) (*run, error) {
	if opt.Hosts == 0 {
		opt.Hosts = defaultHosts
	}
	r := &run{opt: opt, verb: "scrape", start: time.Now(), slots: make(chan struct{}, opt.Hosts), report: &Report{Sources: []SourceReport{}, Notes: []string{}}}
	site, err := opt.Store.Site()
	if err != nil {
		return nil, err
	}
	if r.sources, err = Sources(opt.Store); err != nil {
		return nil, err
	}
	r.sources = append(r.sources, looseSource(site))
	exclusions, err := opt.Store.Exclusions()
	if err != nil {
		return nil, err
	}
	r.withdrawn = map[string]bool{}
	for _, e := range exclusions {
		if e.Kind == store.Withdrawn {
			r.withdrawn[e.Article] = true
		}
	}
	if err := r.takeLock(); err != nil {
		return nil, err
	}
	if err := r.openArchive(ctx, site.WARC); err != nil {
		return nil, errors.Join(err, r.lock.Unlock())
	}
	r.client = fetch.New(fetchOptions(opt, site))
	return r, nil
}

// takeLock holds the archive for this process; the system frees it when the
// process dies, however it dies.
func (r *run) takeLock() error {
	r.lock = flock.New(r.opt.Store.Path(lockFile))
	got, err := r.lock.TryLock()
	if err == nil && !got {
		err = fmt.Errorf("%w (lock %s)", ErrLocked, r.lock.Path())
	}
	return err
}

// openArchive opens journal and WARC store: the one tells how far the files
// that the other left open are good.
func (r *run) openArchive(ctx context.Context, cfg record.WARCStore) error {
	dir, remote, err := warcStore(r.opt.Store, cfg)
	if err != nil {
		return err
	}
	j, events, err := openJournal(dir)
	if err != nil {
		return err
	}
	r.journal, r.past = j, replay(events)
	if r.report.Resumed = len(events) > 0; r.report.Resumed {
		st := r.opt.Store
		if err := sweep(dir, st.Path("data/articles"), st.Path("data/captures"), st.Path("data/history"), st.Path("data/state")); err != nil {
			return errors.Join(err, j.file.Close())
		}
	}
	r.archive, err = warc.Open(ctx, warc.Config{
		Dir: dir, Remote: remote, Software: "xianzhi/" + r.opt.Version, Committed: committed(events),
	})
	if err != nil {
		return errors.Join(err, j.file.Close())
	}
	r.report.Notes = append(r.report.Notes, r.archive.Cuts()...)
	return nil
}

// close frees the archive for the next run. The lock's file stays: to remove
// it would let a third run lock a new one while a second holds the old.
func (r *run) close() {
	r.client.Close()
	if err := r.lock.Unlock(); err != nil {
		r.report.Notes = append(r.report.Notes, err.Error())
	}
}

// warcStore is the spool folder and the store behind it, nil when the folder
// is the store.
func warcStore(st *store.Store, cfg record.WARCStore) (dir string, remote warc.Store, err error) {
	switch {
	case cfg.Command != "":
		return st.Path("warc"), warc.Command(cfg.Command), nil
	case strings.HasPrefix(cfg.Store, "s3://"):
		remote, err := warc.NewS3(cfg.Store, cfg.Endpoint)
		return st.Path("warc"), remote, err
	case cfg.Store == "":
		return st.Path("warc"), nil, nil
	case filepath.IsAbs(cfg.Store):
		return cfg.Store, nil, nil
	}
	return st.Path(cfg.Store), nil, nil
}

// Sources reads data/sources.yaml; an archive without one has the default's.
func Sources(st *store.Store) ([]record.Source, error) {
	const name = "data/sources.yaml"
	data, err := os.ReadFile(st.Path(name))
	if errors.Is(err, fs.ErrNotExist) && st.Defaults != nil {
		data, err = fs.ReadFile(st.Defaults, name)
	}
	if err != nil {
		return nil, err
	}
	return source.Load(name, data)
}

// choose gives the sources of a run: those named or enabled, and those in
// which a killed run was.
func (r *run) choose(ids []string) ([]*record.Source, error) {
	var list []*record.Source
	var known []string
	for i := range r.sources {
		s := &r.sources[i]
		known = append(known, s.ID)
		wanted := s.Enabled
		if len(ids) > 0 {
			wanted = slices.Contains(ids, s.ID)
		}
		if wanted || r.past[s.ID] != nil {
			list = append(list, s)
		}
	}
	for _, id := range ids {
		if !slices.Contains(known, id) {
			return nil, fmt.Errorf("source %q: not in data/sources.yaml, which has %s", id, strings.Join(known, ", "))
		}
	}
	return list, nil
}

// gather works on all sources at once; the limit is the number of hosts. Of a
// source that is in given, only those pages are asked for.
func (r *run) gather(ctx context.Context, list []*record.Source, given map[string][]source.Page) (*Report, error) {
	reports := make([]*SourceReport, len(list))
	g, gctx := errgroup.WithContext(ctx)
	for i, s := range list {
		g.Go(func() (err error) {
			reports[i], err = r.source(gctx, s, given[s.ID])
			return err
		})
	}
	err := g.Wait()
	for _, rep := range reports {
		if rep != nil {
			r.report.Sources = append(r.report.Sources, *rep)
		}
	}
	r.report.Seconds = time.Since(r.start).Seconds()
	if err == nil {
		err = ctx.Err()
	}
	if cerr := r.archive.Close(ctx); err == nil {
		err = cerr
	}
	if err != nil {
		return r.report, errors.Join(err, r.journal.file.Close())
	}
	return r.report, r.journal.end()
}

// step tells the progress of one more page.
func (r *run) step() {
	done := r.done.Add(1)
	if r.opt.Progress == nil {
		return
	}
	r.progressMu.Lock()
	defer r.progressMu.Unlock()
	r.opt.Progress(r.verb, int(done), int(r.total.Load()))
}

// past is what the journal tells of one source.
type past struct {
	discovered *discovered
	fetched    map[string]*fetched
	done       map[string]*done
}

// replay sorts the events of a killed run by source and page.
func replay(events []event) map[string]*past {
	all := map[string]*past{}
	of := func(id string) *past {
		if all[id] == nil {
			all[id] = &past{fetched: map[string]*fetched{}, done: map[string]*done{}}
		}
		return all[id]
	}
	for _, e := range events {
		switch {
		case e.Discovered != nil:
			of(e.Discovered.Source).discovered = e.Discovered
		case e.Fetched != nil:
			of(e.Fetched.Source).fetched[e.Fetched.URL] = e.Fetched
		case e.Done != nil:
			of(e.Done.Source).done[e.Done.URL] = e.Done
		}
	}
	return all
}

// fetchOptions fills in who asks, and the hosts of the sample.
func fetchOptions(opt Options, site record.Site) fetch.Options {
	f := opt.Fetch
	if f.Agent == "" {
		contact := site.Contact
		if site.Repository != "" {
			contact = site.Repository + "; " + contact
		}
		f.Agent = fmt.Sprintf("xianzhi/%s (+%s)", opt.Version, contact)
	}
	if f.Local == nil {
		f.Local = sampleHost
	}
	return f
}
