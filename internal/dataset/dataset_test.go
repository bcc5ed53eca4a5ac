package dataset

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/parquet-go/parquet-go"

	"github.com/xianzhi/xianzhi/internal/record"
	"github.com/xianzhi/xianzhi/internal/store"
	"github.com/xianzhi/xianzhi/internal/store/storetest"
)

func archive(t *testing.T) *store.Archive {
	t.Helper()
	a := storetest.Archive(t, "../store/testdata/merge.txtar", "../..")
	a.Sources = []record.Source{{ID: "s", Name: record.Text{Zh: "=甲", En: "A"}, Rights: record.RightsFull}}
	full, err := a.ByID("full")
	if err != nil {
		t.Fatal(err)
	}
	upper := 200.0
	o := &full.Observations[0]
	o.ValueMax = &upper
	o.Place = &record.Place{Name: "宜君县", Province: "陕西省", Code: "610222"}
	o.Org = &record.Name{Name: "a firm that the glossary lacks"}
	return a
}

func write(t *testing.T, a *store.Archive) (dir string, names []string) {
	t.Helper()
	dir = t.TempDir()
	names, err := Write(context.Background(), dir, a)
	if err != nil {
		t.Fatal(err)
	}
	return dir, names
}

func read(t *testing.T, parts ...string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(parts...))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestEqualArchivesGiveEqualBytes(t *testing.T) {
	one, names := write(t, archive(t))
	two, _ := write(t, archive(t))
	for _, name := range names {
		if !bytes.Equal(read(t, one, name), read(t, two, name)) {
			t.Errorf("%s differs between two exports of one archive", name)
		}
	}
}

func TestChecksums(t *testing.T) {
	dir, names := write(t, archive(t))
	sums := map[string]string{}
	for line := range strings.Lines(string(read(t, dir, "SHA256SUMS"))) {
		sum, name, _ := strings.Cut(strings.TrimSpace(line), "  ")
		sums[name] = sum
	}
	for _, name := range names {
		sum := sha256.Sum256(read(t, dir, name))
		if name != "SHA256SUMS" && sums[name] != hex.EncodeToString(sum[:]) {
			t.Errorf("%s: its checksum is not in SHA256SUMS", name)
		}
	}
}

func descriptorOf(t *testing.T, dir string) Descriptor {
	t.Helper()
	var d Descriptor
	if err := json.Unmarshal(read(t, dir, "datapackage.json"), &d); err != nil {
		t.Fatal(err)
	}
	return d
}

// rowsOf reads a resource's CSV and asks that it is as its schema says.
func rowsOf(t *testing.T, dir string, r Resource) []map[string]string {
	t.Helper()
	all, err := csv.NewReader(bytes.NewReader(read(t, dir, r.Path))).ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", r.Path, err)
	}
	if len(all[0]) != len(r.Schema.Fields) {
		t.Fatalf("%s: %d columns, %d fields in the schema", r.Path, len(all[0]), len(r.Schema.Fields))
	}
	var rows []map[string]string
	for n, line := range all[1:] {
		row := map[string]string{}
		for i, f := range r.Schema.Fields {
			row[f.Name] = line[i]
			if all[0][i] != f.Name {
				t.Fatalf("%s: column %d is %q, the schema says %q", r.Path, i, all[0][i], f.Name)
			}
			if !typed(f.Type, line[i]) {
				t.Errorf("%s row %d: %s is %q, the schema says %s", r.Path, n+1, f.Name, line[i], f.Type)
			}
		}
		rows = append(rows, row)
	}
	return rows
}

func typed(want Type, s string) bool {
	var err error
	switch {
	case s == "":
	case want == Number:
		_, err = strconv.ParseFloat(s, 64)
	case want == Integer:
		_, err = strconv.Atoi(s)
	}
	return err == nil
}

