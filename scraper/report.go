package scraper

import (
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/xianzhi/xianzhi/internal/record"
)

// An Outcome is what became of one page in a run.
type Outcome string

// Outcomes of a page.
const (
	New       Outcome = "new"
	Changed   Outcome = "changed"
	Unchanged Outcome = "unchanged"
	Skipped   Outcome = "skipped" // no article, or not wanted: see the reason
	Vanished  Outcome = "gone"
	Walled    Outcome = "blocked"
	Failed    Outcome = "failed"
)

// A Report is what a run did.
type Report struct {
	Sources []SourceReport `json:"sources"`
	Resumed bool           `json:"resumed"` // the run went on where a killed one stopped
	Notes   []string       `json:"notes"`   // what a maintainer should know
	Seconds float64        `json:"seconds"`
}

// A SourceReport is what a run did for one source.
type SourceReport struct {
	Source     string         `json:"source"`
	Discovered int            `json:"discovered"`
	New        int            `json:"new"`
	Changed    int            `json:"changed"`
	Unchanged  int            `json:"unchanged"`
	Gone       int            `json:"gone"`
	Skipped    map[string]int `json:"skipped"` // by reason
	Blocked    int            `json:"blocked"`
	Failed     map[string]int `json:"failed"` // by reason
	Bytes      int64          `json:"bytes"`  // over the wire
	Seconds    float64        `json:"seconds"`
	Short      []string       `json:"short"`  // what fell short of what is expected
	Gate       *record.Gate   `json:"gate"`   // null: nothing is held back
	Errors     []string       `json:"errors"` // each names its page
}

// maxErrors is how many single errors of a source are told.
const maxErrors = 50

func newSourceReport(id string) *SourceReport {
	return &SourceReport{Source: id, Skipped: map[string]int{}, Failed: map[string]int{}, Short: []string{}, Errors: []string{}}
}

func (r *SourceReport) count(url string, res result) {
	r.Bytes += res.Bytes
	switch res.Outcome {
	case New:
		r.New++
	case Changed:
		r.Changed++
	case Unchanged:
		r.Unchanged++
	case Vanished:
		r.Gone++
	case Walled:
		r.Blocked++
	case Skipped:
		r.Skipped[res.Reason]++
	case Failed:
		r.Failed[res.Reason]++
		r.complain(url + ": " + res.Reason)
	}
}

// complain keeps single errors, up to a number that a person may read.
func (r *SourceReport) complain(s string) {
	if len(r.Errors) < maxErrors {
		r.Errors = append(r.Errors, s)
	}
}

func sum(m map[string]int) int {
	n := 0
	for _, v := range m {
		n += v
	}
	return n
}

// Failures is how many pages, feeds, sitemaps and listings failed or are behind
// a wall, in all sources.
func (r *Report) Failures() int {
	n := 0
	for _, s := range r.Sources {
		n += sum(s.Failed) + s.Blocked
	}
	return n
}

// Table is the report as text: one line a source, then what needs attention.
func (r *Report) Table() string {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "source\tdiscovered\tnew\tchanged\tunchanged\tgone\tskipped\tblocked\tfailed\tKB\ttime\t")
	for _, s := range r.Sources {
		fmt.Fprintf(w, "%s\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%s\t\n", s.Source, s.Discovered, s.New, s.Changed, s.Unchanged,
			s.Gone, sum(s.Skipped), s.Blocked, sum(s.Failed), s.Bytes>>10, seconds(s.Seconds))
	}
	w.Flush()
	for _, s := range r.Sources {
		s.notes(&b)
	}
	if r.Resumed {
		fmt.Fprintln(&b, "went on where an interrupted run had stopped")
	}
	for _, n := range r.Notes {
		fmt.Fprintln(&b, n)
	}
	return b.String()
}

func seconds(s float64) time.Duration {
	return time.Duration(s * float64(time.Second)).Round(100 * time.Millisecond)
}

// notes says below the table what needs a person.
func (r *SourceReport) notes(b *strings.Builder) {
	if len(r.Skipped) > 0 {
		fmt.Fprintf(b, "%s: skipped: %s\n", r.Source, reasons(r.Skipped))
	}
	if len(r.Failed) > 0 {
		fmt.Fprintf(b, "%s: failed: %s\n", r.Source, reasons(r.Failed))
	}
	for _, e := range r.Errors {
		fmt.Fprintf(b, "  %s\n", e)
	}
	if r.Blocked > 0 {
		fmt.Fprintf(b, "%s: %d pages are kept from programs; save them in a browser and import them: xianzhi add FILE…\n", r.Source, r.Blocked)
	}
	if len(r.Short) > 0 {
		fmt.Fprintf(b, "%s: fell short: %s\n", r.Source, strings.Join(r.Short, "; "))
	}
	if r.Gate != nil {
		fmt.Fprintf(b, "%s: %d new articles are held back\n", r.Source, len(r.Gate.Held))
	}
}

func reasons(m map[string]int) string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	for i, k := range keys {
		keys[i] = fmt.Sprintf("%s %d", k, m[k])
	}
	return strings.Join(keys, ", ")
}

// A Reextraction is what [Reextract] did, by source.
type Reextraction struct {
	Sources []ReextractedSource `json:"sources"`
	Seconds float64             `json:"seconds"`
}

// A ReextractedSource counts the articles of one source.
type ReextractedSource struct {
	Source    string   `json:"source"`
	Articles  int      `json:"articles"`
	Changed   int      `json:"changed"`
	Unchanged int      `json:"unchanged"`
	Restored  int      `json:"restored"`  // had no file in data/articles
	NoRecord  int      `json:"no_record"` // left alone: the WARC store lacks their record
	Failed    int      `json:"failed"`    // left alone: their record gives no article any more
	Errors    []string `json:"errors"`
}

// Table is the report as text.
func (r *Reextraction) Table() string {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "source\tarticles\tchanged\tunchanged\trestored\tno record\tfailed\t")
	for _, s := range r.Sources {
		fmt.Fprintf(w, "%s\t%d\t%d\t%d\t%d\t%d\t%d\t\n", s.Source, s.Articles, s.Changed, s.Unchanged, s.Restored, s.NoRecord, s.Failed)
	}
	w.Flush()
	for _, s := range r.Sources {
		for _, e := range s.Errors {
			fmt.Fprintf(&b, "  %s\n", e)
		}
	}
	return b.String()
}
