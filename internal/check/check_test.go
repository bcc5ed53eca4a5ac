package check

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xianzhi/xianzhi/internal/store"
	"github.com/xianzhi/xianzhi/internal/store/storetest"
)

func put(t *testing.T, st *store.Store, rel, text string) {
	t.Helper()
	if _, err := st.Write(rel, []byte(text)); err != nil {
		t.Fatal(err)
	}
}

func find(t *testing.T, st *store.Store, public string) []string {
	t.Helper()
	var out []string
	for _, f := range All(context.Background(), st, public) {
		out = append(out, f.Level+" "+f.Group+" "+f.String())
	}
	return out
}

// Each case breaks one thing in a sound archive and names what must be said.
func TestFindings(t *testing.T) {
	const observations = "data/observations/s/2024/full.json"
	for _, c := range []struct{ name, file, old, new, want string }{
		{"no contact", "data/site.yaml", "contact: a@a.example\n", "", "error configuration data/site.yaml: contact: expected an e-mail"},
		{"unknown field", "data/site.yaml", "zone:", "zome:", "error configuration data/site.yaml:7: "},
		{"bad zone", "data/site.yaml", "Asia/Shanghai", "Asia/Yijun", "IANA time zone"},
		{"bad colour", "data/site.yaml", "warc:", "colours: {accent: \"red;}\"}\nwarc:", "colours: accent: expected"},
		{"unknown unit", observations, `"unit": "persons"`, `"unit": "heads"`, `o-full0: unit is "heads", staff_current has [persons`},
		{"unknown indicator", observations, `"indicator": "staff_current"`, `"indicator": "staff"`, `indicator "staff" has no file`},
		{"unknown qualifier", observations, `"qualifier": "exact"`, `"qualifier": "about"`, `qualifier is "about", expected one of [exact`},
		{"moved quote", observations, `"start": 13`, `"start": 12`, "o-full0: quote is not at block 0"},
		{"unknown place", observations, `"place": null`, `"place": {"name": "某县", "province": null, "code": "999999"}`, `place code "999999" is not in data/gazetteer`},
		{"unknown organisation", observations, `"org": null`, `"org": {"id": "nosuch", "name": "某"}`, `"nosuch" is not in data/glossary`},
		{"orphan", "data/observations/s/2024/gone.json", "", "{\n  \"article\": \"gone\",\n  \"observations\": [],\n  \"withheld\": []\n}\n", "its article is not there; check --fix"},
		{"not canonical", "data/clusters.json", "{\n  \"clusters\"", "{\"clusters\"", "warning data data/clusters.json: not in canonical form"},
		{"cut file", "data/articles/s/2024/cut.json", "", "{", "error data data/articles/s/2024/cut.json:1: "},
		{"repository", "data/site.yaml", "zone:", "repository: https://r.example/\nzone:", "2 articles are not for full publication"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			st := storetest.Open(t, "../store/testdata/merge.txtar", "../..")
			text, err := os.ReadFile(st.Path(c.file))
			if err != nil && c.old != "" {
				t.Fatal(err)
			}
			if !strings.Contains(string(text), c.old) {
				t.Fatalf("%s has no %q", c.file, c.old)
			}
			put(t, st, c.file, strings.Replace(string(text), c.old, c.new, 1))
			got := find(t, st, "")
			if !strings.Contains(strings.Join(got, "\n"), c.want) {
				t.Errorf("findings lack %q:\n%s", c.want, strings.Join(got, "\n"))
			}
		})
	}
}

func TestSoundArchive(t *testing.T) {
	st := storetest.Open(t, "../../cmd/xianzhi/testdata/archive.txtar", "../..")
	if got := find(t, st, ""); len(got) != 0 {
		t.Errorf("findings in a sound archive:\n%s", strings.Join(got, "\n"))
	}
}

func TestStaleCorrectionsAndTranslations(t *testing.T) {
	got := strings.Join(find(t, storetest.Open(t, "../store/testdata/merge.txtar", "../.."), ""), "\n")
	for _, want := range []string{
		"error corrections data/corrections: data/corrections: article quote: observation o-quote0: value is now 30, the correction expects 99",
		"warning translations data/translations/en/full.yaml: block 1: the original changed",
		"warning references data/articles/s/2024/full.json: source \"s\" is not in data/sources.yaml",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("findings lack %q:\n%s", want, got)
		}
	}
}

func TestFix(t *testing.T) {
	st := storetest.Open(t, "../store/testdata/merge.txtar", "../..")
	put(t, st, "data/observations/s/2024/gone.json", `{"article": "gone", "observations": [], "withheld": []}`)
	put(t, st, "data/observations/s/2024/full.json", `{"article": "full", "observations": [], "withheld": []}`)
	put(t, st, "data/corrections/mine.yaml", "[ ]  # as I like it\n")
	done, err := Fix(st)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(done, []string{"data/observations/s/2024/full.json: not in canonical form", "data/observations/s/2024/gone.json: its article is not there"}) {
		t.Errorf("mended %q", done)
	}
	if again, err := Fix(st); err != nil || len(again) != 0 {
		t.Errorf("a second time mends %q, %v", again, err)
	}
	if data, _ := os.ReadFile(st.Path("data/corrections/mine.yaml")); !strings.Contains(string(data), "as I like it") {
		t.Error("a hand-written file was touched")
	}
}

func TestSite(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"zh/index.html": `<html><head><link rel="canonical" href="https://a.example/sub/zh/"></head><body id="top">
			<a href="/sub/zh/a/#p1">a</a><a href="a/">b</a><a href="#top">c</a><a href="?q=1">d</a><a href="https://else.example/x">e</a><a href="mailto:a@a.example">f</a>
			<a href="/sub/zh/%E5%8E%BF/">county</a><img src="/sub/x.svg"></body></html>`,
		"zh/a/index.html": `<p id="p1"><a href="../">up</a><a href="../b/">lost</a><a href="#p9">nowhere</a><a href="/zh/">not under the base</a><a href="http://[">odd</a></p>`,
		"zh/县/index.html": "<p></p>",
		"x.svg":           "<svg/>",
	} {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	st := storetest.Open(t, "../../cmd/xianzhi/testdata/archive.txtar", "../..")
	got := find(t, st, dir)
	want := []string{
		`error site /zh/a/index.html: link "../b/": no such page`,
		`error site /zh/a/index.html: link "#p9": the page has no such place`,
		`error site /zh/a/index.html: link "/zh/": no such page`,
		`error site /zh/a/index.html: link "http://[": parse "http://[": missing ']' in host`,
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("findings:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestAnnotation(t *testing.T) {
	f := Finding{Level: Error, File: "data/a.yaml", Line: 3, Message: "100%\nof it"}
	if got := f.Annotation(); got != "::error file=data/a.yaml,line=3::100%25%0Aof it" {
		t.Errorf("annotation %q", got)
	}
}
