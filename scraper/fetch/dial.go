package fetch

import (
	"context"
	"crypto/tls"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"sync"
	"syscall"
	"time"
)

// refused are the addresses that a page's link must not reach: everything the
// IANA special-purpose registries do not call globally reachable, and the
// translation prefixes that would lead there. The metadata services of cloud
// hosts lie in them (169.254.169.254, fd00:ec2::254, 100.100.100.200).
var refused = prefixes(
	"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
	"192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15",
	"198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
	"::/127", "::ffff:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23",
	"2001:db8::/32", "2002::/16", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
)

func prefixes(list ...string) []netip.Prefix {
	all := make([]netip.Prefix, len(list))
	for i, s := range list {
		all[i] = netip.MustParsePrefix(s)
	}
	return all
}

// A privateError is an address that was not dialled.
type privateError struct{ addr netip.Addr }

func (e *privateError) Error() string {
	return fmt.Sprintf("%s is not a public address", e.addr)
}

// public reports whether addr may be dialled.
func public(addr netip.Addr, allow []netip.Prefix) bool {
	addr = addr.Unmap().WithZone("")
	for _, p := range allow {
		if p.Contains(addr) {
			return true
		}
	}
	for _, p := range refused {
		if p.Contains(addr) {
			return false
		}
	}
	return addr.IsValid()
}

// guard is called by the dialler with the address that it is about to connect
// to, after DNS: a name cannot be checked and then resolve to something else.
func (c *Client) guard(_ context.Context, _, address string, _ syscall.RawConn) error {
	ap, err := netip.ParseAddrPort(address)
	if err != nil {
		return err
	}
	if !public(ap.Addr(), c.opt.Allow) {
		return &privateError{ap.Addr().Unmap()}
	}
	return nil
}

// transport leaves net/http only the protocol: compression, proxies and dialling
// are ours.
func (c *Client) transport() *http.Transport {
	return &http.Transport{
		Proxy:                  nil, // a proxy would dial for us, unguarded
		DialContext:            c.dialPlain,
		DialTLSContext:         c.dialTLS,
		DisableCompression:     true,
		MaxIdleConnsPerHost:    8,
		IdleConnTimeout:        90 * time.Second,
		MaxResponseHeaderBytes: 256 << 10,
		Protocols:              protocols(),
	}
}

func protocols() *http.Protocols {
	p := new(http.Protocols)
	p.SetHTTP1(true)
	return p
}

func (c *Client) dial(ctx context.Context, network, address string) (net.Conn, error) {
	d := net.Dialer{Timeout: c.opt.Idle, ControlContext: c.guard}
	return d.DialContext(ctx, network, address)
}

func (c *Client) dialPlain(ctx context.Context, network, address string) (net.Conn, error) {
	if conn := c.dialLocal(address); conn != nil {
		return &taped{Conn: conn, idle: c.opt.Idle}, nil
	}
	conn, err := c.dial(ctx, network, address)
	if err != nil {
		return nil, err
	}
	return &taped{Conn: conn, idle: c.opt.Idle}, nil
}

// dialTLS offers HTTP/1.1 only, which is what WARC can record, and tapes what is
// beneath the encryption.
func (c *Client) dialTLS(ctx context.Context, network, address string) (net.Conn, error) {
	if conn := c.dialLocal(address); conn != nil {
		return &taped{Conn: conn, idle: c.opt.Idle}, nil
	}
	raw, err := c.dial(ctx, network, address)
	if err != nil {
		return nil, err
	}
	cfg := new(tls.Config)
	if c.opt.TLS != nil {
		cfg = c.opt.TLS.Clone()
	}
	cfg.NextProtos = []string{"http/1.1"}
	if cfg.ServerName == "" {
		cfg.ServerName, _, _ = net.SplitHostPort(address)
	}
	ctx, cancel := context.WithTimeout(ctx, c.opt.Idle)
	defer cancel()
	conn := tls.Client(raw, cfg)
	if err := conn.HandshakeContext(ctx); err != nil {
		raw.Close()
		return nil, err
	}
	return &taped{Conn: conn, idle: c.opt.Idle}, nil
}

// dialLocal connects to a server inside this process, without TLS, when the
// host is one that [Options.Local] knows.
func (c *Client) dialLocal(address string) net.Conn {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return nil
	}
	h := c.local(host)
	if h == nil {
		return nil
	}
	ours, theirs := net.Pipe()
	srv := &http.Server{Handler: h}
	go srv.Serve(&single{conn: theirs, done: make(chan struct{})})
	return ours
}

// local is the handler that stands for host inside this process, or nil.
func (c *Client) local(host string) http.Handler {
	if c.opt.Local == nil {
		return nil
	}
	return c.opt.Local(host)
}

// A single is a listener that gives one connection and ends with it.
type single struct {
	conn net.Conn
	done chan struct{}
}

func (s *single) Accept() (net.Conn, error) {
	if s.conn == nil {
		<-s.done
		return nil, net.ErrClosed
	}
	conn := &closing{Conn: s.conn, done: s.done}
	s.conn = nil
	return conn, nil
}

func (s *single) Close() error   { return nil }
func (s *single) Addr() net.Addr { return pipeAddr{} }

// A closing connection lets its listener end. The server may close it more than
// once, from more than one goroutine.
type closing struct {
	net.Conn
	done chan struct{}
	once sync.Once
}

func (c *closing) Close() error {
	c.once.Do(func() { close(c.done) })
	return c.Conn.Close()
}

type pipeAddr struct{}

func (pipeAddr) Network() string { return "pipe" }
func (pipeAddr) String() string  { return "pipe" }
