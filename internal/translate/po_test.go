package translate

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestDecodePO(t *testing.T) {
	got, err := DecodePO("a.po", []byte(`# a tool's header
msgid ""
msgstr ""
"Language: en\n"

#. title
#, c-format, fuzzy
msgctxt "d1"
msgid "一"
"二"
msgstr "one \"two\"\n"
"three"
#~ msgid "old"
#~ msgstr "alt"
msgctxt "d2"
msgid "三"
msgstr ""
`))
	want := []Message{{"title", "d1", "一二", "one \"two\"\nthree", true}, {"", "d2", "三", "", false}}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("got %+v, %v", got, err)
	}
	for in, want := range map[string]string{
		"msgid \"a\nmsgstr \"\"\n":        "a.po:1: expected a string in quotes",
		"\n\"loose\"\n":                   "a.po:2: a string that belongs to nothing",
		"msgid \"a\"\nmsgid_plural \"b\"": "a.po:2: expected msgctxt",
		"msgid \"a\\x\"\n":                "a.po:1: unknown escape",
		"msgid \"a\"b\"\n":                "a.po:1: a quote inside",
		"msgid \"a\\\"\n":                 "a.po:1: unknown escape",
		"<html>\n":                        "a.po:1: expected msgctxt",
	} {
		if _, err := DecodePO("a.po", []byte(in)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error %v, want %q", in, err, want)
		}
	}
}

func FuzzDecodePO(f *testing.F) {
	f.Add([]byte(EncodePO("en", []Message{{"c", "d", "一\n\"\\", "x\ty", true}})))
	f.Add([]byte("msgid \"a\\"))
	f.Fuzz(func(t *testing.T, data []byte) {
		first, err := DecodePO("f", data)
		if err != nil {
			return
		}
		again, err := DecodePO("f", EncodePO("en", first))
		if err != nil || !slices.Equal(first, again) {
			t.Errorf("%+v is read back as %+v, %v", first, again, err)
		}
	})
}

func TestPOThereAndBack(t *testing.T) {
	st, f := open(t)
	book := &phrasebook{answers: map[string]string{title: "A base in ⟦1⟧", first: "⟦2⟧, ⟦1⟧: 180", "当地没有补贴。": "There are subsidies."}}
	if _, err := fill(t, f, book); err != nil {
		t.Fatal(err)
	}
	a, err := st.Archive(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	names, err := ExportPO(st, a, dir)
	if err != nil || len(names) != 1 || names[0] != filepath.Join(dir, "en", "a.po") {
		t.Fatalf("exported %q, %v", names, err)
	}
	text, err := os.ReadFile(names[0])
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(text), "欧阳小米") || !strings.Contains(string(text), "30 seats.") {
		t.Errorf("a redacted name, or no held text, in\n%s", text)
	}
	if n, _, err := ImportPO(st, a, names[0], "ann"); n != 0 || err != nil {
		t.Errorf("nothing was touched, %d texts changed, %v", n, err)
	}

	// The translator accepts the title, rewrites the third block, and leaves the rest.
	edited := strings.Replace(string(text), "#. title\n#, fuzzy\n", "#. title\n", 1)
	edited = strings.Replace(edited, "#, fuzzy\nmsgctxt", "msgctxt", 2)
	edited = strings.Replace(edited, `"30 seats."`, `"21 seats."`, 1)
	if err := os.WriteFile(names[0], []byte(edited), 0o644); err != nil {
		t.Fatal(err)
	}
	n, objections, err := ImportPO(st, a, names[0], "ann")
	if err != nil || n != 3 || len(objections) != 1 {
		t.Errorf("%d texts, objections %v, %v; want 3 and the wrong 21", n, objections, err)
	}
	tr := view(t, st)
	if tr.Title.State != "reviewed" || tr.Title.By != "phrasebook" {
		t.Errorf("title %+v, want the machine's, reviewed", tr.Title)
	}
	if p := tr.Paragraphs[2]; p.State != "human" || p.By != "ann" || p.Text != "21 seats." {
		t.Errorf("third block %+v", p)
	}
	if p := tr.Paragraphs[1]; p.By != "editor" {
		t.Errorf("an untouched translation became %+v", p)
	}
	if _, _, err := ImportPO(st, a, filepath.Join(dir, "en", "nosuch.po"), "ann"); err == nil {
		t.Error("a missing file is no error")
	}
}
