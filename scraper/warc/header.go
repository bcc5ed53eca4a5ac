package warc

import (
	"bufio"
	"bytes"
	"crypto/rand"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
)

// A Field is one named field of a record's header or of an
// application/warc-fields block.
type Field struct{ Name, Value string }

// A Header is the named fields of a record in the order of the file.
type Header []Field

// Get returns the first value of name, whose case does not matter.
func (h Header) Get(name string) string {
	for _, f := range h {
		if strings.EqualFold(f.Name, name) {
			return f.Value
		}
	}
	return ""
}

// write appends the fields, each ended by CRLF. A line break in a value would
// forge a field, so it becomes a space.
func (h Header) write(buf *bytes.Buffer) {
	for _, f := range h {
		if f.Value == "" {
			continue
		}
		buf.WriteString(f.Name)
		buf.WriteString(": ")
		buf.WriteString(lineBreaks.Replace(f.Value))
		buf.WriteString("\r\n")
	}
}

var lineBreaks = strings.NewReplacer("\r", " ", "\n", " ")

// Bounds of a header that a foreign file may hold.
const (
	maxLine   = 64 << 10
	maxFields = 1000
)

var errHeader = errors.New("header too long")

// readHeader reads fields up to and including the empty line. A line that
// starts with white space continues the one before.
func readHeader(br *bufio.Reader) (Header, error) {
	var h Header
	for {
		line, err := readLine(br)
		if err != nil {
			return nil, err
		}
		if line == "" {
			return h, nil
		}
		if (line[0] == ' ' || line[0] == '\t') && len(h) > 0 {
			h[len(h)-1].Value += " " + strings.TrimSpace(line)
			continue
		}
		name, value, ok := strings.Cut(line, ":")
		if !ok {
			return nil, fmt.Errorf("header line %.40q without a colon", line)
		}
		if len(h) == maxFields {
			return nil, errHeader
		}
		h = append(h, Field{strings.TrimSpace(name), strings.TrimSpace(value)})
	}
}

// readLine returns a line without its end; the file's end inside a line is
// io.ErrUnexpectedEOF.
func readLine(br *bufio.Reader) (string, error) {
	var line []byte
	for {
		part, err := br.ReadSlice('\n')
		line = append(line, part...)
		switch {
		case err == nil:
			return strings.TrimRight(string(line), "\r\n"), nil
		case err == io.EOF && len(line) > 0:
			return "", io.ErrUnexpectedEOF
		case err != bufio.ErrBufferFull:
			return "", err
		case len(line) > maxLine:
			return "", errHeader
		}
	}
}

// SHA1 is the digest of b as WARC labels it: base 32, as most readers expect.
func SHA1(b []byte) string {
	sum := sha1.Sum(b)
	return "sha1:" + base32.StdEncoding.EncodeToString(sum[:])
}

// SHA256 is the digest of b as WARC labels it: lower-case hex.
func SHA256(b []byte) string { return fmt.Sprintf("sha256:%x", sha256.Sum256(b)) }

// newID returns a fresh WARC-Record-ID, a random UUID (RFC 9562, version 4).
func newID() string {
	var u [16]byte
	rand.Read(u[:]) // never fails
	u[6] = u[6]&0x0f | 0x40
	u[8] = u[8]&0x3f | 0x80
	return fmt.Sprintf("<urn:uuid:%x-%x-%x-%x-%x>", u[0:4], u[4:6], u[6:8], u[8:10], u[10:])
}

// date is a WARC-Date: UTC with the precision WARC 1.1 allows.
func date(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000000Z") }
