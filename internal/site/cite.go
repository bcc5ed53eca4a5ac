package site

import (
	"regexp"
	"slices"
	"strings"

	"github.com/xianzhi/xianzhi/internal/cite"
	"github.com/xianzhi/xianzhi/internal/record"
)

// cited is a ready citation in one style; Href is a file with it, for programs.
type cited struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Text string `json:"text"`
	Href string `json:"href,omitempty"`
}

// cite writes w in every style, and the files at the address at: "cite.ris", ….
func (b *book) cite(l language, w cite.Work, at string) []cited {
	var out []cited
	for _, c := range cite.All(w, l.tag) {
		x := cited{ID: c.ID, Name: c.Name, Text: c.Text}
		if c.Extension != "" {
			file := at + "cite." + c.Extension
			b.files[file] = []byte(c.Text)
			x.Href = b.base + file
		}
		out = append(out, x)
	}
	return out
}

// citeArticle cites an article as it was published, whatever language the page
// is in, at its page here in its own language.
func (b *book) citeArticle(l language, e *entry) []cited {
	own := languageOf(e.Lang)
	if !slices.Contains(b.langs, own) {
		own = l
	}
	w := cite.Work{
		Kind: cite.Article, ID: citeKey("xianzhi", e.ID), Lang: e.Lang, Title: b.title(e, own).Text, Outlet: b.publisher(e, own).Text,
		Issued: string(e.Published), Accessed: captureDay(e), URL: b.abs(own, entryRel(e.ID)),
	}
	for _, a := range e.Authors {
		w.Authors = append(w.Authors, clean(a))
	}
	return b.cite(l, w, own.key+"/"+entryRel(e.ID))
}

// citeDataset cites numbers of the archive as they stand in this version.
func (b *book) citeDataset(l language, id, title, rel, version string) []cited {
	return b.cite(l, cite.Work{
		Kind: cite.Dataset, ID: citeKey("xianzhi", id, version), Lang: l.tag, Title: title, Outlet: b.archive.Site.Title.In(l.tag),
		Issued: version, Version: version, URL: b.abs(l, rel),
	}, l.key+"/"+rel)
}

var keyBreaker = regexp.MustCompile(`[^A-Za-z0-9_-]+`)

// citeKey joins parts to what every reference manager takes as a key.
func citeKey(parts ...string) string {
	return strings.Trim(keyBreaker.ReplaceAllString(strings.Join(parts, "_"), "-"), "_-")
}

// citationMeta are the Highwire tags that reference managers read.
func (b *book) citationMeta(l language, e *entry, title string) []meta {
	out := []meta{{"citation_title", title}}
	for _, a := range e.Authors {
		out = append(out, meta{"citation_author", clean(a)})
	}
	if p := b.publisher(e, l).Text; p != "" {
		out = append(out, meta{"citation_journal_title", p})
	}
	if d := string(e.Published); d != "" {
		out = append(out, meta{"citation_publication_date", strings.ReplaceAll(d[:min(10, len(d))], "-", "/")})
	}
	return append(out,
		meta{"citation_language", b.textLanguage(l, e).tag},
		meta{"citation_public_url", b.abs(l, entryRel(e.ID))},
	)
}

// textLanguage is the language that an article's page in l shows first.
func (b *book) textLanguage(l language, e *entry) language {
	if own := languageOf(e.Lang); own.key == l.key || len(e.Translations[l.key].Paragraphs) == 0 {
		return own
	}
	return l
}

// articleLD describes an article for machines (schema.org/NewsArticle). Its
// text stays out: rights forbid it or the page holds it anyway.
func (b *book) articleLD(l language, e *entry, p *page) string {
	ld := dict{
		"@context": "https://schema.org", "@type": "NewsArticle",
		"@id": b.abs(l, p.rel), "url": b.abs(l, p.rel),
		"headline": cut(p.Title, 110), "inLanguage": b.textLanguage(l, e).tag,
		"isPartOf": dict{"@type": "Collection", "name": b.archive.Site.Title.In(l.tag), "url": b.abs(l, "")},
	}
	if u := webURL(e.URL); u != "" && !b.hacked(e) {
		ld["isBasedOn"] = u
	}
	if e.Published != "" {
		ld["datePublished"] = string(e.Published)
	}
	if e.Modified != "" {
		ld["dateModified"] = string(e.Modified)
	}
	if name := b.publisher(e, l).Text; name != "" {
		ld["publisher"] = dict{"@type": "Organization", "name": name}
	}
	var authors []dict
	for _, a := range e.Authors {
		authors = append(authors, dict{"@type": "Person", "name": clean(a)})
	}
	if authors != nil {
		ld["author"] = authors
	}
	var about []dict
	for _, code := range e.subjects.Places {
		about = append(about, dict{"@type": "AdministrativeArea", "name": b.subject(l, places, code).Text, "identifier": code})
	}
	if about != nil {
		ld["about"] = about
	}
	return encodeLD(ld, b.crumbsLD(p))
}

// crumbsLD is the breadcrumb of a page (schema.org/BreadcrumbList), or nil.
func (b *book) crumbsLD(p *page) dict {
	if len(p.Params.Crumbs) == 0 {
		return nil
	}
	var items []dict
	for i, c := range p.Params.Crumbs {
		item := dict{"@type": "ListItem", "position": i + 1, "name": c.Text}
		if c.Href != "" {
			item["item"] = strings.TrimSuffix(b.opt.BaseURL, b.base) + c.Href
		}
		items = append(items, item)
	}
	items = append(items, dict{"@type": "ListItem", "position": len(items) + 1, "name": p.Title})
	return dict{"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": items}
}

// encodeLD writes JSON that may stand in a script element: "<" is escaped.
func encodeLD(parts ...dict) string {
	var all []dict
	for _, p := range parts {
		if p != nil {
			all = append(all, p)
		}
	}
	data, err := record.EncodeLine(all)
	if err != nil {
		return ""
	}
	return strings.NewReplacer("<", `\u003c`, ">", `\u003e`, "&", `\u0026`, "\u2028", `\u2028`, "\u2029", `\u2029`).Replace(string(data))
}
