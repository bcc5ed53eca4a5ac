package warc

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/klauspost/compress/gzip"
)

var noon = time.Date(2025, 3, 1, 12, 0, 0, 0, time.UTC)

// page is an exchange over url whose body is body.
func page(url, body string) Exchange {
	head := fmt.Sprintf("HTTP/1.1 200 OK\r\nX-Odd:  kept\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n", len(body))
	return Exchange{
		URL: url, At: noon, IP: "192.0.2.7",
		Request:  []byte("GET / HTTP/1.1\r\nHost: example.com\r\n\r\n"),
		Response: []byte(head + body), Head: len(head), Payload: []byte(body),
		For: "test",
	}
}

func open(t testing.TB, cfg Config) *Archive {
	t.Helper()
	cfg.Software = "xianzhi test"
	a, err := Open(context.Background(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func add(t testing.TB, a *Archive, x Exchange) Ref {
	t.Helper()
	refs, err := a.Add(nil, x)
	if err != nil {
		t.Fatal(err)
	}
	return refs[0]
}

func closeArchive(t testing.TB, a *Archive) {
	t.Helper()
	if err := a.Close(context.Background()); err != nil {
		t.Fatal(err)
	}
}

func body(t testing.TB, a *Archive, id string) string {
	t.Helper()
	e, ok := a.Record(id)
	if !ok {
		t.Fatalf("no record %s", id)
	}
	r, err := a.Response(context.Background(), e)
	if err != nil {
		t.Fatal(err)
	}
	return string(r.Payload)
}

func TestArchiveGivesBackWhatWasAdded(t *testing.T) {
	dir := t.TempDir()
	a := open(t, Config{Dir: dir})
	one := add(t, a, page("http://example.com/1", "第一页"))
	two := add(t, a, page("http://example.com/2", "second"))
	again := add(t, a, page("http://example.com/3", "第一页"))
	if got := body(t, a, one.RecordID); got != "第一页" {
		t.Errorf("before closing: %q", got)
	}
	closeArchive(t, a)

	a = open(t, Config{Dir: dir})
	for id, want := range map[string]string{one.RecordID: "第一页", two.RecordID: "second", again.RecordID: "第一页"} {
		if got := body(t, a, id); got != want {
			t.Errorf("record %s: %q, want %q", id, got, want)
		}
	}
	e, _ := a.Record(again.RecordID)
	if !e.Revisit || e.RefersTo != one.RecordID {
		t.Errorf("same payload: %+v, want a revisit of %s", e, one.RecordID)
	}
	if found := a.Find("http://example.com/2"); len(found) != 1 || found[0].Ref() == (Ref{}) || found[0].Status != 200 {
		t.Errorf("Find: %+v", found)
	}
}

func TestIndexMadeByScanningEqualsTheOneWritten(t *testing.T) {
	dir := t.TempDir()
	a := open(t, Config{Dir: dir})
	for i := range 5 {
		add(t, a, page(fmt.Sprint("http://example.com/", i), fmt.Sprint("body ", i/2)))
	}
	closeArchive(t, a)
	indexes, _ := filepath.Glob(filepath.Join(dir, "*"+indexEnd))
	written, err := os.ReadFile(indexes[0])
	if err != nil {
		t.Fatal(err)
	}
	os.Remove(indexes[0])
	open(t, Config{Dir: dir})
	scanned, err := os.ReadFile(indexes[0])
	if err != nil {
		t.Fatal(err)
	}
	if string(written) != string(scanned) {
		t.Errorf("written:\n%s\nscanned:\n%s", written, scanned)
	}
}

func TestFileOfOneRecordIsRotated(t *testing.T) {
	dir := t.TempDir()
	a := open(t, Config{Dir: dir, MaxBytes: 1})
	first := add(t, a, page("http://example.com/1", "a"))
	second := add(t, a, page("http://example.com/2", "b"))
	if first.File == second.File {
		t.Errorf("both in %s", first.File)
	}
	closeArchive(t, a)
}

// A killed run leaves its file open; wherever it was cut, the next run keeps
// the whole exchanges that were committed and nothing else.
func TestTornFileIsCutAndNeverExtended(t *testing.T) {
	src := t.TempDir()
	a := open(t, Config{Dir: src})
	refs := []Ref{add(t, a, page("http://example.com/1", "one")), add(t, a, page("http://example.com/2", "two"))}
	name := refs[0].File + openEnd
	whole, err := os.ReadFile(filepath.Join(src, name))
	if err != nil {
		t.Fatal(err)
	}
	for size := 0; size <= len(whole); size += 7 {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, name), whole[:size], 0o644); err != nil {
			t.Fatal(err)
		}
		committed := int64(0)
		want := 0
		for _, r := range refs {
			if r.End <= int64(size) {
				committed = r.End
				want++
			}
		}
		b := open(t, Config{Dir: dir, Committed: map[string]int64{refs[0].File: committed}})
		if got := len(b.Entries()); got != want {
			t.Fatalf("%d bytes: %d records, want %d", size, got, want)
		}
		if want < 2 && int64(size) > committed && len(b.Cuts()) == 0 {
			t.Errorf("%d bytes: the cut was not reported", size)
		}
		if third := add(t, b, page("http://example.com/3", "three")); third.File == refs[0].File {
			t.Fatalf("%d bytes: the torn file was extended", size)
		}
	}
}

func TestForeignFiles(t *testing.T) {
	record := func(kind, id, block string) string {
		return fmt.Sprintf("WARC/1.0\r\nWARC-Type: %s\r\nWARC-Record-ID: <urn:uuid:%s>\r\nWARC-Date: 2020-01-01T00:00:00Z\r\n"+
			"WARC-Target-URI: <http://example.com/%s>\r\nContent-Type: application/http;\r\n  msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
			kind, id, id, len(block), block)
	}
	chunked := "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
	plain := record("warcinfo", "0", "x: y\r\n") + record("response", "1", chunked+"3\r\nabc\r\n0\r\n\r\n") +
		record("response", "2", chunked+"not chunked at all")
	var gz bytes.Buffer
	w := gzip.NewWriter(&gz)
	io.WriteString(w, plain)
	w.Close()

	for _, test := range []struct {
		name string
		data []byte
	}{{"plain.warc", []byte(plain)}, {"one-member.warc.gz", gz.Bytes()}} {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			if err := os.WriteFile(filepath.Join(dir, test.name), test.data, 0o644); err != nil {
				t.Fatal(err)
			}
			a := open(t, Config{Dir: dir})
			for id, want := range map[string]string{"urn:uuid:1": "abc", "urn:uuid:2": "not chunked at all"} {
				if got := body(t, a, id); got != want {
					t.Errorf("%s: %q, want %q", id, got, want)
				}
			}
		})
	}
}

