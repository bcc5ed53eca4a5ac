package scraper

import (
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"path/filepath"
	"strings"
	"time"

	"github.com/xianzhi/xianzhi/internal/record"
	"github.com/xianzhi/xianzhi/scraper/extract"
	"github.com/xianzhi/xianzhi/scraper/extract/charset"
	"github.com/xianzhi/xianzhi/scraper/repair"
	"github.com/xianzhi/xianzhi/scraper/source"
)

// A Page is one captured page. URL may be empty: the page may tell, and
// otherwise the article is known by File's name and its bytes.
type Page struct {
	Bytes       []byte
	URL         string
	File        string // name of a loose file
	ContentType string
	Retrieved   time.Time
	Source      *record.Source // nil for a loose file

	id string // of a page without an address that comes from the WARC store
}

// An Extracted is the article of a page, or of several that hold its parts.
type Extracted struct {
	Article  record.Article // Capture.WARC is the caller's to fill
	Captured string         // the text as received, "" when it does not differ
	Next     string         // address of the page with the article's next part
}

// Read extracts and repairs the article of pages: the first page, and those it
// goes on in. The error is one of package extract's.
func Read(pages ...Page) (*Extracted, error) {
	var a record.Article
	var next, encoding string
	for i, p := range pages {
		res, err := extractPage(p)
		if err != nil {
			return nil, err
		}
		next = res.Next
		if i == 0 {
			a, encoding = res.Article, res.Charset
			continue
		}
		a.Body = append(a.Body, res.Article.Body...)
	}
	first := pages[0]
	identify(&a, first)
	a.Capture = &record.Capture{
		Retrieved:   first.Retrieved.UTC().Format(time.RFC3339),
		ContentType: first.ContentType,
		Charset:     encoding,
		SHA256:      digest(first.Bytes),
	}
	received := wholeText(&a)
	repair.Article(&a)
	complete(&a)
	if received == wholeText(&a) {
		received = ""
	}
	return &Extracted{Article: a, Captured: received, Next: next}, nil
}

// extractPage runs the extractor with what the source knows: rules and zone.
func extractPage(p Page) (*extract.Result, error) {
	in := extract.Page{Bytes: p.Bytes, URL: p.URL, ContentType: p.ContentType, Retrieved: p.Retrieved}
	if in.URL == "" {
		in.URL = source.SavedURL(p.Bytes)
	}
	if p.Source != nil {
		var err error
		if in.Rules, err = extract.Compile(p.Source.Rules); err != nil {
			return nil, err
		}
		if zone, err := time.LoadLocation(p.Source.Zone); err == nil {
			in.Zone = zone
		}
	}
	return extract.Article(in)
}

// identify fills in what the page cannot know of itself.
func identify(a *record.Article, p Page) {
	if a.URL == "" {
		a.URL = p.URL
	}
	a.Rights = record.RightsQuote
	if p.Source != nil {
		a.Source, a.Rights = p.Source.ID, p.Source.Rights
	}
	if u, err := url.Parse(a.URL); err == nil {
		a.Site = u.Hostname()
	}
	a.ID = ID(a.URL)
	if a.URL == "" {
		a.ID = looseID(p)
	}
}

// complete makes lists of what the stages left nil, so that JSON has [] and
// never null for them.
func complete(a *record.Article) {
	a.Authors, a.Editors = list(a.Authors), list(a.Editors)
	a.Body, a.Repairs, a.Damaged = list(a.Body), list(a.Repairs), list(a.Damaged)
}

func list[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}

// ID names the article of a URL: 12 hex digits of the SHA-256 of its
// normalised form without scheme, so that http and https are one.
func ID(rawURL string) string {
	_, rest, _ := strings.Cut(source.Normalise(rawURL), "://")
	return digest([]byte(rest))[:12]
}

// looseID names a page that has no URL by its file name and bytes.
func looseID(p Page) string {
	if p.id != "" {
		return p.id
	}
	return "f-" + digest(append([]byte(filepath.Base(p.File)+"\n"), p.Bytes...))[:12]
}

func digest(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// wholeText is title and body as one plain text.
func wholeText(a *record.Article) string {
	var b strings.Builder
	if a.Title != "" {
		b.WriteString(string(a.Title) + "\n\n")
	}
	for _, block := range a.Body {
		b.WriteString(block.Text + "\n\n")
	}
	return b.String()
}

// RepairText undoes what mirrors do to a loose text of any encoding.
func RepairText(data []byte) (repair.Result, error) {
	text := charset.Decode(data, "")
	if strings.ContainsRune(text.String, 0) {
		return repair.Result{}, extract.ErrNotText
	}
	r := repair.Text(text.String)
	r.Repairs, r.Damaged = list(r.Repairs), list(r.Damaged)
	return r, nil
}

// looseURN begins what stands in the WARC store for the address of a page that
// has none.
const looseURN = "urn:xianzhi:"
