package e2e

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
)

// checker is the Nu HTML checker, of the npm package vnu-jar.
const checker = "../node_modules/vnu-jar/build/dist/vnu.jar"

// perKind is how many pages of one kind and language are checked.
const perKind = 3

// TestValid: the Nu HTML checker finds no error in pages of every kind.
func TestValid(t *testing.T) {
	if browser == nil {
		t.Skip(missing) // no browser, no site
	}
	java, err := exec.LookPath("java")
	if _, jar := os.Stat(checker); err != nil || jar != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("no java on PATH, or npm ci was not run")
		}
		t.Skip("needs a JRE and npm ci --ignore-scripts")
	}
	args := append([]string{"-jar", checker, "--errors-only", "--format", "json"}, samples(t)...)
	out, err := exec.Command(java, args...).CombinedOutput()
	var report struct {
		Messages []struct {
			URL, Message, Extract string
			LastLine              int
		}
	}
	if bad := json.Unmarshal(out, &report); bad != nil {
		t.Fatalf("%v, %v: %.500s", err, bad, out)
	}
	for _, m := range report.Messages {
		t.Errorf("%s:%d: %s\n\t%s", m.URL, m.LastLine, m.Message, m.Extract)
	}
}

// samples are the first few pages of each folder of the site.
func samples(t *testing.T) []string {
	t.Helper()
	var out []string
	for _, glob := range []string{
		"*.html", "??/*.html", "??/*/index.html", "??/*/*/index.html", "??/*/*/*/index.html", "??/*/*/*/*/index.html", "embed/*/*/index.html",
	} {
		names, err := filepath.Glob(filepath.Join(site.public, filepath.FromSlash(glob)))
		if err != nil {
			t.Fatal(err)
		}
		seen := map[string]int{}
		for _, name := range names {
			kind := filepath.Dir(filepath.Dir(name))
			if seen[kind]++; seen[kind] <= perKind || len(filepath.Base(kind)) == len("zh") {
				out = append(out, name)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
