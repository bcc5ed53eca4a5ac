package fetch

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
)

const article = "<!doctype html><title>县城</title><p>正文</p>"

var quiet = log.New(io.Discard, "", 0)

// serve starts h on an address of its own, so that 127.0.0.1 stays private.
func serve(t testing.TB, h http.Handler) *httptest.Server {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.2:0")
	if err != nil {
		t.Skip("needs loopback addresses other than 127.0.0.1: ", err)
	}
	s := &httptest.Server{Listener: l, Config: &http.Server{Handler: h, ErrorLog: quiet}}
	s.Start()
	t.Cleanup(s.Close)
	return s
}

func hasty() Options {
	return Options{
		Agent: "xianzhi/test (+https://example.org/contact)",
		Idle:  300 * time.Millisecond, Backoff: time.Millisecond, Attempts: 3, Patience: 50 * time.Millisecond,
		Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.2/32")},
	}
}

// raw answers with bytes as they stand, then closes.
func raw(parts ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		conn, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			panic(err)
		}
		defer conn.Close()
		for _, p := range parts {
			io.WriteString(conn, p)
		}
	}
}

func status(code int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(code) }
}

func text(s string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, s) }
}

func coded(coding string, body []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", coding)
		w.Header().Set("Content-Type", "text/html")
		w.Write(body)
	}
}

func to(url string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, url, http.StatusFound) }
}

// failing answers with bad so many times, then with the article.
func failing(times int32, bad http.HandlerFunc) http.HandlerFunc {
	var n atomic.Int32
	return func(w http.ResponseWriter, r *http.Request) {
		if n.Add(1) <= times {
			bad(w, r)
			return
		}
		io.WriteString(w, article)
	}
}

func drip(every time.Duration) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		for range 1000 {
			if _, err := io.WriteString(w, "x"); err != nil {
				return
			}
			http.NewResponseController(w).Flush()
			select {
			case <-r.Context().Done():
				return
			case <-time.After(every):
			}
		}
	}
}

func pack(w func(io.Writer) io.WriteCloser, data []byte) []byte {
	var buf bytes.Buffer
	z := w(&buf)
	z.Write(data)
	z.Close()
	return buf.Bytes()
}

func gz(w io.Writer) io.WriteCloser   { return gzip.NewWriter(w) }
func zl(w io.Writer) io.WriteCloser   { return zlib.NewWriter(w) }
func br(w io.Writer) io.WriteCloser   { return brotli.NewWriter(w) }
func bare(w io.Writer) io.WriteCloser { z, _ := flate.NewWriter(w, 9); return z }

// busy asks to come back later.
func busy(after string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", after)
		w.WriteHeader(http.StatusTooManyRequests)
	}
}

