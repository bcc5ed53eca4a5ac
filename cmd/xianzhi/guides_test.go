package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// shell finds the commands of a guide: fenced blocks marked sh. Those marked
// "sh serve" run until Ctrl-C and are tested by script.
var shell = regexp.MustCompile("(?ms)^```sh\n(.*?)^```$")

// TestGuides runs every command that doc/*.md tells the reader to run, in a
// fresh archive made by the first step of the tutorial. A command that fails
// fails its guide.
func TestGuides(t *testing.T) {
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("no bash on this machine")
	}
	for _, need := range []string{"git", "sed"} {
		if _, err := exec.LookPath(need); err != nil {
			t.Skipf("no %s on this machine", need)
		}
	}
	for _, guide := range []string{"tutorial", "sources", "indicators", "corrections", "translations", "takedown", "deploy"} {
		t.Run(guide, func(t *testing.T) {
			t.Parallel()
			text, err := os.ReadFile("../../doc/" + guide + ".md")
			if err != nil {
				t.Fatal(err)
			}
			// The archive has stood for a while when any other guide is read.
			script := []string{"set -e"}
			if guide != "tutorial" {
				script = append(script, "xianzhi new libraries", "cd libraries", "xianzhi run")
			}
			for _, m := range shell.FindAllStringSubmatch(string(text), -1) {
				script = append(script, m[1])
			}
			if len(script) < 3 {
				t.Fatal("the guide tells nothing to run")
			}
			follow(t, bash, strings.Join(script, "\n"))
		})
	}
}

func follow(t *testing.T, bash, script string) {
	t.Helper()
	dir := t.TempDir()
	cmd := exec.CommandContext(t.Context(), bash, "-c", script)
	cmd.Dir, cmd.WaitDelay = dir, time.Second
	cmd.Env = append(os.Environ(), "PATH="+commandDir(t)+string(os.PathListSeparator)+os.Getenv("PATH"),
		"XDG_CACHE_HOME="+filepath.Join(os.TempDir(), "xianzhi-test-cache"), "HOME="+dir)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// commandDir is a folder with this test's binary under the program's name:
// testscript.Main makes it act as the program.
func commandDir(t *testing.T) string {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.Symlink(self, filepath.Join(dir, "xianzhi")); err != nil {
		t.Skipf("no symbolic links here: %v", err)
	}
	return dir
}