func TestReaderNamesWhatIsWrong(t *testing.T) {
	for _, test := range []struct{ name, in, want string }{
		{"not a WARC", "<html>\n", "not a WARC record"},
		{"no length", "WARC/1.1\r\nWARC-Type: response\r\n\r\n", "Content-Length"},
		{"negative length", "WARC/1.1\r\nContent-Length: -1\r\n\r\n", "Content-Length"},
		{"field without colon", "WARC/1.1\r\nodd\r\n\r\n", "without a colon"},
		{"endless line", "WARC/1.1\r\n" + strings.Repeat("x", 2*maxLine), "header too long"},
		{"endless header", "WARC/1.1\r\n" + strings.Repeat("a: b\r\n", maxFields+1), "header too long"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := NewReader(strings.NewReader(test.in)).Next()
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v, want one about %q", err, test.want)
			}
		})
	}
	r := NewReader(strings.NewReader("WARC/1.1\r\nContent-Length: 9\r\n\r\nabc"))
	if _, err := r.Next(); err != nil {
		t.Fatal(err)
	}
	if _, err := r.Next(); !errors.Is(err, ErrTorn) {
		t.Errorf("torn block: %v", err)
	}
}

func TestRemoteStoreTakesFinishedFiles(t *testing.T) {
	remote := Folder(t.TempDir())
	spool := t.TempDir()
	a := open(t, Config{Dir: spool, Remote: remote})
	ref := add(t, a, page("http://example.com/1", "kept afar"))
	closeArchive(t, a)
	if left, _ := filepath.Glob(filepath.Join(spool, "*"+fileEnd)); len(left) > 0 {
		t.Errorf("still in the spool folder: %v", left)
	}
	b := open(t, Config{Dir: t.TempDir(), Remote: remote})
	if got := body(t, b, ref.RecordID); got != "kept afar" {
		t.Errorf("from another machine: %q", got)
	}
}