// TestFaults is the table of what servers do wrong and what comes of it:
// either the body, or the reason that is reported.
func TestFaults(t *testing.T) {
	bomb := make([]byte, 8<<20)
	for _, test := range []struct {
		name string
		h    http.HandlerFunc
		want Reason // "": the article
	}{
		{"a plain page", text(article), ""},
		{"HTTP/1.0", raw("HTTP/1.0 200 OK\r\n\r\n" + article), ""},
		{"HTTP/0.9", raw(article), Protocol},
		{"bare line feeds", raw("HTTP/1.1 200 OK\nContent-Type: text/html\n\n" + article), ""},
		{"interim response first", raw("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\n\r\n" + article), ""},
		{"gzip", coded("gzip", pack(gz, []byte(article))), ""},
		{"gzip announced, not done", coded("gzip", []byte(article)), ""},
		{"gzip twice", coded("gzip, gzip", pack(gz, pack(gz, []byte(article)))), ""},
		{"deflate with zlib header", coded("deflate", pack(zl, []byte(article))), ""},
		{"deflate without", coded("deflate", pack(bare, []byte(article))), ""},
		{"brotli when not asked", coded("br", pack(br, []byte(article))), ""},
		{"unknown coding", coded("aes128gcm", []byte(article)), Coding},
		{"torn gzip", coded("gzip", pack(gz, []byte(article))[:20]), Coding},
		{"ten codings", coded(strings.Repeat("gzip,", 10), []byte(article)), Coding},
		{"gzip bomb", coded("gzip", pack(gz, bomb)), TooLarge},
		{"gzip bomb in a gzip", coded("gzip, gzip", pack(gz, pack(gz, bomb))), TooLarge},
		{"deflate bomb", coded("deflate", pack(bare, bomb)), TooLarge},
		{"brotli bomb", coded("br", pack(br, bomb)), TooLarge},
		{"body without end", func(w http.ResponseWriter, _ *http.Request) {
			for range 100 {
				w.Write(bomb[:64<<10])
			}
		}, TooLarge},
		{"50 GB announced", raw("HTTP/1.1 200 OK\r\nContent-Length: 50000000000\r\n\r\nx"), TooLarge},
		{"Content-Length too long", raw("HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n" + article), CutOff},
		{"Content-Length no number", raw("HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n" + article), Network},
		{"two Content-Lengths", raw("HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc"), Network},
		{"chunk cut off", raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nabc"), CutOff},
		{"chunk length no number", raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc"), CutOff},
		{"cut off once, then whole", failing(1, raw("HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\nabc")), ""},
		{"closes without a word", raw(), Network},
		{"endless header", raw("HTTP/1.1 200 OK\r\nX: " + strings.Repeat("x", 1<<20) + "\r\n\r\n"), Protocol},
		{"no answer", func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }, Slow},
		{"stops inside the body", raw("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"), CutOff},
		{"a byte now and then", drip(100 * time.Millisecond), Slow},
		{"304 unasked", status(304), Protocol},
		{"204", status(204), Status},
		{"300", status(300), Status},
		{"redirect without Location", status(302), Redirects},
		{"redirect loop", to("/"), Redirects},
		{"redirect to no URL", raw("HTTP/1.1 302 Found\r\nLocation: http://[::1\r\n\r\n"), Redirects},
		{"redirect to file:", to("file:///etc/passwd"), Scheme},
		{"redirect to 127.0.0.1", to("http://127.0.0.1:9/"), Private},
		{"redirect to ::1", to("http://[::1]:9/"), Private},
		{"redirect to IPv4 in IPv6", to("http://[::ffff:127.0.0.1]:9/"), Private},
		{"redirect to cloud metadata", to("http://169.254.169.254/latest/meta-data/"), Private},
		{"redirect to a name of 127.0.0.1", to("http://localhost:9/"), Private},
		{"400", status(400), Status},
		{"404", status(404), Gone},
		{"410", status(410), Gone},
		{"403", status(403), Blocked},
		{"405", status(405), Blocked},
		{"412", status(412), Blocked},
		{"521", status(521), Blocked},
		{"503 with a challenge", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Cf-Mitigated", "challenge")
			w.WriteHeader(503)
		}, Blocked},
		{"200 with a challenge", text("<html><script>var arg1='8A7F';setCookie('acw_sc__v2',x)</script></html>"), Blocked},
		{"500 always", status(500), Busy},
		{"503 twice, then the page", failing(2, status(503)), ""},
		{"429 with seconds to wait", failing(1, busy("0")), ""},
		{"429 with an hour to wait", failing(1, busy("3600")), Busy},
		{"429 with a date to wait for", failing(1, busy(time.Now().Add(time.Hour).UTC().Format(http.TimeFormat))), Busy},
		{"an image called HTML", coded("", []byte("\x89PNG\r\n\x1a\n0000")), NotText},
		{"bytes called HTML", coded("", bytes.Repeat([]byte{0, 1, 2, 3}, 200)), NotText},
		{"a page with a NUL", text(strings.Replace(article, "正文", "\x00正文", 1)), ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			resp, err := getFrom(t, test.h, Request{MaxBytes: 1 << 20, Timeout: time.Second})
			var fault *Error
			switch {
			case test.want == "" && err != nil:
				t.Fatal(err)
			case test.want == "" && !strings.Contains(string(resp.Body), "县城"):
				t.Errorf("body %.80q", resp.Body)
			case test.want != "" && (!errors.As(err, &fault) || fault.Reason != test.want):
				t.Errorf("error %v, want reason %s", err, test.want)
			}
		})
	}
}

// getFrom serves h under "/" and an open robots.txt.
func getFrom(t *testing.T, h http.HandlerFunc, req Request) (*Response, error) {
	t.Helper()
	s := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		h(w, r)
	}))
	c := New(hasty())
	t.Cleanup(c.Close)
	req.URL = s.URL + "/"
	return c.Get(context.Background(), req)
}

