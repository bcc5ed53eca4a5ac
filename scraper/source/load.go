package source

import (
	"cmp"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/andybalholm/cascadia"
	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"github.com/xianzhi/xianzhi/internal/record"
)

// Load reads a list of sources. All that is wrong in it is reported at once,
// each with file, line, what was found and what was expected.
func Load(file string, data []byte) ([]record.Source, error) {
	var list []record.Source
	if err := record.DecodeYAML(file, data, &list); err != nil {
		return nil, err
	}
	tree, err := parser.ParseBytes(data, 0)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	c := &checker{file: file, tree: tree}
	seen := map[string]bool{}
	for i := range list {
		at := fmt.Sprintf("$[%d]", i)
		if id := list[i].ID; seen[id] {
			c.say(at+".id", "%q names two sources", id)
		}
		seen[list[i].ID] = true
		c.source(at, &list[i])
	}
	return list, c.err()
}

// A checker gathers complaints with their place in the file.
type checker struct {
	file string
	tree *ast.File
	bad  []complaint
}

type complaint struct {
	line, col int
	text      string
}

// err joins the complaints in the order of the file.
func (c *checker) err() error {
	slices.SortStableFunc(c.bad, func(a, b complaint) int {
		return cmp.Or(a.line-b.line, a.col-b.col, strings.Compare(a.text, b.text))
	})
	var all []error
	for _, b := range c.bad {
		all = append(all, fmt.Errorf("%s:%d:%d: %s", c.file, b.line, b.col, b.text))
	}
	return errors.Join(all...)
}

// say reports what is wrong with the node at path, or with the nearest one
// above it when it is missing.
func (c *checker) say(path, format string, args ...any) {
	line, col := 1, 1
	for at := path; at != "$"; {
		if node := c.node(at); node != nil {
			pos := node.GetToken().Position
			line, col = pos.Line, pos.Column
			break
		}
		at = at[:strings.LastIndexAny(at, ".[")]
	}
	field := path[strings.Index(path, "]")+1:]
	c.bad = append(c.bad, complaint{line, col, strings.TrimPrefix(field, ".") + ": " + fmt.Sprintf(format, args...)})
}

func (c *checker) node(path string) ast.Node {
	p, err := yaml.PathString(path)
	if err != nil {
		return nil
	}
	node, err := p.FilterFile(c.tree)
	if err != nil || node == nil || node.GetToken() == nil {
		return nil
	}
	return node
}

var idPattern = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

func (c *checker) source(at string, s *record.Source) {
	if !idPattern.MatchString(s.ID) {
		c.say(at+".id", "got %q, expected lower-case letters, digits and hyphens", s.ID)
	}
	if s.Name.Zh == "" || s.Name.En == "" {
		c.say(at+".name", "expected a name in zh and in en")
	}
	c.url(at+".home", s.Home)
	c.oneOf(at+".language", s.Language, record.LangChinese, record.LangEnglish)
	c.oneOf(at+".rights", s.Rights, record.RightsFull, record.RightsQuote, record.RightsMetadata)
	if _, err := time.LoadLocation(s.Zone); err != nil || s.Zone == "" {
		c.say(at+".zone", "got %q, expected an IANA time zone such as Asia/Shanghai", s.Zone)
	}
	c.patterns(at+".include", s.Include)
	c.patterns(at+".exclude", s.Exclude)
	if len(s.Discover) == 0 {
		c.say(at+".discover", "expected at least one of feed, sitemap, listing, dates, urls, folder, warc")
	}
	for i := range s.Discover {
		c.discovery(fmt.Sprintf("%s.discover[%d]", at, i), &s.Discover[i])
	}
	c.limits(at, s)
	c.rules(at+".rules", s.Rules)
	for name, share := range map[string]float64{"date": s.Expect.Date, "publisher": s.Expect.Publisher, "body": s.Expect.Body} {
		if share < 0 || share > 1 {
			c.say(at+".expect."+name, "got %v, expected a share between 0 and 1", share)
		}
	}
}

