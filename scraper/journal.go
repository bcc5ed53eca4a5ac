package scraper

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"sync"
	"time"

	"github.com/xianzhi/xianzhi/internal/record"
	"github.com/xianzhi/xianzhi/scraper/source"
	"github.com/xianzhi/xianzhi/scraper/warc"
)

// An event is one line of the journal. Exactly one of its parts is set.
type event struct {
	Discovered *discovered `json:"discovered,omitempty"`
	Fetched    *fetched    `json:"fetched,omitempty"`
	Done       *done       `json:"done,omitempty"`
}

// discovered lists what a source is to be asked for in this run.
type discovered struct {
	Source string        `json:"source"`
	At     time.Time     `json:"at"`
	Count  int           `json:"count"` // pages found, of which some are not due
	Pages  []source.Page `json:"pages"` // that are due, in order
	Failed []string      `json:"failed,omitempty"`
	Given  bool          `json:"given,omitempty"` // by a person, and not found
}

// fetched says that a page's exchanges are in the WARC file. Until its done
// event, its article may not have been written.
type fetched struct {
	Source string     `json:"source"`
	URL    string     `json:"url"`
	Pages  []warc.Ref `json:"pages"` // the article's page and those it goes on in
	Other  []warc.Ref `json:"other,omitempty"`
	State  result     `json:"state"`
}

// done says what became of a page.
type done struct {
	Source string `json:"source"`
	URL    string `json:"url"`
	State  result `json:"state"`
}

// A result is the outcome of one page and what is known of it afterwards.
type result struct {
	Outcome Outcome           `json:"outcome"`
	Reason  string            `json:"reason,omitempty"`
	Page    *record.PageState `json:"page,omitempty"` // nil: as it was
	Missing []string          `json:"missing,omitempty"`
	Bytes   int64             `json:"bytes,omitempty"` // over the wire
}

// A journal is the append-only record of a run that is under way. It is gone
// when the run ends; one that is found tells what a killed run had done.
type journal struct {
	path string
	mu   sync.Mutex
	file *os.File
}

const journalFile = "scrape.journal"

// openJournal opens the journal in dir for appending and returns the events
// that a killed run left. A last line that was cut off is dropped.
func openJournal(dir string) (*journal, []event, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, nil, err
	}
	path := filepath.Join(dir, journalFile)
	data, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, nil, err
	}
	whole := data[:bytes.LastIndexByte(data, '\n')+1]
	events, err := decodeEvents(path, whole)
	if err != nil {
		return nil, nil, err
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return nil, nil, err
	}
	if err := f.Truncate(int64(len(whole))); err != nil {
		return nil, nil, errors.Join(err, f.Close())
	}
	if _, err := f.Seek(0, 2); err != nil {
		return nil, nil, errors.Join(err, f.Close())
	}
	return &journal{path: path, file: f}, events, nil
}

// decodeEvents refuses a line that does not decode: to pass over it would ask for
// pages twice, or skip some.
func decodeEvents(path string, data []byte) ([]event, error) {
	var events []event
	sc := bufio.NewScanner(bytes.NewReader(data))
	sc.Buffer(nil, len(data)+1)
	for n := 1; sc.Scan(); n++ {
		var e event
		if err := json.Unmarshal(sc.Bytes(), &e); err != nil {
			return nil, fmt.Errorf("%s:%d: %w; delete the file to start the run afresh", path, n, err)
		}
		events = append(events, e)
	}
	return events, sc.Err()
}

// add writes one line with one call of the system, so that a kill leaves it whole
// or cuts it off, and never mixes two.
func (j *journal) add(e event) error {
	line, err := json.Marshal(e)
	if err != nil {
		return err
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	_, err = j.file.Write(append(line, '\n'))
	return err
}

// end removes the journal: all that it told is in data/state.
func (j *journal) end() error {
	return errors.Join(j.file.Close(), os.Remove(j.path))
}

// committed is how far each WARC file is known to be good.
func committed(events []event) map[string]int64 {
	ends := map[string]int64{}
	for _, e := range events {
		if e.Fetched == nil {
			continue
		}
		for _, r := range append(e.Fetched.Pages, e.Fetched.Other...) {
			ends[r.File] = max(ends[r.File], r.End)
		}
	}
	return ends
}

// leftover is the name of a file that was being written atomically.
var leftover = regexp.MustCompile(`^\..+\.(json|txt|cdxj)\d+$`)

// sweep removes what a killed run was about to rename into place.
func sweep(dirs ...string) error {
	for _, dir := range dirs {
		err := filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
			if errors.Is(err, fs.ErrNotExist) {
				return nil
			}
			if err != nil || e.IsDir() || !leftover.MatchString(e.Name()) {
				return err
			}
			return os.Remove(name)
		})
		if err != nil {
			return err
		}
	}
	return nil
}
