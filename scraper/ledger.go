package scraper

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/xianzhi/xianzhi/internal/record"
	"github.com/xianzhi/xianzhi/internal/store"
	"github.com/xianzhi/xianzhi/scraper/source"
)

// A ledger is a source's state while a run works on it, and where its articles
// lie.
type ledger struct {
	store  *store.Store
	source *record.Source

	mu       sync.Mutex
	pages    map[string]*record.PageState // by URL as discovered
	owner    map[string]string            // article id → that URL
	articles map[string]string            // article id → path relative to the root
	yields   []record.Yield
	gate     *record.Gate
}

// openLedger reads what earlier runs wrote for a source.
func openLedger(st *store.Store, s *record.Source) (*ledger, error) {
	l := &ledger{store: st, source: s, pages: map[string]*record.PageState{}, owner: map[string]string{}, articles: map[string]string{}}
	state, err := readState(st, s.ID)
	if err != nil {
		return nil, err
	}
	l.yields, l.gate = state.Yields, state.Gate
	for i := range state.Pages {
		l.note(&state.Pages[i])
	}
	return l, l.findArticles()
}

func statePath(source string) string { return "data/state/" + source + ".json" }

// readState reads data/state/<source>.json; a source never asked has none.
func readState(st *store.Store, source string) (record.State, error) {
	state := record.State{Source: source}
	data, err := os.ReadFile(st.Path(statePath(source)))
	if errors.Is(err, fs.ErrNotExist) {
		return state, nil
	}
	if err != nil {
		return state, err
	}
	return state, record.DecodeJSON(statePath(source), data, &state)
}

// findArticles lists the source's articles by file name, unread.
func (l *ledger) findArticles() error {
	top := l.store.Path("data/articles", l.source.ID)
	return filepath.WalkDir(top, func(name string, e fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) && name == top {
			return fs.SkipAll
		}
		if err != nil || e.IsDir() || filepath.Ext(name) != ".json" {
			return err
		}
		rel, err := filepath.Rel(l.store.Root, name)
		if err != nil {
			return err
		}
		l.articles[strings.TrimSuffix(e.Name(), ".json")] = filepath.ToSlash(rel)
		return nil
	})
}

// note enters what is known of a page.
func (l *ledger) note(p *record.PageState) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.pages[p.URL] = p
	if p.Article != "" && p.State != record.PageSkipped {
		l.owner[p.Article] = p.URL
	}
}

func (l *ledger) page(url string) *record.PageState {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.pages[url]
}

// claim makes url the page of an article, unless another is.
func (l *ledger) claim(id, url string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if other, ok := l.owner[id]; ok {
		return other == url
	}
	l.owner[id] = url
	return true
}

// article reads the article with an id, nil when there is none.
func (l *ledger) article(id string) (*record.Article, error) {
	l.mu.Lock()
	rel, ok := l.articles[id]
	l.mu.Unlock()
	if !ok {
		return nil, nil
	}
	data, err := os.ReadFile(l.store.Path(rel))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	a := new(record.Article)
	return a, record.DecodeJSON(rel, data, a)
}

func (l *ledger) has(id string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	_, ok := l.articles[id]
	return ok
}

// put writes an article and its text as received. When a new date moves it to
// another folder, the old file goes.
func (l *ledger) put(a *record.Article, captured string) error {
	rel, text := store.ArticlePath(a), store.CapturePath(a)
	if captured == "" {
		if err := l.store.Remove(text); err != nil {
			return err
		}
	} else if _, err := l.store.Write(text, []byte(captured)); err != nil {
		return err
	}
	if _, err := l.store.WriteJSON(rel, a); err != nil {
		return err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	old, ok := l.articles[a.ID]
	l.articles[a.ID] = rel
	if !ok || old == rel {
		return nil
	}
	return errors.Join(l.store.Remove(old), l.store.Remove(captureOf(old)))
}

// captureOf is where the text of an article lies, by the article's path.
func captureOf(rel string) string {
	return strings.TrimSuffix(strings.Replace(rel, "data/articles/", "data/captures/", 1), ".json") + ".txt"
}

// save writes the state; a file that holds the same is left alone.
func (l *ledger) save() error {
	state := record.State{Source: l.source.ID, Pages: []record.PageState{}, Yields: list(l.yields), Gate: l.gate}
	for _, p := range l.pages {
		state.Pages = append(state.Pages, *p)
	}
	slices.SortFunc(state.Pages, func(a, b record.PageState) int { return strings.Compare(a.URL, b.URL) })
	_, err := l.store.WriteJSON(statePath(l.source.ID), state)
	return err
}

const (
	defaultRecheck = 30
	defaultLimit   = 1000
)

// due lists what to ask for in this run: pages that were discovered and need
// it, then kept pages in their recheck window that were not discovered any
// more. archived tells whether the WARC store has a record of a URL.
func (l *ledger) due(found []source.Page, now time.Time, archived func(url string) bool) []source.Page {
	var pages []source.Page
	seen := map[string]bool{}
	for _, p := range found {
		seen[p.URL] = true
		if known := l.pages[p.URL]; known == nil || p.File != "" || l.needed(known, p.Listed, now, archived) {
			pages = append(pages, p)
		}
	}
	var rest []source.Page
	for url, known := range l.pages {
		if !seen[url] && known.State == record.PageKept && l.recent(known, now) {
			rest = append(rest, source.Page{URL: url, Listed: known.Listed})
		}
	}
	slices.SortFunc(rest, func(a, b source.Page) int { return strings.Compare(a.URL, b.URL) })
	return append(pages, rest...)
}

// needed decides for a page that is known: evidence or article is missing, a wall
// may have gone, the outlet says that it changed, or it is young.
func (l *ledger) needed(p *record.PageState, listed string, now time.Time, archived func(string) bool) bool {
	if p.State == record.PageKept && (!archived(p.URL) || !l.has(p.Article)) {
		return true
	}
	if listed != "" && listed != p.Listed || p.State == record.PageBlocked {
		return true
	}
	// An article off the topic will not come to it; most of a national feed is.
	return p.Reason != offTopic && p.Reason != duplicate && l.recent(p, now)
}

// recent reports whether a page is in its recheck window.
func (l *ledger) recent(p *record.PageState, now time.Time) bool {
	days := l.source.Limits.RecheckDays
	if days == 0 {
		days = defaultRecheck
	}
	first, err := time.Parse(time.DateOnly, p.First)
	return err == nil && now.Before(first.AddDate(0, 0, days+1))
}
