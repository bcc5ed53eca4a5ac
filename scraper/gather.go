package scraper

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/xianzhi/xianzhi/internal/record"
	"github.com/xianzhi/xianzhi/scraper/fetch"
	"github.com/xianzhi/xianzhi/scraper/sample"
	"github.com/xianzhi/xianzhi/scraper/source"
)

// sampleHost answers for the hosts of the sample, which are in this process.
func sampleHost(host string) http.Handler {
	if host == sample.Domain || strings.HasSuffix(host, "."+sample.Domain) {
		return sample.Handler()
	}
	return nil
}

// A sourceRun is one source's part of a run.
type sourceRun struct {
	*run
	source *record.Source
	ledger *ledger
	past   *past
	found  *discovered

	mu     sync.Mutex
	report *SourceReport
	given  []source.Page  // asked for by a person, see [Add]
	fresh  []freshArticle // new articles, for the gate
	tried  int            // new pages that were read
}

// source gathers one source, or only the pages given, and writes its state.
func (r *run) source(ctx context.Context, s *record.Source, given []source.Page) (*SourceReport, error) {
	start := time.Now()
	l, err := openLedger(r.opt.Store, s)
	if err != nil {
		return nil, err
	}
	sr := &sourceRun{run: r, source: s, ledger: l, past: r.past[s.ID], given: given, report: newSourceReport(s.ID)}
	if sr.past == nil {
		sr.past = &past{}
	}
	defer func() { sr.report.Seconds = time.Since(start).Seconds() }()
	if err := sr.discover(ctx); err != nil {
		return sr.report, err
	}
	if err := sr.pages(ctx); err != nil {
		return sr.report, err
	}
	if given == nil {
		if err := sr.judge(); err != nil {
			return sr.report, err
		}
	}
	return sr.report, l.save()
}

// discover finds what is due, or takes it from the journal of a killed run. The
// pages that a person gave then are asked for first.
func (sr *sourceRun) discover(ctx context.Context) error {
	sr.found = sr.past.discovered
	if sr.found == nil || sr.found.Given && sr.given == nil {
		found, err := sr.find(ctx)
		if err != nil {
			return err
		}
		if sr.found != nil {
			found.Pages = append(sr.found.Pages, found.Pages...)
		}
		sr.found = found
		if err := sr.journal.add(event{Discovered: found}); err != nil {
			return err
		}
	}
	sr.report.Discovered = sr.found.Count
	for _, e := range sr.found.Failed {
		sr.report.Failed["discovery"]++
		sr.report.complain(e)
	}
	return nil
}

// find asks the source what there is, unless a person has said it.
func (sr *sourceRun) find(ctx context.Context) (*discovered, error) {
	if sr.given != nil {
		return &discovered{Source: sr.source.ID, At: sr.start, Count: len(sr.given), Pages: sr.given, Given: true}, nil
	}
	found, bad := source.Discover(ctx, sr.source, source.World{Get: sr.document, Root: sr.opt.Store.Root, Now: sr.start})
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	due := sr.ledger.due(found, sr.start, func(url string) bool { return len(sr.archive.Find(url)) > 0 })
	d := &discovered{Source: sr.source.ID, At: sr.start, Count: len(found), Pages: due}
	for _, err := range bad {
		d.Failed = append(d.Failed, err.Error())
	}
	return d, nil
}

// document gets a feed, sitemap or listing.
func (sr *sourceRun) document(ctx context.Context, url string, binary bool) ([]byte, error) {
	if err := sr.slot(ctx); err != nil {
		return nil, err
	}
	defer func() { <-sr.slots }()
	req := sr.request(url)
	req.Binary = binary
	req.MaxBytes = max(req.MaxBytes, 64<<20)
	resp, err := sr.client.Get(ctx, req)
	if err != nil {
		return nil, err
	}
	return resp.Body, nil
}

