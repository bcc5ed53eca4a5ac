package chart

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"regexp"
	"testing"

	"github.com/xianzhi/xianzhi/internal/chart/bundle/build"
)

// TestBundle holds the committed script equal to one built from js/ and the
// pinned npm package.
func TestBundle(t *testing.T) {
	if _, err := os.Stat("../../node_modules/echarts/package.json"); err != nil {
		t.Skip("no node_modules: run npm ci --ignore-scripts")
	}
	want, err := build.Script(".")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(script, want) {
		t.Error("echarts.min.js is not what js/ and package-lock.json give: run go generate ./internal/chart")
	}
}

func TestBundleSize(t *testing.T) {
	const limit = 210 << 10 // of the script that "Explore" loads, gzipped
	if n := gzipped(t, script); n > limit {
		t.Errorf("the script is %d bytes gzipped, more than %d", n, limit)
	}
}

// nodeScript draws each option of standard input in Node.
const nodeScript = `
const fs = require('fs');
(0, eval)(fs.readFileSync('echarts.min.js', 'utf8'));
const jobs = JSON.parse(fs.readFileSync(0, 'utf8'));
process.stdout.write(JSON.stringify(jobs.map((j) => xianzhiChartSVG(JSON.stringify(j.Option), j.Width, j.Height))));
`

// counters are ids that zrender counts up for as long as a machine lives.
var counters = regexp.MustCompile(`zr\d+-cls-\d+`)

// TestNode draws the same options in QuickJS and in Node.
func TestNode(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("no node")
	}
	type job struct {
		Option        json.RawMessage
		Width, Height float64
	}
	r := open(t)
	var jobs []job
	var ours []string
	for _, s := range samples() {
		pl := r.layout(ForIndicator(s.def, inLang(s.points, "zh"), "zh"), WideWidth)
		option, _, err := pl.option()
		if err != nil {
			t.Fatal(err)
		}
		svg, err := r.svg(option, pl.width, pl.height)
		if err != nil {
			t.Fatal(err)
		}
		jobs, ours = append(jobs, job{option, pl.width, pl.height}), append(ours, svg)
	}
	in, err := json.Marshal(jobs)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(node, "-e", nodeScript)
	cmd.Stdin, cmd.Stderr = bytes.NewReader(in), os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var theirs []string
	if err := json.Unmarshal(out, &theirs); err != nil {
		t.Fatal(err)
	}
	for i, s := range samples() {
		if counters.ReplaceAllString(ours[i], "") != counters.ReplaceAllString(theirs[i], "") {
			t.Errorf("%s: Node draws it otherwise", s.name)
		}
	}
}
