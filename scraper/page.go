package scraper

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/xianzhi/xianzhi/internal/hanzi"
	"github.com/xianzhi/xianzhi/internal/record"
	"github.com/xianzhi/xianzhi/scraper/extract"
	"github.com/xianzhi/xianzhi/scraper/fetch"
	"github.com/xianzhi/xianzhi/scraper/source"
	"github.com/xianzhi/xianzhi/scraper/warc"
)

// Reasons for which a page that was got is skipped.
const (
	offTopic  = "keywords"  // holds none of the source's keywords
	duplicate = "duplicate" // its article came from another URL
	regressed = "regressed" // lost fields that the article had
	robots    = "robots"
	withdrawn = "withdrawn" // taken down by a person
	gone      = "gone"      // before there was an article
	noArticle = "no-article"
	emptyPage = "empty"
	notText   = "not-text"
	errorPage = "error-page" // says with status 200 that there is none
	badRule   = "rule"       // a required selector of the source's rules matched nothing
)

// notArticle tells pages that should have given an article from those that were
// left out on purpose: only the former count against the source.
func notArticle(reason string) bool {
	return slices.Contains([]string{noArticle, emptyPage, notText, badRule, errorPage}, reason)
}

// unreadable names why the extractor gave nothing.
func unreadable(err error) string {
	var rule *extract.RuleError
	switch {
	case errors.Is(err, extract.ErrEmpty):
		return emptyPage
	case errors.Is(err, extract.ErrNotText):
		return notText
	case errors.As(err, &rule):
		return badRule
	}
	return noArticle
}

// get asks for a page and makes of it what it is.
func (sr *sourceRun) get(ctx context.Context, p source.Page) (result, error) {
	known := sr.ledger.page(p.URL)
	c, err := sr.capture(ctx, p, known)
	if err != nil {
		return sr.refused(ctx, p, known, err)
	}
	if c == nil {
		return result{Outcome: Unchanged, Page: relisted(known, p)}, nil
	}
	ex, err := sr.read(ctx, c)
	if ctx.Err() != nil {
		return result{}, ctx.Err()
	}
	return sr.keep(visit{page: p, known: known, capture: c, ex: ex, err: err})
}

// A visit is a page that was got and read.
type visit struct {
	page    source.Page
	known   *record.PageState // nil: never seen before
	capture *capture
	ex      *Extracted      // nil with err
	err     error           // why there is no article
	old     *record.Article // the article as data/ has it, nil when it has none
}

// refused says what an error of fetching means for the page.
func (sr *sourceRun) refused(ctx context.Context, p source.Page, known *record.PageState, err error) (result, error) {
	var fault *fetch.Error
	if !errors.As(err, &fault) {
		if ctx.Err() != nil {
			return result{}, ctx.Err()
		}
		return result{Outcome: Failed, Reason: err.Error()}, nil
	}
	switch fault.Reason {
	case fetch.Blocked:
		return sr.walled(p), nil
	case fetch.Disallowed:
		return result{Outcome: Skipped, Reason: robots}, nil
	case fetch.Gone:
		return sr.vanished(p, known)
	}
	return result{Outcome: Failed, Reason: string(fault.Reason)}, nil
}

// vanished marks an article whose page is gone; the article stays.
func (sr *sourceRun) vanished(p source.Page, known *record.PageState) (result, error) {
	if known == nil || known.State != record.PageKept {
		if known != nil && known.State == record.PageGone {
			return result{Outcome: Unchanged}, nil
		}
		return result{Outcome: Skipped, Reason: gone}, nil
	}
	page := *known
	page.State, page.Listed = record.PageGone, p.Listed
	return result{Outcome: Vanished, Page: &page}, sr.markGone(known.Article)
}

// relisted is a page's state with the date that a feed now gives for it.
func relisted(known *record.PageState, p source.Page) *record.PageState {
	if known == nil || p.Listed == "" || known.Listed == p.Listed {
		return nil
	}
	page := *known
	page.Listed = p.Listed
	return &page
}

// read extracts the article of a capture, asking for the pages it goes on in.
func (sr *sourceRun) read(ctx context.Context, c *capture) (*Extracted, error) {
	seen := map[string]bool{c.pages[0].URL: true}
	for {
		ex, err := Read(c.pages...)
		if err != nil {
			if len(c.pages) > 1 { // a part that is none: leave it out
				c.pages, c.wire = c.pages[:len(c.pages)-1], c.wire[:len(c.wire)-1]
				return Read(c.pages...)
			}
			return nil, err
		}
		next := source.Normalise(ex.Next)
		if ex.Next == "" || seen[next] || len(c.pages) == maxParts || c.header == nil || c.wire[0].Request == nil || hostOf(next) != hostOf(c.pages[0].URL) {
			return ex, nil
		}
		seen[next] = true
		resp, err := sr.client.Get(ctx, sr.request(next))
		if err != nil {
			return ex, nil // what there is of it is an article all the same
		}
		c.other = append(c.other, resp.Hops...)
		c.add(sr.source, resp)
	}
}

