package search

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// Modules is where the browser's code lies.
const Modules = "../../assets/js/search"

// Node runs a script of testdata with the browser's modules, one JSON value a
// line in and out.
func Node[In, Out any](t *testing.T, script string, args []string, in []In) []Out {
	t.Helper()
	program, err := exec.LookPath("node")
	if err != nil {
		t.Skip("node is not installed: the browser's half is not tested")
	}
	var stdin bytes.Buffer
	enc := json.NewEncoder(&stdin)
	for _, v := range in {
		if err := enc.Encode(v); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command(program, append([]string{filepath.Join("testdata", script), Modules}, args...)...)
	cmd.Env = append(os.Environ(), "NODE_NO_WARNINGS=1") // the modules have no package.json to say what they are
	cmd.Stdin, cmd.Stderr = &stdin, os.Stderr
	stdout, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v", script, err)
	}
	var out []Out
	for dec := json.NewDecoder(bytes.NewReader(stdout)); ; {
		var v Out
		if err := dec.Decode(&v); err == io.EOF {
			break
		} else if err != nil {
			t.Fatalf("%s: %v", script, err)
		}
		out = append(out, v)
	}
	if len(out) != len(in) {
		t.Fatalf("%s: %d answers to %d requests", script, len(out), len(in))
	}
	return out
}
