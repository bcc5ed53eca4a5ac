package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"text/tabwriter"
	"time"
)

// truth is one labelled page; an empty field has no truth.
type truth struct {
	ID     string `json:"id"`
	Title  string `json:"title"`
	Date   string `json:"date"`
	Author string `json:"author"`
	Source string `json:"source"`
	Body   string `json:"body"`

	html []byte
}

func main() {
	pages := flag.String("pages", "../../shared/bench/extract/gne", "`folder` of pages named <id>.html")
	labels := flag.String("truth", "../../shared/bench/extract/gne/truth.jsonl", "labels, JSONL `file`")
	rounds := flag.Int("rounds", 3, "times that each engine reads all pages")
	flag.Parse()
	set, err := load(*labels, *pages)
	if err != nil {
		fmt.Fprintln(os.Stderr, "extract:", err)
		os.Exit(1)
	}
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "engine\tbody F1\ttitle\tdate\tauthor\tsource\tpages/CPU-s\tMB/page\tallocs/page\tfailed")
	for _, e := range engines {
		r := race(e, set, *rounds)
		fmt.Fprintf(w, "%s\t%.4f\t%s\t%s\t%s\t%s\t%.0f\t%.2f\t%.0f\t%d\n", e.name, r.score.body(),
			r.score.title, r.score.date, r.score.author, r.score.source, r.speed, r.mb, r.allocs, r.failed)
	}
	w.Flush()
}

// load reads the labels and their pages; labels without a page are skipped.
func load(labels, pages string) ([]truth, error) {
	f, err := os.Open(labels)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var set []truth
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 16<<20)
	for sc.Scan() {
		var t truth
		if err := json.Unmarshal(sc.Bytes(), &t); err != nil {
			return nil, fmt.Errorf("%s: %w", labels, err)
		}
		t.html, err = os.ReadFile(filepath.Join(pages, t.ID+".html"))
		if os.IsNotExist(err) {
			continue
		} else if err != nil {
			return nil, err
		}
		set = append(set, t)
	}
	return set, sc.Err()
}

type outcome struct {
	score             score
	speed, mb, allocs float64
	failed            int
}

// race scores an engine once and then times it.
func race(e engine, set []truth, rounds int) outcome {
	var o outcome
	for _, t := range set {
		p, err := e.read(t.html)
		if err != nil {
			o.failed++
		}
		o.score.add(t, p)
	}
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	start := cpu()
	for range rounds {
		for _, t := range set {
			e.read(t.html) //nolint:errcheck // counted above
		}
	}
	spent := cpu() - start
	runtime.ReadMemStats(&after)
	n := float64(rounds * len(set))
	o.speed = n / spent.Seconds()
	o.mb = float64(after.TotalAlloc-before.TotalAlloc) / n / 1e6
	o.allocs = float64(after.Mallocs-before.Mallocs) / n
	return o
}

// cpu is the processor time that this process has used, its collector's
// included.
func cpu() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