func TestRedirectsUpToTheLimit(t *testing.T) {
	h := func(w http.ResponseWriter, r *http.Request) {
		n := len(r.URL.Path)
		if n > 5 {
			io.WriteString(w, article)
			return
		}
		http.Redirect(w, r, r.URL.Path+"a", http.StatusFound)
	}
	resp, err := getFrom(t, h, Request{})
	if err != nil || len(resp.Hops) != 5 || !strings.HasSuffix(resp.URL, "/aaaaa") {
		t.Errorf("%v, %v", resp, err)
	}
	far := func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, r.URL.Path+"a", http.StatusFound) }
	if _, err := getFrom(t, far, Request{}); err == nil || !strings.Contains(err.Error(), "more than 5") {
		t.Errorf("error %v", err)
	}
}

func TestConditionalGet(t *testing.T) {
	h := func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("If-None-Match") == `"v1"` && r.Header.Get("If-Modified-Since") == "Sat, 01 Mar 2025 12:00:00 GMT" {
			raw("HTTP/1.1 304 Not Modified\r\n\r\na body that must not be here")(w, r)
			return
		}
		io.WriteString(w, article)
	}
	resp, err := getFrom(t, h, Request{ETag: `"v1"`, LastModified: "Sat, 01 Mar 2025 12:00:00 GMT"})
	if err != nil || !resp.NotModified || resp.Body != nil {
		t.Errorf("%v, %v", resp, err)
	}
}

// What is archived is what went over the wire, not what net/http made of it.
func TestExchangeKeepsBytes(t *testing.T) {
	const head = "HTTP/1.1 200 Fine\r\nx-ODD:   spaced\r\nB: 2\r\nA: 1\r\nA: 0\r\nTransfer-Encoding: chunked\r\n\r\n"
	const body = "3;ext=1\r\nabc\r\n0\r\n\r\n"
	resp, err := getFrom(t, raw("HTTP/1.1 103 Early Hints\r\n\r\n"+head+body), Request{})
	if err != nil {
		t.Fatal(err)
	}
	x := resp.Exchange
	if string(x.Response) != head+body || x.Head != len(head) || string(x.Payload) != "abc" {
		t.Errorf("response %q, head %d, payload %q", x.Response, x.Head, x.Payload)
	}
	if !bytes.HasPrefix(x.Request, []byte("GET / HTTP/1.1\r\nHost: 127.0.0.2:")) || bytes.Contains(x.Request, []byte("Cookie")) {
		t.Errorf("request %q", x.Request)
	}
	if x.IP != "127.0.0.2" {
		t.Errorf("address %q", x.IP)
	}
}

func TestCookiesAreNotKept(t *testing.T) {
	h := func(w http.ResponseWriter, r *http.Request) {
		if len(r.Cookies()) > 0 {
			t.Errorf("sent %v", r.Cookies())
		}
		w.Header().Set("Set-Cookie", "id=1")
		if r.URL.Path == "/" {
			http.Redirect(w, r, "/x", http.StatusFound)
		}
		io.WriteString(w, article)
	}
	if _, err := getFrom(t, h, Request{}); err != nil {
		t.Fatal(err)
	}
}

func TestUntrustedCertificate(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.2:0")
	if err != nil {
		t.Skip(err)
	}
	s := &httptest.Server{Listener: l, Config: &http.Server{Handler: text(article), ErrorLog: quiet}}
	s.StartTLS()
	defer s.Close()
	_, err = New(hasty()).Get(context.Background(), Request{URL: s.URL})
	var fault *Error
	if !errors.As(err, &fault) || fault.Reason != Unreachable {
		t.Errorf("robots.txt over an untrusted connection: %v", err)
	}
	c := New(hasty())
	h := c.host(strings.TrimPrefix(s.URL, "https://"), 1)
	h.checked, h.verdict = time.Now(), unavailable
	if _, err = c.Get(context.Background(), Request{URL: s.URL}); !errors.As(err, &fault) || fault.Reason != Certificate {
		t.Errorf("page over an untrusted connection: %v", err)
	}
	opt := hasty()
	opt.TLS = &tls.Config{RootCAs: x509.NewCertPool(), ServerName: "example.com"}
	opt.TLS.RootCAs.AddCert(s.Certificate())
	if resp, err := New(opt).Get(context.Background(), Request{URL: s.URL}); err != nil || resp.Exchange.Head == 0 || !bytes.HasPrefix(resp.Exchange.Response, []byte("HTTP/1.1 200")) {
		t.Errorf("page over a trusted connection: %v", err)
	}
}

