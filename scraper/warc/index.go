package warc

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"
)

// An Entry is one response, revisit or resource record in the index of a file. On disk
// the index is CDXJ: SURT key, timestamp and a JSON object a line.
type Entry struct {
	URL      string `json:"url"`
	Date     string `json:"date"` // WARC-Date
	Status   int    `json:"status,string"`
	Digest   string `json:"digest"` // WARC-Payload-Digest
	Length   int64  `json:"length,string"`
	Offset   int64  `json:"offset,string"` // -1: reachable only by reading the file from its start
	File     string `json:"filename"`
	RecordID string `json:"record_id"` // without brackets
	Revisit  bool   `json:"revisit,omitempty"`
	RefersTo string `json:"refers_to,omitempty"` // record id of the response that a revisit repeats
	Resource string `json:"resource,omitempty"`  // media type of a resource record
	For      string `json:"for,omitempty"`       // what the record was made for, see [Exchange]
}

// Ref is the place of the entry's record.
func (e Entry) Ref() Ref {
	return Ref{File: e.File, RecordID: e.RecordID, Offset: e.Offset, End: e.Offset + e.Length}
}

// Scan reads a WARC file to its end and lists its responses, revisits and resources.
// When the file is torn, the entries before the tear come with the error.
func Scan(name string, r io.Reader) ([]Entry, error) {
	var list []Entry
	wr := NewReader(r)
	for {
		rec, err := wr.Next()
		if n := len(list); n > 0 && list[n-1].Length == 0 && list[n-1].Offset >= 0 {
			list[n-1].Length = wr.End() - list[n-1].Offset
		}
		if err == io.EOF {
			return list, nil
		}
		if err != nil {
			return list, fmt.Errorf("%s: %w", name, err)
		}
		if e, ok := entry(name, rec); ok {
			list = append(list, e)
		} else if n := len(list); n > 0 && rec.Type() == "metadata" && bare(rec.Header.Get("WARC-Concurrent-To")) == list[n-1].RecordID {
			list[n-1].For = purpose(rec)
		}
	}
}

// purpose reads what an exchange was made for from its metadata record.
func purpose(rec *Record) string {
	block, err := wholeBlock(rec)
	if err != nil {
		return "" // a tear shows when the next record is asked for
	}
	h, err := readHeader(bufio.NewReader(io.MultiReader(bytes.NewReader(block), strings.NewReader("\r\n"))))
	if err != nil {
		return ""
	}
	return h.Get(purposeField)
}

// entry makes the index entry of a record; ok is false for kinds that are not
// looked for, such as requests.
func entry(name string, rec *Record) (Entry, bool) {
	t := rec.Type()
	if t != "resource" && (t != "response" && t != "revisit" || !strings.HasPrefix(rec.TargetURI(), "http")) {
		return Entry{}, false
	}
	head := make([]byte, min(rec.Length, 64))
	n, _ := io.ReadFull(rec.Body, head) // a tear shows when the next record is asked for
	e := Entry{
		URL: rec.TargetURI(), Date: rec.Header.Get("WARC-Date"), Status: status(head[:n]),
		Digest: rec.Header.Get("WARC-Payload-Digest"), Offset: rec.Offset, File: name,
		RecordID: bare(rec.Header.Get("WARC-Record-ID")), Revisit: t == "revisit",
		RefersTo: bare(rec.Header.Get("WARC-Refers-To")),
	}
	if t == "resource" {
		e.Resource, e.Status = rec.Header.Get("Content-Type"), 0
	}
	return e, true
}

// bare is a record id without its angle brackets.
func bare(id string) string { return strings.Trim(id, "<>") }

// encodeIndex writes entries as sorted CDXJ.
func encodeIndex(list []Entry) ([]byte, error) {
	lines := make([]string, 0, len(list))
	for _, e := range list {
		obj, err := json.Marshal(e)
		if err != nil {
			return nil, err
		}
		stamp := strings.Map(digitsOnly, e.Date[:min(len(e.Date), 19)])
		lines = append(lines, surt(e.URL)+" "+stamp+" "+string(obj)+"\n")
	}
	slices.Sort(lines)
	return []byte(strings.Join(lines, "")), nil
}

func digitsOnly(r rune) rune {
	if r < '0' || r > '9' {
		return -1
	}
	return r
}

// decodeIndex reads CDXJ, ours or another tool's: key and timestamp are passed over.
func decodeIndex(name string, data []byte) ([]Entry, error) {
	var list []Entry
	sc := bufio.NewScanner(bytes.NewReader(data))
	sc.Buffer(nil, 1<<20)
	for n := 1; sc.Scan(); n++ {
		i := bytes.IndexByte(sc.Bytes(), '{')
		if i < 0 {
			return nil, fmt.Errorf("%s:%d: no JSON object", name, n)
		}
		var e Entry
		if err := json.Unmarshal(sc.Bytes()[i:], &e); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, n, err)
		}
		list = append(list, e)
	}
	return list, sc.Err()
}

// surt is the sort-friendly key of a URL: host reversed, path, query.
func surt(raw string) string {
	u, err := url.Parse(raw)
	if err != nil || u.Host == "" {
		return strings.ReplaceAll(raw, " ", "%20")
	}
	labels := strings.Split(strings.ToLower(u.Hostname()), ".")
	slices.Reverse(labels)
	key := strings.Join(labels, ",")
	if p := u.Port(); p != "" {
		key += ":" + p
	}
	return key + ")" + u.RequestURI()
}

// An index finds entries of all files of an archive.
type index struct {
	byID     map[string]Entry
	byURL    map[string][]string // record ids, oldest first
	byDigest map[string]string   // id of the oldest response with the digest
}

func newIndex() *index {
	return &index{byID: map[string]Entry{}, byURL: map[string][]string{}, byDigest: map[string]string{}}
}

// add enters records, keeping those of one URL in order of date.
func (x *index) add(list ...Entry) {
	for _, e := range list {
		if _, ok := x.byID[e.RecordID]; ok {
			continue
		}
		x.byID[e.RecordID] = e
		ids := x.byURL[e.URL]
		at, _ := slices.BinarySearchFunc(ids, e, func(id string, e Entry) int {
			return cmp.Compare(x.byID[id].Date, e.Date)
		})
		x.byURL[e.URL] = slices.Insert(ids, at, e.RecordID)
		if first, ok := x.byDigest[e.Digest]; !e.Revisit && (!ok || e.Date < x.byID[first].Date) {
			x.byDigest[e.Digest] = e.RecordID
		}
	}
}

var errNoRecord = errors.New("no such record in the WARC store")
