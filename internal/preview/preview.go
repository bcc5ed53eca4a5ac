// Package preview serves a built site on a loopback address and tells open
// pages to reload when it was built again. Its main type is [Server]. It is for
// the maintainer's own machine: it refuses to listen elsewhere.
package preview

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path"
	"strings"
	"sync"
	"time"
)

// A Server serves the folder it was last told to show.
type Server struct {
	listener net.Listener
	mu       sync.Mutex
	dir      string
	built    chan struct{} // closed when another folder is shown
	mux      *http.ServeMux
}

// Listen opens addr, which must be a loopback address; port 0 picks one.
func Listen(addr string) (*Server, error) {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, fmt.Errorf("address %q: %w", addr, err)
	}
	if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return nil, fmt.Errorf("address %q: the preview listens on loopback addresses only, such as localhost:1313", addr)
	}
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, err
	}
	s := &Server{listener: l, built: make(chan struct{}), mux: http.NewServeMux()}
	s.mux.HandleFunc("GET /_preview/reload.js", script)
	s.mux.HandleFunc("GET /_preview/events", s.events)
	s.mux.HandleFunc("GET /", s.file)
	return s, nil
}

// Handle gives GET and POST requests under path to h. What the site has there
// is hidden.
func (s *Server) Handle(path string, h http.Handler) {
	s.mux.Handle("GET "+path, h)
	s.mux.Handle("POST "+path, h)
}

// URL is the address of the preview, with a final slash.
func (s *Server) URL() string {
	return fmt.Sprintf("http://localhost:%d/", s.listener.Addr().(*net.TCPAddr).Port)
}

// Show makes dir the site, and reloads open pages.
func (s *Server) Show(dir string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.dir = dir
	close(s.built)
	s.built = make(chan struct{})
}

func (s *Server) state() (dir string, built <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.dir, s.built
}

// Serve answers until ctx ends.
func (s *Server) Serve(ctx context.Context) error {
	srv := &http.Server{Handler: local(s.mux), ReadHeaderTimeout: 10 * time.Second, BaseContext: func(net.Listener) context.Context { return ctx }}
	context.AfterFunc(ctx, func() { _ = srv.Close() })
	if err := srv.Serve(s.listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// local refuses requests under another name, so that a page elsewhere cannot
// read the preview by DNS rebinding.
func local(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host, _, err := net.SplitHostPort(r.Host)
		if err != nil {
			host = r.Host
		}
		if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
			http.Error(w, "the preview answers to localhost only", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func script(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/javascript")
	fmt.Fprint(w, `new EventSource("/_preview/events").onmessage = () => location.reload();`)
}

// events sends one message when the site was built again.
func (s *Server) events(w http.ResponseWriter, r *http.Request) {
	_, built := s.state()
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	fmt.Fprint(w, ": waiting\n\n")
	_ = http.NewResponseController(w).Flush()
	select {
	case <-r.Context().Done():
	case <-built:
		fmt.Fprint(w, "data: built\n\n")
	}
}

const reloadTag = `<script src="/_preview/reload.js" defer></script></body>`

// reloading is a page with the script that waits for the next build.
func reloading(page []byte) []byte {
	return bytes.Replace(page, []byte("</body>"), []byte(reloadTag), 1)
}

func (s *Server) file(w http.ResponseWriter, r *http.Request) {
	dir, _ := s.state()
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Content-Security-Policy", Policy)
	name := strings.TrimPrefix(path.Clean(r.URL.Path), "/")
	root := os.DirFS(dir)
	if info, err := fs.Stat(root, orDot(name)); err == nil && info.IsDir() {
		if !strings.HasSuffix(r.URL.Path, "/") {
			http.Redirect(w, r, r.URL.Path+"/", http.StatusMovedPermanently)
			return
		}
		name = path.Join(name, "index.html")
	}
	data, err := fs.ReadFile(root, name)
	if err != nil {
		s.notFound(w, root, name)
		return
	}
	if path.Ext(name) == ".html" {
		data = reloading(data)
	}
	http.ServeContent(w, r, path.Base(name), time.Time{}, bytes.NewReader(data))
}

func orDot(name string) string {
	if name == "" {
		return "."
	}
	return name
}

// notFound answers with the 404 page of the language, as the host will.
func (s *Server) notFound(w http.ResponseWriter, root fs.FS, name string) {
	lang, _, _ := strings.Cut(name, "/")
	for _, page := range []string{lang + "/404.html", "404.html"} {
		if data, err := fs.ReadFile(root, page); err == nil {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.WriteHeader(http.StatusNotFound)
			_, _ = w.Write(reloading(data))
			return
		}
	}
	http.Error(w, "no such page", http.StatusNotFound)
}

// Policy is the Content-Security-Policy of pages; netlify.toml sends the same.
const Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
	"worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