// The rules of Table Schema that readers enforce: types, keys that are there
// and unique, references that lead somewhere.
func TestPackageIsValid(t *testing.T) {
	dir, _ := write(t, archive(t))
	d := descriptorOf(t, dir)
	keys, rows := map[string]map[string]bool{}, map[string][]map[string]string{}
	for _, r := range d.Resources {
		rows[r.Name], keys[r.Name] = rowsOf(t, dir, r), map[string]bool{}
		for _, row := range rows[r.Name] {
			key := row[r.Schema.PrimaryKey]
			if key == "" || keys[r.Name][key] {
				t.Errorf("%s: key %q is empty or repeated", r.Path, key)
			}
			keys[r.Name][key] = true
		}
		sum := sha256.Sum256(read(t, dir, r.Path))
		if r.Hash != "sha256:"+hex.EncodeToString(sum[:]) {
			t.Errorf("%s: hash %s is not the file's", r.Path, r.Hash)
		}
	}
	for _, r := range d.Resources {
		for _, f := range r.Schema.ForeignKeys {
			for _, row := range rows[r.Name] {
				if v := row[f.Fields]; v != "" && !keys[f.Reference.Resource][v] {
					t.Errorf("%s: %s is %q, which %s lacks", r.Path, f.Fields, v, f.Reference.Resource)
				}
			}
		}
	}
	if len(rows["observations"]) != 4 || len(rows["articles"]) != 3 {
		t.Errorf("%d observations of %d articles, want 4 of 3", len(rows["observations"]), len(rows["articles"]))
	}
}

func TestVersionFollowsContent(t *testing.T) {
	a := archive(t)
	dir, _ := write(t, a)
	before := descriptorOf(t, dir).Version
	a.Articles[0].Title = "another"
	dir, _ = write(t, a)
	if after := descriptorOf(t, dir).Version; after == before {
		t.Errorf("version stays %s though a title changed", after)
	}
}

func TestNothingBeyondRightsIsExported(t *testing.T) {
	dir, names := write(t, archive(t))
	for _, name := range names {
		data := read(t, dir, name)
		for _, secret := range []string{"其余不可刊出", "欧阳小米", "Ouyang Xiaomi", "当事人要求"} {
			if bytes.Contains(data, []byte(secret)) {
				t.Errorf("%s holds %q", name, secret)
			}
		}
	}
}

func TestSQLiteReadsBack(t *testing.T) {
	dir, _ := write(t, archive(t))
	db, err := sql.Open("sqlite", filepath.Join(dir, "archive.sqlite"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for query, want := range map[string]string{
		"SELECT count(*) FROM observations":                                              "4",
		"SELECT value_max FROM observations WHERE id = 'o-full0'":                        "200",
		"SELECT indicator_en <> '' FROM claims WHERE id = 'o-full0'":                     "1",
		"SELECT count(*) FROM text WHERE text MATCH '\"员工25\"'":                          "1",
		"SELECT name_zh FROM places WHERE code = '610222'":                               "宜君县",
		"SELECT count(*) FROM pragma_foreign_key_check":                                  "0",
		"SELECT integrity_check FROM pragma_integrity_check":                             "ok",
		"SELECT name_zh FROM sources":                                                    "=甲",
		"SELECT count(*) FROM observations WHERE article = 'metadata' AND quote IS NULL": "1",
	} {
		var got string
		if err := db.QueryRow(query).Scan(&got); err != nil || got != want {
			t.Errorf("%s: got %q, %v, want %q", query, got, err, want)
		}
	}
}

// Others' reader of the same file, where the machine has one.
func TestSQLiteReadsBackWithTheCommand(t *testing.T) {
	program, err := exec.LookPath("sqlite3")
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("sqlite3 is missing; .ci/setup installs it")
		}
		t.Skip("no sqlite3 on this machine")
	}
	dir, _ := write(t, archive(t))
	out, err := exec.Command(program, "-readonly", filepath.Join(dir, "archive.sqlite"), "PRAGMA integrity_check; SELECT value FROM claims WHERE id = 'o-full0'; SELECT count(*) FROM text WHERE text MATCH '员工25'").CombinedOutput()
	if err != nil || string(out) != "ok\n180.0\n1\n" {
		t.Errorf("sqlite3 reads %q, %v", out, err)
	}
}

