package warc

import (
	"bytes"
	"strconv"
	"sync"
	"time"

	"github.com/klauspost/compress/gzip"
)

// An Exchange is one request and its response as they went over the wire, or
// a document that came another way: then Head is 0, Response and Payload are
// its bytes, and it becomes a resource record.
type Exchange struct {
	URL       string
	At        time.Time
	IP        string // of the server; empty when there was no network
	Request   []byte // head and body as sent
	Response  []byte // head and body as received, codings and all
	Head      int    // length of the response's head with its empty line
	Payload   []byte // the entity: body without transfer coding, content coding left on
	Type      string // media type of a document that came another way
	Truncated string // WARC-Truncated: "length", "time", "disconnect"; empty when whole
	For       string // what it was made for: kept in a metadata record and in the index
}

// A Ref is where an exchange's response or revisit record lies.
type Ref struct {
	File     string `json:"file"`
	RecordID string `json:"record_id"` // without brackets
	Offset   int64  `json:"offset"`
	End      int64  `json:"end"` // behind all that was added with it
}

const (
	typeRequest  = "application/http;msgtype=request"
	typeResponse = "application/http;msgtype=response"
	typeFields   = "application/warc-fields"

	// purposeField is the field of Dublin Core that says why a record is there.
	purposeField = "isPartOf"

	profileIdentical = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
)

// encode appends the compressed records of x to buf and returns the index
// entry of the first, which lacks its place. With orig, that one is a revisit and keeps only the
// response's head.
func encode(buf *bytes.Buffer, x Exchange, info string, orig *Entry) (Entry, error) {
	id, at, digest := newID(), date(x.At), SHA256(x.Payload)
	about := Header{{"WARC-Target-URI", x.URL}, {"WARC-Date", at}, {"WARC-Warcinfo-ID", info}}
	e := Entry{URL: x.URL, Date: at, RecordID: bare(id), Digest: digest, Status: status(x.Response), For: x.For}

	resp := Header{{"WARC-Type", "response"}, {"WARC-Record-ID", id}, {"WARC-IP-Address", x.IP},
		{"WARC-Payload-Digest", digest}, {"WARC-Truncated", x.Truncated}, {"Content-Type", typeResponse}}
	block := x.Response
	if x.Head == 0 {
		resp[0].Value, resp[len(resp)-1].Value = "resource", x.Type
		e.Resource, orig = x.Type, nil
	}
	if orig != nil {
		resp[0].Value = "revisit"
		resp = append(resp, Field{"WARC-Profile", profileIdentical}, Field{"WARC-Refers-To", "<" + orig.RecordID + ">"},
			Field{"WARC-Refers-To-Target-URI", orig.URL}, Field{"WARC-Refers-To-Date", orig.Date})
		block = x.Response[:x.Head]
		e.Revisit, e.RefersTo = true, orig.RecordID
	}
	start := buf.Len()
	err := writeMember(buf, append(resp, about...), block)
	e.Length = int64(buf.Len() - start)

	beside := func(kind, content string, block []byte) {
		h := Header{{"WARC-Type", kind}, {"WARC-Record-ID", newID()}, {"WARC-Concurrent-To", id}, {"Content-Type", content}}
		if err == nil {
			err = writeMember(buf, append(h, about...), block)
		}
	}
	if x.Request != nil {
		beside("request", typeRequest, x.Request)
	}
	if x.For != "" {
		fields := new(bytes.Buffer)
		Header{{purposeField, x.For}}.write(fields)
		beside("metadata", typeFields, fields.Bytes())
	}
	return e, err
}

var gzips = sync.Pool{New: func() any { return gzip.NewWriter(nil) }}

// writeMember appends one record as one gzip member, adding the block's digest
// and length to its header.
func writeMember(buf *bytes.Buffer, h Header, block []byte) error {
	head := bytes.NewBufferString("WARC/1.1\r\n")
	append(h, Field{"WARC-Block-Digest", SHA1(block)}, Field{"Content-Length", strconv.Itoa(len(block))}).write(head)
	head.WriteString("\r\n")
	gz := gzips.Get().(*gzip.Writer)
	defer gzips.Put(gz)
	gz.Reset(buf)
	for _, part := range [][]byte{head.Bytes(), block, []byte("\r\n\r\n")} {
		if _, err := gz.Write(part); err != nil {
			return err
		}
	}
	return gz.Close()
}

// status is the code of an HTTP response's first line, 0 when it has none.
func status(response []byte) int {
	line, _, _ := bytes.Cut(response, []byte("\n"))
	parts := bytes.Fields(line)
	if len(parts) < 2 {
		return 0
	}
	n, err := strconv.Atoi(string(parts[1]))
	if err != nil {
		return 0
	}
	return n
}

// warcinfo makes the first record of a file and returns it with its id.
func warcinfo(name, software string, at time.Time) (data []byte, id string, err error) {
	block := new(bytes.Buffer)
	Header{
		{"software", software},
		{"format", "WARC File Format 1.1"},
		{"conformsTo", "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"},
		{"robots", "obey"},
	}.write(block)
	id = newID()
	buf := new(bytes.Buffer)
	err = writeMember(buf, Header{
		{"WARC-Type", "warcinfo"}, {"WARC-Record-ID", id}, {"WARC-Date", date(at)},
		{"WARC-Filename", name}, {"Content-Type", typeFields},
	}, block.Bytes())
	return buf.Bytes(), id, err
}