// Every state of robots.txt that RFC 9309 names.
func TestRobotsStates(t *testing.T) {
	deny := "User-agent: xianzhi\nDisallow: /\n"
	for _, test := range []struct {
		name    string
		robots  http.HandlerFunc
		allowed bool
	}{
		{"rules", text(deny), false},
		{"rules for others", text("User-agent: other\nDisallow: /\n"), true},
		{"empty", text(""), true},
		{"404", status(404), true},
		{"401", status(401), true},
		{"403", status(403), true},
		{"429", status(429), true},
		{"500", status(500), false},
		{"503", status(503), false},
		{"no answer", raw(), false},
		{"cut off", raw("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n" + deny), false},
		{"redirect to rules", func(w http.ResponseWriter, r *http.Request) {
			if r.URL.RawQuery == "" {
				http.Redirect(w, r, "/robots.txt?real", http.StatusFound)
				return
			}
			text(deny)(w, r)
		}, false},
		{"redirect loop", to("/robots.txt"), true},
		{"10 MB", text(deny + strings.Repeat("# filler\n", 1<<20)), false},
		{"UTF-16", text("\xfe\xff" + wide(deny)), false},
		{"gzip", coded("gzip", pack(gz, []byte(deny))), false},
		{"an HTML page", text("<html><body>User-agent: *</body></html>"), true},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			asked := atomic.Int32{}
			s := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path == "/robots.txt" {
					test.robots(w, r)
					return
				}
				asked.Add(1)
				io.WriteString(w, article)
			}))
			_, err := New(hasty()).Get(context.Background(), Request{URL: s.URL + "/a"})
			if (err == nil) != test.allowed || (asked.Load() > 0) != test.allowed {
				t.Errorf("error %v, page asked for %d times", err, asked.Load())
			}
		})
	}
}

func wide(s string) string {
	var b strings.Builder
	for _, r := range s {
		b.WriteByte(byte(r >> 8))
		b.WriteByte(byte(r))
	}
	return b.String()
}

func TestHostSeesNoMoreThanItsRate(t *testing.T) {
	const delay = 30 * time.Millisecond
	var last atomic.Int64
	var open atomic.Int32
	s := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if open.Add(1) > 1 {
			t.Error("two requests at once")
		}
		defer open.Add(-1)
		now := time.Now().UnixNano()
		if gap := time.Duration(now - last.Swap(now)); gap < delay {
			t.Errorf("%s came %v after the one before", r.URL, gap)
		}
		io.WriteString(w, "User-agent: *\nCrawl-delay: 0.03\n")
	}))
	c := New(hasty())
	done := make(chan error)
	for i := range 8 {
		go func() {
			_, err := c.Get(context.Background(), Request{URL: fmt.Sprintf("%s/%d", s.URL, i), Delay: delay})
			done <- err
		}()
	}
	for range 8 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
}

func TestCancelledContextIsPassedThrough(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	s := serve(t, http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { cancel(); <-r.Context().Done() }))
	if _, err := New(hasty()).Get(ctx, Request{URL: s.URL}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

func TestLocalHosts(t *testing.T) {
	opt := hasty()
	opt.Local = func(host string) http.Handler {
		if host == "sample.invalid" {
			return text(article)
		}
		return nil
	}
	resp, err := New(opt).Get(context.Background(), Request{URL: "https://sample.invalid/1"})
	if err != nil || !strings.Contains(string(resp.Body), "县城") || resp.Exchange.IP != "" {
		t.Errorf("%v, %v", resp, err)
	}
	if _, err := New(opt).Get(context.Background(), Request{URL: "http://127.0.0.1:9/"}); err == nil {
		t.Error("loopback was dialled")
	}
}

func TestPublic(t *testing.T) {
	for addr, want := range map[string]bool{
		"8.8.8.8": true, "2400:3200::1": true, "100.100.100.200": false, "10.1.2.3": false, "fd00:ec2::254": false,
		"64:ff9b::a9fe:a9fe": false, "2002:7f00:1::": false, "::": false, "fe80::1%eth0": false, "::ffff:8.8.8.8": true,
	} {
		if got := public(netip.MustParseAddr(addr), nil); got != want {
			t.Errorf("public(%s) = %v, want %v", addr, got, want)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add("gzip", pack(gz, []byte(article)))
	f.Add("br", pack(br, []byte(article)))
	f.Fuzz(func(t *testing.T, coding string, body []byte) {
		out, err := Decode(http.Header{"Content-Encoding": {coding}}, body, 1<<16)
		if err == nil && len(out) > 1<<16 {
			t.Fatalf("%d bytes", len(out))
		}
	})
}
