package site

import (
	"fmt"
	"strings"

	"github.com/xianzhi/xianzhi/internal/record"
)

// cited is a ready citation in one style.
type cited struct {
	Style string `json:"style"`
	Text  string `json:"text"`
}

// cite gives an article in the styles that readers of the two languages use:
// GB/T 7714—2015 (with its document type and carrier) and APA, 7th edition.
func (b *book) cite(l language, e *entry, title string) []cited {
	day, seen := string(e.Published), captureDay(e)
	if len(day) > 10 {
		day = day[:10]
	}
	who := strings.Join(e.Authors, ", ")
	outlet := b.publisher(e, l).Text
	address := b.abs(l, entryRel(e.ID))
	return []cited{
		{"GB/T 7714", fmt.Sprintf("%s%s[N/OL]. %s%s[%s]. %s.", sentenceOf(orElse(who, outlet)), clean(title),
			joinDot(outlet), joinDay(day), seen, address)},
		{"APA", fmt.Sprintf("%s (%s). %s. %s. %s", orElse(who, orElse(outlet, e.Site)), orElse(day, "n.d."),
			clean(title), b.archive.Site.Title.En, address)},
	}
}

func sentenceOf(s string) string {
	if s == "" {
		return ""
	}
	return clean(s) + ". "
}

func joinDot(s string) string { return sentenceOf(s) }

func joinDay(day string) string {
	if day == "" {
		return ""
	}
	return "(" + day + ")"
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
