package site

import "strings"

// A page is one HTML page in one language, as the content adapter reads it.
// Keys of what is in Params are lower case: Hugo folds them.
type page struct {
	Path        string   `json:"path"` // the same in both languages: how Hugo pairs them
	URL         string   `json:"url"`  // from the site's root
	Lang        string   `json:"lang"`
	Kind        string   `json:"kind"` // of Hugo: "home" or "page"
	Layout      string   `json:"layout"`
	Title       string   `json:"title"`
	Description string   `json:"description"`
	Outputs     []string `json:"outputs"`
	Aliases     []string `json:"aliases"`
	Params      params   `json:"params"`

	rel     string // URL below the language: "articles/x/"; "" is the home page
	lastmod string // for the sitemap, or ""
}

// params is all that a layout gets beside the title.
type params struct {
	Rel     string `json:"rel"`     // URL below the language
	Section string `json:"section"` // of the menu
	Crumbs  []link `json:"crumbs,omitempty"`
	NoIndex bool   `json:"noindex,omitempty"`
	LD      string `json:"ld,omitempty"` // JSON-LD, encoded
	Meta    []meta `json:"meta,omitempty"`
	Image   string `json:"image,omitempty"` // social image, from the site's root
	Feed    []item `json:"feed,omitempty"`
	Mono    bool   `json:"mono,omitempty"` // the page has no counterpart in the other language
	Data    any    `json:"data"`
}

// A meta is a <meta name content> of the page's head.
type meta struct {
	Name    string `json:"name"`
	Content string `json:"content"`
}

// A link is a text with an address; without one it is just text.
type link struct {
	Text string `json:"text"`
	Href string `json:"href,omitempty"`
	Lang string `json:"lang,omitempty"` // of Text, when it is not the page's
	Note string `json:"note,omitempty"` // a count or remark behind it
}

// A fact is one row of a definition list.
type fact struct {
	Key    string `json:"key"`
	Values []link `json:"values"`
}

func facts(rows ...fact) []fact {
	var out []fact
	for _, f := range rows {
		if len(f.Values) > 0 {
			out = append(out, f)
		}
	}
	return out
}

func plain(texts ...string) []link {
	var out []link
	for _, t := range texts {
		if t != "" {
			out = append(out, link{Text: t})
		}
	}
	return out
}

// newPage returns a page at rel below the language.
func (b *book) newPage(l language, rel, layout, title string, data any) *page {
	p := &page{
		Path: "p/" + orElse(strings.ReplaceAll(strings.TrimSuffix(rel, "/"), "/", "~"), "~"),
		URL:  "/" + l.key + "/" + rel, Lang: l.key, Kind: "page", Layout: layout, Title: title,
		Outputs: []string{"html"}, rel: rel,
	}
	section, below, _ := strings.Cut(rel, "/")
	if below == "" && rel != "" {
		p.Path = section // layouts find the lists by it
	}
	p.Params = params{Rel: rel, Section: section, Data: data}
	return p
}

// href is the address of rel in l, from the host's root.
func (b *book) href(l language, rel string) string { return b.base + l.key + "/" + rel }

// abs is the full address of rel in l.
func (b *book) abs(l language, rel string) string {
	return b.opt.BaseURL + l.key + "/" + rel
}
