package scraper

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/xianzhi/xianzhi/internal/record"
	"github.com/xianzhi/xianzhi/scraper/source"
	"github.com/xianzhi/xianzhi/scraper/warc"
)

// Reextract rebuilds articles from the WARC store with the rules and the
// program as they are now, without network and on all cores. An article whose
// record is not there, or gives no article any more, stays as it is. Opt names
// the sources; none: all.
func Reextract(ctx context.Context, opt Options) (*Reextraction, error) {
	start := time.Now()
	r, err := open(ctx, opt)
	if err != nil {
		return nil, err
	}
	defer r.close()
	r.verb = "reextract"
	if r.report.Resumed {
		return nil, errors.Join(errors.New("a scrape was interrupted; run scrape first, so that it ends"), r.journal.file.Close())
	}
	report := &Reextraction{Sources: []ReextractedSource{}}
	records := r.bySource()
	for i := range r.sources {
		s := &r.sources[i]
		if len(opt.Sources) > 0 && !slices.Contains(opt.Sources, s.ID) {
			continue
		}
		one, err := r.reextract(ctx, s, records[s.ID])
		if err != nil {
			return nil, errors.Join(err, r.journal.end())
		}
		if s.ID != LooseSource || one.Articles > 0 {
			report.Sources = append(report.Sources, *one)
		}
	}
	report.Seconds = time.Since(start).Seconds()
	return report, errors.Join(r.archive.Close(ctx), r.journal.end())
}

// bySource sorts the records of article pages by the source that they were
// made for, oldest first.
func (r *run) bySource() map[string][]warc.Entry {
	all := map[string][]warc.Entry{}
	for _, e := range r.archive.Entries() {
		if e.For != "" {
			all[e.For] = append(all[e.For], e)
		}
	}
	return all
}

// reextract rebuilds one source: the articles that there are, and those whose
// records are there and whose files are not.
func (r *run) reextract(ctx context.Context, s *record.Source, records []warc.Entry) (*ReextractedSource, error) {
	l, err := openLedger(r.opt.Store, s)
	if err != nil {
		return nil, err
	}
	x := &reextraction{run: r, source: s, ledger: l, report: &ReextractedSource{Source: s.ID, Errors: []string{}}, records: map[string][]warc.Entry{}}
	for _, e := range records {
		id := ID(e.URL)
		if e.Resource != "" && !strings.HasPrefix(e.URL, "http") {
			id = strings.TrimPrefix(e.URL, looseURN)
		}
		x.records[id] = append(x.records[id], e)
	}
	var jobs []string
	for id := range l.articles {
		jobs = append(jobs, id)
	}
	for id := range x.records {
		if !l.has(id) && !r.withdrawn[id] {
			jobs = append(jobs, id)
		}
	}
	slices.Sort(jobs)
	r.total.Add(int64(len(jobs)))
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(runtime.GOMAXPROCS(0))
	for _, id := range jobs {
		g.Go(func() error { return x.one(ctx, id) })
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	x.sum()
	return x.report, x.reopen()
}

// A reextraction is one source's part.
type reextraction struct {
	*run
	source  *record.Source
	ledger  *ledger
	records map[string][]warc.Entry // by article id, oldest first
	report  *ReextractedSource

	articles, changed, unchanged, restored, noRecord, failed atomic.Int64
}

func (x *reextraction) sum() {
	r := x.report
	for _, c := range []struct {
		to   *int
		from *atomic.Int64
	}{{&r.Articles, &x.articles}, {&r.Changed, &x.changed}, {&r.Unchanged, &x.unchanged}, {&r.Restored, &x.restored}, {&r.NoRecord, &x.noRecord}, {&r.Failed, &x.failed}} {
		*c.to = int(c.from.Load())
	}
	slices.Sort(r.Errors)
}

// one rebuilds one article.
func (x *reextraction) one(ctx context.Context, id string) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	defer x.step()
	old, err := x.ledger.article(id)
	if err != nil {
		return err
	}
	if old == nil {
		return x.restore(ctx, x.records[id])
	}
	x.articles.Add(1)
	e, ok := x.recordOf(ctx, old)
	if !ok {
		x.noRecord.Add(1)
		return nil
	}
	ex, err := x.load(ctx, e)
	if err != nil {
		x.fail(id, err)
		return nil
	}
	capture := *old.Capture
	capture.Charset = ex.Article.Capture.Charset
	ex.Article.Capture = &capture
	return x.replace(old, ex)
}

