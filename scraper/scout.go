package scraper

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/xianzhi/xianzhi/internal/record"
	"github.com/xianzhi/xianzhi/internal/store"
	"github.com/xianzhi/xianzhi/scraper/fetch"
	"github.com/xianzhi/xianzhi/scraper/source"
)

// trialPages is how many articles a trial looks at.
const trialPages = 5

// A Trial is what a source would yield. Nothing of it is kept.
type Trial struct {
	Source     record.Source `json:"source"`
	Discovered int           `json:"discovered"`
	Pages      []TrialPage   `json:"pages"`
	Errors     []string      `json:"errors"` // of discovery
}

// A TrialPage is what one page would give.
type TrialPage struct {
	URL       string   `json:"url"`
	Title     string   `json:"title"`
	Published string   `json:"published"`
	Publisher string   `json:"publisher"`
	Authors   []string `json:"authors"`
	Blocks    int      `json:"blocks"`
	Opening   string   `json:"opening"`  // first words of the body
	Keywords  bool     `json:"keywords"` // holds one of the source's, or it has none
	Error     string   `json:"error,omitempty"`
}

// Table is the trial as text.
func (t *Trial) Table() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %d pages discovered\n", t.Source.ID, t.Discovered)
	for _, p := range t.Pages {
		fmt.Fprintf(&b, "\n%s\n", p.URL)
		if p.Error != "" {
			fmt.Fprintf(&b, "  error      %s\n", p.Error)
			continue
		}
		for _, f := range [][2]string{{"title", p.Title}, {"published", p.Published}, {"publisher", p.Publisher},
			{"authors", strings.Join(p.Authors, ", ")}, {"body", fmt.Sprintf("%d blocks: %s…", p.Blocks, p.Opening)}} {
			fmt.Fprintf(&b, "  %-10s %s\n", f[0], f[1])
		}
		if !p.Keywords {
			fmt.Fprintln(&b, "  skipped    holds none of the source's keywords")
		}
	}
	for _, e := range t.Errors {
		fmt.Fprintf(&b, "\nerror: %s\n", e)
	}
	return b.String()
}

// A scout looks at sources without an archive's lock, and keeps nothing.
type scout struct {
	client *fetch.Client
	site   record.Site
	root   string
}

func newScout(opt Options) (*scout, error) {
	site, err := opt.Store.Site()
	if err != nil {
		return nil, err
	}
	return &scout{fetch.New(fetchOptions(opt, site)), site, opt.Store.Root}, nil
}

// Test makes a dry run of the source with an id: it finds its pages and reads
// the first few.
func Test(ctx context.Context, opt Options, id string) (*Trial, error) {
	sources, err := Sources(opt.Store)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(sources, func(s record.Source) bool { return s.ID == id })
	if i < 0 {
		return nil, fmt.Errorf("source %q: not in data/sources.yaml", id)
	}
	sc, err := newScout(opt)
	if err != nil {
		return nil, err
	}
	defer sc.client.Close()
	return sc.try(ctx, opt, &sources[i])
}

func (sc *scout) try(ctx context.Context, opt Options, s *record.Source) (*Trial, error) {
	sr := &sourceRun{run: &run{opt: opt, client: sc.client, slots: make(chan struct{}, 1)}, source: s}
	t := &Trial{Source: *s, Pages: []TrialPage{}, Errors: []string{}}
	found, bad := source.Discover(ctx, s, source.World{Get: sr.document, Root: sc.root, Now: time.Now()})
	for _, err := range bad {
		t.Errors = append(t.Errors, err.Error())
	}
	t.Discovered = len(found)
	for i, p := range found[:min(len(found), trialPages)] {
		t.Pages = append(t.Pages, sr.tryPage(ctx, p))
		if opt.Progress != nil {
			opt.Progress("test", i+1, min(len(found), trialPages))
		}
	}
	return t, ctx.Err()
}

