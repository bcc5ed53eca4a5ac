package scraper

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/xianzhi/xianzhi/internal/record"
	"github.com/xianzhi/xianzhi/scraper/fetch"
	"github.com/xianzhi/xianzhi/scraper/source"
	"github.com/xianzhi/xianzhi/scraper/warc"
)

// A capture is a page as it was got, with the pages its article goes on in.
type capture struct {
	pages  []Page
	wire   []warc.Exchange // of each of pages
	other  []warc.Exchange // redirects
	header http.Header
}

// bytes is what went over the wire, heads and redirects included.
func (c *capture) bytes() int64 {
	var n int64
	for _, x := range append(c.wire, c.other...) {
		n += int64(len(x.Response))
	}
	return n
}

// capture gets a page from wherever it is. A nil capture means that it has not
// changed.
func (sr *sourceRun) capture(ctx context.Context, p source.Page, known *record.PageState) (*capture, error) {
	switch {
	case p.Record != "":
		return sr.fromWARC(p)
	case p.File != "":
		return sr.fromFile(p)
	}
	req := sr.request(p.URL)
	if known != nil && (known.State == record.PageSkipped || len(sr.archive.Find(p.URL)) > 0 && sr.ledger.has(known.Article)) {
		req.ETag, req.LastModified = known.ETag, known.LastModified
	}
	resp, err := sr.client.Get(ctx, req)
	if err != nil || resp.NotModified {
		return nil, err
	}
	c := &capture{header: resp.Header, other: resp.Hops}
	c.add(sr.source, resp)
	return c, nil
}

func (c *capture) add(s *record.Source, resp *fetch.Response) {
	c.wire = append(c.wire, resp.Exchange)
	c.pages = append(c.pages, Page{
		Bytes: resp.Body, URL: source.Normalise(resp.URL), ContentType: resp.Header.Get("Content-Type"),
		Retrieved: resp.Exchange.At, Source: s,
	})
}

// fromFile takes a page that a person saved. It is known by its own address,
// or by the file's name.
func (sr *sourceRun) fromFile(p source.Page) (*capture, error) {
	data, err := os.ReadFile(p.File)
	if err != nil {
		return nil, err
	}
	info, err := os.Stat(p.File)
	if err != nil {
		return nil, err
	}
	page := Page{Bytes: data, URL: p.URL, File: p.File, ContentType: mediaType(p.File), Retrieved: info.ModTime().UTC(), Source: sr.source}
	x := warc.Exchange{URL: p.URL, At: page.Retrieved, Response: data, Payload: data, Type: page.ContentType}
	if x.URL == "" {
		x.URL = looseURN + looseID(page)
	}
	return &capture{pages: []Page{page}, wire: []warc.Exchange{x}, header: http.Header{}}, nil
}

// mediaType names the type of a saved page by its ending; nobody sent a header.
func mediaType(file string) string {
	switch {
	case strings.HasSuffix(file, ".txt"):
		return "text/plain"
	case strings.HasSuffix(file, ".md"):
		return "text/markdown"
	}
	return "text/html"
}

// fromWARC takes a page out of a WARC file that someone else made.
func (sr *sourceRun) fromWARC(p source.Page) (*capture, error) {
	f, err := os.Open(p.File)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if _, err := f.Seek(p.Offset, io.SeekStart); err != nil {
		return nil, err
	}
	x, resp, err := warc.ReadExchange(f, p.Record)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", p.File, err)
	}
	body, err := fetch.Decode(resp.Header, resp.Payload, sr.maxBytes())
	if err != nil {
		return nil, &fetch.Error{URL: p.URL, Reason: fetch.Coding, Err: err}
	}
	return &capture{wire: []warc.Exchange{x}, header: resp.Header, pages: []Page{{
		Bytes: body, URL: p.URL, ContentType: resp.Header.Get("Content-Type"), Retrieved: x.At, Source: sr.source,
	}}}, nil
}

// maxBytes bounds a page from someone else's WARC file as it bounds a fetched one.
func (sr *sourceRun) maxBytes() int64 {
	if m := sr.source.Limits.Megabytes; m > 0 {
		return int64(m * (1 << 20))
	}
	return 10 << 20
}

// loadPages reads the records of an article's pages.
func loadPages(ctx context.Context, a *warc.Archive, s *record.Source, refs []warc.Ref) ([]Page, error) {
	var pages []Page
	for _, ref := range refs {
		e, ok := a.Record(ref.RecordID)
		if !ok {
			return nil, fmt.Errorf("record %s of %s is not in the WARC store", ref.RecordID, ref.File)
		}
		p, err := loadPage(ctx, a, s, e)
		if err != nil {
			return nil, err
		}
		pages = append(pages, p)
	}
	return pages, nil
}

// loadPage reads one record as the page that it was. The limit is far above any
// page that was let in; it stops a record that someone tampered with.
func loadPage(ctx context.Context, a *warc.Archive, s *record.Source, e warc.Entry) (Page, error) {
	resp, err := a.Response(ctx, e)
	if err != nil {
		return Page{}, err
	}
	body, err := fetch.Decode(resp.Header, resp.Payload, 256<<20)
	if err != nil {
		return Page{}, err
	}
	at, err := time.Parse(time.RFC3339, e.Date)
	if err != nil {
		return Page{}, fmt.Errorf("record %s: WARC-Date is %q, expected RFC 3339", e.RecordID, e.Date)
	}
	p := Page{Bytes: body, URL: source.Normalise(e.URL), ContentType: resp.Header.Get("Content-Type"), Retrieved: at, Source: s}
	if id, ok := strings.CutPrefix(e.URL, looseURN); ok {
		p.URL, p.id = "", id
	}
	return p, nil
}
