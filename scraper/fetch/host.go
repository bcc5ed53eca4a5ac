package fetch

import (
	"context"
	"math/rand/v2"
	"net/http"
	"strconv"
	"sync"
	"time"
)

// A host is what the client knows of one authority: a token bucket of one
// request a delay, the connections at work, and its robots.txt.
type host struct {
	slots chan struct{} // as many as there may be connections

	mu   sync.Mutex
	next time.Time // when the next token is there

	robotsMu sync.Mutex // held while robots.txt is asked for, so that it is asked for once
	robots   *Robots    // nil: never had one
	verdict  verdict
	checked  time.Time
}

// host returns what is known of an authority, as one value for all goroutines.
func (c *Client) host(name string, connections int) *host {
	c.mu.Lock()
	defer c.mu.Unlock()
	h := c.hosts[name]
	if h == nil {
		h = &host{slots: make(chan struct{}, max(connections, 1))}
		c.hosts[name] = h
	}
	return h
}

// acquire waits for a connection and then for a token.
func (h *host) acquire(ctx context.Context, delay time.Duration) error {
	select {
	case h.slots <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	h.mu.Lock()
	at := h.next
	if now := time.Now(); at.Before(now) {
		at = now
	}
	h.next = at.Add(delay)
	h.mu.Unlock()
	if err := sleep(ctx, time.Until(at)); err != nil {
		<-h.slots
		return err
	}
	return nil
}

// release gives the connection back. The next token comes a delay after the
// answer, so that a server under load is asked less often.
func (h *host) release(delay time.Duration) {
	h.notBefore(time.Now().Add(delay))
	<-h.slots
}

// notBefore keeps requests to the host back until t.
func (h *host) notBefore(t time.Time) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.next.Before(t) {
		h.next = t
	}
}

// sleep waits for d or until ctx is done, whichever comes first.
func sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// backoff is the wait before attempt n (from 1) is repeated: twice as long
// each time, and up to half as much again, so that clients do not march in
// step.
func backoff(first time.Duration, n int) time.Duration {
	d := first << min(n-1, 10)
	return d + rand.N(d/2+1)
}

// retryAfter reads the field of that name: seconds or a date (RFC 9110, 10.2.3).
func retryAfter(h http.Header, now time.Time) time.Duration {
	v := h.Get("Retry-After")
	if s, err := strconv.Atoi(v); err == nil {
		return time.Duration(max(s, 0)) * time.Second
	}
	if t, err := http.ParseTime(v); err == nil && t.After(now) {
		return t.Sub(now)
	}
	return 0
}