func FuzzReader(f *testing.F) {
	f.Add([]byte("WARC/1.1\r\nContent-Length: 3\r\n\r\nabc\r\n\r\n"))
	f.Add([]byte("\x1f\x8b"))
	f.Fuzz(func(t *testing.T, data []byte) {
		r := NewReader(bytes.NewReader(data))
		for {
			rec, err := r.Next()
			if err != nil {
				return
			}
			if rec.Offset > int64(len(data)) {
				t.Fatalf("record at %d of %d bytes", rec.Offset, len(data))
			}
			io.Copy(io.Discard, rec.Body)
		}
	})
}

func FuzzParseResponse(f *testing.F) {
	f.Add([]byte("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"))
	f.Fuzz(func(t *testing.T, block []byte) {
		r, err := ParseResponse(block)
		if err == nil && len(r.Payload) > len(block) {
			t.Fatalf("%d bytes out of %d", len(r.Payload), len(block))
		}
	})
}

func TestPurgeLeavesNothingAndMovesNothing(t *testing.T) {
	dir := t.TempDir()
	a := open(t, Config{Dir: dir})
	add(t, a, page("http://example.com/1", "first"))
	ref := add(t, a, page("http://example.com/2", "a name that must go"))
	last := add(t, a, page("http://example.com/3", "third"))
	closeArchive(t, a)
	a = open(t, Config{Dir: dir})
	if n, err := a.Purge(context.Background(), "http://example.com/2"); n != 3 || err != nil {
		t.Fatalf("purged %d records, %v", n, err)
	}
	b := open(t, Config{Dir: dir})
	if len(b.Find("http://example.com/2")) != 0 {
		t.Error("still in the index")
	}
	if e, _ := b.Record(last.RecordID); e.Offset != last.Offset || body(t, b, last.RecordID) != "third" {
		t.Errorf("record behind it: %+v", e)
	}
	f, err := os.Open(filepath.Join(dir, ref.File))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	if all, err := io.ReadAll(z); err != nil || bytes.Contains(all, []byte("a name that must go")) || bytes.Contains(all, []byte("example.com/2")) {
		t.Errorf("still in the file (%v)", err)
	}
}

func TestWithdrawnFillsAnyLength(t *testing.T) {
	for _, size := range []int{200, 201, 65535, 65540, 65558, 65559, 65560, 65700, 131080, 200000} {
		data, err := withdrawn(size)
		if err != nil || len(data) != size {
			t.Fatalf("%d: %d bytes, %v", size, len(data), err)
		}
		r := NewReader(bytes.NewReader(data))
		if rec, err := r.Next(); err != nil || rec.Type() != "withdrawn" {
			t.Fatalf("%d: %v, %v", size, rec, err)
		}
		if _, err := r.Next(); err != io.EOF || r.End() != int64(size) {
			t.Fatalf("%d: %v at %d", size, err, r.End())
		}
	}
	if _, err := withdrawn(100); err == nil {
		t.Error("100 bytes were enough")
	}
}
