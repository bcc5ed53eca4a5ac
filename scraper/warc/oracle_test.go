package warc

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// fromNPM is the path of a file in node_modules. Without it the test is
// skipped, except in CI, where nothing is.
func fromNPM(t *testing.T, path string) string {
	t.Helper()
	file, err := filepath.Abs(filepath.Join("../../node_modules", path))
	if err != nil {
		t.Fatal(err)
	}
	_, err = os.Stat(file)
	if err == nil {
		_, err = exec.LookPath("node")
	}
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal(err)
		}
		t.Skip("needs node and npm ci: ", err)
	}
	return file
}

// A seen record is what validate.mjs prints.
type seen struct {
	Version, Type, URI, ID, Date, RefersTo, PayloadDigest, BodyDigest, Text string
	Offset                                                                  int64
	Status                                                                  int
	BlockDigestRight                                                        bool
}

// What we write is read by another implementation, and seen as it was meant.
func TestWarcioReadsWhatWeWrite(t *testing.T) {
	fromNPM(t, "warcio/package.json")
	dir := t.TempDir()
	a := open(t, Config{Dir: dir})
	first := page("http://example.com/1", "第一页")
	chunked := page("http://example.com/2", "")
	chunked.Response = []byte("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n")
	chunked.Head, chunked.Payload = bytes.Index(chunked.Response, []byte("5\r\n")), []byte("hello world")
	again := page("http://example.com/3", "第一页")
	saved := Exchange{URL: "http://example.com/4", At: noon, Response: []byte("<p>saved</p>"), Payload: []byte("<p>saved</p>"), Type: "text/html", For: "test"}
	refs, err := a.Add(nil, first, chunked)
	if err != nil {
		t.Fatal(err)
	}
	refs = append(refs, add(t, a, again), add(t, a, saved))
	closeArchive(t, a)
	records := validate(t, filepath.Join(dir, refs[0].File))
	var got []string
	for _, r := range records {
		got = append(got, r.Type+" "+strings.TrimPrefix(r.URI, "http://example.com"))
		if r.Version != "WARC/1.1" || !r.BlockDigestRight || r.Type != "warcinfo" && r.Date != "2025-03-01T12:00:00.000000Z" {
			t.Errorf("record: %+v", r)
		}
		if (r.Type == "response" || r.Type == "resource") && r.PayloadDigest != r.BodyDigest {
			t.Errorf("payload of %s: %s, digest %s", r.URI, r.PayloadDigest, r.BodyDigest)
		}
	}
	want := "warcinfo , response /1, request /1, metadata /1, response /2, request /2, metadata /2, revisit /3, request /3, metadata /3, resource /4, metadata /4"
	if strings.Join(got, ", ") != want {
		t.Errorf("records %s\nwant    %s", strings.Join(got, ", "), want)
	}
	if records[4].Text != "hello world" || records[1].Text != "第一页" || records[1].Status != 200 || records[10].Text != "<p>saved</p>" {
		t.Errorf("texts: %q, %q, %q", records[1].Text, records[4].Text, records[10].Text)
	}
	if r := records[7]; r.RefersTo != records[1].ID || r.PayloadDigest != records[1].PayloadDigest || r.Status != 200 {
		t.Errorf("revisit: %+v", r)
	}
	for i, at := range map[int]Ref{1: refs[0], 4: refs[1], 7: refs[2], 10: refs[3]} {
		if records[i].Offset != at.Offset {
			t.Errorf("record %d is at %d, we said %d", i, records[i].Offset, at.Offset)
		}
	}
}

func validate(t *testing.T, file string) []seen {
	t.Helper()
	script, err := filepath.Abs("testdata/validate.mjs")
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("node", script, file)
	cmd.Dir = "../.."
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var all []seen
	for line := range bytes.Lines(out) {
		var s seen
		if err := json.Unmarshal(line, &s); err != nil {
			t.Fatal(err)
		}
		all = append(all, s)
	}
	return all
}

