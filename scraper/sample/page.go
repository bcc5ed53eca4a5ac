package sample

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"sort"
	"strings"

	"github.com/xianzhi/xianzhi/internal/record"
)

//go:embed content/*.yaml templates/*.html
var files embed.FS

// A Page is content/<id>.yaml: one page of one host, in both languages. The
// language that it is served in is the host's; the other is its translation.
type Page struct {
	ID        string      `yaml:"id"`
	Host      string      `yaml:"host"` // news, paper, mirror, copy, blog or english
	Path      string      `yaml:"path"`
	Title     record.Text `yaml:"title,omitempty"`     // empty: the page has none
	Published string      `yaml:"published,omitempty"` // as precise as the page shows it; empty: no date
	Publisher record.Text `yaml:"publisher,omitempty"`
	Authors   []string    `yaml:"authors,omitempty"`
	Original  string      `yaml:"original,omitempty"` // URL of the report that it restates
	Break     int         `yaml:"break,omitempty"`    // first block of a second page, behind 下一页; 0: all on one
	Body      []Block     `yaml:"body,omitempty"`
	CopyOf    *Copy       `yaml:"copy_of,omitempty"` // instead of a body
}

// A Block is one block of the body, kinds as in [record.Block]: items of a list
// and rows of a table one a line, cells parted by " | ".
type Block struct {
	Kind string `yaml:"kind,omitempty"` // empty: paragraph
	Zh   string `yaml:"zh"`
	En   string `yaml:"en"`
}

// A Copy takes another page's body, as mirrors do.
type Copy struct {
	Page    string            `yaml:"page"`
	Blocks  []int             `yaml:"blocks,omitempty"`  // only these, from 0; empty: all
	Reword  map[string]string `yaml:"reword,omitempty"`  // words of the Chinese that a spun copy changed
	Damaged map[int]string    `yaml:"damaged,omitempty"` // translations of blocks, as copied, whose text is lost in part
}

// In returns the block's text in lang.
func (b Block) In(lang string) string { return record.Text{Zh: b.Zh, En: b.En}.In(lang) }

// Pages returns all pages by id, copies with their bodies filled in.
func Pages() ([]Page, error) { return load(files) }

func load(fsys fs.FS) ([]Page, error) {
	names, err := fs.Glob(fsys, "content/*.yaml")
	if err != nil {
		return nil, err
	}
	byID := make(map[string]Page, len(names))
	for _, name := range names {
		p, err := readPage(fsys, name)
		if err != nil {
			return nil, err
		}
		byID[p.ID] = p
	}
	pages := make([]Page, 0, len(byID))
	for _, p := range byID {
		if err := p.fill(byID); err != nil {
			return nil, err
		}
		pages = append(pages, p)
	}
	sort.Slice(pages, func(i, j int) bool { return pages[i].ID < pages[j].ID })
	return pages, nil
}

func readPage(fsys fs.FS, name string) (Page, error) {
	var p Page
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return p, err
	}
	if err := record.DecodeYAML(name, data, &p); err != nil {
		return p, err
	}
	if "content/"+p.ID+".yaml" != name {
		return p, fmt.Errorf("%s: id %q is not the file's name", name, p.ID)
	}
	if _, ok := styles[p.Host]; !ok {
		return p, fmt.Errorf("%s: unknown host %q", name, p.Host)
	}
	return p, nil
}

func (p *Page) fill(byID map[string]Page) error {
	if p.CopyOf == nil {
		return p.checkBreak()
	}
	from, ok := byID[p.CopyOf.Page]
	if !ok || from.CopyOf != nil {
		return fmt.Errorf("%s: copy_of: no page %q with a body", p.ID, p.CopyOf.Page)
	}
	body, err := p.CopyOf.body(from.Body)
	if err != nil {
		return fmt.Errorf("%s: %w", p.ID, err)
	}
	p.Body = body
	if p.Original == "" {
		p.Original = from.Original
	}
	return p.checkBreak()
}

func (p *Page) checkBreak() error {
	if p.Break < 0 || p.Break > 0 && p.Break >= len(p.Body) {
		return fmt.Errorf("%s: break: no block %d", p.ID, p.Break)
	}
	return nil
}

func (c *Copy) body(from []Block) ([]Block, error) {
	var body []Block
	for i, b := range from {
		if len(c.Blocks) == 0 || slices.Contains(c.Blocks, i) {
			b.Zh = reword(b.Zh, c.Reword)
			body = append(body, b)
		}
	}
	for i, en := range c.Damaged {
		if i >= len(body) {
			return nil, fmt.Errorf("copy_of: damaged: no block %d", i)
		}
		body[i].En = en
	}
	return body, nil
}

// reword replaces longest words first, so that the order of the map is not seen.
func reword(s string, words map[string]string) string {
	keys := make([]string, 0, len(words))
	for k := range words {
		keys = append(keys, k)
	}
	sort.Slice(keys, func(i, j int) bool {
		if len(keys[i]) != len(keys[j]) {
			return len(keys[i]) > len(keys[j])
		}
		return keys[i] < keys[j]
	})
	var pairs []string
	for _, k := range keys {
		pairs = append(pairs, k, words[k])
	}
	return strings.NewReplacer(pairs...).Replace(s)
}
