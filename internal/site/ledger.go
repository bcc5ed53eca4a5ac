package site

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/xianzhi/xianzhi/internal/record"
)

// A ledger says what the last build put into public/, and of what. Pages do not
// look at each other, but for those at a fixed path, so a page made of the same
// data by the same theme, configuration and program need not be made again.
type ledger struct {
	Base  string            `json:"base"`  // digest of all that any page depends on
	Pages map[string]string `json:"pages"` // digest of each page's data, by file in public/
	Files []string          `json:"files"` // other files, by path in public/
}

// ledgerFile lies beside the scratch folder, which each build empties.
func ledgerFile(opt Options) string { return opt.Build + ".json" }

// readLedger returns the last build's ledger, an empty one when there is none
// that can be read: everything is then made anew.
func readLedger(opt Options) ledger {
	var l ledger
	data, err := os.ReadFile(ledgerFile(opt))
	if err != nil || json.Unmarshal(data, &l) != nil {
		return ledger{}
	}
	return l
}

// newLedger is that of pages in the project that lies in opt.Build.
func newLedger(opt Options, pages []*page) (ledger, error) {
	l := ledger{Pages: make(map[string]string, len(pages))}
	var err error
	if l.Base, err = baseDigest(opt); err != nil {
		return l, err
	}
	for _, p := range pages {
		data, err := record.EncodeLine(p)
		if err != nil {
			return l, fmt.Errorf("page %s: %w", p.URL, err)
		}
		l.Pages[p.file()] = record.Digest(string(data))
	}
	return l, nil
}

// baseDigest covers the project without its pages, and the program, by its
// size and date: it changes when the program is built anew.
func baseDigest(opt Options) (string, error) {
	sum := sha256.New()
	if self, err := os.Executable(); err == nil {
		if info, err := os.Stat(self); err == nil {
			fmt.Fprintln(sum, info.Size(), info.ModTime().UnixNano())
		}
	}
	fmt.Fprintln(sum, opt.Public)
	err := filepath.WalkDir(opt.Build, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		fmt.Fprintln(sum, name, len(data))
		sum.Write(data)
		return err
	})
	return hex.EncodeToString(sum.Sum(nil)), err
}

// file is where a page lies in public/.
func (p *page) file() string {
	url := strings.TrimPrefix(p.URL, "/")
	if p.Kind == "home" {
		url = p.Lang + "/"
	}
	if url == "" || strings.HasSuffix(url, "/") {
		url += "index.html"
	}
	return url
}

// looked tells whether layouts look the page up, so that it must be there
// whenever Hugo runs.
func (p *page) looked() bool { return p.Kind == "home" || !strings.HasPrefix(p.Path, "p/") }

// stale returns the pages that must be made: all of them after a change of what
// all depend on, else those whose data changed or whose file is gone.
func (l ledger) stale(opt Options, last ledger, pages []*page) []*page {
	if l.Base != last.Base {
		return pages
	}
	var out []*page
	for _, p := range pages {
		name := p.file()
		if p.looked() || last.Pages[name] != l.Pages[name] || !exists(filepath.Join(opt.Public, filepath.FromSlash(name))) {
			out = append(out, p)
		}
	}
	return out
}

func exists(file string) bool {
	_, err := os.Stat(file)
	return err == nil
}

// clear makes room in public/ for the pages of l: all of it after a change of
// what all depend on, else what the last build made and this one does not.
func (l ledger) clear(opt Options, last ledger, files map[string][]byte) error {
	if l.Base != last.Base {
		return os.RemoveAll(opt.Public)
	}
	gone := slices.DeleteFunc(slices.Clone(last.Files), func(name string) bool { return files[name] != nil })
	for name := range last.Pages {
		if l.Pages[name] == "" { // with its feeds
			dir := path.Dir(name)
			gone = append(gone, name, dir+"/index.xml", dir+"/feed.json")
		}
	}
	for _, name := range gone {
		if err := os.RemoveAll(filepath.Join(opt.Public, filepath.FromSlash(path.Clean("/"+name)))); err != nil {
			return err
		}
	}
	return nil
}

// save keeps l for the next build, which may trust it only when this one ended
// well.
func (l ledger) save(opt Options, files map[string][]byte) error {
	l.Files = slices.Sorted(maps.Keys(files))
	data, err := json.Marshal(l)
	if err != nil {
		return err
	}
	return os.WriteFile(ledgerFile(opt), data, 0o644)
}
