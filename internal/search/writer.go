package search

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
)

// extension is neutral on purpose: servers send .gz with a Content-Encoding of
// their own making, and compress what looks like text.
const extension = ".bin"

// A writer puts compressed files into one folder and counts them.
type writer struct {
	dir   string
	made  map[string]bool // folders, and files named by their content
	gz    *gzip.Writer
	buf   bytes.Buffer
	files int
	bytes int64
}

func newWriter(dir string) *writer {
	w := &writer{dir: dir, made: map[string]bool{}}
	w.gz, _ = gzip.NewWriterLevel(&w.buf, gzip.BestCompression) // the level is valid
	return w
}

// file writes data under name, which has slashes and no extension.
func (w *writer) file(name string, data []byte) error {
	packed, err := w.compress(data)
	if err != nil {
		return err
	}
	path := filepath.Join(w.dir, filepath.FromSlash(name)+extension)
	if folder := filepath.Dir(path); !w.made[folder] {
		if err := os.MkdirAll(folder, 0o755); err != nil {
			return err
		}
		w.made[folder] = true
	}
	w.files++
	w.bytes += int64(len(packed))
	return os.WriteFile(path, packed, 0o644)
}

// compress returns data as a gzip stream, valid until the next call.
func (w *writer) compress(data []byte) ([]byte, error) {
	w.buf.Reset()
	w.gz.Reset(&w.buf)
	if _, err := w.gz.Write(data); err != nil {
		return nil, err
	}
	if err := w.gz.Close(); err != nil {
		return nil, err
	}
	return w.buf.Bytes(), nil
}

// hashed writes data under a name made of its digest and returns the name.
func (w *writer) hashed(folder string, data []byte) (string, error) {
	name := folder + "/" + contentName(data)
	if w.made[name] {
		return name, nil
	}
	w.made[name] = true
	return name, w.file(name, data)
}

// hashedJSON is hashed for a value.
func (w *writer) hashedJSON(folder string, v any) (string, error) {
	data, err := compactJSON(v)
	if err != nil {
		return "", err
	}
	return w.hashed(folder, data)
}

func contentName(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:6])
}

func compactJSON(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}
