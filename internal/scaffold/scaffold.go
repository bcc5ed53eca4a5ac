// Package scaffold makes a new archive in a folder: configuration, an example
// source with one page, indicators, glossary, prose, and the files that hosts
// read. Its main type is [Options].
//
// It refuses to write into a folder that holds anything, and guesses nothing
// about the archive: what it cannot know is marked in the files.
package scaffold

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"text/template"
)

//go:embed all:archive
var archive embed.FS

// Options say what a new archive is.
type Options struct {
	Title, TitleZh string // in English and Chinese
	First          string // default language of the site, "en" or "zh"
	BaseURL        string // address of the site, with a final slash
	Contact        string // e-mail address or URL
	Version        string // of the program, to pin in the archive's workflow; "dev" is the newest
	// Host is rooted at the project's top: netlify.toml, .ci/scrape and the
	// workflow are taken from there, so that there is one of each.
	Host fs.FS
}

// Second is the other language.
func (o Options) Second() string {
	if o.First == "en" {
		return "zh"
	}
	return "en"
}

const module = "github.com/xianzhi/xianzhi/cmd/xianzhi"

// Program is how the archive's files call the program.
func (o Options) Program() string {
	if o.Version == "" || o.Version == "dev" {
		return "go run " + module + "@latest"
	}
	return "go run " + module + "@" + o.Version
}

// ErrNotEmpty is returned for a folder that holds anything.
var ErrNotEmpty = errors.New("not empty; give a new folder")

// hostFiles are the project's own that an archive needs as well.
var hostFiles = []string{"netlify.toml", ".ci/scrape", ".github/workflows/scrape.yml"}

// New writes the archive into dir, which it makes, and returns the files' names.
func New(dir string, o Options) ([]string, error) {
	if o.First != "en" && o.First != "zh" {
		return nil, fmt.Errorf("language %q: expected en or zh", o.First)
	}
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	if len(entries) > 0 {
		return nil, fmt.Errorf("%s: %w", dir, ErrNotEmpty)
	}
	files, err := render(o)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, f := range files {
		if err := write(dir, f); err != nil {
			return names, err
		}
		names = append(names, f.name)
	}
	return names, nil
}

type file struct {
	name string
	data []byte
}

func render(o Options) ([]file, error) {
	var files []file
	err := fs.WalkDir(archive, "archive", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := archive.ReadFile(name)
		if err != nil {
			return err
		}
		f := file{strings.TrimPrefix(name, "archive/"), data}
		if rest, ok := strings.CutSuffix(f.name, ".tmpl"); ok {
			f.name = rest
			f.data, err = fill(rest, data, o)
		}
		if f.name == "gitignore" { // under its own name it would rule this repository
			f.name = ".gitignore"
		}
		files = append(files, f)
		return err
	})
	if err != nil {
		return nil, err
	}
	for _, name := range hostFiles {
		data, err := fs.ReadFile(o.Host, name)
		if err != nil {
			return nil, err
		}
		files = append(files, file{name, bytes.ReplaceAll(data, []byte("go run ./cmd/xianzhi"), []byte(o.Program()))})
	}
	return files, nil
}

func fill(name string, text []byte, o Options) ([]byte, error) {
	t, err := template.New(name).Funcs(template.FuncMap{"quote": strconv.Quote}).Parse(string(text))
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = t.Execute(&out, o)
	return out.Bytes(), err
}

func write(dir string, f file) error {
	name := filepath.Join(dir, filepath.FromSlash(f.name))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	mode := fs.FileMode(0o644)
	if path.Dir(f.name) == ".ci" {
		mode = 0o755
	}
	return os.WriteFile(name, f.data, mode)
}
