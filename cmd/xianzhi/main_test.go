package main

import (
	"context"
	"errors"
	"flag"
	"io"
	"net/http"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/tools/txtar"

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
			"archive":   layArchive,
			"fetches":   fetches,
		},
		Setup: func(env *testscript.Env) error {
			repo, err := filepath.Abs("../..")
			env.Setenv("REPO", repo)
			env.Setenv("XDG_CACHE_HOME", filepath.Join(os.TempDir(), "xianzhi-test-cache"))
			return err
		},
	})
}

// layArchive lays out testdata/archive.txtar: archive DIR.
func layArchive(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: archive DIR")
	}
	for _, f := range smallArchive().Files {
		name := ts.MkAbs(filepath.Join(args[0], f.Name))
		ts.Check(os.MkdirAll(filepath.Dir(name), 0o755))
		ts.Check(os.WriteFile(name, f.Data, 0o644))
	}
}

var smallArchive = sync.OnceValue(func() *txtar.Archive {
	ar, err := txtar.ParseFile("testdata/archive.txtar")
	if err != nil {
		panic(err)
	}
	return ar
})

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
	running(ts, args[0], args[1:], func(string) {})
}

// fetches runs a server and asks it for pages before it gets Ctrl-C. WORD ends
// the line of its standard error that gives its address:
//
//	fetches WORD PATH=TEXT,… COMMAND [ARG…]
//
// Each path must answer with a body that holds the text.
func fetches(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 3 {
		ts.Fatalf("usage: fetches WORD PATH=TEXT,… COMMAND [ARG…]")
	}
	running(ts, args[0], args[2:], func(said string) {
		base := address.FindString(said)
		for _, pair := range strings.Split(args[1], ",") {
			path, text, _ := strings.Cut(pair, "=")
			res, err := http.Get(base + path)
			ts.Check(err)
			body, err := io.ReadAll(res.Body)
			ts.Check(errors.Join(err, res.Body.Close()))
			if !strings.Contains(string(body), text) {
				ts.Fatalf("%s%s: %s, without %q:\n%.500s", base, path, res.Status, text, body)
			}
		}
	})
}

var address = regexp.MustCompile(`http://localhost:\d+/`)

// running starts a command, waits until its standard error holds word, calls
// then with it, and stops the command as Ctrl-C does.
func running(ts *testscript.TestScript, word string, args []string, then func(said string)) {
	path, err := exec.LookPath(args[0])
	ts.Check(err)
	cmd := exec.Command(path, args[1:]...)
	cmd.Dir = ts.Getenv("WORK")
	said := watcher{word: word, found: make(chan struct{})}
	cmd.Stderr = &said
	ts.Check(cmd.Start())
	done := make(chan error, 1)
	go func() { done <- cmd.Wait() }()
	defer func() { _ = cmd.Process.Kill() }() // when something above fails
	select {
	case <-said.found:
	case err := <-done:
		ts.Fatalf("ended before it said %q: %v\n%s", word, err, said.String())
	case <-time.After(2 * time.Minute):
		ts.Fatalf("never said %q:\n%s", word, said.String())
	}
	then(said.String())
	ts.Check(cmd.Process.Signal(os.Interrupt))
	select {
	case <-done:
	case <-time.After(10 * time.Second):
		ts.Fatalf("did not stop within ten seconds of Ctrl-C")
	}
	ts.Logf("%s", said.String())
}

// A watcher closes found when the text written to it holds word.
type watcher struct {
	word  string
	found chan struct{}

	mu   sync.Mutex
	text strings.Builder
	seen bool
}

func (w *watcher) String() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.text.String()
}

func (w *watcher) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
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
