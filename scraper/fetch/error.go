package fetch

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"os"
	"strings"
	"time"
)

// A Reason says in one word why a page was not got; reports count by it.
type Reason string

// Reasons.
const (
	Blocked     Reason = "blocked"     // the site keeps it from programs: wall or challenge
	Disallowed  Reason = "robots"      // robots.txt forbids it
	Unreachable Reason = "unreachable" // robots.txt cannot be had, which forbids all
	Gone        Reason = "gone"        // 404 or 410
	Status      Reason = "status"      // any other status that is no page
	Busy        Reason = "busy"        // 429 or 5xx to the last attempt, or a Retry-After too long to wait for
	Private     Reason = "private"     // address that is not public
	Scheme      Reason = "scheme"      // neither http nor https, or no host
	Redirects   Reason = "redirects"   // too many, in a circle, or to nowhere
	TooLarge    Reason = "too-large"   // before or after decompression
	Slow        Reason = "slow"        // no byte for too long, or not done in time
	CutOff      Reason = "cut-off"     // ended before its stated end
	Coding      Reason = "coding"      // content coding unknown or broken
	NotText     Reason = "not-text"    // an image, an archive, a program
	Certificate Reason = "certificate" // TLS does not vouch for the host
	Network     Reason = "network"     // DNS, refused, reset
	Protocol    Reason = "protocol"    // not HTTP/1
)

// An Error is a page that was not got.
type Error struct {
	URL    string
	Reason Reason
	Status int // HTTP status, 0 when there was no answer
	Err    error

	after time.Duration // Retry-After
}

func (e *Error) Error() string {
	s := fmt.Sprintf("%s: %s", e.URL, e.Reason)
	if e.Status != 0 {
		s += fmt.Sprintf(" (HTTP %d)", e.Status)
	}
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	return s
}

func (e *Error) Unwrap() error { return e.Err }

// passing reports whether another attempt may succeed.
func (e *Error) passing() bool {
	switch e.Reason {
	case Busy, CutOff, Network, Slow:
		return true
	}
	return false
}

// failure makes an [Error] of what the transport said. The caller's own
// cancellation is passed through.
func failure(ctx context.Context, url string, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return &Error{URL: url, Reason: reason(err), Err: short(err)}
}

// reason sorts what net/http and crypto/tls say. Some of it has no type and is
// known by its words only.
func reason(err error) Reason {
	var private *privateError
	var certificate *tls.CertificateVerificationError
	var authority x509.UnknownAuthorityError
	var host x509.HostnameError
	var alert tls.AlertError
	var record tls.RecordHeaderError
	var netErr net.Error
	switch text := err.Error(); {
	case errors.As(err, &private):
		return Private
	case errors.As(err, &certificate), errors.As(err, &authority), errors.As(err, &host),
		errors.As(err, &alert), errors.As(err, &record), strings.Contains(text, "tls: "):
		return Certificate
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, os.ErrDeadlineExceeded),
		errors.As(err, &netErr) && netErr.Timeout():
		return Slow
	case strings.Contains(text, "malformed"), strings.Contains(text, "exceeded") && strings.Contains(text, "headers"):
		return Protocol
	}
	return Network
}

// short drops what Go's errors repeat: the URL and the dialled address.
func short(err error) error {
	var op *net.OpError
	if errors.As(err, &op) {
		return op.Err
	}
	return err
}