func (c *checker) limits(at string, s *record.Source) {
	for name, v := range map[string]float64{
		"delay": s.Delay, "limits.pages": float64(s.Limits.Pages), "limits.megabytes": s.Limits.Megabytes,
		"limits.seconds": s.Limits.Seconds, "limits.connections": float64(s.Limits.Connections),
		"limits.recheck_days": float64(s.Limits.RecheckDays), "expect.new_least": float64(s.Expect.NewLeast),
		"expect.new_most": float64(s.Expect.NewMost),
	} {
		if v < 0 {
			c.say(at+"."+name, "got %v, expected 0 or more", v)
		}
	}
	if s.Expect.NewMost > 0 && s.Expect.NewMost < s.Expect.NewLeast {
		c.say(at+".expect.new_most", "got %d, expected no less than new_least, which is %d", s.Expect.NewMost, s.Expect.NewLeast)
	}
}

func (c *checker) discovery(at string, d *record.Discovery) {
	ways := map[string]bool{
		"feed": d.Feed != "", "sitemap": d.Sitemap != "", "listing": d.Listing != "", "dates": d.Dates != "",
		"urls": d.URLs != nil, "folder": d.Folder != "", "warc": d.WARC != "",
	}
	var set []string
	for way, on := range ways {
		if on {
			set = append(set, way)
		}
	}
	slices.Sort(set)
	if len(set) != 1 {
		c.say(at, "got %d ways (%s), expected exactly one of feed, sitemap, listing, dates, urls, folder, warc", len(set), strings.Join(set, ", "))
		return
	}
	for name, u := range map[string]string{"feed": d.Feed, "sitemap": d.Sitemap, "listing": d.Listing} {
		if u != "" {
			c.url(at+"."+name, u)
		}
	}
	if d.Dates != "" {
		c.url(at+".dates", fillDate(d.Dates, time.Now()))
		if !strings.Contains(d.Dates, "{d}") && !strings.Contains(d.Dates, "{dd}") {
			c.say(at+".dates", "got %q, expected {yyyy}, {mm} and {dd} (or {yy}, {m}, {d}) in it", d.Dates)
		}
	}
	for i, u := range d.URLs {
		c.url(fmt.Sprintf("%s.urls[%d]", at, i), u)
	}
	c.selector(at+".links", d.Links)
	c.selector(at+".next", d.Next)
}

func (c *checker) url(at, raw string) {
	if u, err := url.Parse(raw); err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		c.say(at, "got %q, expected an http(s) address", raw)
	}
}

func (c *checker) oneOf(at, got string, want ...string) {
	if !slices.Contains(want, got) {
		c.say(at, "got %q, expected one of %s", got, strings.Join(want, ", "))
	}
}

func (c *checker) patterns(at string, list []string) {
	for i, p := range list {
		if _, err := regexp.Compile(p); err != nil {
			c.say(fmt.Sprintf("%s[%d]", at, i), "%q is no regular expression: %v", p, err)
		}
	}
}

func (c *checker) selector(at, s string) {
	if s == "" {
		return
	}
	if _, err := cascadia.ParseGroup(s); err != nil {
		c.say(at, "%q is no CSS selector: %v", s, err)
	}
}

func (c *checker) rules(at string, r *record.Rules) {
	if r == nil {
		return
	}
	for name, s := range map[string]*record.Selector{
		"title": r.Title, "published": r.Published, "modified": r.Modified, "publisher": r.Publisher,
		"authors": r.Authors, "editors": r.Editors, "body": r.Body, "next": r.Next,
	} {
		if s == nil {
			continue
		}
		if s.Select == "" {
			c.say(at+"."+name, "expected select, a CSS selector")
		}
		c.selector(at+"."+name+".select", s.Select)
	}
	for i, s := range r.Drop {
		c.selector(fmt.Sprintf("%s.drop[%d]", at, i), s)
	}
}
