package fetch

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"net/netip"
	"net/url"
	"sync"
	"time"

	"github.com/xianzhi/xianzhi/scraper/warc"
)

// Options are what all requests of a client have in common. A zero field
// takes the default named beside it.
type Options struct {
	Agent     string        // User-Agent, "name/version (+contact)": the name is looked up in robots.txt
	Idle      time.Duration // longest wait for a connection or for the next byte: 20 s
	Redirects int           // most redirects to follow: 5
	Attempts  int           // of each request: 4
	Backoff   time.Duration // wait before the second attempt, doubled for each further: 2 s
	Patience  time.Duration // longest Retry-After and Crawl-delay that is waited for: 2 min

	// Allow lists addresses that may be dialled though they are not public:
	// for tests and intranets.
	Allow []netip.Prefix
	// Local gives the handler that stands for a host inside this process, nil
	// for hosts on the network.
	Local func(host string) http.Handler
	TLS   *tls.Config // nil: the system's roots
}

// A Request is one page to ask for. A zero limit takes the default named
// beside it.
type Request struct {
	URL string
	// ETag and LastModified, from an earlier response, make the request
	// conditional.
	ETag, LastModified string

	Delay       time.Duration // least time between requests to the host
	Timeout     time.Duration // of one exchange: 60 s
	MaxBytes    int64         // before and after decompression: 10 MiB
	Connections int           // to the host at a time: 1; the first request to a host decides
	Binary      bool          // take any content, for compressed sitemaps
}

// A Response is a page that was got, or word that it has not changed.
type Response struct {
	URL         string // after redirects
	Status      int
	Header      http.Header
	Body        []byte // all codings undone; nil when NotModified
	NotModified bool
	Exchange    warc.Exchange   // of the last request
	Hops        []warc.Exchange // the redirects that led to it, in order
}

// A Client asks servers for pages. It may be used by several goroutines at
// once; their requests to one host queue up.
type Client struct {
	opt Options
	rt  *http.Transport

	mu    sync.Mutex
	hosts map[string]*host
}

// New returns a client.
func New(opt Options) *Client {
	opt.Idle = or(opt.Idle, 20*time.Second)
	opt.Redirects = or(opt.Redirects, 5)
	opt.Attempts = or(opt.Attempts, 4)
	opt.Backoff = or(opt.Backoff, 2*time.Second)
	opt.Patience = or(opt.Patience, 2*time.Minute)
	c := &Client{opt: opt, hosts: map[string]*host{}}
	c.rt = c.transport()
	return c
}

func or[T comparable](v, def T) T {
	var zero T
	if v == zero {
		return def
	}
	return v
}

// Close drops idle connections.
func (c *Client) Close() { c.rt.CloseIdleConnections() }

// Get asks for a page, following redirects. The error is an [*Error], or the
// context's own.
func (c *Client) Get(ctx context.Context, req Request) (*Response, error) {
	req.Timeout = or(req.Timeout, 60*time.Second)
	req.MaxBytes = or(req.MaxBytes, 10<<20)
	return c.follow(ctx, req, c.polite)
}

// polite is one request that robots.txt allows.
func (c *Client) polite(ctx context.Context, u *url.URL, req Request) (*exchange, error) {
	if c.local(u.Hostname()) != nil {
		req.Delay = 0 // nobody to be polite to
	}
	delay, err := c.permit(ctx, u, req)
	if err != nil {
		return nil, err
	}
	req.Delay = max(req.Delay, delay)
	return c.persist(ctx, u, req)
}

type step func(context.Context, *url.URL, Request) (*exchange, error)

// follow makes a request by one and repeats it where redirects lead.
func (c *Client) follow(ctx context.Context, req Request, one step) (*Response, error) {
	var hops []warc.Exchange
	seen := map[string]bool{}
	for at := req.URL; ; {
		u, err := target(at)
		if err != nil {
			return nil, err
		}
		if seen[u.String()] {
			return nil, &Error{URL: req.URL, Reason: Redirects, Err: fmt.Errorf("in a circle over %s", at)}
		}
		seen[u.String()] = true
		x, err := one(ctx, u, req)
		if err != nil {
			return nil, err
		}
		next, err := redirect(u, x)
		if err != nil {
			return nil, &Error{URL: at, Reason: Redirects, Status: x.status, Err: err}
		}
		if next == "" {
			return finish(x, hops, req)
		}
		hops = append(hops, x.Exchange)
		if len(hops) > c.opt.Redirects {
			return nil, &Error{URL: req.URL, Reason: Redirects, Err: fmt.Errorf("more than %d", c.opt.Redirects)}
		}
		at = next
	}
}

// target parses a URL that may be asked for.
func target(raw string) (*url.URL, error) {
	u, err := url.Parse(raw)
	if err == nil && (u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "") {
		err = errors.New("expected http:// or https:// and a host")
	}
	if err != nil {
		return nil, &Error{URL: raw, Reason: Scheme, Err: err}
	}
	u.Fragment, u.RawFragment, u.User = "", "", nil
	return u, nil
}

// redirect is where an answer leads, "" when it is no redirect. A redirect that
// leads nowhere is an error: its body is no page.
func redirect(from *url.URL, x *exchange) (string, error) {
	switch x.status {
	case 301, 302, 303, 307, 308:
	default:
		return "", nil
	}
	loc := x.header.Get("Location")
	if loc == "" {
		return "", errors.New("without a Location")
	}
	to, err := from.Parse(loc)
	if err != nil {
		return "", fmt.Errorf("to %.100q, which is no URL", loc)
	}
	return to.String(), nil
}

