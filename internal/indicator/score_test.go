package indicator_test

import (
	"encoding/json"
	"flag"
	"hash/fnv"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/xianzhi/xianzhi/internal/gazetteer"
	"github.com/xianzhi/xianzhi/internal/glossary"
	"github.com/xianzhi/xianzhi/internal/indicator"
	"github.com/xianzhi/xianzhi/internal/record"
	"github.com/xianzhi/xianzhi/scraper/extract"
	"github.com/xianzhi/xianzhi/scraper/repair"
)

const shared = "../../../shared"

var (
	half = flag.String("half", "", "score one half of the corpus: tune or check")
	show = flag.String("show", "0", "how many misses the scorer prints")
	set  = flag.String("set", shared+"/corpus", "score another folder of pages, labels.jsonl and meta.jsonl")
)

// reader loads a Reader with the repository's own data.
func reader(t testing.TB) *indicator.Reader {
	t.Helper()
	loading.Do(func() { loaded = load(t) })
	return loaded
}

var (
	loading sync.Once
	loaded  *indicator.Reader
)

func load(t testing.TB) *indicator.Reader {
	files, err := filepath.Glob("../../data/indicators/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal("no data/indicators", err)
	}
	var defs []record.Indicator
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		var def record.Indicator
		if err := record.DecodeYAML(f, data, &def); err != nil {
			t.Fatal(err)
		}
		defs = append(defs, def)
	}
	g, err := gazetteer.Load(os.DirFS("../../data/gazetteer"))
	if err != nil {
		t.Fatal(err)
	}
	gl, err := glossary.Load(os.DirFS("../../data/glossary"))
	if err != nil {
		t.Fatal(err)
	}
	r, err := indicator.New(defs, g, gl)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestScore runs the scorer of the shared bench over the corpus. Run it with
// -v -half=tune to see the half that rules are tuned on.
func TestScore(t *testing.T) {
	script := filepath.Join(shared, "bench/observations/score.py")
	if _, err := os.Stat(script); err != nil {
		t.Skip("no ../shared: the scorer and the corpus are not in the repository")
	}
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("no python3 for the scorer")
	}
	predictions := filepath.Join(t.TempDir(), "predictions.jsonl")
	out, err := os.Create(predictions)
	if err != nil {
		t.Fatal(err)
	}
	r := reader(t)
	for _, path := range corpus(t) {
		a := article(t, path)
		if a == nil {
			continue
		}
		obs := r.Read(a)
		line, err := record.EncodeLine(map[string]any{"input": path, "observations": obs.Observations, "withheld": obs.Withheld, "body": a.Body, "published": a.Published})
		if err != nil {
			t.Fatal(err)
		}
		out.Write(append(line, '\n'))
	}
	out.Close()
	if keep := os.Getenv("KEEP_PREDICTIONS"); keep != "" {
		data, _ := os.ReadFile(predictions)
		os.WriteFile(keep, data, 0o644)
	}
	report, err := exec.Command(python, script, *set+"/labels.jsonl", *set+"/meta.jsonl", predictions, "--show", *show).CombinedOutput()
	t.Logf("%s", report)
	if err != nil {
		t.Fatal(err)
	}
	if *half == "" && *set == shared+"/corpus" {
		checkGoals(t, report)
	}
}

// checkGoals fails when a level falls under its goal for the open corpus.
func checkGoals(t *testing.T, report []byte) {
	t.Helper()
	lines := strings.Split(strings.TrimSpace(string(report)), "\n")
	var got struct {
		Dangerous  int
		Value      struct{ F1 float64 }
		Indicator  struct{ P, F1 float64 }
		Where_when struct{ F1 float64 }
		Full       struct{ F1 float64 }
	}
	if err := json.Unmarshal([]byte(lines[len(lines)-1]), &got); err != nil {
		t.Fatal(err)
	}
	if got.Dangerous > 0 || got.Value.F1 < .96 || got.Indicator.F1 < .92 || got.Indicator.P < .95 || got.Where_when.F1 < .88 || got.Full.F1 < .78 {
		t.Errorf("below the goals: %+v", got)
	}
}

func corpus(t *testing.T) []string {
	var out []string
	for _, pattern := range []string{"/pages/*.html", "/seeds/*.txt"} {
		files, err := filepath.Glob(*set + pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			h := fnv.New32a()
			h.Write([]byte(filepath.Base(f)))
			tune := h.Sum32()%2 == 0
			if *half == "" || (*half == "tune") == tune {
				out = append(out, f)
			}
		}
	}
	return out
}

// article extracts and repairs a page as the scraper does.
func article(t *testing.T, path string) *record.Article {
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	res, err := extract.Article(extract.Page{Bytes: data})
	if err != nil {
		t.Logf("%s: %v", path, err)
		return nil
	}
	a := &res.Article
	a.ID = filepath.Base(path)
	repair.Article(a)
	return a
}
