package pipeline

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/xianzhi/xianzhi"

// language is what any stage may speak in.
var language = []string{"internal/record", "internal/hanzi", "internal/phrase", "internal/gazetteer", "internal/glossary"}

// mayImport lists, for each package, which of ours it may import. A package
// that is not listed may not exist: add it here with what it needs.
var mayImport = map[string][]string{
	"":                       {},
	"internal/record":        {},
	"internal/phrase":        {},
	"internal/hanzi":         {"internal/phrase"},
	"internal/gazetteer":     {"internal/record", "internal/hanzi", "internal/phrase"},
	"internal/gazetteer/gen": {"internal/record", "internal/hanzi"},
	"internal/hanzi/gen":     {},
	"internal/glossary":      {"internal/record", "internal/hanzi", "internal/phrase"},
	"internal/reference":     {},

	"scraper/source":  append([]string{"scraper/warc"}, language...),
	"scraper/warc":    language,
	"scraper/fetch":   append([]string{"scraper/warc"}, language...),
	"scraper/extract": append([]string{"scraper/extract/charset", "scraper/extract/date"}, language...),
	"scraper/repair":  language,
	"scraper/sample":  language,
	// It puts the sample through the real stages.
	"scraper/sample/gen": append([]string{"scraper", "scraper/sample"}, language...),

	"internal/cluster":   language,
	"internal/indicator": language,
	"internal/chart":     append([]string{"internal/cite"}, language...),
	"internal/search":    language,

	"internal/cite":      language,
	"internal/store":     language,
	"internal/dataset":   append([]string{"internal/store"}, language...),
	"internal/translate": append([]string{"internal/store"}, language...),
	"internal/review":    append([]string{"internal/store"}, language...),
	"internal/check":     append([]string{"internal/store"}, language...),
}

// onlyIn names the one place where a library may be used.
var onlyIn = map[string]string{
	"github.com/PuerkitoBio/goquery":   "scraper",
	"github.com/go-echarts/go-echarts": "internal/chart",
	"github.com/gohugoio/hugo":         "internal/site",
	"github.com/parquet-go/parquet-go": "internal/dataset",
	"github.com/evanw/esbuild":         "internal/chart",
	"modernc.org/quickjs":              "internal/chart",
	"modernc.org/sqlite":               "internal/dataset",
	"github.com/spf13/cobra":           "cmd/xianzhi",
	"github.com/schollz/progressbar":   "cmd/xianzhi",
}

func TestImports(t *testing.T) {
	root := filepath.Join("..", "..")
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if slices.Contains([]string{"node_modules", "build", "public", "bench", "beam", "testdata", ".git"}, d.Name()) {
				return fs.SkipDir
			}
			return nil
		}
		if strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go") {
			checkFile(t, root, name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func checkFile(t *testing.T, root, name string) {
	rel, _ := filepath.Rel(root, filepath.Dir(name))
	pkg := strings.TrimPrefix(filepath.ToSlash(rel), ".")
	file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
	if err != nil {
		t.Error(err)
		return
	}
	for _, spec := range file.Imports {
		imported := strings.Trim(spec.Path.Value, `"`)
		if ours, ok := strings.CutPrefix(imported, module+"/"); ok {
			checkOurs(t, pkg, ours)
			continue
		}
		for lib, home := range onlyIn {
			if strings.HasPrefix(imported, lib) && pkg != home && !strings.HasPrefix(pkg, home+"/") && pkg != "internal/reference" {
				t.Errorf("%s imports %s, which belongs in %s", pkg, imported, home)
			}
		}
	}
}

func checkOurs(t *testing.T, pkg, imported string) {
	if pkg == "cmd/xianzhi" || pkg == "internal/pipeline" || pkg == "internal/site" || pkg == "scraper" || path.Dir(pkg) == "e2e" {
		return
	}
	allowed, known := mayImport[pkg]
	if !known {
		// A package inside another is part of it.
		for parent := path.Dir(pkg); parent != "."; parent = path.Dir(parent) {
			if a, ok := mayImport[parent]; ok {
				allowed, known = append(slices.Clone(a), parent), true
				break
			}
		}
	}
	if !known {
		t.Errorf("%s is not in the table of who may import whom", pkg)
		return
	}
	if !slices.Contains(allowed, imported) && !strings.HasPrefix(imported, pkg+"/") {
		t.Errorf("%s may not import %s", pkg, imported)
	}
}
