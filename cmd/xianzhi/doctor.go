package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"github.com/xianzhi/xianzhi/internal/store"
	"github.com/xianzhi/xianzhi/internal/translate"
	"github.com/xianzhi/xianzhi/scraper"
)

func (a *app) doctorCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "doctor",
		Short: "Say whether this machine and this archive have what the program needs",
		Args:  cobra.NoArgs,
		RunE:  func(c *cobra.Command, _ []string) error { return a.doctor(c.Context()) },
	}
}

// A diagnosis is one line of `doctor`.
type diagnosis struct {
	What  string `json:"what"`
	State string `json:"state"` // ok, missing (something does not work) or absent (not needed, but good to have)
	Note  string `json:"note"`
}

func (a *app) doctor(ctx context.Context) error {
	var bad []error
	for _, d := range a.diagnose(ctx) {
		if d.State == "missing" {
			bad = append(bad, fmt.Errorf("%s: %s", d.What, d.Note))
		}
		line := fmt.Sprintf("%-8s %-12s %s\n", d.State, d.What, d.Note)
		if a.json {
			if err := a.printLine(d); err != nil {
				return err
			}
		} else if _, err := fmt.Fprint(a.stdout, line); err != nil {
			return err
		}
	}
	return partial(errors.Join(bad...))
}

func (a *app) diagnose(ctx context.Context) []diagnosis {
	all := []diagnosis{
		toolchain(),
		program("git", "data/ is meant to be kept in it; history and the scheduled run need it"),
		program("node", "only for the tests"),
		program("chromium", "only for the browser tests"),
		writable("cache", cacheDir(), "charts and Hugo keep what they made"),
	}
	st, err := a.store()
	if err != nil {
		return append(all, verdict("archive", "", err))
	}
	site, err := st.Site()
	all = append(all, verdict("site.yaml", site.BaseURL, err))
	sources, err := scraper.Sources(st)
	all = append(all, verdict("sources.yaml", fmt.Sprintf("%d sources", len(sources)), err))
	all = append(all, writable("folder", st.Root, "data/, build/, public/ and warc/ are written there"))
	_, err = translate.Open(site.Translate)
	all = append(all, verdict("translate", "engine "+engineName(site.Translate.Engine), err))
	return append(all, archiveVerdict(ctx, st))
}

func archiveVerdict(ctx context.Context, st *store.Store) diagnosis {
	archive, err := st.Archive(ctx)
	if err != nil {
		first, _, _ := strings.Cut(err.Error(), "\n")
		return diagnosis{"data", "missing", first + "; xianzhi check tells all"}
	}
	return diagnosis{"data", "ok", fmt.Sprintf("%d articles", len(archive.Articles))}
}

func engineName(name string) string {
	if name == "" {
		return "none"
	}
	return name
}

func toolchain() diagnosis {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return diagnosis{"program", "ok", version}
	}
	return diagnosis{"program", "ok", version + ", built with " + info.GoVersion}
}

func program(name, use string) diagnosis {
	path, err := exec.LookPath(name)
	if err != nil {
		return diagnosis{name, "absent", use}
	}
	return diagnosis{name, "ok", path}
}

func verdict(what, note string, err error) diagnosis {
	if err != nil {
		return diagnosis{what, "missing", err.Error()}
	}
	return diagnosis{what, "ok", note}
}

func cacheDir() string {
	dir, err := os.UserCacheDir()
	if err != nil {
		return os.TempDir()
	}
	return dir
}

// writable asks by writing: permissions alone do not tell of a full or
// read-only disk.
func writable(what, dir, use string) diagnosis {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return diagnosis{what, "missing", fmt.Sprintf("%v (%s)", err, use)}
	}
	f, err := os.CreateTemp(dir, ".doctor-*")
	if err != nil {
		return diagnosis{what, "missing", fmt.Sprintf("%v (%s)", err, use)}
	}
	err = errors.Join(f.Close(), os.Remove(f.Name()))
	return verdict(what, filepath.Clean(dir), err)
}
