package cite

import (
	"fmt"
	"strings"

	"github.com/xianzhi/xianzhi/internal/record"
)

// BibTeX is one @misc entry, which every style of BibTeX and biblatex knows.
func BibTeX(w Work) string {
	w = w.tidy()
	var b strings.Builder
	field := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, "  %-12s = {%s},\n", name, value)
		}
	}
	fmt.Fprintf(&b, "@misc{%s,\n", w.ID)
	authors := make([]string, len(w.who()))
	for i, a := range w.who() {
		authors[i] = "{" + tex(a) + "}" // braces keep a body's name whole
	}
	y, m, _ := parts(w.Issued)
	field("author", strings.Join(authors, " and "))
	field("title", "{"+tex(w.Title)+"}")
	field("howpublished", tex(w.Outlet))
	field("year", number(y))
	field("month", number(m))
	field("note", tex(version(w, "%s版", "Version %s")))
	field("url", w.URL)
	field("urldate", w.Accessed)
	field("language", language(w))
	b.WriteString("}\n")
	return b.String()
}

// tex writes text so that TeX prints it; in a URL nothing is escaped, since the
// url field is read verbatim.
var texEscapes = strings.NewReplacer(
	`\`, `\textbackslash{}`, "{", `\{`, "}", `\}`, "&", `\&`, "%", `\%`, "$", `\$`, "#", `\#`, "_", `\_`,
	"~", `\textasciitilde{}`, "^", `\textasciicircum{}`,
)

func tex(s string) string { return texEscapes.Replace(s) }

func number(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprint(n)
}

func language(w Work) string {
	if w.english() {
		return "en"
	}
	return "zh-Hans"
}

// RIS is one record of the RIS format (tags as of Reference Manager, 2011), with
// the line ends it asks for.
func RIS(w Work) string {
	w = w.tidy()
	var b strings.Builder
	tag := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%s  - %s\r\n", name, value)
		}
	}
	kind := "DATA"
	if w.Kind == Article {
		kind = "NEWS"
	}
	tag("TY", kind)
	tag("ID", w.ID)
	for _, a := range w.who() {
		tag("AU", a)
	}
	tag("TI", w.Title)
	if w.Kind == Article {
		tag("T2", w.Outlet)
	} else {
		tag("PB", w.Outlet)
	}
	y, m, d := parts(w.Issued)
	tag("PY", number(y))
	tag("DA", slashed(y, m, d))
	tag("ET", w.Version)
	tag("UR", w.URL)
	tag("Y2", slashed(parts(w.Accessed)))
	tag("LA", language(w))
	b.WriteString("ER  - \r\n")
	return b.String()
}

// slashed is YYYY/MM/DD, as much of it as is known.
func slashed(y, m, d int) string {
	switch {
	case y == 0:
		return ""
	case m == 0:
		return fmt.Sprintf("%04d", y)
	case d == 0:
		return fmt.Sprintf("%04d/%02d", y, m)
	}
	return fmt.Sprintf("%04d/%02d/%02d", y, m, d)
}

type cslName struct {
	Literal string `json:"literal"`
}

type cslDate struct {
	Parts [][]int `json:"date-parts"`
}

// cslItem has the variables of CSL 1.0.2 that a Work can fill.
type cslItem struct {
	ID        string    `json:"id"`
	Type      string    `json:"type"`
	Title     string    `json:"title"`
	Author    []cslName `json:"author,omitempty"`
	Container string    `json:"container-title,omitempty"`
	Publisher string    `json:"publisher,omitempty"`
	Issued    *cslDate  `json:"issued,omitempty"`
	Version   string    `json:"version,omitempty"`
	Accessed  *cslDate  `json:"accessed,omitempty"`
	URL       string    `json:"URL,omitempty"`
	Language  string    `json:"language"`
}

// CSL is a CSL-JSON array of one item.
func CSL(w Work) string {
	w = w.tidy()
	item := cslItem{
		ID: w.ID, Type: "dataset", Title: w.Title, Publisher: w.Outlet, Issued: dateParts(w.Issued),
		Version: w.Version, Accessed: dateParts(w.Accessed), URL: w.URL, Language: language(w),
	}
	if w.Kind == Article {
		item.Type, item.Container, item.Publisher = "article-newspaper", w.Outlet, ""
	}
	for _, a := range w.who() {
		item.Author = append(item.Author, cslName{a})
	}
	b, err := record.Encode([]cslItem{item})
	if err != nil { // strings and numbers always encode
		panic(err)
	}
	return string(b)
}

func dateParts(iso string) *cslDate {
	y, m, d := parts(iso)
	all := []int{y, m, d}
	for len(all) > 0 && all[len(all)-1] == 0 {
		all = all[:len(all)-1]
	}
	if len(all) == 0 {
		return nil
	}
	return &cslDate{[][]int{all}}
}
