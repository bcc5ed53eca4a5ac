package scraper

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/netip"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xianzhi/xianzhi/internal/store"
	"github.com/xianzhi/xianzhi/scraper/fetch"
	"github.com/xianzhi/xianzhi/scraper/warc"
)

// crashEnv names the archive that a child process of the crash test scrapes.
const crashEnv = "XIANZHI_CRASH_ROOT"

// TestMain turns the test binary into a scrape that can be killed.
func TestMain(m *testing.M) {
	root := os.Getenv(crashEnv)
	if root == "" {
		os.Exit(m.Run())
	}
	st, err := store.Open(root, nil)
	if err == nil {
		_, err = Run(context.Background(), Options{Store: st, Version: "crash", Fetch: fetch.Options{
			Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}, Backoff: time.Millisecond,
		}})
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

// long reports whether the slow form of a test is wanted.
func long() bool { return os.Getenv("XIANZHI_LONG") != "" }

// A real scrape process is killed at random moments, again and again, over one
// archive. What is there when it is let finish must be what an undisturbed run
// leaves: nothing lost, nothing twice.
func TestKilledScrapeLosesNothing(t *testing.T) {
	pages, kills := 120, 10
	if long() {
		pages, kills = 500, 100
	}
	host := liveSite(t, pages)
	calm, stormy := liveArchive(t, host), liveArchive(t, host)
	start := time.Now()
	if out, err := child(calm).CombinedOutput(); err != nil {
		t.Fatalf("undisturbed: %v\n%s", err, out)
	}
	whole := time.Since(start)

	rng := rand.New(rand.NewPCG(1, 2))
	killed, rounds := 0, 1
	for killed < kills {
		cmd := child(stormy)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		timer := time.AfterFunc(whole/time.Duration(kills)+time.Duration(rng.Int64N(int64(whole)/4)), func() { cmd.Process.Kill() })
		if err := cmd.Wait(); err == nil { // finished before it was killed: start over
			timer.Stop()
			compareArchives(t, calm, stormy, fmt.Sprintf("after %d kills", killed))
			stormy = liveArchive(t, host)
			rounds++
			continue
		}
		killed++
	}
	if out, err := child(stormy).CombinedOutput(); err != nil {
		t.Fatalf("last run: %v\n%s", err, out)
	}
	compareArchives(t, calm, stormy, fmt.Sprintf("after %d kills", killed))
	t.Logf("%d kills over %d archives of %d pages, undisturbed %v", killed, rounds, pages, whole.Round(time.Millisecond))
}

func child(st *store.Store) *exec.Cmd {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), crashEnv+"="+st.Root)
	return cmd
}

// liveSite serves a site of n pages on loopback, since the process that is
// killed must not be the one that serves.
func liveSite(t *testing.T, n int) (host string) {
	t.Helper()
	s := stories(n)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	host = l.Addr().String()
	s.pages["/sitemap.xml"] = page{body: strings.ReplaceAll(s.pages["/sitemap.xml"].body, "https://news.example", "http://"+host)}
	srv := &http.Server{Handler: s}
	go srv.Serve(l)
	t.Cleanup(func() { srv.Close() })
	return host
}

func liveArchive(t *testing.T, host string) *store.Store {
	t.Helper()
	st := archive(t, "")
	text := strings.Replace(sourceYAML, "  discover:", "  delay: 0.000001\n  discover:", 1)
	write(t, st.Path("data/sources.yaml"), strings.ReplaceAll(text, "https://news.example", "http://"+host))
	return st
}

var (
	ofTheRun = regexp.MustCompile(`"(retrieved|file|record_id|at)": "[^"]*"|"offset": \d+|"(discovered|new|changed|failed)": \d+`)
	ofTheDay = regexp.MustCompile(`"date": "[^"]*"`)
)

// compareArchives compares data/ without what differs between any two runs,
// and the records of the WARC files.
func compareArchives(t *testing.T, want, got *store.Store, when string) {
	t.Helper()
	clean := func(st *store.Store) map[string]string {
		files := snapshot(t, st)
		for name, text := range files {
			files[name] = ofTheDay.ReplaceAllString(ofTheRun.ReplaceAllString(text, ""), "")
		}
		delete(files, "data/sources.yaml")
		return files
	}
	differ(t, when, clean(want), clean(got))
	w, g := records(t, want), records(t, got)
	if !slices.Equal(w, g) {
		t.Errorf("%s: %d records, want %d\n%s", when, len(g), len(w), firstDifference(w, g))
	}
	if left, _ := filepath.Glob(got.Path("warc/*.open")); len(left) > 0 {
		t.Errorf("%s: left open: %v", when, left)
	}
	if _, err := os.Stat(got.Path("warc", journalFile)); err == nil {
		t.Errorf("%s: the journal was left", when)
	}
	if t.Failed() {
		t.FailNow()
	}
}

// records lists type and address of every record but warcinfo, sorted.
func records(t *testing.T, st *store.Store) []string {
	t.Helper()
	files, err := filepath.Glob(st.Path("warc/*.warc.gz"))
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		r := warc.NewReader(f)
		for {
			rec, err := r.Next()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			if rec.Type() != "warcinfo" {
				all = append(all, rec.Type()+" "+rec.TargetURI())
			}
		}
	}
	slices.Sort(all)
	return all
}

func firstDifference(a, b []string) string {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return fmt.Sprintf("first difference: want %s, got %s", a[i], b[i])
		}
	}
	return "one list begins the other"
}
