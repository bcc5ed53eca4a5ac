package warc

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httputil"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Find returns the records of a URL, oldest first.
func (a *Archive) Find(url string) []Entry {
	a.mu.Lock()
	defer a.mu.Unlock()
	var list []Entry
	for _, id := range a.index.byURL[url] {
		list = append(list, a.index.byID[id])
	}
	return list
}

// Record returns the entry of a record id (without brackets).
func (a *Archive) Record(id string) (Entry, bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	e, ok := a.index.byID[id]
	return e, ok
}

// Entries returns all records in order of date, then of place.
func (a *Archive) Entries() []Entry {
	a.mu.Lock()
	defer a.mu.Unlock()
	list := make([]Entry, 0, len(a.index.byID))
	for _, e := range a.index.byID {
		list = append(list, e)
	}
	slices.SortFunc(list, func(a, b Entry) int {
		if c := strings.Compare(a.Date, b.Date); c != 0 {
			return c
		}
		return strings.Compare(a.RecordID, b.RecordID)
	})
	return list
}

// Response reads the response of e; a revisit gives the response that it
// repeats. It fails when either record is not in the store.
func (a *Archive) Response(ctx context.Context, e Entry) (*Response, error) {
	if e.Revisit {
		orig, ok := a.Record(e.RefersTo)
		if !ok {
			return nil, fmt.Errorf("%s, which %s repeats: %w", e.RefersTo, e.RecordID, errNoRecord)
		}
		e = orig
	}
	f, err := a.openFile(ctx, e.File, max(e.Offset, 0))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	block, err := readBlock(f, e)
	if err != nil {
		return nil, fmt.Errorf("%s at %d: %w", e.File, e.Offset, err)
	}
	if e.Resource != "" {
		return &Response{Header: http.Header{"Content-Type": {e.Resource}}, Payload: block}, nil
	}
	return ParseResponse(block)
}

// readBlock finds e's record in f, which starts at its member or at the
// file's start.
func readBlock(f io.Reader, e Entry) ([]byte, error) {
	r := NewReader(f)
	for {
		rec, err := r.Next()
		if err == io.EOF {
			err = errNoRecord
		}
		if err != nil {
			return nil, err
		}
		if bare(rec.Header.Get("WARC-Record-ID")) != e.RecordID {
			continue
		}
		return wholeBlock(rec)
	}
}

// wholeBlock reads a record's block, which must be all there and fit in memory.
func wholeBlock(rec *Record) ([]byte, error) {
	if rec.Length > maxBlock {
		return nil, fmt.Errorf("record of %d bytes, at most %d are read", rec.Length, maxBlock)
	}
	block, err := io.ReadAll(rec.Body)
	if err == nil && int64(len(block)) < rec.Length {
		err = ErrTorn
	}
	return block, err
}

// openFile opens a file of the archive, local or remote, also the one that is
// being written.
func (a *Archive) openFile(ctx context.Context, name string, offset int64) (io.ReadCloser, error) {
	local := Folder(a.cfg.Dir)
	for _, n := range []string{name, name + openEnd} {
		f, err := local.Open(ctx, n, offset)
		if !errors.Is(err, os.ErrNotExist) {
			return f, err
		}
	}
	if a.cfg.Remote != nil {
		return a.cfg.Remote.Open(ctx, name, offset)
	}
	return nil, fmt.Errorf("%s: %w", name, errNoRecord)
}

// A Response is an HTTP response as a record holds it.
type Response struct {
	Status  int
	Header  http.Header
	Payload []byte // transfer coding undone, content coding left on

	head int // length of the head with its empty line
}

var errNoHead = errors.New("record holds no HTTP response")

// ParseResponse splits the block of a response record. It is lenient, as
// capture tools differ: a header line without a colon is passed over, and a
// body that is called chunked but is not is taken as it stands.
func ParseResponse(block []byte) (*Response, error) {
	br := bufio.NewReader(bytes.NewReader(block))
	line, err := readLine(br)
	if err != nil || !strings.HasPrefix(line, "HTTP/") {
		return nil, errNoHead
	}
	resp := &Response{Status: status([]byte(line)), Header: http.Header{}}
	for {
		line, err := readLine(br)
		if err != nil && err != io.EOF {
			return nil, err
		}
		if line == "" {
			break
		}
		if name, value, ok := strings.Cut(line, ":"); ok {
			resp.Header.Add(strings.TrimSpace(name), strings.TrimSpace(value))
		}
	}
	body, err := io.ReadAll(br)
	if err != nil {
		return nil, err
	}
	resp.Payload, resp.head = body, len(block)-len(body)
	if n, err := strconv.ParseInt(resp.Header.Get("Content-Length"), 10, 64); err == nil && n >= 0 && n < int64(len(body)) {
		resp.Payload = body[:n] // what follows was not part of the answer
	}
	if strings.EqualFold(resp.Header.Get("Transfer-Encoding"), "chunked") {
		plain, err := io.ReadAll(httputil.NewChunkedReader(bytes.NewReader(body)))
		if err == nil || len(plain) > 0 {
			resp.Payload = plain
		}
	}
	return resp, nil
}

// ReadExchange reads the response or resource record with an id from r, which
// starts at its member or at the file's start, as an exchange to be added to
// another file.
func ReadExchange(r io.Reader, id string) (Exchange, *Response, error) {
	wr := NewReader(r)
	for {
		rec, err := wr.Next()
		if err == io.EOF {
			err = errNoRecord
		}
		if err != nil {
			return Exchange{}, nil, err
		}
		if bare(rec.Header.Get("WARC-Record-ID")) == id {
			return exchangeOf(rec)
		}
	}
}

func exchangeOf(rec *Record) (Exchange, *Response, error) {
	block, err := wholeBlock(rec)
	if err != nil {
		return Exchange{}, nil, err
	}
	at, err := time.Parse(time.RFC3339, rec.Header.Get("WARC-Date"))
	if err != nil {
		return Exchange{}, nil, fmt.Errorf("WARC-Date is %q, expected RFC 3339", rec.Header.Get("WARC-Date"))
	}
	x := Exchange{URL: rec.TargetURI(), At: at, IP: rec.Header.Get("WARC-IP-Address"), Response: block}
	if rec.Type() == "resource" {
		x.Payload, x.Type = block, rec.Header.Get("Content-Type")
		return x, &Response{Header: http.Header{"Content-Type": {x.Type}}, Payload: block}, nil
	}
	resp, err := ParseResponse(block)
	if err != nil {
		return x, nil, err
	}
	x.Payload, x.Head = resp.Payload, resp.head
	return x, resp, nil
}