func (x *reextraction) fail(id string, err error) {
	x.failed.Add(1)
	x.progressMu.Lock()
	defer x.progressMu.Unlock()
	x.report.Errors = append(x.report.Errors, fmt.Sprintf("%s: %s: %v", x.source.ID, id, err))
}

// replace writes the article anew; the file of one that comes out the same is not
// touched.
func (x *reextraction) replace(old *record.Article, ex *Extracted) error {
	before, err := record.Encode(old)
	if err != nil {
		return err
	}
	after, err := record.Encode(&ex.Article)
	if err != nil {
		return err
	}
	if string(before) == string(after) {
		x.unchanged.Add(1)
	} else {
		x.changed.Add(1)
	}
	return x.ledger.put(&ex.Article, ex.Captured)
}

// recordOf finds the record that an article was made of, or one of the same
// URL with the same payload: a store that was filled anew has the latter.
func (x *reextraction) recordOf(ctx context.Context, a *record.Article) (warc.Entry, bool) {
	if a.Capture == nil {
		return warc.Entry{}, false
	}
	if w := a.Capture.WARC; w != nil {
		if e, ok := x.archive.Record(w.RecordID); ok {
			return e, true
		}
	}
	for _, e := range x.records[a.ID] {
		p, err := loadPage(ctx, x.archive, x.source, e)
		if err == nil && digest(p.Bytes) == a.Capture.SHA256 {
			return e, true
		}
	}
	return warc.Entry{}, false
}

// restore makes an article anew from all records of its page, in the order in
// which they came: what a later one changed becomes history, as it did then.
func (x *reextraction) restore(ctx context.Context, records []warc.Entry) error {
	var last *record.Article
	for _, e := range records {
		ex, err := x.load(ctx, e)
		if err != nil {
			continue // was skipped then, too
		}
		a := &ex.Article
		a.Capture.Status = e.Status
		a.Capture.WARC = &record.WARCRef{File: e.File, RecordID: e.RecordID, Offset: e.Offset}
		if last != nil {
			if a.Capture.SHA256 == last.Capture.SHA256 || sameArticle(last, a) || len(lost(last, a)) > 0 {
				continue
			}
			if err := x.ledger.supersede(last, a); err != nil {
				return err
			}
		}
		if err := x.ledger.put(a, ex.Captured); err != nil {
			return err
		}
		last = a
	}
	if last != nil {
		x.articles.Add(1)
		x.restored.Add(1)
	}
	return nil
}

// load reads an article's record and those of the pages that it goes on in.
func (x *reextraction) load(ctx context.Context, e warc.Entry) (*Extracted, error) {
	first, err := loadPage(ctx, x.archive, x.source, e)
	if err != nil {
		return nil, err
	}
	pages := []Page{first}
	seen := map[string]bool{first.URL: true}
	for {
		ex, err := Read(pages...)
		if err != nil {
			if len(pages) > 1 {
				return Read(pages[:len(pages)-1]...)
			}
			return nil, err
		}
		next := source.Normalise(ex.Next)
		part, ok := x.part(next, e.Date)
		if ex.Next == "" || seen[next] || !ok || len(pages) == maxParts {
			return ex, nil
		}
		seen[next] = true
		p, err := loadPage(ctx, x.archive, x.source, part)
		if err != nil {
			return ex, nil
		}
		pages = append(pages, p)
	}
}

// part finds the record of a further page that was made in the same visit: the
// first at or after the date of the article's own.
func (x *reextraction) part(url, date string) (warc.Entry, bool) {
	for _, e := range x.archive.Find(url) {
		if e.Date >= date && e.Status == 200 {
			return e, true
		}
	}
	return warc.Entry{}, false
}

// reopen looks again at what the source's gate held back.
func (x *reextraction) reopen() error {
	l := x.ledger
	if l.gate == nil {
		return nil
	}
	held, err := l.stillHeld()
	if err != nil {
		return err
	}
	reasons := l.expected(sharesOf(held, len(held)), len(held), len(held) > 0)
	if len(reasons) > 0 {
		return nil
	}
	l.gate = nil
	return l.save()
}
