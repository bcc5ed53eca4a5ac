package site

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"github.com/xianzhi/xianzhi/internal/record"
)

// articleFacts is the table beside an article's text.
func (b *book) articleFacts(l language, e *entry) []fact {
	var when []link
	if e.Published != "" {
		when = plain(l.date(string(e.Published)))
	} else {
		when = plain(l.choose("不详", "unknown"))
	}
	var publisher []link
	if p := b.publisher(e, l); p.Text != "" {
		publisher = []link{p}
	}
	numbers := []link{{Text: l.count(len(e.claims), "个", "figure", "figures")}}
	if n := len(losses(e)); n > 0 {
		numbers = append(numbers, link{Text: l.count(n, "处损坏", "damaged place", "damaged places"), Href: "#lost"})
	}
	rows := facts(
		fact{"publisher", publisher},
		fact{"published", when},
		fact{"authors", b.persons(l, e.Authors)},
		fact{"editors", b.persons(l, e.Editors)},
		fact{"places", b.subjectLinks(l, places, e.subjects.Places)},
		fact{"programmes", b.subjectLinks(l, programmes, e.subjects.Programmes)},
		fact{"organisations", b.subjectLinks(l, organisations, e.subjects.Organisations)},
		fact{"people", b.subjectLinks(l, people, e.subjects.People)},
		fact{"numbers", numbers},
	)
	if e.Source != "" {
		rows = append(rows, fact{"source", []link{b.subject(l, sources, e.Source)}})
	}
	return rows
}

// persons are by-lines: plain text, whoever they are. Only people of the
// glossary have pages.
func (b *book) persons(l language, names []string) []link {
	var out []link
	for _, n := range names {
		n = clean(n)
		out = append(out, link{Text: n, Lang: foreign(n, l)})
	}
	return out
}

func (b *book) articleCrumbs(l language, e *entry) []link {
	out := []link{{Text: l.choose("报道", "Reports"), Href: b.href(l, "articles/")}}
	if y := year(string(e.Published)); y != "" {
		out = append(out, link{Text: l.choose(y+"年", y), Href: b.href(l, "articles/years/"+y+"/")})
	}
	return out
}

// original is the address that the page was taken from.
func original(e *entry) link {
	return link{Text: readableURL(e.URL), Href: webURL(e.URL)}
}

// webURL returns raw when it is an address that may be linked, or "": a page
// cannot smuggle in "javascript:".
func webURL(raw string) string {
	u, err := url.Parse(raw)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	return u.String()
}

// readableURL is an address without its scheme, percent-encoding undone.
func readableURL(raw string) string {
	s := strings.TrimPrefix(strings.TrimPrefix(raw, "https://"), "http://")
	if plain, err := url.PathUnescape(s); err == nil {
		s = plain
	}
	return clean(s)
}

// hacked reports whether the site an article came from may not be linked.
func (b *book) hacked(e *entry) bool {
	s := b.names.sources[e.Source]
	return s != nil && s.SiteTrust == "hacked"
}

// suggest is where a translation can be corrected.
func (b *book) suggest(l language, e *entry) string {
	repo := webURL(b.archive.Site.Repository)
	lang := l.other().key
	if languageOf(e.Lang).key != l.key {
		lang = l.key
	}
	if repo == "" || len(e.Translations[lang].Paragraphs) == 0 {
		return ""
	}
	return strings.TrimSuffix(repo, "/") + "/edit/main/data/translations/" + lang + "/" + e.ID + ".yaml"
}

// A capture tells where the bytes came from and what was done to them.
type capture struct {
	Facts   []fact   `json:"facts"`
	Repairs []repair `json:"repairs,omitempty"`
	Digest  string   `json:"digest,omitempty"` // SHA-256 in groups of 16
	Page    string   `json:"page,omitempty"`   // address of the text as received
}

type repair struct {
	Kind  string `json:"kind"` // i18n key repair-<kind>
	Count string `json:"count"`
}

