package site

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"

	"github.com/xianzhi/xianzhi/internal/record"
)

// A Release is one release of the data with the CSV of each indicator, by id.
// Its pages show what stood in the files on its date, whatever changed since.
type Release struct {
	record.Release
	Tables map[string][]byte
}

// releasedRows bounds the rows of an indicator that a page of a release shows;
// the CSV has all.
const releasedRows = 500

// releaseData is what the page of a release gets.
type releaseData struct {
	Note   string         `json:"note,omitempty"`
	Facts  []fact         `json:"facts"`
	Tables []releaseTable `json:"tables"`
	Cite   []cited        `json:"cite"`
}

// A releaseTable is one indicator of a release; counts are numbers of rows.
type releaseTable struct {
	Name    link   `json:"name"` // to its page in the release
	CSV     string `json:"csv,omitempty"`
	Rows    string `json:"rows"`
	Added   string `json:"added"`
	Changed string `json:"changed"`
	Removed string `json:"removed"`
	SHA256  string `json:"sha256,omitempty"`
}

// versionData is what the page of an indicator in a release gets.
type versionData struct {
	Now    link          `json:"now"` // the indicator's page as it is today
	CSV    string        `json:"csv"`
	SHA256 string        `json:"sha256"`
	Rows   []releasedRow `json:"rows"`
	More   int           `json:"more,omitempty"`
	Cite   []cited       `json:"cite"`
}

type releasedRow struct {
	ID        string `json:"id"`
	Value     string `json:"value"`
	Place     link   `json:"place"`
	Programme link   `json:"programme"`
	AsOf      string `json:"asof,omitempty"`
	Quote     string `json:"quote,omitempty"`
	Lang      string `json:"lang,omitempty"` // of the quote
	Report    link   `json:"report"`
	Published string `json:"published,omitempty"`
}

func releaseRel(date string) string { return "data/" + date + "/" }

// releaseCSV is where the site keeps an indicator's file of a release.
func releaseCSV(date, indicator string) string {
	return "data/releases/" + date + "/" + indicator + ".csv"
}

// releasePages are each release, and each indicator in it.
func (b *book) releasePages(l language) []*page {
	var out []*page
	for _, r := range b.opt.Releases {
		p := b.newPage(l, releaseRel(r.Date), "release", l.choose("数据版本 ", "Data of ")+l.day(r.Date), b.releaseData(l, r))
		p.Description = orElse(clean(r.Note), p.Title)
		p.Params.Crumbs = []link{{Text: l.choose("数据", "Data"), Href: b.href(l, "data/")}}
		out = append(out, p)
		for _, i := range r.Indicators {
			if table := r.Tables[i.ID]; table != nil {
				out = append(out, b.versionPage(l, r, i, table))
			}
		}
	}
	return out
}

func (b *book) releaseData(l language, r Release) releaseData {
	d := releaseData{Note: clean(r.Note), Cite: b.citeDataset(l, "data", b.dataTitle(l), releaseRel(r.Date), r.Date)}
	var before []link
	if r.Previous != "" {
		before = []link{{Text: l.day(string(r.Previous)), Href: b.href(l, releaseRel(string(r.Previous)))}}
	}
	d.Facts = facts(
		fact{"numbers", plain(l.group(strconv.Itoa(r.Observations)))},
		fact{"reports", plain(l.group(strconv.Itoa(r.Articles)))},
		fact{"previous", before},
		fact{"program", plain(clean(r.Program) + l.comma + l.choose("规则第", "rules ") + strconv.Itoa(r.DataVersion) + l.choose("版", ""))},
	)
	for _, i := range r.Indicators {
		t := releaseTable{
			Name: b.subject(l, indicators, i.ID), Rows: l.group(strconv.Itoa(i.Observations)), SHA256: i.SHA256,
			Added: strconv.Itoa(len(i.Added)), Changed: strconv.Itoa(len(i.Changed)), Removed: strconv.Itoa(len(i.Removed)),
		}
		t.Name.Href = ""
		if r.Tables[i.ID] != nil {
			t.Name.Href, t.CSV = b.href(l, releaseRel(r.Date)+i.ID+"/"), b.base+releaseCSV(r.Date, i.ID)
		}
		d.Tables = append(d.Tables, t)
	}
	return d
}

