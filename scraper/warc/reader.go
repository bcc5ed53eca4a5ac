package warc

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/klauspost/compress/gzip"
)

// ErrTorn is what [Reader.Next] returns when the file ends inside a record.
var ErrTorn = errors.New("file ends inside a record")

// A Record is one record of a WARC file. Body is its block and must be read
// before the next call of [Reader.Next].
type Record struct {
	Version string // "WARC/1.1"
	Header  Header
	Body    io.Reader
	Length  int64 // of the block, in bytes

	// Offset is where the record starts in the file as it lies on disk: of
	// its gzip member in a compressed file; -1 inside a member that holds
	// several records, which cannot be reached alone.
	Offset int64
}

// Type is the record's WARC-Type in lower case.
func (r *Record) Type() string { return strings.ToLower(r.Header.Get("WARC-Type")) }

// TargetURI is the record's WARC-Target-URI; old writers put it in brackets.
func (r *Record) TargetURI() string {
	return strings.Trim(r.Header.Get("WARC-Target-URI"), "<>")
}

// A Reader streams the records of a WARC file, gzip or plain, whoever made it.
type Reader struct {
	src    *counter
	in     *bufio.Reader // the file
	gz     *gzip.Reader  // nil for a plain file
	rec    *bufio.Reader // where records are read from: gz or in
	body   *io.LimitedReader
	offset int64
	inside bool // in a gzip member, past its first record
	end    int64
}

type counter struct {
	r io.Reader
	n int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

// NewReader returns a reader of the file r.
func NewReader(r io.Reader) *Reader {
	src := &counter{r: r}
	return &Reader{src: src, in: bufio.NewReaderSize(src, 1<<16)}
}

// End is the offset behind the last record that was read whole.
func (r *Reader) End() int64 { return r.end }

// Next returns the next record, io.EOF at the file's end, and an error that
// wraps [ErrTorn] when the file ends inside a record.
func (r *Reader) Next() (*Record, error) {
	if err := r.finish(); err != nil {
		return nil, r.torn(err)
	}
	if err := r.position(); err != nil {
		return nil, r.torn(err)
	}
	rec, err := r.header()
	if err != nil {
		return nil, r.torn(fmt.Errorf("record at %d: %w", r.offset, err))
	}
	return rec, nil
}

func (r *Reader) torn(err error) error {
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return fmt.Errorf("at %d: %w", r.end, ErrTorn)
	}
	return err
}

// finish reads what is left of the current record, so that a torn one is
// noticed however much of it the caller read.
func (r *Reader) finish() error {
	if r.body == nil {
		return nil
	}
	if _, err := io.Copy(io.Discard, r.body); err != nil {
		return err
	}
	if r.body.N > 0 {
		return io.ErrUnexpectedEOF
	}
	r.body = nil
	r.inside = true
	if r.gz == nil {
		return r.skipBlankLines()
	}
	return nil
}

func (r *Reader) skipBlankLines() error {
	for {
		b, err := r.rec.Peek(1)
		if err != nil || b[0] != '\r' && b[0] != '\n' {
			if r.rec == r.in {
				r.end = r.at()
			}
			if err == io.EOF {
				err = nil
			}
			return err
		}
		r.rec.Discard(1)
	}
}

// at is the offset of the next byte that r.in gives.
func (r *Reader) at() int64 { return r.src.n - int64(r.in.Buffered()) }

// position moves to the start of the next record: further in the member, or
// to the next member.
func (r *Reader) position() error {
	if r.inside && r.gz != nil {
		if err := r.skipBlankLines(); err != nil {
			return err
		}
		if _, err := r.rec.Peek(1); err == nil {
			r.offset = -1
			return nil
		} else if err != io.EOF {
			return err
		}
		r.end = r.at()
	}
	return r.open()
}

func (r *Reader) open() error {
	r.inside = false
	magic, err := r.in.Peek(2)
	if len(magic) == 0 {
		return err
	}
	r.offset = r.at()
	if len(magic) < 2 {
		return io.ErrUnexpectedEOF
	}
	if magic[0] != 0x1f || magic[1] != 0x8b {
		r.gz, r.rec = nil, r.in
		return nil
	}
	if r.gz == nil {
		r.gz, err = gzip.NewReader(r.in)
		r.rec = bufio.NewReaderSize(nil, 1<<15)
	} else {
		err = r.gz.Reset(r.in)
	}
	if err != nil {
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		return err
	}
	r.gz.Multistream(false)
	r.rec.Reset(r.gz)
	return nil
}

func (r *Reader) header() (*Record, error) {
	version, err := readLine(r.rec)
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		return nil, err
	}
	if !strings.HasPrefix(version, "WARC/") {
		return nil, fmt.Errorf("not a WARC record: starts %.20q", version)
	}
	h, err := readHeader(r.rec)
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		return nil, err
	}
	n, err := strconv.ParseInt(h.Get("Content-Length"), 10, 64)
	if err != nil || n < 0 {
		return nil, fmt.Errorf("Content-Length is %.20q, expected a number", h.Get("Content-Length"))
	}
	r.body = &io.LimitedReader{R: r.rec, N: n}
	return &Record{Version: version, Header: h, Body: r.body, Length: n, Offset: r.offset}, nil
}
