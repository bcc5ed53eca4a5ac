package warc

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/google/renameio/v2"
)

// recover finishes files that a killed run left open: what lies behind the
// last committed exchange is cut, and nothing is ever appended to them.
func (a *Archive) recover() error {
	left, err := filepath.Glob(a.path("*" + fileEnd + openEnd))
	if err != nil {
		return err
	}
	for _, path := range left {
		if err := a.recoverFile(path); err != nil {
			return fmt.Errorf("closing %s: %w", path, err)
		}
	}
	return nil
}

func (a *Archive) recoverFile(path string) error {
	name := strings.TrimSuffix(filepath.Base(path), openEnd)
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	end, known := a.cfg.Committed[name]
	if whole, err := wholeUpTo(path); err != nil {
		return err
	} else if !known || whole < end {
		end = whole
	}
	if cut := info.Size() - end; cut > 0 {
		a.cuts = append(a.cuts, fmt.Sprintf("%s: cut %d bytes that a killed run left behind its last whole record", name, cut))
	}
	if err := os.Truncate(path, end); err != nil {
		return err
	}
	list, err := scanFile(path, name)
	if err != nil {
		return err
	}
	if len(list) == 0 {
		return os.Remove(path)
	}
	return a.seal(name, list)
}

// wholeUpTo is the offset behind the last whole record of a file.
func wholeUpTo(path string) (int64, error) {
	f, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	r := NewReader(f)
	for {
		if _, err := r.Next(); err != nil {
			return r.End(), nil // whatever stops the reader: the rest is no record
		}
	}
}

func scanFile(path, name string) ([]Entry, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return Scan(name, f)
}

func (a *Archive) readIndexes(ctx context.Context) error {
	local := Folder(a.cfg.Dir)
	names, err := local.List(ctx)
	if err != nil {
		return err
	}
	if a.cfg.Remote != nil {
		far, err := a.cfg.Remote.List(ctx)
		if err != nil {
			return err
		}
		for _, n := range far {
			a.remote[n] = true
		}
		names = append(names, far...)
	}
	slices.Sort(names)
	for _, name := range slices.Compact(names) {
		if !isWARC(name) || name != filepath.Base(name) {
			continue
		}
		if err := a.readIndex(ctx, name); err != nil {
			return err
		}
	}
	return nil
}

func (a *Archive) readIndex(ctx context.Context, name string) error {
	data, err := os.ReadFile(a.path(name + indexEnd))
	if errors.Is(err, os.ErrNotExist) && a.remote[name+indexEnd] {
		if data, err = a.fetchIndex(ctx, name); err == nil {
			err = renameio.WriteFile(a.path(name+indexEnd), data, 0o644)
		}
	}
	if err == nil {
		list, err := decodeIndex(name+indexEnd, data)
		a.index.add(list...)
		return err
	}
	if !errors.Is(err, os.ErrNotExist) {
		return err
	}
	f, err := a.openFile(ctx, name, 0)
	if err != nil {
		return err
	}
	defer f.Close()
	list, err := Scan(name, f)
	if err != nil && !errors.Is(err, ErrTorn) {
		return err
	}
	a.index.add(list...)
	return a.writeIndex(name, list)
}

func (a *Archive) fetchIndex(ctx context.Context, name string) ([]byte, error) {
	r, err := a.cfg.Remote.Open(ctx, name+indexEnd, 0)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(r)
}
