package main

import (
	"bytes"
	"net/url"
	"strings"

	readability "codeberg.org/readeck/go-readability/v2"
	"github.com/markusmobius/go-trafilatura"

	"github.com/xianzhi/xianzhi/scraper/extract"
	"github.com/xianzhi/xianzhi/scraper/extract/charset"
)

// predicted is what an engine read from one page, in the scorer's terms.
type predicted struct {
	title, date, source, body string
	authors                   []string
}

// An engine reads one page.
type engine struct {
	name string
	read func(page []byte) (predicted, error)
}

// The peers get text that is decoded already: they do not do it themselves.
var engines = []engine{
	{"xianzhi", readOwn},
	{"readeck", readReadability},
	{"trafilatura", readTrafilatura},
}

var pageURL = &url.URL{Scheme: "https", Host: "example.com", Path: "/"}

func readOwn(page []byte) (predicted, error) {
	res, err := extract.Article(extract.Page{Bytes: page})
	if err != nil {
		return predicted{}, err
	}
	a := res.Article
	p := predicted{title: string(a.Title), date: string(a.Published), authors: a.Authors}
	if a.Publisher != nil {
		p.source = a.Publisher.Name
	}
	var body strings.Builder
	for _, b := range a.Body {
		body.WriteString(b.Text + "\n")
	}
	p.body = body.String()
	return p, nil
}

func readReadability(page []byte) (predicted, error) {
	art, err := readability.FromReader(strings.NewReader(charset.Decode(page, "").String), pageURL)
	if err != nil {
		return predicted{}, err
	}
	p := predicted{title: art.Title(), source: art.SiteName(), authors: []string{art.Byline()}}
	if t, err := art.PublishedTime(); err == nil {
		p.date = t.Format("2006-01-02")
	}
	var body strings.Builder
	if err := art.RenderText(&body); err != nil {
		return p, err
	}
	p.body = body.String()
	return p, nil
}

func readTrafilatura(page []byte) (predicted, error) {
	text := charset.Decode(page, "").String
	res, err := trafilatura.Extract(bytes.NewReader([]byte(text)), trafilatura.Options{OriginalURL: pageURL, EnableFallback: true, ExcludeComments: true})
	if err != nil {
		return predicted{}, err
	}
	p := predicted{title: res.Metadata.Title, source: res.Metadata.Sitename, body: res.ContentText,
		authors: strings.Split(res.Metadata.Author, ";")}
	if !res.Metadata.Date.IsZero() {
		p.date = res.Metadata.Date.Format("2006-01-02")
	}
	return p, nil
}
