package source

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/PuerkitoBio/goquery"

	"github.com/xianzhi/xianzhi/internal/record"
)

// savedEndings are those of pages that a browser or a person saved.
var savedEndings = []string{".html", ".htm", ".xhtml", ".mht", ".txt", ".md"}

// folder adds the saved pages under dir in lexical order.
func (d *discovery) folder(root, dir string) error {
	return filepath.WalkDir(filepath.Join(root, filepath.FromSlash(dir)), func(name string, e fs.DirEntry, err error) error {
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

// Files lists the WARC files that a source names, in lexical order.
func Files(s *record.Source, root string) ([]string, error) {
	var all []string
	var bad []error
	for _, d := range s.Discover {
		if d.WARC == "" {
			continue
		}
		found, err := filepath.Glob(filepath.Join(root, filepath.FromSlash(d.WARC)))
		if err == nil && len(found) == 0 {
			err = errors.New("warc " + d.WARC + ": no such file")
		}
		bad = append(bad, err)
		all = append(all, found...)
	}
	slices.Sort(all)
	return slices.Compact(all), errors.Join(bad...)
}
