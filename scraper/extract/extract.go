package extract

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"

	"github.com/xianzhi/xianzhi/internal/record"
	"github.com/xianzhi/xianzhi/scraper/extract/charset"
)

// MaxBytes is the size of the largest page that is read. The longest real
// article pages are near 2 MB, most of it scripts.
const MaxBytes = 24 << 20

// Reasons for which a page yields no article.
var (
	ErrEmpty     = errors.New("page is empty")
	ErrNotText   = errors.New("page is not text")
	ErrNoArticle = errors.New("no article in page")
	ErrTooLarge  = fmt.Errorf("page is larger than %d MB", MaxBytes>>20)
	ErrTooDeep   = errors.New("elements are nested deeper than 512")
)

// A Page is what was captured, and what is known about it from outside.
type Page struct {
	Bytes       []byte
	URL         string
	ContentType string         // header's value, "" if unknown
	Retrieved   time.Time      // resolves 昨天 and dates without a year; zero: they stay unknown
	Zone        *time.Location // of clock times without an offset; nil: China's
	Rules       *Rules         // nil: the generic extractor alone
}

// A Result is the article and what the caller needs to go on. Article carries
// the fields that the page decides; ID, Capture, Rights and Repairs other than
// charset and spam are the caller's.
type Result struct {
	Article record.Article
	Charset string // encoding of the bytes, as package charset names it
	Next    string // absolute URL of the article's next page, "" on the last
	Format  string // FormatHTML, FormatMarkdown or FormatText
}

// Formats of input.
const (
	FormatHTML     = "html"
	FormatMarkdown = "markdown"
	FormatText     = "text"
)

// China is the zone of clock times on pages that name none.
var China = time.FixedZone("", 8*3600)

// Article extracts the article of p. The error is one of the package's
// sentinels, or a [RuleError] when a required selector matched nothing.
func Article(p Page) (*Result, error) {
	if len(p.Bytes) > MaxBytes {
		return nil, ErrTooLarge
	}
	if binary(p.Bytes) {
		return nil, ErrNotText
	}
	text := charset.Decode(p.Bytes, p.ContentType)
	if strings.TrimSpace(text.String) == "" {
		return nil, ErrEmpty
	}
	if !readable(text) {
		return nil, ErrNotText
	}
	if p.Zone == nil {
		p.Zone = China
	}
	res, err := read(p, text.String)
	if err != nil {
		return nil, err
	}
	res.Charset = text.Name
	if n := repairsOf(text); n > 0 {
		res.Article.Repairs = append(res.Article.Repairs, record.Repair{Kind: record.RepairCharset, Count: n})
	}
	return res, nil
}

func read(p Page, text string) (*Result, error) {
	switch format(text, p.ContentType) {
	case FormatMarkdown:
		return readMarkdown(p, text)
	case FormatText:
		return readText(p, text)
	}
	return readHTML(p, text)
}

// readHTML runs the generic extractor and lets the rules override it.
func readHTML(p Page, text string) (*Result, error) {
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return nil, ErrTooDeep // the parser's only complaint about a string
	}
	doc := goquery.NewDocumentFromNode(root)
	override, err := p.Rules.apply(doc, p)
	if err != nil {
		return nil, err
	}
	v := newView(p, root)
	res, err := v.result(override)
	if err != nil {
		return nil, err
	}
	res.Format = FormatHTML
	return res, nil
}

// repairsOf counts what the charset stage had to mend: sequences that did not
// decode, or one for a declaration that was wrong.
func repairsOf(t charset.Text) int {
	n := t.Bad
	if t.Wrong() {
		n++
	}
	return n
}

// resolve makes ref absolute against the page's URL; "" when it cannot.
func resolve(base, ref string) string {
	ref = strings.TrimSpace(ref)
	if ref == "" {
		return ""
	}
	r, err := url.Parse(ref)
	if err != nil {
		return ""
	}
	if b, err := url.Parse(base); err == nil && base != "" {
		r = b.ResolveReference(r)
	}
	if r.Scheme != "http" && r.Scheme != "https" || r.Host == "" {
		return ""
	}
	r.Fragment = ""
	return r.String()
}