func (b *book) capture(l language, e *entry) capture {
	var out capture
	for _, r := range e.Repairs {
		out.Repairs = append(out.Repairs, repair{r.Kind, l.number(float64(r.Count))})
	}
	if e.Captured != "" {
		out.Page = b.href(l, entryRel(e.ID)+"capture/")
	}
	c := e.Capture
	if c == nil {
		return out
	}
	out.Digest = grouped(c.SHA256)
	answer := plain(strconv.Itoa(c.Status), clean(c.ContentType), clean(c.Charset))
	if c.Status == 0 {
		answer = answer[1:]
	}
	out.Facts = facts(
		fact{"retrieved", plain(l.date(c.Retrieved))},
		fact{"answer", answer},
		fact{"script", plain(scriptName(l, string(e.OriginalScript)))},
	)
	if c.WARC != nil {
		out.Facts = append(out.Facts, fact{"warc", plain(c.WARC.File + l.comma +
			fmt.Sprintf(l.choose("第%d字节起", "from byte %d"), c.WARC.Offset))})
		out.Facts = append(out.Facts, fact{"record", plain(c.WARC.RecordID)})
	}
	return out
}

func scriptName(l language, script string) string {
	switch script {
	case record.ScriptHans:
		return l.choose("简体", "Simplified")
	case record.ScriptHant:
		return l.choose("繁体，今转简体", "Traditional, converted to Simplified")
	case record.ScriptMixed:
		return l.choose("简繁混杂，今转简体", "mixed, converted to Simplified")
	}
	return ""
}

// grouped parts a digest into runs of 16, where a line may break.
func grouped(hex string) string {
	var parts []string
	for ; len(hex) > 16; hex = hex[16:] {
		parts = append(parts, hex[:16])
	}
	return strings.Join(append(parts, hex), " ")
}

func captureDay(e *entry) string {
	if e.Capture == nil || len(e.Capture.Retrieved) < 10 {
		return ""
	}
	return e.Capture.Retrieved[:10]
}

// captureData is what the page of the text as received gets.
type captureData struct {
	Received []string  `json:"received"` // lines
	Repaired [][]token `json:"repaired"` // blocks; what was lost stands as such
	Lang     string    `json:"lang"`
	Title    link      `json:"title"`
	Capture  capture   `json:"capture"`
}

// capturePage shows the text as received beside the repaired one.
func (b *book) capturePage(l language, e *entry) *page {
	t := b.title(e, l)
	d := captureData{Lang: e.Lang, Title: t, Capture: b.capture(l, e)}
	if e.OriginalScript == record.ScriptHant {
		d.Lang = "zh-Hant"
	}
	for line := range strings.Lines(e.Captured) {
		if line = clean(strings.TrimSpace(line)); line != "" {
			d.Received = append(d.Received, line)
		}
	}
	for i, block := range e.Body {
		rs := []rune(block.Text)
		lost := lostMarks(e.Damaged, i, t.Href+"#lost", l.choose("原文损坏，见说明", "destroyed in the source, see note"))
		d.Repaired = append(d.Repaired, tokens(rs, 0, len(rs), lost))
	}
	p := b.newPage(l, entryRel(e.ID)+"capture/", "capture", l.choose("收到的原样：", "As received: ")+t.Text, d)
	p.Params.Crumbs = append(b.articleCrumbs(l, e), link{Text: cut(t.Text, 24), Href: t.Href})
	p.Params.NoIndex = true
	return p
}

// copied is one copy of a story in the table below an article.
type copied struct {
	Report   link   `json:"report"`
	Relation string `json:"relation"` // i18n key relation-<relation>
	Here     bool   `json:"here,omitempty"`
	Date     string `json:"date"`
	Same     string `json:"same"` // "88%"
	Changes  []fact `json:"changes,omitempty"`
}

func (b *book) copies(l language, e *entry) []copied {
	if e.Cluster == nil {
		return nil
	}
	var out []copied
	for _, m := range e.Cluster.Members {
		o := b.graph.byID[m.Article]
		if o == nil {
			continue
		}
		c := copied{
			Report: b.title(o, l), Relation: m.Relation, Here: o == e,
			Date: orElse(l.day(string(o.Published)), l.choose("不详", "unknown")),
		}
		if p := b.publisher(o, l).Text; p != "" {
			c.Report.Text, c.Report.Note, c.Report.Lang = p, c.Report.Text, ""
		}
		if m.Relation != record.Original {
			c.Same = l.number(float64(int(m.Similarity*100+.5))) + "%"
		}
		for _, ch := range m.Changes {
			c.Changes = append(c.Changes, fact{ch.Kind, plain(clean(cut(ch.From, 60)), clean(cut(ch.To, 60)))})
		}
		out = append(out, c)
	}
	if len(out) < 2 {
		return nil
	}
	return out
}
