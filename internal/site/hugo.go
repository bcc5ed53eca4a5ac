package site

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/gohugoio/hugo/commands"
)

// ChildVerb is the hidden first argument with which this program runs [Child].
const ChildVerb = "hugo-child"

// Child runs Hugo with args in this process, which should end right after.
func Child(args []string) error { return commands.Execute(args) }

// runHugo builds opt.Build into opt.Public in a child process. Its environment
// is emptied of Hugo's variables, so that a build is a function of its files.
func runHugo(ctx context.Context, opt Options) error {
	argv := opt.Child
	if len(argv) == 0 {
		self, err := os.Executable()
		if err != nil {
			return fmt.Errorf("site: find this program, to run Hugo: %w", err)
		}
		argv = []string{self, ChildVerb}
	}
	args := append(argv[1:len(argv):len(argv)],
		"--source", opt.Build,
		"--destination", opt.Public,
		"--cacheDir", filepath.Join(opt.Build, "cache"),
		"--baseURL", opt.BaseURL,
		"--noBuildLock",
		"--panicOnWarning",
		"--quiet",
	)
	var said bytes.Buffer
	cmd := exec.CommandContext(ctx, argv[0], args...)
	cmd.Env = childEnv(os.Environ())
	cmd.Stdout = io.MultiWriter(opt.Log, &said)
	cmd.Stderr = cmd.Stdout
	// Let Hugo end by itself on Ctrl-C before it is killed.
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 5 * time.Second
	if err := cmd.Run(); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return fmt.Errorf("site: %w: %s", err, firstComplaint(said.String()))
	}
	return nil
}

func childEnv(env []string) []string {
	var out []string
	for _, kv := range env {
		if !strings.HasPrefix(kv, "HUGO") {
			out = append(out, kv)
		}
	}
	return out
}

// firstComplaint picks the line that tells what is wrong out of Hugo's output,
// which may end in a stack trace.
func firstComplaint(out string) string {
	var lines []string
	for line := range strings.Lines(out) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "goroutine ") {
			break
		}
		if line != "" {
			lines = append(lines, line)
		}
	}
	if len(lines) == 0 {
		return "Hugo said nothing"
	}
	return strings.Join(lines, "\n")
}
