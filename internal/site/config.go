package site

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/xianzhi/xianzhi/internal/record"
)

type dict = map[string]any

// hugoConfig is the whole configuration of the Hugo project. All pages come
// from one content adapter with their URLs set, so Hugo's own kinds, taxonomies
// and sitemap are off; what templates could reach outside the project is
// locked.
func hugoConfig(opt Options, b *book) []byte {
	languages := dict{}
	for i, l := range b.langs {
		languages[l.key] = dict{
			"locale": l.tag, "label": l.label, "weight": i + 1,
			"title": b.archive.Site.Title.In(l.tag),
		}
	}
	none := []string{"none"}
	data, err := record.Encode(dict{
		"baseURL":                        opt.BaseURL,
		"title":                          b.archive.Site.Title.In(b.langs[0].tag),
		"defaultContentLanguage":         b.langs[0].key,
		"defaultContentLanguageInSubdir": true,
		"disableDefaultSiteRedirect":     true,
		"disableKinds":                   []string{"section", "taxonomy", "term", "sitemap", "robotstxt", "404", "rss"},
		"disableHugoGeneratorInject":     true,
		"disablePathToLower":             true,
		"enableGitInfo":                  false,
		"timeout":                        "600s",
		"languages":                      languages,
		"params":                         siteParams(b),
		"outputFormats": dict{
			"rss":  dict{"mediaType": "application/rss+xml", "baseName": "index", "noUgly": true},
			"feed": dict{"mediaType": "application/feed+json", "baseName": "feed", "isPlainText": true, "noUgly": true},
		},
		"mediaTypes": dict{"application/feed+json": dict{"suffixes": []string{"json"}}},
		"outputs":    dict{"home": []string{"html"}, "page": []string{"html"}},
		"markup":     dict{"goldmark": dict{"renderer": dict{"unsafe": false}, "extensions": dict{"typographer": dict{"disable": true}}}},
		"minify":     dict{"disableHTML": true},
		"security": dict{
			"enableInlineShortcodes": false,
			"exec":                   dict{"allow": none, "osEnv": none},
			"funcs":                  dict{"getenv": none},
			"http":                   dict{"urls": none, "methods": none},
		},
	})
	if err != nil {
		panic(err) // maps of strings encode
	}
	return data
}

func siteParams(b *book) dict {
	s := b.archive.Site
	contact := s.Contact
	if strings.Contains(contact, "@") && !strings.Contains(contact, ":") {
		contact = "mailto:" + contact
	}
	images := dict{}
	for _, l := range b.langs {
		images[l.key] = b.siteImage(l)
	}
	return dict{
		"images": images,
		"base":   b.base, "contact": contact, "contacttext": s.Contact, "repository": s.Repository,
		"version": b.version, "subtitle": s.Subtitle, "description": s.Description, "names": s.Title,
	}
}

var (
	cssName  = regexp.MustCompile(`^[a-z][a-z0-9-]*$`)
	cssValue = regexp.MustCompile(`^[#(),.%/ a-zA-Z0-9-]+$`)
)

// colours are the archive's own custom properties. Names and values that could
// be anything but one are left out; check reports them.
func colours(own map[string]string) []byte {
	var css strings.Builder
	for _, name := range slices.SortedFunc(maps.Keys(own), cmp.Compare[string]) {
		if cssName.MatchString(name) && cssValue.MatchString(own[name]) {
			fmt.Fprintf(&css, ":root { --%s: %s; }\n", name, own[name])
		}
	}
	return []byte(css.String())
}
