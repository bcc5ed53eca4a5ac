package fetch

import (
	"bytes"
	"net"
	"net/http"
	"net/netip"
	"sync"
	"time"

	"github.com/xianzhi/xianzhi/scraper/warc"
)

// A taped connection keeps what goes over it while an exchange is on: the
// bytes themselves, as net/http neither keeps the order of header fields nor
// the framing of a body.
type taped struct {
	net.Conn
	idle time.Duration // longest wait for the next byte

	mu        sync.Mutex
	on        bool
	sent, got bytes.Buffer
}

// start empties the tape for a new exchange.
func (t *taped) start() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.on = true
	t.sent.Reset()
	t.got.Reset()
	t.Conn.SetReadDeadline(time.Now().Add(t.idle))
}

// stop ends the exchange and returns what was sent and received.
func (t *taped) stop() (sent, got []byte) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.on = false
	t.Conn.SetReadDeadline(time.Time{})
	return bytes.Clone(t.sent.Bytes()), bytes.Clone(t.got.Bytes())
}

// Read gives the server another idle period for the next bytes, as long as an
// exchange is on; between exchanges the connection may wait.
func (t *taped) Read(p []byte) (int, error) {
	n, err := t.Conn.Read(p)
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.on {
		t.got.Write(p[:n])
		t.Conn.SetReadDeadline(time.Now().Add(t.idle))
	}
	return n, err
}

func (t *taped) Write(p []byte) (int, error) {
	t.mu.Lock()
	if t.on {
		t.sent.Write(p)
	}
	t.mu.Unlock()
	return t.Conn.Write(p)
}

// address is the server's, "" when it is in this process.
func (t *taped) address() string {
	if ap, err := netip.ParseAddrPort(t.RemoteAddr().String()); err == nil {
		return ap.Addr().Unmap().String()
	}
	return ""
}

// An exchange is what went over the wire, and the answer's head as parsed.
type exchange struct {
	warc.Exchange
	status int
	header http.Header
}

// final cuts interim (1xx) responses off the front of raw and returns the
// length of the final response's head.
func final(raw []byte) (response []byte, head int) {
	for {
		head = headEnd(raw)
		line, _, _ := bytes.Cut(raw, []byte(" "))
		if head == len(raw) || len(raw) <= len(line)+1 || raw[len(line)+1] != '1' {
			return raw, head
		}
		raw = raw[head:]
	}
}

// headEnd is the offset behind the first empty line, or the length of b.
func headEnd(b []byte) int {
	for at := 0; ; {
		n := bytes.IndexByte(b[at:], '\n')
		if n < 0 {
			return len(b)
		}
		if line := bytes.TrimRight(b[at:at+n], "\r"); len(line) == 0 && at > 0 {
			return at + n + 1
		}
		at += n + 1
	}
}
