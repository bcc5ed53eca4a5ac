// Package cite writes citations of what the archive publishes, in the styles
// that its readers use and the formats that their programs read.
//
// Its main type is [Work]. It knows nothing of pages or files and guesses
// nothing: what a Work does not say is left out of the citation, a missing date
// is said to be missing in the way each style says it.
package cite

import (
	"strings"
	"time"

	"github.com/xianzhi/xianzhi/internal/record"
)

// A Kind is what is cited.
type Kind int

// Kinds of works.
const (
	Dataset Kind = iota // an indicator, a data release
	Article             // a news report on the web
)

// A Work is one thing to cite. Dates are ISO days, months or years, RFC 3339
// times are cut to their day; empty is unknown.
type Work struct {
	Kind     Kind
	ID       string // citation key: "[A-Za-z0-9_-]+"
	Lang     string // of the work: "zh", "zh-Hans" or "en"
	Title    string
	Authors  []string // persons or bodies, as they sign
	Outlet   string   // who published it: the archive, a newspaper
	Issued   string
	Version  string // of a data set
	Accessed string
	URL      string
}

// A Citation is a Work in one style or format.
type Citation struct {
	ID        string // "gbt7714", "apa", "bibtex", "ris", "csl"
	Name      string // as readers know it
	Text      string
	Extension string // of a file with Text; "" for the styles one pastes
}

// All returns the work in every style, Chinese readers' first when lang is "zh".
func All(w Work, lang string) []Citation {
	w = w.tidy()
	styles := []Citation{
		{"gbt7714", "GB/T 7714", GBT7714(w), ""},
		{"apa", "APA", APA(w), ""},
		{"bibtex", "BibTeX", BibTeX(w), "bib"},
		{"ris", "RIS", RIS(w), "ris"},
		{"csl", "CSL-JSON", CSL(w), "json"},
	}
	if lang == record.LangEnglish {
		styles[0], styles[1] = styles[1], styles[0]
	}
	return styles
}

// tidy puts every field on one line and cuts times to days.
func (w Work) tidy() Work {
	line := func(s string) string { return strings.Join(strings.Fields(s), " ") }
	w.Title, w.Outlet, w.Version, w.URL = line(w.Title), line(w.Outlet), line(w.Version), line(w.URL)
	authors := make([]string, 0, len(w.Authors))
	for _, a := range w.Authors {
		if a = line(a); a != "" {
			authors = append(authors, a)
		}
	}
	w.Authors = authors
	w.Issued, _, _ = strings.Cut(w.Issued, "T")
	w.Accessed, _, _ = strings.Cut(w.Accessed, "T")
	return w
}

// who is who answers for the work: its authors, or else who published it.
func (w Work) who() []string {
	if len(w.Authors) > 0 {
		return w.Authors
	}
	if w.Outlet != "" {
		return []string{w.Outlet}
	}
	return nil
}

func (w Work) english() bool { return w.Lang == record.LangEnglish }

// join parts a list in the work's language, et al. after max names.
func join(names []string, max int, etal string) string {
	if len(names) > max {
		return strings.Join(names[:max], ", ") + ", " + etal
	}
	return strings.Join(names, ", ")
}

// year, month, day of an ISO date; zero where it does not say.
func parts(iso string) (year, month, day int) {
	for n, layout := range []string{"2006", "2006-01", "2006-01-02"} {
		t, err := time.Parse(layout, iso)
		if err != nil {
			continue
		}
		all := [3]int{t.Year(), int(t.Month()), t.Day()}
		for i := range 3 {
			if i > n {
				all[i] = 0
			}
		}
		return all[0], all[1], all[2]
	}
	return 0, 0, 0
}
