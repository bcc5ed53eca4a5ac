package site

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/xianzhi/xianzhi/internal/record"
)

// recordPages are what the archive says about itself: search, data, errata,
// changes.
func (b *book) recordPages(l language) []*page {
	search := b.newPage(l, "search/", "search", l.choose("检索", "Search"), nil)
	search.Description = l.choose("检索全部报道和数字。", "Search all reports and figures.")
	return []*page{search, b.dataPage(l), b.errata(l), b.changes(l), b.notFound(l)}
}

// errataData lists what people changed in what machines read.
type errataData struct {
	Corrections []erratum `json:"corrections"`
	Withdrawn   []erratum `json:"withdrawn,omitempty"`
}

// An erratum is one correction, or one withdrawal, which says no more than when.
type erratum struct {
	Date    string `json:"date"`
	Action  string `json:"action"` // i18n key action-<action>
	Article link   `json:"article"`
	Number  link   `json:"number"`
	Was     string `json:"was,omitempty"`
	Is      string `json:"is,omitempty"`
	Reason  string `json:"reason,omitempty"`
	By      string `json:"by,omitempty"`
}

func (b *book) errata(l language) *page {
	d := errataData{}
	for _, c := range b.archive.Corrections {
		e := b.graph.byID[c.Article]
		if e == nil || c.Action == "confirm" {
			continue // withdrawn since, or nothing changed
		}
		d.Corrections = append(d.Corrections, b.erratum(l, e, c))
	}
	slices.SortStableFunc(d.Corrections, func(x, y erratum) int { return strings.Compare(y.Date, x.Date) })
	for _, t := range b.archive.Tombstones {
		d.Withdrawn = append(d.Withdrawn, erratum{Date: l.day(t.Date), Action: "withdrawn", Article: link{Text: t.Article, Href: b.href(l, entryRel(t.Article))}})
	}
	title := l.choose("更正", "Corrections")
	p := b.newPage(l, "errata/", "errata", title, d)
	p.Description = l.choose("人工对机器所读数字的更正，逐条公开。", "What people corrected in what the machine read, one by one.")
	return p
}

func (b *book) erratum(l language, e *entry, c record.Correction) erratum {
	out := erratum{
		Date: l.day(c.Date), Action: c.Action, Article: b.title(e, l), Was: settings(c.Expect), Is: settings(c.Set),
		Reason: clean(c.Reason), By: clean(c.By),
	}
	id := c.Observation
	if c.Add != nil {
		id, out.Is = c.Add.ID, l.value(c.Add).Full
	}
	for _, cl := range e.claims {
		if cl.obs.ID == id {
			name, _ := b.names.text(indicators, cl.obs.Indicator)
			out.Number = link{Text: l.text(name), Href: b.rowHref(l, cl)}
		}
	}
	return out
}

// settings writes the fields of a correction: "value 56, unit percent".
func settings(m map[string]any) string {
	var parts []string
	for _, k := range slices.Sorted(maps.Keys(m)) {
		parts = append(parts, clean(fmt.Sprintf("%s: %v", k, m[k])))
	}
	return strings.Join(parts, "; ")
}

// pageOfData lists what can be taken away.
type pageOfData struct {
	Exports    []download `json:"exports"`
	CSV        string     `json:"csv"`
	Tally      []fact     `json:"tally"`
	Cite       []cited    `json:"cite"`
	Indicators string     `json:"indicators"`
	Releases   []link     `json:"releases,omitempty"`
}

type download struct {
	Href   string `json:"href"`
	Format string `json:"format"`
	What   string `json:"what"`
	Size   string `json:"size"`
}

// dataTitle is what the numbers of the archive are called in citations.
func (b *book) dataTitle(l language) string {
	return b.archive.Site.Title.In(l.tag) + l.colon + b.archive.Site.Subtitle.In(l.tag)
}

func (b *book) dataPage(l language) *page {
	d := pageOfData{CSV: b.href(l, "observations/numbers.csv"), Tally: b.tally(l), Indicators: strconv.Itoa(len(b.names.defined))}
	for _, x := range b.opt.Exports {
		d.Exports = append(d.Exports, download{b.base + strings.TrimPrefix(x.Path, "/"), x.Format, x.What, size(l, x.Bytes)})
	}
	d.Cite = b.citeDataset(l, "data", b.dataTitle(l), "data/", b.version)
	for _, r := range b.opt.Releases {
		d.Releases = append(d.Releases, link{
			Text: l.day(r.Date), Href: b.href(l, releaseRel(r.Date)), Note: l.count(r.Observations, "个数字", "figure", "figures"),
		})
	}
	p := b.newPage(l, "data/", "data", l.choose("数据", "Data"), d)
	p.Description = l.choose("下载全部数字，附原句、出处与存档。", "Download every figure with its sentence, source and capture.")
	p.Params.LD = encodeLD(dict{
		"@context": "https://schema.org", "@type": "Dataset", "name": b.archive.Site.Title.In(l.tag), "url": b.abs(l, "data/"),
		"description": orElse(b.archive.Site.Description.In(l.tag), p.Description), "inLanguage": l.tag, "isAccessibleForFree": true,
		"distribution": dict{"@type": "DataDownload", "encodingFormat": "text/csv", "contentUrl": b.abs(l, "observations/numbers.csv")},
	})
	return p
}

// size writes a number of bytes in the largest unit that leaves a digit.
func size(l language, n int64) string {
	switch {
	case n >= 1<<20:
		return fmt.Sprintf("%.1f MB", float64(n)/(1<<20))
	case n >= 1<<10:
		return fmt.Sprintf("%d KB", n>>10)
	}
	return l.count(int(n), "字节", "byte", "bytes")
}

// tombstones stand where withdrawn articles were: no title, no text, no reason.
func (b *book) tombstones(l language) []*page {
	var out []*page
	for _, t := range b.archive.Tombstones {
		p := b.newPage(l, entryRel(t.Article), "tombstone", l.choose("本篇已撤下", "This report was withdrawn"), dict{"date": l.day(t.Date)})
		p.Description = p.Title
		p.Params.NoIndex = true
		p.Params.Crumbs = []link{{Text: l.choose("报道", "Reports"), Href: b.href(l, "articles/")}}
		out = append(out, p)
	}
	return out
}

// notFound is the page of an address below /zh/ or /en/ that is none.
func (b *book) notFound(l language) *page {
	p := b.newPage(l, "404.html", "notfound", l.choose("没有这一页", "No such page"), nil)
	p.Description = p.Title
	p.Params.NoIndex, p.Params.Rel = true, ""
	return p
}

// rootPages stand above both languages: the choice between them, and the page
// of an address that is below neither.
func (b *book) rootPages() []*page {
	l := b.langs[0]
	choice := b.newPage(l, "", "root", b.archive.Site.Title.Zh+" "+b.archive.Site.Title.En, nil)
	choice.Path, choice.URL = "p/root", "/index.html"
	choice.Description = b.archive.Site.Description.In(l.tag)
	lost := b.newPage(l, "", "root", "404", dict{"lost": true})
	lost.Path, lost.URL = "p/root404", "/404.html"
	lost.Params.NoIndex = true
	lost.Description = "404"
	return []*page{choice, lost}
}
