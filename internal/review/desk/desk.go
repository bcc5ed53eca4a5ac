// Package desk is the page on which a person goes through what waits: the
// sentence in its paragraph, the machine's reading, and keys to accept, correct
// or reject it. Its main type is [Desk], an http.Handler for /_review/.
//
// It is for the maintainer's own machine and never part of a site. It writes
// data/corrections and nothing else, and refuses requests that its own page did
// not make: another origin, or no token.
package desk

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"io"
	"mime"
	"net/http"
	"sync"
	"time"

	"github.com/xianzhi/xianzhi/internal/record"
	"github.com/xianzhi/xianzhi/internal/review"
	"github.com/xianzhi/xianzhi/internal/store"
)

// Path is where a Desk answers.
const Path = "/_review/"

//go:embed desk.html
var page string

//go:embed desk.js
var script []byte

//go:embed desk.css
var style []byte

var pageTemplate = template.Must(template.New("desk").Parse(page))

// policy lets the page load its own two files and talk to its own server.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// A Desk shows what waits in an archive and writes decisions. Make it with [New].
type Desk struct {
	store *store.Store
	by    string
	token string
	mux   *http.ServeMux

	mu      sync.Mutex
	archive *store.Archive // as last shown
}

// New returns a desk for st; by is who decides.
func New(st *store.Store, by string) *Desk {
	d := &Desk{store: st, by: by, token: rand.Text(), mux: http.NewServeMux()}
	d.mux.HandleFunc("GET "+Path+"{$}", d.page)
	d.mux.HandleFunc("GET "+Path+"desk.js", file("text/javascript", script))
	d.mux.HandleFunc("GET "+Path+"desk.css", file("text/css", style))
	d.mux.HandleFunc("GET "+Path+"items", d.guard(d.items))
	d.mux.HandleFunc("POST "+Path+"decide", d.guard(d.decide))
	return d
}

// ServeHTTP answers requests under [Path].
func (d *Desk) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Security-Policy", policy)
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("Cross-Origin-Resource-Policy", "same-origin")
	d.mux.ServeHTTP(w, r)
}

func file(kind string, data []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", kind+"; charset=utf-8")
		_, _ = w.Write(data)
	}
}

// page carries the token. Another site can neither read it (it has another
// origin) nor frame it.
func (d *Desk) page(w http.ResponseWriter, r *http.Request) {
	if site := r.Header.Get("Sec-Fetch-Site"); site == "cross-site" || site == "same-site" {
		http.Error(w, "open this page yourself", http.StatusForbidden)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_ = pageTemplate.Execute(w, map[string]string{"Token": d.token, "By": d.by})
}

// guard lets through what the desk's own page asks for.
func (d *Desk) guard(next func(http.ResponseWriter, *http.Request) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		origin := r.Header.Get("Origin")
		switch {
		case r.Method == http.MethodPost && origin != "http://"+r.Host, origin != "" && origin != "http://"+r.Host:
			http.Error(w, "another origin", http.StatusForbidden)
		case subtle.ConstantTimeCompare([]byte(r.Header.Get("X-Review-Token")), []byte(d.token)) != 1:
			http.Error(w, "no token; load the page again", http.StatusForbidden)
		default:
			if err := next(w, r); err != nil {
				http.Error(w, err.Error(), http.StatusBadRequest)
			}
		}
	}
}

// An Entry is one item as the page shows it.
type Entry struct {
	review.Item
	Title     string              `json:"title"`
	URL       string              `json:"url"`
	Paragraph string              `json:"paragraph"`
	Start     int                 `json:"start"` // of the clause in the paragraph, in code points
	End       int                 `json:"end"`
	Reading   *record.Observation `json:"reading"` // null: there is no observation to decide on
}

func (d *Desk) items(w http.ResponseWriter, r *http.Request) error {
	archive, err := d.store.Archive(r.Context())
	if err != nil {
		return err
	}
	d.mu.Lock()
	d.archive = archive
	d.mu.Unlock()
	entries := []Entry{}
	for _, i := range review.Items(archive) {
		if i.Kind != review.Translation {
			entries = append(entries, entry(archive, i))
		}
	}
	return answer(w, entries)
}

func entry(a *store.Archive, i review.Item) Entry {
	e := Entry{Item: i}
	v, err := a.ByID(i.Article)
	if err != nil {
		return e // a stale correction has no article to show
	}
	e.Title, e.URL = string(v.Title), v.URL
	if i.Block >= 0 && i.Block < len(v.Body) {
		e.Paragraph = v.Body[i.Block].Text
	}
	for k := range v.Observations {
		if o := &v.Observations[k]; o.ID == i.Observation {
			e.Reading, e.Start, e.End = o, o.Quote.Start, o.Quote.End
		}
	}
	return e
}

// A decision is what the page sends.
type decision struct {
	Observation string         `json:"observation"`
	Action      string         `json:"action"` // confirm, correct or reject
	Set         map[string]any `json:"set"`
	Reason      string         `json:"reason"`
}

// maxDecision is far above what a person types.
const maxDecision = 64 << 10

func (d *Desk) decide(w http.ResponseWriter, r *http.Request) error {
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "application/json" {
		return errors.New("expected application/json")
	}
	data, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxDecision))
	if err != nil {
		return err
	}
	var in decision
	if err := record.DecodeJSON("decision", data, &in); err != nil {
		return err
	}
	d.mu.Lock()
	defer d.mu.Unlock() // two decisions append to one file
	v, o, err := d.find(r.Context(), in.Observation)
	if err != nil {
		return err
	}
	name, err := review.Decide(d.store, o, record.Correction{Action: in.Action, Article: v.ID, Set: in.Set,
		Reason: in.Reason, By: d.by, Date: time.Now().UTC().Format(time.DateOnly)})
	if err != nil {
		return err
	}
	return answer(w, map[string]string{"file": name})
}

func (d *Desk) find(ctx context.Context, id string) (*store.Article, record.Observation, error) {
	if d.archive == nil {
		archive, err := d.store.Archive(ctx)
		if err != nil {
			return nil, record.Observation{}, err
		}
		d.archive = archive
	}
	for _, v := range d.archive.Articles {
		for _, o := range v.Observations {
			if o.ID == id {
				return v, o, nil
			}
		}
	}
	return nil, record.Observation{}, fmt.Errorf("observation %q: not in the archive", id)
}

func answer(w http.ResponseWriter, v any) error {
	w.Header().Set("Content-Type", "application/json")
	return json.NewEncoder(w).Encode(v)
}