// The examples of the S3 documentation, "Signature Calculations for the
// Authorization Header"; s3rver checks keys but not signatures.
func TestS3Signature(t *testing.T) {
	t.Setenv("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
	t.Setenv("AWS_REGION", "us-east-1")
	s, err := NewS3("s3://examplebucket", "")
	if err != nil {
		t.Fatal(err)
	}
	for query, want := range map[string]string{
		"lifecycle=":          "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
		"max-keys=2&prefix=J": "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7",
	} {
		req, err := http.NewRequest(http.MethodGet, "https://examplebucket.s3.amazonaws.com/?"+query, nil)
		if err != nil {
			t.Fatal(err)
		}
		s.sign(req, strings.TrimPrefix(SHA256(nil), "sha256:"), time.Date(2013, 5, 24, 0, 0, 0, 0, time.UTC))
		if got := req.Header.Get("Authorization"); !strings.HasSuffix(got, "Signature="+want) {
			t.Errorf("%s: %s, want signature %s", query, got, want)
		}
	}
}

// The store in a bucket of another's server.
func TestS3(t *testing.T) {
	endpoint := s3rver(t)
	t.Setenv("AWS_ACCESS_KEY_ID", "S3RVER")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "S3RVER")
	s, err := NewS3("s3://archive/县 志", endpoint)
	if err != nil {
		t.Fatal(err)
	}
	a := open(t, Config{Dir: t.TempDir(), Remote: s})
	add(t, a, page("http://example.com/0", "first"))
	ref := add(t, a, page("http://example.com/1", "kept afar"))
	closeArchive(t, a)
	b := open(t, Config{Dir: t.TempDir(), Remote: s})
	if got := body(t, b, ref.RecordID); got != "kept afar" {
		t.Errorf("from another machine: %q", got)
	}
	if n, err := b.Purge(context.Background(), "http://example.com/1"); n != 3 || err != nil {
		t.Errorf("purged %d, %v", n, err)
	}
	c := open(t, Config{Dir: t.TempDir(), Remote: s})
	if len(c.Find("http://example.com/1")) != 0 || len(c.Find("http://example.com/0")) != 1 {
		t.Error("purge did not reach the bucket")
	}
	if names, err := s.List(context.Background()); len(names) != 2 || err != nil {
		t.Errorf("in the bucket: %v, %v", names, err)
	}
	if _, err := s.Open(context.Background(), "none", 0); err == nil {
		t.Error("opened what is not there")
	}
}

// s3rver starts the server on loopback and returns its address.
func s3rver(t *testing.T) string {
	t.Helper()
	script := fromNPM(t, "s3rver/bin/s3rver.js")
	dir := t.TempDir()
	const port = "14568"
	cmd := exec.Command("node", script, "-d", dir, "-a", "127.0.0.1", "-p", port, "-s", "--no-vhost-buckets", "--configure-bucket", "archive")
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cmd.Process.Kill()
		cmd.Wait()
	})
	endpoint := "http://127.0.0.1:" + port
	for range 100 {
		if resp, err := http.Get(endpoint); err == nil {
			resp.Body.Close()
			return endpoint
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Fatal("s3rver does not answer")
	return ""
}

// The store behind a program: here a shell script over a folder.
func TestCommand(t *testing.T) {
	dir := t.TempDir()
	script := filepath.Join(dir, "store.sh")
	text := fmt.Sprintf("#!/bin/sh\ncd %s/kept || exit 1\ncase $1 in\nlist) ls ;;\nget) tail -c +$(($3 + 1)) \"$2\" ;;\nput) cat > \"$2\" ;;\n*) echo \"what?\" >&2; exit 2 ;;\nesac\n", dir)
	if err := os.WriteFile(script, []byte(text), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, "kept"), 0o755); err != nil {
		t.Fatal(err)
	}
	a := open(t, Config{Dir: t.TempDir(), Remote: Command(script)})
	add(t, a, page("http://example.com/0", "first"))
	ref := add(t, a, page("http://example.com/1", "kept afar"))
	closeArchive(t, a)
	b := open(t, Config{Dir: t.TempDir(), Remote: Command("sh " + script)})
	if got := body(t, b, ref.RecordID); got != "kept afar" {
		t.Errorf("from another machine: %q", got)
	}
	if _, err := Command(script + " odd").List(context.Background()); err == nil || !strings.Contains(err.Error(), "what?") {
		t.Errorf("failing program: %v", err)
	}
}