// tryPage reads one page as a run would, and tells instead of keeping.
func (sr *sourceRun) tryPage(ctx context.Context, p source.Page) TrialPage {
	t := TrialPage{URL: p.URL + p.File, Authors: []string{}}
	var c *capture
	var err error
	switch {
	case p.Record != "":
		c, err = sr.fromWARC(p)
	case p.File != "":
		c, err = sr.fromFile(p)
	default:
		var resp *fetch.Response
		if resp, err = sr.client.Get(ctx, sr.request(p.URL)); err == nil {
			c = &capture{}
			c.add(sr.source, resp)
		}
	}
	var ex *Extracted
	if err == nil {
		ex, err = Read(c.pages...)
	}
	if err != nil {
		t.Error = err.Error()
		return t
	}
	a := ex.Article
	t.Title, t.Published, t.Authors, t.Blocks = string(a.Title), string(a.Published), a.Authors, len(a.Body)
	if a.Publisher != nil {
		t.Publisher = a.Publisher.Name
	}
	if len(a.Body) > 0 {
		opening := []rune(a.Body[0].Text)
		t.Opening = string(opening[:min(len(opening), 40)])
	}
	t.Keywords = sr.onTopic(&a)
	return t
}

// Propose looks for feeds and sitemaps of the site at home and tries the
// extractor on what they list. The trial's source is an entry for
// data/sources.yaml, which [AppendSource] writes.
func Propose(ctx context.Context, opt Options, home string) (*Trial, error) {
	u, err := url.Parse(home)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return nil, fmt.Errorf("%q: expected an http(s) address", home)
	}
	sc, err := newScout(opt)
	if err != nil {
		return nil, err
	}
	defer sc.client.Close()
	s := &record.Source{
		ID: sourceID(u.Hostname()), Home: source.Normalise(home), Zone: sc.site.Zone, Language: record.LangChinese,
		Rights: record.RightsQuote, Delay: defaultDelay.Seconds(),
	}
	sr := &sourceRun{run: &run{opt: opt, client: sc.client, slots: make(chan struct{}, 1)}, source: s}
	f, err := source.Find(ctx, s.Home, sr.document)
	if err != nil {
		return nil, err
	}
	s.Discover = f.Ways
	if strings.HasPrefix(strings.ToLower(f.Language), "en") {
		s.Language = record.LangEnglish
	}
	name := f.Title
	if name == "" {
		name = u.Hostname()
	}
	s.Name = record.Text{Zh: name, En: name}
	if s.Discover[0].Listing != "" {
		s.Include = []string{`\d`} // a front page links to much that is no article
	}
	return sc.try(ctx, opt, s)
}

// sourceID makes an id of a host name: what is left of it without "www" and
// the public ending.
func sourceID(host string) string {
	labels := strings.Split(strings.TrimPrefix(strings.ToLower(host), "www."), ".")
	for len(labels) > 1 && slices.Contains([]string{"com", "cn", "net", "org", "gov", "edu", "invalid", "example"}, labels[len(labels)-1]) {
		labels = labels[:len(labels)-1]
	}
	id := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return '-'
	}, strings.Join(labels, "-"))
	return strings.Trim(id, "-")
}

// AppendSource writes an entry to the end of data/sources.yaml, off until a
// person turns it on. The rest of the file, comments included, stays.
func AppendSource(st *store.Store, s record.Source) error {
	const name = "data/sources.yaml"
	s.Enabled = false
	known, err := Sources(st)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(known, func(k record.Source) bool { return k.ID == s.ID }) {
		return fmt.Errorf("source %q is already in %s", s.ID, name)
	}
	entry, err := record.EncodeYAML([]record.Source{s})
	if err != nil {
		return err
	}
	old, err := os.ReadFile(st.Path(name))
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	text := strings.TrimRight(string(old), "\n")
	if text != "" {
		text += "\n\n"
	}
	for line := range strings.Lines(string(entry)) {
		text += strings.TrimPrefix(line, "  ") // the encoder indents lists
	}
	if _, err := source.Load(name, []byte(text)); err != nil {
		return err
	}
	_, err = st.Write(name, []byte(text))
	return err
}
