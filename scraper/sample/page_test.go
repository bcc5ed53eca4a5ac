package sample

import (
	"strings"
	"testing"
	"testing/fstest"
)

const original = `id: a
host: news
path: /a.html
original: https://example.org/a
body:
  - {zh: 一, en: one}
  - {zh: 一个员工, en: a worker}
`

func TestLoadCopy(t *testing.T) {
	pages, err := load(fstest.MapFS{
		"content/a.yaml": {Data: []byte(original)},
		"content/b.yaml": {Data: []byte("id: b\nhost: copy\npath: /b.html\ncopy_of:\n  page: a\n  blocks: [1]\n  reword: {员工: 职员}\n  damaged: {0: lost}\n")},
	})
	if err != nil {
		t.Fatal(err)
	}
	b := pages[1]
	if len(b.Body) != 1 || b.Body[0].Zh != "一个职员" || b.Body[0].En != "lost" || b.Original != "https://example.org/a" {
		t.Errorf("copy = %+v", b)
	}
}

func TestLoadRefuses(t *testing.T) {
	for name, tt := range map[string]struct{ text, want string }{
		"unknown field": {"id: b\nhost: news\ncolour: red\n", "unknown field"},
		"unknown host":  {"id: b\nhost: nowhere\n", `unknown host "nowhere"`},
		"other id":      {"id: c\nhost: news\n", "not the file's name"},
		"copy of none":  {"id: b\nhost: copy\ncopy_of: {page: z}\n", `no page "z"`},
		"no such block": {"id: b\nhost: copy\ncopy_of: {page: a, damaged: {7: lost}}\n", "no block 7"},
		"break outside": {"id: b\nhost: copy\nbreak: 2\ncopy_of: {page: a}\n", "no block 2"},
	} {
		_, err := load(fstest.MapFS{
			"content/a.yaml": {Data: []byte(original)},
			"content/b.yaml": {Data: []byte(tt.text)},
		})
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: error %v, want one with %q", name, err, tt.want)
		}
	}
}
