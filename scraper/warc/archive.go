package warc

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/google/renameio/v2"
)

const (
	fileEnd  = ".warc.gz"
	openEnd  = ".open" // after the name of a file that is still written to
	indexEnd = ".cdxj" // after the name of the file it lists

	defaultMax = 1 << 30
	maxBlock   = 128 << 20 // of a record that is read into memory
)

// A Config says where an archive lies.
type Config struct {
	Dir      string // spool folder; the store itself when Remote is nil
	Remote   Store
	Software string // for the warcinfo record
	MaxBytes int64  // a file that has grown past this is finished; 0: 1 GiB

	// Committed are the offsets up to which files left open by a killed run
	// are known to be good. A file not listed is kept up to its last whole
	// record.
	Committed map[string]int64
}

// An Archive writes exchanges and finds them again. It may be used by several
// goroutines at once, and by one process at a time.
type Archive struct {
	cfg  Config
	cuts []string

	mu     sync.Mutex
	index  *index
	remote map[string]bool // names in cfg.Remote
	file   *os.File        // nil until something is written
	name   string
	size   int64
	info   string // id of the file's warcinfo record
	fresh  []Entry
}

// Open opens the archive, closes files that a killed run left open and reads
// the indexes of all files, making those that are missing.
func Open(ctx context.Context, cfg Config) (*Archive, error) {
	if cfg.MaxBytes == 0 {
		cfg.MaxBytes = defaultMax
	}
	if err := os.MkdirAll(cfg.Dir, 0o755); err != nil {
		return nil, err
	}
	a := &Archive{cfg: cfg, index: newIndex(), remote: map[string]bool{}}
	if err := a.recover(); err != nil {
		return nil, err
	}
	if err := a.readIndexes(ctx); err != nil {
		return nil, err
	}
	return a, nil
}

// Cuts says which files a killed run left open and how much of each was cut.
func (a *Archive) Cuts() []string { return a.cuts }

// Add appends exchanges to one file, in one write, and calls commit (if given)
// with the places of their responses while nothing else can be written: commits
// come in the order of the file. A payload that the archive holds already
// becomes a revisit record.
func (a *Archive) Add(commit func([]Ref) error, exchanges ...Exchange) ([]Ref, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if err := a.ready(exchanges[0].At); err != nil {
		return nil, err
	}
	var buf bytes.Buffer
	var entries []Entry
	for _, x := range exchanges {
		offset := a.size + int64(buf.Len())
		e, err := encode(&buf, x, a.info, a.same(x.Payload))
		if err != nil {
			return nil, err
		}
		e.File, e.Offset = a.name, offset
		entries = append(entries, e)
	}
	if err := a.append(buf.Bytes()); err != nil {
		return nil, err
	}
	a.index.add(entries...)
	a.fresh = append(a.fresh, entries...)
	refs := make([]Ref, len(entries))
	for i, e := range entries {
		refs[i] = Ref{File: e.File, RecordID: e.RecordID, Offset: e.Offset, End: a.size}
	}
	if commit == nil {
		return refs, nil
	}
	return refs, commit(refs)
}

// same is the oldest response with the same payload, nil when there is none.
func (a *Archive) same(payload []byte) *Entry {
	id, ok := a.index.byDigest[SHA256(payload)]
	if !ok || len(payload) == 0 {
		return nil
	}
	e := a.index.byID[id]
	return &e
}

// append writes in one call of the system: other than at its end, a file is never
// torn.
func (a *Archive) append(data []byte) error {
	n, err := a.file.Write(data)
	a.size += int64(n)
	return err
}

// ready opens a file if there is none or the current one is full.
func (a *Archive) ready(now time.Time) error {
	if a.file != nil && a.size < a.cfg.MaxBytes {
		return nil
	}
	if err := a.finish(); err != nil {
		return err
	}
	var salt [3]byte
	rand.Read(salt[:])
	a.name = fmt.Sprintf("xianzhi-%s-%x%s", now.UTC().Format("20060102T150405Z"), salt, fileEnd)
	f, err := os.OpenFile(a.path(a.name+openEnd), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	a.file, a.size = f, 0
	data, id, err := warcinfo(a.name, a.cfg.Software, now)
	if err != nil {
		return err
	}
	a.info = id
	return a.append(data)
}

func (a *Archive) path(name string) string { return filepath.Join(a.cfg.Dir, name) }

// finish closes the current file, writes its index and gives it its name.
func (a *Archive) finish() error {
	if a.file == nil {
		return nil
	}
	err := errors.Join(a.file.Sync(), a.file.Close())
	a.file = nil
	if err != nil {
		return err
	}
	fresh := a.fresh
	a.fresh = nil
	return a.seal(a.name, fresh)
}

// seal writes the index first: a file with its final name always has one.
func (a *Archive) seal(name string, list []Entry) error {
	if err := a.writeIndex(name, list); err != nil {
		return err
	}
	return os.Rename(a.path(name+openEnd), a.path(name))
}

func (a *Archive) writeIndex(name string, list []Entry) error {
	data, err := encodeIndex(list)
	if err != nil {
		return err
	}
	return renameio.WriteFile(a.path(name+indexEnd), data, 0o644)
}

// Close finishes the current file and pushes to the remote store what it
// lacks; pushed files leave the spool folder, their indexes stay.
func (a *Archive) Close(ctx context.Context) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if err := a.finish(); err != nil {
		return err
	}
	if a.cfg.Remote == nil {
		return nil
	}
	local, err := Folder(a.cfg.Dir).List(ctx)
	if err != nil {
		return err
	}
	for _, name := range local {
		if isWARC(name) && !a.remote[name] {
			if err := a.push(ctx, name); err != nil {
				return fmt.Errorf("pushing %s: %w", name, err)
			}
		}
	}
	return nil
}

// push sends the index first: a file without one would have to be read whole.
func (a *Archive) push(ctx context.Context, name string) error {
	for _, n := range []string{name + indexEnd, name} {
		f, err := os.Open(a.path(n))
		if err != nil {
			return err
		}
		err = a.cfg.Remote.Put(ctx, n, f)
		f.Close()
		if err != nil {
			return err
		}
	}
	a.remote[name] = true
	return os.Remove(a.path(name))
}

func isWARC(name string) bool {
	return strings.HasSuffix(name, fileEnd) || strings.HasSuffix(name, ".warc")
}
