package main

import (
	"encoding/json"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/xianzhi/xianzhi/internal/record"
	"github.com/xianzhi/xianzhi/internal/search"
	"github.com/xianzhi/xianzhi/internal/search/searchtest"
)

func buildOurs(docs []search.Doc, dir string) (*figures, error) {
	f := &figures{name: "ours", page: "ours", dir: dir}
	if err := os.RemoveAll(dir); err != nil {
		return nil, err
	}
	var before, after syscall.Rusage
	stop := watchMemory(&f.memory)
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &before) // cannot fail for this process
	_, err := search.Build(docs, dir, search.Options{Entities: searchtest.Entities()})
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &after)
	stop()
	f.cpu = seconds(after) - seconds(before)
	f.weigh()
	return f, err
}

// watchMemory keeps the largest heap seen, the articles themselves included.
func watchMemory(most *int64) (stop func()) {
	var done atomic.Bool
	go func() {
		for !done.Load() {
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			*most = max(*most, int64(m.Sys))
			time.Sleep(200 * time.Millisecond)
		}
	}()
	return func() { done.Store(true) }
}

func seconds(r syscall.Rusage) float64 {
	return time.Duration(r.Utime.Nano() + r.Stime.Nano()).Seconds()
}

// buildTheirs feeds Pagefind the originals and the translations.
func buildTheirs(docs []search.Doc, dir, source string) (*figures, error) {
	f := &figures{name: "Pagefind", page: "theirs", dir: dir}
	out, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	cmd := exec.Command("node", "pagefind.mjs", out)
	cmd.Dir, cmd.Stderr = source, os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	enc := json.NewEncoder(in)
	for _, d := range docs {
		if err := enc.Encode(peerRecord(d.ID, record.LangChinese, d.Original)); err != nil {
			return nil, err
		}
		if err := enc.Encode(peerRecord(d.ID, record.LangEnglish, *d.Translation)); err != nil {
			return nil, err
		}
	}
	if err := in.Close(); err != nil {
		return nil, err
	}
	if err := cmd.Wait(); err != nil {
		return nil, err
	}
	usage := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	f.cpu, f.memory = seconds(*usage), usage.Maxrss<<10
	f.weigh()
	return f, nil
}

func peerRecord(id, lang string, t search.Text) map[string]string {
	return map[string]string{"url": "/" + id + "/", "lang": strings.TrimSuffix(lang, "-Hans"), "title": t.Title, "text": strings.Join(t.Blocks, "\n")}
}

// weigh counts an index's files; one that cannot be read counts nothing.
func (f *figures) weigh() {
	_ = filepath.WalkDir(f.dir, func(_ string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			if info, err := e.Info(); err == nil {
				f.files++
				f.bytes += info.Size()
			}
		}
		return nil
	})
}
