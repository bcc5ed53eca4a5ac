package fetch

import (
	"context"
	"errors"
	"net/url"
	"time"
)

// A verdict is what the state of a robots.txt means (RFC 9309, 2.3.1).
type verdict int

const (
	byRules     verdict = iota // got: its rules count
	unavailable                // 4xx, or too many redirects: anything is allowed
	unreachable                // 5xx or no answer: nothing is allowed, unless an earlier copy is known
)

// robotsFresh is how long a robots.txt is used without being asked for again
// (RFC 9309, 2.4).
const robotsFresh = 24 * time.Hour

// permit asks the host's robots.txt whether u may be asked for, and how long
// to wait between requests.
func (c *Client) permit(ctx context.Context, u *url.URL, req Request) (time.Duration, error) {
	h := c.host(u.Host, req.Connections)
	h.robotsMu.Lock()
	defer h.robotsMu.Unlock()
	if h.checked.IsZero() || time.Since(h.checked) > robotsFresh {
		if err := c.askRobots(ctx, h, u, req); err != nil {
			return 0, err
		}
	}
	if h.verdict == unavailable {
		return 0, nil
	}
	if h.robots == nil {
		return 0, &Error{URL: u.String(), Reason: Unreachable, Err: errors.New("robots.txt cannot be had")}
	}
	if !h.robots.Allowed(c.opt.Agent, u.RequestURI()) {
		return 0, &Error{URL: u.String(), Reason: Disallowed}
	}
	return min(h.robots.Delay(c.opt.Agent), c.opt.Patience), nil
}

// askRobots fetches robots.txt and notes the verdict. The error is the
// context's or that of an address that must not be dialled.
func (c *Client) askRobots(ctx context.Context, h *host, u *url.URL, req Request) error {
	at := url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"}
	x, err := c.followRobots(ctx, Request{
		URL: at.String(), Delay: req.Delay, Timeout: req.Timeout, Connections: req.Connections,
		MaxBytes: max(req.MaxBytes, 32<<20), // of which maxRobots is read
	})
	var fault *Error
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err == nil && x.status < 300:
		h.verdict = unreachable
		if body, err := Decode(x.header, x.Payload, 32<<20); err == nil {
			h.verdict, h.robots = byRules, ParseRobots(body)
		}
	case err == nil && x.status < 500:
		h.verdict = unavailable
	case errors.As(err, &fault) && fault.Reason == Private:
		return err
	case errors.As(err, &fault) && (fault.Reason == Redirects || fault.Status == 429):
		h.verdict = unavailable
	default:
		h.verdict = unreachable
	}
	h.checked = time.Now()
	return nil
}

// followRobots gets the last answer of at least five redirects, also to other
// hosts (RFC 9309, 2.3.1.2).
func (c *Client) followRobots(ctx context.Context, req Request) (*exchange, error) {
	var last *exchange
	_, err := c.follow(ctx, req, func(ctx context.Context, u *url.URL, req Request) (*exchange, error) {
		x, err := c.persist(ctx, u, req)
		last = x
		return x, err
	})
	var fault *Error
	if errors.As(err, &fault) && last != nil && fault.Reason != Redirects {
		return last, nil // an answer that is no page, such as 404
	}
	return last, err
}
