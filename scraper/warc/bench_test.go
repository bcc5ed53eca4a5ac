package warc

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"
)

// news is the body of a page of 60 KB that compresses as pages do.
func news(n int) string {
	var b bytes.Buffer
	fmt.Fprintf(&b, "<html><title>%d</title>", n)
	for i := range 600 {
		fmt.Fprintf(&b, "<li><a href=\"/2025/%d/%d.html\">数据标注基地第%d期培训班开班，%d人参加</a></li>\n", n, i*7919%1000, i, i*n%977)
	}
	return b.String()
}

func BenchmarkWrite(b *testing.B) {
	a := open(b, Config{Dir: b.TempDir()})
	text := news(1)
	b.SetBytes(int64(len(text)))
	n := 0
	for b.Loop() {
		n++
		add(b, a, page(fmt.Sprint("http://example.com/", n), fmt.Sprint(n, text)))
	}
}

func BenchmarkRead(b *testing.B) {
	dir := b.TempDir()
	a := open(b, Config{Dir: dir})
	const pages = 100
	for n := range pages {
		add(b, a, page(fmt.Sprint("http://example.com/", n), news(n)))
	}
	closeArchive(b, a)
	files, _ := filepath.Glob(filepath.Join(dir, "*"+fileEnd))
	data, err := os.ReadFile(files[0])
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(pages * len(news(1))))
	for b.Loop() {
		if records := readAll(b, data); records != 1+3*pages {
			b.Fatalf("%d records", records)
		}
	}
}

func readAll(b *testing.B, data []byte) (records int) {
	r := NewReader(bytes.NewReader(data))
	for {
		rec, err := r.Next()
		if err == io.EOF {
			return records
		}
		if err != nil {
			b.Fatal(err)
		}
		if _, err := io.Copy(io.Discard, rec.Body); err != nil {
			b.Fatal(err)
		}
		records++
	}
}