// slot waits until a further host may be asked.
func (sr *sourceRun) slot(ctx context.Context) error {
	select {
	case sr.slots <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

const defaultDelay = 5 * time.Second

// request fills in the source's limits; what it leaves open, package fetch decides.
func (sr *sourceRun) request(url string) fetch.Request {
	l := sr.source.Limits
	req := fetch.Request{
		URL: url, Delay: time.Duration(sr.source.Delay * float64(time.Second)),
		Timeout:  time.Duration(l.Seconds * float64(time.Second)),
		MaxBytes: int64(l.Megabytes * (1 << 20)), Connections: l.Connections,
	}
	if req.Delay == 0 {
		req.Delay = defaultDelay
	}
	return req
}

func hostOf(raw string) string {
	u, err := url.Parse(raw)
	if err != nil {
		return ""
	}
	return u.Hostname()
}

// pages visits all that is due: hosts side by side, the pages of one in order.
func (sr *sourceRun) pages(ctx context.Context) error {
	pages := sr.found.Pages
	limit := sr.source.Limits.Pages
	if limit == 0 {
		limit = defaultLimit
	}
	if over := len(pages) - limit; over > 0 {
		sr.report.Skipped["limit"] += over
		pages = pages[:limit]
	}
	sr.total.Add(int64(len(pages)))
	byHost := map[string][]source.Page{}
	var hosts []string
	for _, p := range pages {
		host := hostOf(p.URL)
		if p.File != "" {
			host = "" // nobody is asked
		}
		if byHost[host] == nil {
			hosts = append(hosts, host)
		}
		byHost[host] = append(byHost[host], p)
	}
	g, ctx := errgroup.WithContext(ctx)
	for _, host := range hosts {
		g.Go(func() error { return sr.host(ctx, byHost[host]) })
	}
	return g.Wait()
}

// host visits the pages of one host, as many at a time as it may be asked for.
func (sr *sourceRun) host(ctx context.Context, pages []source.Page) error {
	if err := sr.slot(ctx); err != nil {
		return err
	}
	defer func() { <-sr.slots }()
	g, gctx := errgroup.WithContext(ctx)
	g.SetLimit(max(sr.source.Limits.Connections, 1))
	var mu sync.Mutex
	walls := 0
	for _, p := range pages {
		if gctx.Err() != nil {
			break
		}
		g.Go(func() error {
			mu.Lock()
			shut := walls >= wallsEnough
			mu.Unlock()
			res, err := sr.visit(gctx, p, shut)
			if err != nil {
				return err
			}
			mu.Lock()
			defer mu.Unlock()
			if res.Outcome == Walled {
				walls++
			} else if walls < wallsEnough {
				walls = 0
			}
			return nil
		})
	}
	return errors.Join(g.Wait(), ctx.Err())
}

// visit brings one page to its end, from wherever a killed run left it. With
// shut, the host is not asked.
func (sr *sourceRun) visit(ctx context.Context, p source.Page, shut bool) (result, error) {
	defer sr.step()
	key := p.URL + p.File
	if d := sr.past.done[key]; d != nil {
		return d.State, sr.settle(key, d.State)
	}
	var res result
	var err error
	switch f := sr.past.fetched[key]; {
	case f != nil:
		res, err = sr.resume(ctx, f)
	case sr.withdrawn[ID(p.URL)]:
		res = result{Outcome: Skipped, Reason: withdrawn}
	case shut:
		res = sr.walled(p)
	default:
		res, err = sr.get(ctx, p)
	}
	if err != nil {
		if ctx.Err() != nil {
			return res, ctx.Err()
		}
		return res, fmt.Errorf("%s: %w", key, err)
	}
	if err := sr.journal.add(event{Done: &done{Source: sr.source.ID, URL: key, State: res}}); err != nil {
		return res, err
	}
	return res, sr.settle(key, res)
}

// settle enters a page's result into ledger and report.
func (sr *sourceRun) settle(key string, res result) error {
	if res.Page != nil {
		sr.ledger.note(res.Page)
	}
	sr.mu.Lock()
	defer sr.mu.Unlock()
	sr.report.count(key, res)
	if res.Page == nil {
		return nil
	}
	if res.Outcome == New {
		sr.fresh = append(sr.fresh, freshArticle{res.Page.Article, res.Missing})
	}
	if res.Outcome == New || res.Outcome == Skipped && notArticle(res.Reason) {
		sr.tried++
	}
	return nil
}

// walled is the result for a page that is kept from programs. An article made
// of it before the wall came stays as it is.
func (sr *sourceRun) walled(p source.Page) result {
	known := sr.ledger.page(p.URL)
	if known != nil && known.State == record.PageKept {
		return result{Outcome: Walled, Reason: string(fetch.Blocked)}
	}
	return result{Outcome: Walled, Reason: string(fetch.Blocked), Page: &record.PageState{
		URL: p.URL, State: record.PageBlocked, Reason: string(fetch.Blocked), Listed: p.Listed, First: sr.first(known),
	}}
}

// first is the day of the first answer.
func (sr *sourceRun) first(known *record.PageState) string {
	if known != nil && known.First != "" {
		return known.First
	}
	return sr.found.At.UTC().Format(time.DateOnly)
}