func TestParquetReadsBack(t *testing.T) {
	dir, _ := write(t, archive(t))
	file := filepath.Join(dir, "observations.parquet")
	type row struct {
		ID       string   `parquet:"id,optional"`
		Value    float64  `parquet:"value,optional"`
		ValueMax *float64 `parquet:"value_max,optional"`
		Block    int64    `parquet:"block,optional"`
		Quote    *string  `parquet:"quote,optional"`
	}
	rows, err := parquet.ReadFile[row](file)
	if err != nil {
		t.Fatal(err)
	}
	by := map[string]row{}
	for _, r := range rows {
		by[r.ID] = r
	}
	if r := by["o-full0"]; len(rows) != 4 || r.Value != 180 || r.ValueMax == nil || *r.ValueMax != 200 || r.Quote == nil || *r.Quote != "员工18人" {
		t.Errorf("%d rows, o-full0 is %+v", len(rows), r)
	}
	if r := by["o-metadata0"]; r.ValueMax != nil || r.Quote != nil || r.Block != -1 {
		t.Errorf("o-metadata0 is %+v, want nulls and block -1", r)
	}
}

func TestCitation(t *testing.T) {
	dir, _ := write(t, archive(t))
	var c struct {
		CFF, Title, Version string
	}
	if err := yaml.Unmarshal(bytes.Replace(read(t, dir, "CITATION.cff"), []byte("cff-version"), []byte("cff"), 1), &c); err != nil {
		t.Fatal(err)
	}
	if want := descriptorOf(t, dir).Version; c.CFF != "1.2.0" || c.Title != "A" || c.Version != want {
		t.Errorf("citation %+v, want version %s", c, want)
	}
	var d struct {
		Version string `json:"version"`
	}
	if err := json.Unmarshal(read(t, dir, "datacite.json"), &d); err != nil || d.Version != c.Version {
		t.Errorf("datacite %+v, %v", d, err)
	}
}

// The npm reader shares no code with the writer.
func TestParquetReadsBackInNode(t *testing.T) {
	node, err := exec.LookPath("node")
	if _, statErr := os.Stat("../../node_modules/hyparquet"); err != nil || statErr != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("node or the npm package hyparquet is missing; .ci/setup installs it")
		}
		t.Skip("no node with the npm package hyparquet; npm ci brings it")
	}
	dir, _ := write(t, archive(t))
	out, err := exec.Command(node, "testdata/parquet.mjs", filepath.Join(dir, "observations.parquet")).CombinedOutput()
	if err != nil || !strings.Contains(string(out), `"id":"o-full0"`) || !strings.Contains(string(out), `"value":180`) {
		t.Errorf("node reads %s, %v", out, err)
	}
}

func TestJSONLines(t *testing.T) {
	dir, _ := write(t, archive(t))
	n := 0
	for line := range bytes.Lines(read(t, dir, "articles.jsonl")) {
		var v struct {
			ID           string               `json:"id"`
			Observations []record.Observation `json:"observations"`
		}
		if err := json.Unmarshal(line, &v); err != nil || v.ID == "" || len(v.Observations) == 0 {
			t.Errorf("line %d: %v, %+v", n+1, err, v)
		}
		n++
	}
	if n != 3 {
		t.Errorf("%d lines, want 3", n)
	}
}

// A text that a spreadsheet would run (CWE-1236) is inert in CSV and as it is
// elsewhere.
func TestFormulasAreInert(t *testing.T) {
	for in, want := range map[string]string{"=1+1": "'=1+1", "+86": "'+86", "-5": "'-5", "@a": "'@a", "\tx": "'\tx", "a=1": "a=1", "": ""} {
		if got := cell(in); got != want {
			t.Errorf("cell(%q) = %q, want %q", in, got, want)
		}
	}
	if got := cell(-5.0); got != "-5" {
		t.Errorf("a negative number becomes %q", got)
	}
}

func TestEmptyArchive(t *testing.T) {
	a := archive(t)
	a.Articles, a.Sources = nil, nil
	dir, _ := write(t, a)
	for _, r := range descriptorOf(t, dir).Resources {
		rowsOf(t, dir, r)
	}
}
