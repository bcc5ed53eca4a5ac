package source

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/PuerkitoBio/goquery"

	"github.com/xianzhi/xianzhi/scraper/warc"
)

// savedEndings are those of pages that a browser or a person saved.
var savedEndings = []string{".html", ".htm", ".xhtml", ".txt", ".md"}

// folder adds the saved pages under dir in lexical order.
func (d *discovery) folder(dir string) error {
	return filepath.WalkDir(filepath.Join(d.Root, filepath.FromSlash(dir)), func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		if !e.Type().IsRegular() || !slices.Contains(savedEndings, strings.ToLower(filepath.Ext(name))) {
			return nil
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		p := Page{URL: SavedURL(data), File: name}
		if p.URL == "" {
			d.pages = append(d.pages, p)
			return nil
		}
		d.add(p)
		return nil
	})
}

// savedFrom is the comment that browsers put into pages they save.
var savedFrom = regexp.MustCompile(`<!-- saved from url=\(\d+\)(\S+) -->`)

// SavedURL is the address that a saved page says it came from: the browser's
// comment, or the canonical address. "" when it does not tell.
func SavedURL(page []byte) string {
	head := page[:min(len(page), 64<<10)]
	if m := savedFrom.FindSubmatch(head); m != nil && bytes.HasPrefix(m[1], []byte("http")) {
		return Normalise(string(m[1]))
	}
	doc, err := goquery.NewDocumentFromReader(bytes.NewReader(head))
	if err != nil {
		return ""
	}
	for _, at := range []struct{ selector, attr string }{
		{`link[rel="canonical"]`, "href"}, {`meta[property="og:url"]`, "content"},
	} {
		if v := doc.Find(at.selector).AttrOr(at.attr, ""); strings.HasPrefix(v, "http") {
			return Normalise(v)
		}
	}
	return ""
}

// warcs adds the pages in WARC files that others made.
func (d *discovery) warcs(glob string) error {
	files, err := filepath.Glob(filepath.Join(d.Root, filepath.FromSlash(glob)))
	if err == nil && len(files) == 0 {
		err = fmt.Errorf("warc %s: no such file", glob)
	}
	bad := []error{err}
	for _, file := range files {
		bad = append(bad, d.warcFile(file))
	}
	return errors.Join(bad...)
}

func (d *discovery) warcFile(file string) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	entries, err := warc.Scan(file, f)
	for _, e := range entries {
		if !e.Revisit && (e.Status == 200 || e.Resource != "") {
			d.add(Page{URL: Normalise(e.URL), File: file, Record: e.RecordID, Offset: max(e.Offset, 0)})
		}
	}
	return err
}
