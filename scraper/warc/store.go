package warc

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/google/renameio/v2"
)

// A Store keeps finished files beyond the machine: [Folder], [S3] or
// [Command]. Names are plain file names without folders.
type Store interface {
	List(ctx context.Context) ([]string, error)
	Open(ctx context.Context, name string, offset int64) (io.ReadCloser, error)
	Put(ctx context.Context, name string, file *os.File) error
}

// A Folder is a [Store] in a folder, such as a mounted disk.
type Folder string

// List implements [Store].
func (f Folder) List(context.Context) ([]string, error) {
	entries, err := os.ReadDir(string(f))
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	var names []string
	for _, e := range entries {
		if e.Type().IsRegular() {
			names = append(names, e.Name())
		}
	}
	return names, err
}

// Open implements [Store].
func (f Folder) Open(_ context.Context, name string, offset int64) (io.ReadCloser, error) {
	if name != filepath.Base(name) {
		return nil, fmt.Errorf("%q is not a file name", name)
	}
	file, err := os.Open(filepath.Join(string(f), name))
	if err != nil {
		return nil, err
	}
	if _, err := file.Seek(offset, io.SeekStart); err != nil {
		file.Close()
		return nil, err
	}
	return file, nil
}

// Put implements [Store].
func (f Folder) Put(_ context.Context, name string, src *os.File) error {
	if err := os.MkdirAll(string(f), 0o755); err != nil {
		return err
	}
	dst, err := renameio.NewPendingFile(filepath.Join(string(f), name), renameio.WithPermissions(0o644))
	if err != nil {
		return err
	}
	defer dst.Cleanup()
	if _, err := io.Copy(dst, src); err != nil {
		return err
	}
	return dst.CloseAtomicallyReplace()
}

// A Command is a [Store] behind an external program. It is run without a
// shell, split at spaces, with further arguments:
//
//	list              one name a line on standard output
//	get NAME OFFSET   the file from that byte on, on standard output
//	put NAME          the file on standard input
//
// Any exit status but 0 is an error, told with what it wrote to standard error.
type Command string

func (c Command) command(ctx context.Context, args ...string) (*exec.Cmd, *strings.Builder, error) {
	words := strings.Fields(string(c))
	if len(words) == 0 {
		return nil, nil, errors.New("warc.command is empty")
	}
	cmd := exec.CommandContext(ctx, words[0], append(words[1:], args...)...)
	said := new(strings.Builder)
	cmd.Stderr = said
	return cmd, said, nil
}

func (c Command) failed(verb string, err error, said *strings.Builder) error {
	return fmt.Errorf("warc store: %s %s: %w: %.300s", string(c), verb, err, strings.TrimSpace(said.String()))
}

// List implements [Store].
func (c Command) List(ctx context.Context) ([]string, error) {
	cmd, said, err := c.command(ctx, "list")
	if err != nil {
		return nil, err
	}
	out, err := cmd.Output()
	if err != nil {
		return nil, c.failed("list", err, said)
	}
	return strings.Fields(string(out)), nil
}

// Open implements [Store].
func (c Command) Open(ctx context.Context, name string, offset int64) (io.ReadCloser, error) {
	cmd, said, err := c.command(ctx, "get", name, fmt.Sprint(offset))
	if err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		return nil, c.failed("get", err, said)
	}
	return &commandReader{ReadCloser: out, cmd: cmd, failed: func(err error) error { return c.failed("get", err, said) }}, nil
}

// A commandReader is a program's output. Reading to its end tells whether the
// program succeeded; closing before that stops it.
type commandReader struct {
	io.ReadCloser
	cmd    *exec.Cmd
	failed func(error) error
	done   bool
}

func (r *commandReader) Read(p []byte) (int, error) {
	n, err := r.ReadCloser.Read(p)
	if err == io.EOF && !r.done {
		r.done = true
		if werr := r.cmd.Wait(); werr != nil {
			return n, r.failed(werr)
		}
	}
	return n, err
}

func (r *commandReader) Close() error {
	if r.done {
		return nil
	}
	r.done = true
	r.cmd.Process.Kill()
	r.cmd.Wait()
	return nil
}

// Put implements [Store].
func (c Command) Put(ctx context.Context, name string, src *os.File) error {
	cmd, said, err := c.command(ctx, "put", name)
	if err != nil {
		return err
	}
	cmd.Stdin = src
	if err := cmd.Run(); err != nil {
		return c.failed("put", err, said)
	}
	return nil
}