func (b *book) versionPage(l language, r Release, i record.ReleaseIndicator, table []byte) *page {
	rel := releaseRel(r.Date) + i.ID + "/"
	b.files[releaseCSV(r.Date, i.ID)] = table
	now := b.subject(l, indicators, i.ID)
	title := now.Text + l.comma + l.day(r.Date)
	d := versionData{Now: now, CSV: b.base + releaseCSV(r.Date, i.ID), SHA256: grouped(i.SHA256), Cite: b.citeDataset(l, i.ID, now.Text, rel, r.Date)}
	rows := b.releasedRows(l, table)
	d.Rows, d.More = firstN(rows, releasedRows), max(0, len(rows)-releasedRows)
	p := b.newPage(l, rel, "version", title, d)
	p.Description = title + l.colon + l.count(i.Observations, "个数字", "figure", "figures")
	p.Params.Crumbs = []link{
		{Text: l.choose("数据", "Data"), Href: b.href(l, "data/")}, {Text: l.day(r.Date), Href: b.href(l, releaseRel(r.Date))},
	}
	return p
}

// releasedRows reads the CSV of a release by the names of its columns, which
// later programs may add to. A file that is no CSV has no rows to show.
func (b *book) releasedRows(l language, table []byte) []releasedRow {
	all, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(table, []byte("\ufeff")))).ReadAll()
	if err != nil || len(all) == 0 {
		fmt.Fprintf(b.opt.Log, "release: %v\n", err)
		return nil
	}
	at := map[string]int{}
	for i, name := range all[0] {
		at[name] = i
	}
	var out []releasedRow
	for _, cells := range all[1:] {
		out = append(out, b.releasedRow(l, func(name string) string {
			if i, ok := at[name]; ok {
				return cells[i]
			}
			return ""
		}))
	}
	return out
}

func (b *book) releasedRow(l language, cell func(string) string) releasedRow {
	o := record.Observation{Unit: cell("unit"), Qualifier: cell("qualifier"), Status: cell("status")}
	o.Value, _ = strconv.ParseFloat(cell("value"), 64) // as written by our own release
	if v, err := strconv.ParseFloat(cell("value_max"), 64); err == nil {
		o.ValueMax = &v
	}
	out := releasedRow{
		ID: cell("id"), Value: l.value(&o).Full, AsOf: l.short(cell("as_of")), Quote: clean(cell("quote")), Published: l.day(cell("published")),
		Place: b.called(l, places, cell("place_code"), cell("place")), Programme: b.called(l, programmes, cell("programme"), cell("programme_name")),
		Report: link{Text: clean(orElse(cell("publisher"), cell("title")))},
	}
	out.Lang, out.Report.Lang = foreign(out.Quote, l), foreign(out.Report.Text, l)
	if b.graph.byID[cell("article")] != nil {
		out.Report.Href = b.href(l, entryRel(cell("article"))) + "#" + out.ID
	}
	return out
}

// called is the name of a subject in l where it still has one, else as written.
func (b *book) called(l language, kind, id, written string) link {
	text := clean(written)
	if t, ok := b.names.text(kind, id); ok && id != "" {
		text = l.text(t)
	}
	return link{Text: text, Lang: foreign(text, l)}
}

// versions links the releases that hold an indicator, newest first.
func (b *book) versions(l language, indicator string) []link {
	var out []link
	for _, r := range b.opt.Releases {
		at := slices.IndexFunc(r.Indicators, func(i record.ReleaseIndicator) bool { return i.ID == indicator })
		if at < 0 || r.Tables[indicator] == nil {
			continue
		}
		i := r.Indicators[at]
		out = append(out, link{
			Text: l.day(r.Date), Href: b.href(l, releaseRel(r.Date)+indicator+"/"),
			Note: fmt.Sprintf(l.choose("%d行，新增%d，改动%d，删去%d", "%d rows; %d added, %d changed, %d removed"),
				i.Observations, len(i.Added), len(i.Changed), len(i.Removed)),
		})
	}
	return out
}
