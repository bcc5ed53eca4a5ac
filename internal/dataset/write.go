package dataset

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/xianzhi/xianzhi/internal/record"
	"github.com/xianzhi/xianzhi/internal/store"
)

// Write puts the whole package into dir: the tables as CSV and Parquet,
// articles.jsonl, archive.sqlite, datapackage.json, CITATION.cff, datacite.json,
// LICENCE.txt and SHA256SUMS. It returns
// the names of the files, sorted.
func Write(ctx context.Context, dir string, a *store.Archive) ([]string, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	tables := Tables(a)
	w := &writer{dir: dir, sums: map[string]string{}}
	for _, t := range tables {
		w.put(t.Name+".csv", t.CSV)
		w.put(t.Name+".parquet", t.Parquet)
	}
	w.put("articles.jsonl", func() ([]byte, error) { return JSONLines(a) })
	if w.err == nil {
		w.err = SQLite(ctx, filepath.Join(dir, "archive.sqlite"), a, tables)
	}
	w.sum("archive.sqlite")
	v := version(w.sums)
	w.put("CITATION.cff", func() ([]byte, error) { return citationFile(a, v) })
	w.put("datacite.json", func() ([]byte, error) { return dataCite(a, v) })
	w.put("LICENCE.txt", func() ([]byte, error) { return licenceText(a), nil })
	w.put("datapackage.json", func() ([]byte, error) { return record.Encode(descriptor(a, tables, w.sums, v)) })
	names := w.names()
	w.put("SHA256SUMS", func() ([]byte, error) { return w.checksums(names), nil })
	return append(names, "SHA256SUMS"), w.err
}

// A writer keeps the first error and the digests of what it wrote.
type writer struct {
	dir  string
	sums map[string]string
	err  error
}

func (w *writer) put(name string, f func() ([]byte, error)) {
	if w.err != nil {
		return
	}
	data, err := f()
	if err == nil {
		err = os.WriteFile(filepath.Join(w.dir, name), data, 0o644)
	}
	if err != nil {
		w.err = fmt.Errorf("export %s: %w", name, err)
		return
	}
	w.sums[name] = digest(data)
}

func (w *writer) sum(name string) {
	if w.err != nil {
		return
	}
	data, err := os.ReadFile(filepath.Join(w.dir, name))
	w.err = err
	w.sums[name] = digest(data)
}

func (w *writer) names() []string {
	var names []string
	for name := range w.sums {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// checksums is in the form that sha256sum -c reads.
func (w *writer) checksums(names []string) []byte {
	var b strings.Builder
	for _, name := range names {
		fmt.Fprintf(&b, "%s  %s\n", w.sums[name], name)
	}
	return []byte(b.String())
}

func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