// keep archives a capture and writes its article. Nothing is written for a page
// that is not wanted.
func (sr *sourceRun) keep(v visit) (result, error) {
	res := result{Bytes: v.capture.bytes(), Page: sr.state(v)}
	if v.err != nil {
		res.Outcome, res.Reason = Skipped, unreadable(v.err)
	} else {
		var err error
		if v.old, err = sr.ledger.article(v.ex.Article.ID); err != nil {
			return res, err
		}
		res.Page.Article = v.ex.Article.ID
		sr.compare(&res, v)
	}
	if res.Outcome == Skipped {
		res.Page.State, res.Page.Reason = record.PageSkipped, res.Reason
		if v.known != nil && v.known.State == record.PageKept {
			res.Page = nil // the article that there is stays as it is
		}
		if !notArticle(res.Reason) || res.Reason == errorPage {
			return res, nil // nothing to keep
		}
	}
	if res.Outcome == Unchanged && v.page.File != "" && len(sr.archive.Find(v.capture.wire[0].URL)) > 0 {
		return res, nil // nobody was asked: there is nothing new to keep
	}
	f := &fetched{Source: sr.source.ID, URL: v.page.URL + v.page.File, State: res}
	if err := sr.preserve(f, v.capture); err != nil {
		return res, err
	}
	return res, sr.write(f, v.ex, v.old)
}

// state is what is now known of a page.
func (sr *sourceRun) state(v visit) *record.PageState {
	url := v.page.URL
	if url == "" {
		url = v.capture.wire[0].URL
	}
	h := v.capture.header
	return &record.PageState{
		URL: url, State: record.PageKept, Listed: v.page.Listed, First: sr.first(v.known),
		ETag: h.Get("ETag"), LastModified: h.Get("Last-Modified"), SHA256: digest(v.capture.pages[0].Bytes),
	}
}

// compare decides the outcome of a page that gave an article. The order
// matters: what is no article or not wanted must not claim an id, and the
// digest is asked before the text, as FORMAT has it.
func (sr *sourceRun) compare(res *result, v visit) {
	a, old := &v.ex.Article, v.old
	switch {
	case v.page.File == "" && softError(v.page.URL, a):
		res.Outcome, res.Reason = Skipped, errorPage
	case sr.withdrawn[a.ID]:
		res.Outcome, res.Reason = Skipped, withdrawn
	case sr.given == nil && !sr.onTopic(a):
		res.Outcome, res.Reason = Skipped, offTopic
	case !sr.ledger.claim(a.ID, res.Page.URL):
		res.Outcome, res.Reason = Skipped, duplicate
	case old == nil:
		res.Outcome, res.Missing = New, missing(a)
	case old.Capture != nil && old.Capture.SHA256 == a.Capture.SHA256, sameArticle(old, a):
		res.Outcome = Unchanged
		if v.known != nil && v.known.State == record.PageKept {
			res.Page = refreshed(v.known, res.Page)
		}
	case len(lost(old, a)) > 0:
		res.Outcome, res.Reason, res.Missing = Skipped, regressed, lost(old, a)
	default:
		res.Outcome = Changed
	}
}

// refreshed is the state of a page whose article stays: only what the server
// gives to ask by, and the feed's date, are taken from now.
func refreshed(known, now *record.PageState) *record.PageState {
	page := *known
	if now.ETag != "" || now.LastModified != "" {
		page.ETag, page.LastModified = now.ETag, now.LastModified
	}
	if now.Listed != "" {
		page.Listed = now.Listed
	}
	if page == *known {
		return nil
	}
	return &page
}

// onTopic reports whether an article holds one of the source's keywords.
func (sr *sourceRun) onTopic(a *record.Article) bool {
	if len(sr.source.Keywords) == 0 {
		return true
	}
	text := hanzi.Fold(wholeText(a))
	return slices.ContainsFunc(sr.source.Keywords, func(k string) bool { return strings.Contains(text, hanzi.Fold(k)) })
}

// preserve writes a capture to the WARC file and, in the same order, to the
// journal.
func (sr *sourceRun) preserve(f *fetched, c *capture) error {
	exchanges := slices.Concat(c.wire, c.other)
	exchanges[0].For = sr.source.ID
	_, err := sr.archive.Add(func(refs []warc.Ref) error {
		f.Pages, f.Other = refs[:len(c.wire)], refs[len(c.wire):]
		return sr.journal.add(event{Fetched: f})
	}, exchanges...)
	return err
}

// write puts a new or changed article where it belongs.
func (sr *sourceRun) write(f *fetched, ex *Extracted, old *record.Article) error {
	if f.State.Outcome != New && f.State.Outcome != Changed {
		return nil
	}
	a := ex.Article
	ref := f.Pages[0]
	if e, ok := sr.archive.Record(ref.RecordID); ok {
		a.Capture.Status = e.Status
	}
	a.Capture.WARC = &record.WARCRef{File: ref.File, RecordID: ref.RecordID, Offset: ref.Offset}
	if f.State.Outcome == Changed {
		if err := sr.ledger.supersede(old, &a); err != nil {
			return err
		}
	}
	return sr.ledger.put(&a, ex.Captured)
}

// resume finishes a page whose capture is in the WARC file, but whose article
// a killed run may not have written.
func (sr *sourceRun) resume(ctx context.Context, f *fetched) (result, error) {
	if f.State.Outcome != New && f.State.Outcome != Changed {
		return f.State, nil
	}
	old, err := sr.ledger.article(f.State.Page.Article)
	if err != nil {
		return f.State, err
	}
	if old != nil && old.Capture != nil && old.Capture.WARC != nil && old.Capture.WARC.RecordID == f.Pages[0].RecordID {
		return f.State, nil
	}
	pages, err := loadPages(ctx, sr.archive, sr.source, f.Pages)
	if err != nil {
		return f.State, err
	}
	ex, err := Read(pages...)
	if err != nil {
		return f.State, err
	}
	if old == nil {
		f.State.Outcome = New
	}
	return f.State, sr.write(f, ex, old)
}