// finish judges the last answer.
func finish(x *exchange, hops []warc.Exchange, req Request) (*Response, error) {
	fail := func(r Reason, err error) (*Response, error) {
		return nil, &Error{URL: x.URL, Reason: r, Status: x.status, Err: err}
	}
	resp := &Response{URL: x.URL, Status: x.status, Header: x.header, Exchange: x.Exchange, Hops: hops}
	if x.status == http.StatusNotModified {
		if req.ETag == "" && req.LastModified == "" {
			return fail(Protocol, errors.New("nothing was asked conditionally"))
		}
		resp.NotModified = true
		return resp, nil
	}
	body, err := Decode(x.header, x.Payload, req.MaxBytes)
	if walled(x.status, x.header, body) {
		return fail(Blocked, nil)
	}
	switch {
	case x.status == 404 || x.status == 410:
		return fail(Gone, nil)
	case x.status != 200 && x.status != 203:
		return fail(Status, nil)
	case errors.Is(err, ErrTooLarge):
		return fail(TooLarge, err)
	case err != nil:
		return fail(Coding, err)
	case !req.Binary && !textual(body):
		return fail(NotText, fmt.Errorf("content is %s", http.DetectContentType(body)))
	}
	resp.Body = body
	return resp, nil
}

// persist repeats a request that met a passing fault.
func (c *Client) persist(ctx context.Context, u *url.URL, req Request) (*exchange, error) {
	h := c.host(u.Host, req.Connections)
	for n := 1; ; n++ {
		x, err := c.once(ctx, h, u, req)
		var fault *Error
		if !errors.As(err, &fault) || !fault.passing() {
			return x, err
		}
		wait := max(backoff(c.opt.Backoff, n), fault.after)
		h.notBefore(time.Now().Add(min(wait, c.opt.Patience)))
		if n >= c.attempts(fault) || fault.after > c.opt.Patience {
			return nil, err
		}
	}
}

// attempts is how often a request is made that meets fault: what is slow has
// held the host's connection long enough the second time.
func (c *Client) attempts(fault *Error) int {
	if fault.Reason == Slow {
		return min(2, c.opt.Attempts)
	}
	return c.opt.Attempts
}

// once makes one exchange when the host's turn has come.
func (c *Client) once(ctx context.Context, h *host, u *url.URL, req Request) (*exchange, error) {
	if err := h.acquire(ctx, req.Delay); err != nil {
		return nil, err
	}
	defer h.release(req.Delay)
	limited, cancel := context.WithTimeout(ctx, req.Timeout)
	defer cancel()
	x, err := c.send(limited, u, req)
	if err != nil {
		var e *Error
		if errors.As(err, &e) {
			return nil, err
		}
		return nil, failure(ctx, u.String(), err)
	}
	busy := x.status == 429 || x.status >= 500 && x.status != 501 && x.status != 505
	if busy && !walled(x.status, x.header, x.Payload) {
		return nil, &Error{URL: x.URL, Reason: Busy, Status: x.status, after: retryAfter(x.header, time.Now())}
	}
	return x, nil
}

// send sends the request and reads the whole answer off the wire.
func (c *Client) send(ctx context.Context, u *url.URL, req Request) (*exchange, error) {
	var tape *taped
	trace := &httptrace.ClientTrace{GotConn: func(info httptrace.GotConnInfo) {
		if t, ok := info.Conn.(*taped); ok {
			tape = t
			t.start()
		}
	}}
	hr, err := http.NewRequestWithContext(httptrace.WithClientTrace(ctx, trace), http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, &Error{URL: u.String(), Reason: Scheme, Err: err}
	}
	c.describe(hr, req)
	x := &exchange{Exchange: warc.Exchange{URL: u.String(), At: time.Now().UTC()}}
	resp, err := c.rt.RoundTrip(hr)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.ContentLength > req.MaxBytes {
		return nil, &Error{URL: x.URL, Reason: TooLarge, Status: resp.StatusCode, Err: fmt.Errorf("%d bytes announced", resp.ContentLength)}
	}
	x.Payload, err = io.ReadAll(io.LimitReader(resp.Body, req.MaxBytes+1))
	if int64(len(x.Payload)) > req.MaxBytes {
		return nil, &Error{URL: x.URL, Reason: TooLarge, Status: resp.StatusCode, Err: ErrTooLarge}
	}
	var raw []byte
	x.Request, raw = tape.stop()
	x.IP = tape.address()
	x.Response, x.Head = final(raw)
	x.status, x.header = resp.StatusCode, resp.Header
	if err != nil && reason(err) == Network {
		return nil, &Error{URL: x.URL, Reason: CutOff, Status: resp.StatusCode, Err: short(err)}
	}
	return x, err
}

// describe says who asks and what for. Only gzip is asked for; what comes all the
// same is undone by Decode.
func (c *Client) describe(hr *http.Request, req Request) {
	h := hr.Header
	h.Set("User-Agent", c.opt.Agent)
	h.Set("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
	h.Set("Accept-Language", "zh-CN,zh;q=0.9,en;q=0.8")
	h.Set("Accept-Encoding", "gzip")
	if req.ETag != "" {
		h.Set("If-None-Match", req.ETag)
	}
	if req.LastModified != "" {
		h.Set("If-Modified-Since", req.LastModified)
	}
}
