package charset

import (
	"bytes"
	"mime"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

// Names of the encodings that the scorer tells apart.
const (
	UTF8     = "utf-8"
	UTF16LE  = "utf-16le"
	UTF16BE  = "utf-16be"
	GB18030  = "gb18030" // also what pages call gb2312 and gbk
	Big5     = "big5"
	ShiftJIS = "shift_jis"
	EUCJP    = "euc-jp"
	EUCKR    = "euc-kr"
	Latin    = "windows-1252"
)

// A Text is decoded bytes.
type Text struct {
	String   string // valid UTF-8 without byte order mark
	Name     string // the encoding used
	Declared string // what header or page declared, in the same names; "" if nothing known
	Bad      int    // sequences that did not decode; each stands as U+FFFD
}

// Wrong reports whether the declaration was not the encoding of the bytes.
func (t Text) Wrong() bool { return t.Declared != "" && t.Declared != t.Name }

// Decode decodes b. contentType is the header's value, "" if there was none.
func Decode(b []byte, contentType string) Text {
	declared := Declared(b, contentType)
	if name, size := mark(b); size > 0 {
		return decode(b[size:], name, declared)
	}
	if name := wide(b); name != "" {
		return decode(b, name, declared)
	}
	return decode(b, choose(b, declared), declared)
}

// choose names the encoding of b.
func choose(b []byte, declared string) string {
	high, multi, valid := utf8Shape(b)
	switch {
	case high == 0:
		return UTF8
	case valid && (multi >= 8 || declared == "" || declared == UTF8):
		return UTF8
	}
	sample := highRegions(b)
	if declared != "" && declared != UTF8 && fits(sample, declared) {
		return declared
	}
	if nearlyUTF8(b, high) {
		return UTF8
	}
	return score(sample)
}

func decode(b []byte, name, declared string) Text {
	t := Text{Name: name, Declared: declared}
	if name == UTF8 {
		t.String, t.Bad = repairUTF8(b)
		return t
	}
	out, err := encodingOf(name).NewDecoder().Bytes(b)
	if err != nil { // decoders replace what they cannot read; this is their last resort
		t.Name = UTF8
		t.String, t.Bad = repairUTF8(b)
		return t
	}
	t.String = string(out)
	t.Bad = strings.Count(t.String, "\uFFFD")
	return t
}

// repairUTF8 replaces each invalid sequence by U+FFFD and counts them.
func repairUTF8(b []byte) (string, int) {
	if utf8.Valid(b) {
		return string(b), 0
	}
	s := string(bytes.ToValidUTF8(b, []byte("\uFFFD")))
	return s, max(1, strings.Count(s, "\uFFFD")-bytes.Count(b, []byte("\uFFFD")))
}

func encodingOf(name string) encoding.Encoding {
	switch name {
	case UTF16LE:
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case UTF16BE:
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	case GB18030:
		return simplifiedchinese.GB18030
	case Big5:
		return traditionalchinese.Big5
	case ShiftJIS:
		return japanese.ShiftJIS
	case EUCJP:
		return japanese.EUCJP
	case EUCKR:
		return korean.EUCKR
	}
	if e, err := htmlindex.Get(name); err == nil {
		return e
	}
	return charmap.Windows1252
}

var declaration = regexp.MustCompile(`(?i)(?:charset\s*=|<\?xml[^>]{0,80}encoding\s*=)\s*["']?\s*([a-z0-9_:-]{3,20})`)

// declarationWithin is how far into a page a declaration is looked for; HTML
// allows 1,024 bytes, mirrors put scripts before it.
const declarationWithin = 8192

// Declared is the encoding named by the header, else by the page, "" if none
// is or the name is unknown.
func Declared(b []byte, contentType string) string {
	if _, params, err := mime.ParseMediaType(contentType); err == nil && params["charset"] != "" {
		if name := canonical(params["charset"]); name != "" {
			return name
		}
	}
	if m := declaration.FindSubmatch(b[:min(len(b), declarationWithin)]); m != nil {
		return canonical(string(m[1]))
	}
	return ""
}

func canonical(label string) string {
	e, err := htmlindex.Get(label)
	if err != nil {
		return ""
	}
	name, err := htmlindex.Name(e)
	switch {
	case err != nil || name == "replacement" || name == "x-user-defined":
		return ""
	case name == "gbk" || name == "hz-gb-2312":
		return GB18030
	case strings.HasPrefix(name, "utf-16"):
		return UTF8 // a page that could be read so far is not UTF-16
	}
	return name
}

func mark(b []byte) (name string, size int) {
	switch {
	case bytes.HasPrefix(b, []byte("\xEF\xBB\xBF")):
		return UTF8, 3
	case bytes.HasPrefix(b, []byte("\xFF\xFE")):
		return UTF16LE, 2
	case bytes.HasPrefix(b, []byte("\xFE\xFF")):
		return UTF16BE, 2
	}
	return "", 0
}

// wide tells UTF-16 without a mark by the NUL bytes of its markup.
func wide(b []byte) string {
	b = b[:min(len(b), 1024)&^1]
	var zero [2]int
	for i, c := range b {
		if c == 0 {
			zero[i&1]++
		}
	}
	switch half := len(b) / 2; {
	case half < 8:
		return ""
	case zero[1]*4 > half && zero[0]*8 < zero[1]:
		return UTF16LE
	case zero[0]*4 > half && zero[1]*8 < zero[0]:
		return UTF16BE
	}
	return ""
}
