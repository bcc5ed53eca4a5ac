package check

import (
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"

	"golang.org/x/net/html"
)

// Limits of static hosts, in files: Netlify asks for at most 54,000 in one
// folder; Cloudflare Pages takes 20,000 in all (100,000 on paid plans) of at most 25 MiB.
const (
	netlifyFolder   = 54_000
	cloudflareFiles = 20_000
	cloudflareFile  = 25 << 20
)

// site checks a built site: links and fragments resolve, hosts' limits hold.
func (c *checker) site(public string) {
	s := siteFiles{files: map[string]bool{}, ids: map[string]map[string]bool{}, folder: map[string]int{}}
	if err := s.walk(public, c); err != nil {
		c.add(Error, "site", public, "%v; run build first", err)
		return
	}
	if n := len(s.files); n > cloudflareFiles*9/10 {
		c.add(Warning, "site", "", "%d files: Cloudflare Pages takes %d on its free plan", n, cloudflareFiles)
	}
	for dir, n := range s.folder {
		if n > netlifyFolder*9/10 {
			c.add(Warning, "site", dir, "%d files in one folder: Netlify takes %d", n, netlifyFolder)
		}
	}
	for _, l := range s.links {
		c.link(&s, l)
	}
}

type link struct{ page, target string }

type siteFiles struct {
	files  map[string]bool            // "/zh/index.html"
	ids    map[string]map[string]bool // page → ids in it
	folder map[string]int
	links  []link
	base   string // path prefix of the site, from canonical links
}

func (s *siteFiles) walk(public string, c *checker) error {
	return filepath.WalkDir(public, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(public, name)
		if err != nil {
			return err
		}
		at := "/" + filepath.ToSlash(rel)
		s.files[at] = true
		s.folder[path.Dir(at)]++
		if info, err := d.Info(); err == nil && info.Size() > cloudflareFile {
			c.add(Warning, "site", at, "%d MiB: Cloudflare Pages takes files of at most 25", info.Size()>>20)
		}
		if path.Ext(at) != ".html" {
			return nil
		}
		return s.page(name, at)
	})
}

func (s *siteFiles) page(name, at string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	ids := map[string]bool{}
	s.ids[at] = ids
	for z := html.NewTokenizer(f); ; {
		switch z.Next() {
		case html.ErrorToken:
			return nil // io.EOF: the tokenizer has no other error on a file
		case html.StartTagToken, html.SelfClosingTagToken:
			s.tag(z.Token(), at, ids)
		}
	}
}

func (s *siteFiles) tag(t html.Token, at string, ids map[string]bool) {
	attr := map[string]string{}
	for _, a := range t.Attr {
		attr[a.Key] = a.Val
	}
	if id := attr["id"]; id != "" {
		ids[id] = true
	}
	if t.Data == "link" && attr["rel"] == "canonical" && s.base == "" {
		if u, err := url.Parse(attr["href"]); err == nil {
			dir := strings.TrimSuffix(at, "index.html")
			s.base = strings.TrimSuffix(strings.TrimSuffix(u.Path, dir), "/")
		}
	}
	for _, key := range []string{"href", "src"} {
		if v, ok := attr[key]; ok && t.Data != "base" {
			s.links = append(s.links, link{at, v})
		}
	}
}

// link checks one internal link; those that leave the site are not followed.
func (c *checker) link(s *siteFiles, l link) {
	u, err := url.Parse(l.target)
	if err != nil {
		c.add(Error, "site", l.page, "link %q: %v", l.target, err)
		return
	}
	if u.Scheme != "" || u.Host != "" {
		return
	}
	target := s.resolve(l.page, u.Path)
	switch {
	case !s.files[target]:
		c.add(Error, "site", l.page, "link %q: no such page", l.target)
	case u.Fragment != "" && s.ids[target] != nil && !s.ids[target][u.Fragment]:
		c.add(Error, "site", l.page, "link %q: the page has no such place", l.target)
	}
}

// resolve is the file that a path on a page leads to, from the site's root; ""
// for an absolute path that leaves the site's base.
func (s *siteFiles) resolve(page, to string) string {
	switch {
	case to == "":
		return page
	case !strings.HasPrefix(to, "/"):
		rooted := path.Join(path.Dir(page), to)
		if strings.HasSuffix(to, "/") || to == "." || to == ".." {
			rooted = strings.TrimSuffix(rooted, "/") + "/"
		}
		to = rooted
	case !strings.HasPrefix(to, s.base+"/"):
		return ""
	default:
		to = strings.TrimPrefix(to, s.base)
	}
	if strings.HasSuffix(to, "/") {
		to += "index.html"
	}
	return to
}
