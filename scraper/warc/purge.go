package warc

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// Purge destroys all records of a URL, in every file of the archive, and
// returns how many there were. Each member is overwritten by one of the same
// length that says only that something was withdrawn, so that the places of
// all other records stay right.
func (a *Archive) Purge(ctx context.Context, url string) (int, error) {
	files := map[string]bool{}
	for _, e := range a.Find(url) {
		files[e.File] = true
	}
	total := 0
	for name := range files {
		n, err := a.purgeFile(ctx, name, url)
		if err != nil {
			return total, fmt.Errorf("purging %s: %w", name, err)
		}
		total += n
	}
	return total, nil
}

// purgeFile overwrites the records of url in one file; one that is in the remote
// store is fetched, changed and put back.
func (a *Archive) purgeFile(ctx context.Context, name, url string) (int, error) {
	path := a.path(name)
	_, err := os.Stat(path)
	far := errors.Is(err, os.ErrNotExist)
	if far {
		if err := a.pull(ctx, name); err != nil {
			return 0, err
		}
	}
	n, err := purge(path, url)
	if err != nil {
		return n, err
	}
	list, err := scanFile(path, name)
	if err != nil {
		return n, err
	}
	if err := a.writeIndex(name, list); err != nil {
		return n, err
	}
	if far {
		a.mu.Lock()
		defer a.mu.Unlock()
		return n, a.push(ctx, name)
	}
	return n, nil
}

// pull copies a remote file into the spool folder.
func (a *Archive) pull(ctx context.Context, name string) error {
	if a.cfg.Remote == nil {
		return errNoRecord
	}
	r, err := a.cfg.Remote.Open(ctx, name, 0)
	if err != nil {
		return err
	}
	defer r.Close()
	f, err := os.Create(filepath.Join(a.cfg.Dir, name))
	if err != nil {
		return err
	}
	_, err = io.Copy(f, r)
	return errors.Join(err, f.Close())
}

// purge finds the members of url and then overwrites them, so that a file that
// cannot be purged whole is not touched.
func purge(path, url string) (int, error) {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	type span struct{ start, end int64 }
	var spans []span
	r := NewReader(f)
	open := int64(-1)
	for {
		rec, err := r.Next()
		if open >= 0 {
			spans = append(spans, span{open, r.End()})
			open = -1
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			return 0, err
		}
		if rec.TargetURI() != url {
			continue
		}
		if rec.Offset < 0 || !strings.HasSuffix(path, fileEnd) {
			return 0, errors.New("file is not compressed record by record; unpack it, take the record out by hand and import the rest")
		}
		open = rec.Offset
	}
	for _, s := range spans {
		filler, err := withdrawn(int(s.end - s.start))
		if err != nil {
			return 0, err
		}
		if _, err := f.WriteAt(filler, s.start); err != nil {
			return 0, err
		}
	}
	return len(spans), f.Sync()
}

// withdrawn is a gzip member of exactly size bytes that holds a record of
// blanks. It is stored, not compressed, so that its length can be chosen.
func withdrawn(size int) ([]byte, error) {
	const frame = 10 + 8 // gzip header and trailer
	blocks := size/(maxStored+blockHead) + 1
	length := size - frame - blocks*blockHead
	record := bytes.NewBufferString("WARC/1.1\r\n")
	const width = 10 // of the number, so that the header's length does not depend on it
	head := Header{{"WARC-Type", "withdrawn"}, {"WARC-Record-ID", newID()}, {"WARC-Date", "1970-01-01T00:00:00Z"}}
	head.write(record)
	blank := length - record.Len() - len("Content-Length: \r\n\r\n\r\n\r\n") - width
	if blank < 0 {
		return nil, fmt.Errorf("record of %d bytes is too short to be overwritten", size)
	}
	fmt.Fprintf(record, "Content-Length: %0*d\r\n\r\n%s\r\n\r\n", width, blank, strings.Repeat(" ", blank))

	out := []byte{0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255}
	out = appendStored(out, record.Bytes(), blocks)
	out = binary.LittleEndian.AppendUint32(out, crc32.ChecksumIEEE(record.Bytes()))
	return binary.LittleEndian.AppendUint32(out, uint32(record.Len())), nil
}

const (
	maxStored = 65535 // bytes in a stored block (RFC 1951, 3.2.4)
	blockHead = 5
)

// appendStored appends data as so many stored deflate blocks.
func appendStored(out, data []byte, blocks int) []byte {
	for i := range blocks {
		part := data[:min(len(data), maxStored)]
		data = data[len(part):]
		final := byte(0)
		if i == blocks-1 {
			final = 1
		}
		n := uint16(len(part))
		out = append(out, final)
		out = binary.LittleEndian.AppendUint16(out, n)
		out = binary.LittleEndian.AppendUint16(out, ^n)
		out = append(out, part...)
	}
	return out
}
