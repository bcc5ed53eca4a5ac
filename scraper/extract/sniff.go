package extract

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/xianzhi/xianzhi/scraper/extract/charset"
)

// magic numbers of files that turn up under the URLs of articles.
var magic = [][]byte{
	[]byte("%PDF-"), []byte("\x89PNG"), []byte("\xFF\xD8\xFF"), []byte("GIF8"), []byte("PK\x03\x04"),
	[]byte("\x1F\x8B"), []byte("RIFF"), []byte("\x7FELF"), []byte("ID3"), []byte("\x00\x00\x00\x18ftyp"),
	[]byte("\xD0\xCF\x11\xE0"), []byte("Rar!"), []byte("OggS"), []byte("SQLite format 3\x00"),
}

func binary(b []byte) bool {
	for _, m := range magic {
		if bytes.HasPrefix(b, m) {
			return true
		}
	}
	return false
}

// readable reports whether the decoded text is text: few control characters,
// few sequences that did not decode.
func readable(t charset.Text) bool {
	const window = 64 << 10
	s := t.String[:min(len(t.String), window)]
	odd, n := 0, 0
	for _, r := range s {
		n++
		switch {
		case r == '\t' || r == '\n' || r == '\r' || r == '\f':
		case r < ' ' || r == 0x7F || r == utf8.RuneError || r >= 0x80 && r < 0xA0:
			odd++
		}
	}
	return odd*10 <= n
}

// format tells HTML from Markdown and plain text. A text counts as HTML when
// it starts with markup or the header says so; stray tags in a text do not.
func format(s, contentType string) string {
	s = strings.TrimLeft(s, "\uFEFF \t\r\n")
	switch {
	case strings.HasPrefix(s, "---\n") || strings.HasPrefix(s, "---\r\n") || strings.HasPrefix(s, "+++\n") || strings.HasPrefix(s, "+++\r\n"):
		return FormatMarkdown
	case strings.HasPrefix(s, "<") && len(s) > 1 && (isLetter(s[1]) || s[1] == '!' || s[1] == '?'):
		return FormatHTML
	case strings.Contains(contentType, "html"):
		return FormatHTML
	case strings.HasPrefix(contentType, "text/markdown"):
		return FormatMarkdown
	}
	head := strings.ToLower(s[:min(len(s), 4096)])
	for _, tag := range []string{"<html", "<body", "<head", "<!doctype", "<div", "<p>", "<table"} {
		if strings.Contains(head, tag) {
			return FormatHTML
		}
	}
	return FormatText
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
