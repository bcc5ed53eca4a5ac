package store

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/google/renameio/v2"

	"github.com/xianzhi/xianzhi/internal/record"
)

// A Store is one archive's folder. Hand-written files that the folder lacks
// (indicators, gazetteer, glossary, site.yaml) come from Defaults.
type Store struct {
	Root     string
	Defaults fs.FS // rooted at the archive's top: "data/indicators/…"; may be nil
}

// Open returns the store of the archive in root.
func Open(root string, defaults fs.FS) (*Store, error) {
	info, err := os.Stat(root)
	if err != nil {
		return nil, fmt.Errorf("archive %s: %w", root, err)
	}
	if !info.IsDir() {
		return nil, fmt.Errorf("archive %s: not a folder", root)
	}
	return &Store{Root: root, Defaults: defaults}, nil
}

// Path joins parts, given with slashes, to the archive's root.
func (s *Store) Path(parts ...string) string {
	return filepath.Join(s.Root, filepath.FromSlash(path.Join(parts...)))
}

// Folder returns the hand-written folder dir ("data/indicators"), the
// archive's own when it has one and otherwise the default.
func (s *Store) Folder(dir string) (fs.FS, error) {
	if info, err := os.Stat(s.Path(dir)); err == nil && info.IsDir() {
		return os.DirFS(s.Path(dir)), nil
	}
	if s.Defaults == nil {
		return nil, fmt.Errorf("%s: no such folder in %s", dir, s.Root)
	}
	return fs.Sub(s.Defaults, dir)
}

// Write puts data into the file at rel, atomically, and reports whether that
// changed anything: a file that holds the same bytes is left alone.
func (s *Store) Write(rel string, data []byte) (changed bool, err error) {
	file := s.Path(rel)
	if old, err := os.ReadFile(file); err == nil && bytes.Equal(old, data) {
		return false, nil
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return false, err
	}
	// Told where to write, renameio need not try out where it can rename from,
	// which costs as much as the writing.
	return true, renameio.WriteFile(file, data, 0o644, renameio.WithTempDir(filepath.Dir(file)))
}

// WriteJSON is Write of v's canonical encoding.
func (s *Store) WriteJSON(rel string, v any) (changed bool, err error) {
	data, err := record.Encode(v)
	if err != nil {
		return false, fmt.Errorf("%s: %w", rel, err)
	}
	return s.Write(rel, data)
}

// Remove deletes the file at rel; that it does not exist is no error.
func (s *Store) Remove(rel string) error {
	err := os.Remove(s.Path(rel))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// files calls f for every file under dir with the given ending, in lexical
// order, with its path relative to the root. A missing dir has no files.
func (s *Store) files(dir, ext string, f func(rel string, data []byte) error) error {
	names, err := s.names(dir, ext)
	if err != nil {
		return err
	}
	for _, rel := range names {
		data, err := os.ReadFile(s.Path(rel))
		if err != nil {
			return err
		}
		if err := f(rel, data); err != nil {
			return err
		}
	}
	return nil
}

// names lists the files under dir with the given ending, relative to the root,
// in lexical order.
func (s *Store) names(dir, ext string) ([]string, error) {
	var out []string
	top := s.Path(dir)
	err := filepath.WalkDir(top, func(name string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) && name == top {
			return fs.SkipAll
		}
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ext) {
			return err
		}
		rel, err := filepath.Rel(s.Root, name)
		out = append(out, filepath.ToSlash(rel))
		return err
	})
	return out, err
}

// decoded reads the files under dir with the given ending on all processors,
// each with decode, and returns the values in lexical order of the files. The
// errors of all files are joined; a file that fails has no value.
func decoded[T any](s *Store, dir, ext string, decode func(rel string, data []byte) (T, error)) ([]T, error) {
	names, err := s.names(dir, ext)
	if err != nil {
		return nil, err
	}
	values, bad := make([]T, len(names)), make([]error, len(names))
	var next atomic.Int64
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(names); i = int(next.Add(1)) - 1 {
				data, err := os.ReadFile(s.Path(names[i]))
				if err == nil {
					values[i], err = decode(names[i], data)
				}
				bad[i] = err
			}
		})
	}
	wg.Wait()
	good := values[:0]
	for i, v := range values {
		if bad[i] == nil {
			good = append(good, v)
		}
	}
	return good, errors.Join(bad...)
}
