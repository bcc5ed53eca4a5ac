package site

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"github.com/xianzhi/xianzhi/internal/record"
)

// pagesPerShard bounds one JSON file of pages: large enough that Hugo opens few
// files, small enough that it need not hold a whole archive as one value.
const pagesPerShard = 500

// themeFolders are what an archive may override file by file.
var themeFolders = []string{"layouts", "assets", "content", "i18n", "static"}

// writeSource fills opt.Build with a Hugo project: the theme, the archive's own
// files over it, and the configuration.
func writeSource(opt Options, b *book) error {
	if err := os.RemoveAll(opt.Build); err != nil {
		return err
	}
	own := os.DirFS(opt.Root)
	for _, dir := range themeFolders {
		for _, from := range []fs.FS{opt.Theme, own} {
			if err := copyTree(from, dir, opt.Build); err != nil {
				return err
			}
		}
	}
	if err := writeFile(opt.Build, "hugo.json", hugoConfig(opt, b)); err != nil {
		return err
	}
	return writeFile(opt.Build, "assets/css/colours.css", colours(b.archive.Site.Colours))
}

// writePages adds pages to the project, as data.
func writePages(opt Options, pages []*page) error {
	for n := 0; len(pages) > 0; n++ {
		shard := pages[:min(pagesPerShard, len(pages))]
		pages = pages[len(shard):]
		data, err := record.EncodeLine(shard)
		if err != nil {
			return err
		}
		if err := writeFile(opt.Build, fmt.Sprintf("assets/pages/%05d.json", n), data); err != nil {
			return err
		}
	}
	return nil
}

func copyTree(from fs.FS, dir, to string) error {
	err := fs.WalkDir(from, dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(from, name)
		if err != nil {
			return err
		}
		return writeFile(to, name, data)
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// writeFile writes the file at rel, given with slashes, under dir.
func writeFile(dir, rel string, data []byte) error {
	file := filepath.Join(dir, filepath.FromSlash(path.Clean("/"+rel)))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	return os.WriteFile(file, data, 0o644)
}
