package main

import (
	"context"
	"errors"
	"flag"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/xianzhi/xianzhi/internal/reference"
	"github.com/xianzhi/xianzhi/internal/site"
)

var update = flag.Bool("update", false, "rewrite golden files and doc/commands.md")

func TestMain(m *testing.M) {
	// A site is built by this very binary in another process.
	if len(os.Args) > 1 && os.Args[1] == site.ChildVerb {
		os.Exit(child(os.Args[2:]))
	}
	testscript.Main(m, map[string]func(){"xianzhi": func() {
		ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
		defer stop()
		os.Exit(Main(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
	}})
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":     exits,
			"interrupt": interrupt,
		},
		Setup: func(env *testscript.Env) error {
			env.Setenv("XDG_CACHE_HOME", filepath.Join(os.TempDir(), "xianzhi-test-cache"))
			return nil
		},
	})
}

// exits runs a command and asks for its exit status: exits 2 xianzhi --wrong
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits STATUS COMMAND [ARG…]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit status %d, want %d", got, want)
	}
}

// interrupt runs a command and sends it Ctrl-C when its standard error holds a
// word: interrupt WORD COMMAND [ARG…]. The command must end by itself within
// ten seconds.
func interrupt(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: interrupt WORD COMMAND [ARG…]")
	}
	path, err := exec.LookPath(args[1])
	ts.Check(err)
	cmd := exec.Command(path, args[2:]...)
	cmd.Dir = ts.Getenv("WORK")
	var said watcher
	said.word, said.found = args[0], make(chan struct{})
	cmd.Stderr = &said
	ts.Check(cmd.Start())
	done := make(chan error, 1)
	go func() { done <- cmd.Wait() }()
	select {
	case <-said.found:
	case err := <-done:
		ts.Fatalf("ended before it said %q: %v\n%s", args[0], err, said.text.String())
	case <-time.After(2 * time.Minute):
		ts.Fatalf("never said %q:\n%s", args[0], said.text.String())
	}
	ts.Check(cmd.Process.Signal(os.Interrupt))
	select {
	case <-done:
	case <-time.After(10 * time.Second):
		_ = cmd.Process.Kill()
		ts.Fatalf("did not stop within ten seconds of Ctrl-C")
	}
	ts.Logf("%s", said.text.String())
}

// A watcher closes found when the text written to it holds word.
type watcher struct {
	word  string
	text  strings.Builder
	found chan struct{}
	seen  bool
}

func (w *watcher) Write(p []byte) (int, error) {
	w.text.Write(p)
	if !w.seen && strings.Contains(w.text.String(), w.word) {
		w.seen = true
		close(w.found)
	}
	return len(p), nil
}

// doc/commands.md is made from the command tree.
func TestCommandsAreDocumented(t *testing.T) {
	const file = "../../doc/commands.md"
	want := reference.Commands((&app{}).command())
	if *update {
		if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(file)
	if err != nil || string(got) != want {
		t.Errorf("%s differs from the program; run go test ./cmd/xianzhi -run Documented -update (%v)", file, err)
	}
}
