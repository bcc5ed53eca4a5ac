// Command build builds an archive as xianzhi build does, and says what each
// stage costs. In bench/:
//
//	go run ./corpus -n 10000 DIR
//	go run ./build DIR
//
// DIR needs the node_modules of the program, for charts; a link will do. Hugo
// runs as a child: its CPU time counts to the stage "site", its memory has a
// column of its own. -cpu and -mem write profiles of all but Hugo; -hugo writes
// Hugo's.
package main

import (
	"context"
	"flag"
	"fmt"
	"io/fs"
	"log"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"runtime/pprof"

	"github.com/xianzhi/xianzhi"
	"github.com/xianzhi/xianzhi/internal/pipeline"
	"github.com/xianzhi/xianzhi/internal/site"
	"github.com/xianzhi/xianzhi/internal/store"
)

// hugoProfile is the variable that tells the child where to write its profile.
const hugoProfile = "BENCH_HUGO_PROFILE"

func main() {
	if len(os.Args) > 1 && os.Args[1] == site.ChildVerb {
		if err := hugo(os.Args[2:]); err != nil {
			log.Fatal(err)
		}
		return
	}
	cpu := flag.String("cpu", "", "write a CPU profile to this file")
	mem := flag.String("mem", "", "write a profile of allocations to this file")
	child := flag.String("hugo", "", "write a CPU profile of Hugo to this file")
	flag.Parse()
	if flag.NArg() != 1 {
		fmt.Fprintln(os.Stderr, "build: name one archive's folder")
		os.Exit(2)
	}
	if *child != "" {
		os.Setenv(hugoProfile, *child)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	err := profiled(*cpu, func() error { return build(ctx, flag.Arg(0)) })
	if err == nil && *mem != "" {
		err = heap(*mem)
	}
	if err != nil {
		log.Fatal(err)
	}
}

func hugo(args []string) error {
	return profiled(os.Getenv(hugoProfile), func() error { return site.Child(args) })
}

// profiled runs f under a CPU profile when file names where to write it.
func profiled(file string, f func() error) error {
	if file == "" {
		return f()
	}
	w, err := os.Create(file)
	if err != nil {
		return err
	}
	defer w.Close()
	if err := pprof.StartCPUProfile(w); err != nil {
		return err
	}
	defer pprof.StopCPUProfile()
	return f()
}

func heap(file string) error {
	w, err := os.Create(file)
	if err != nil {
		return err
	}
	defer w.Close()
	return pprof.Lookup("allocs").WriteTo(w, 0)
}

func build(ctx context.Context, root string) error {
	st, err := store.Open(root, xianzhi.Files)
	if err != nil {
		return err
	}
	m := newMeter()
	r, err := pipeline.Build(ctx, pipeline.Options{Store: st, Theme: xianzhi.Files, Log: os.Stderr, Ended: m.lap})
	if err != nil {
		return err
	}
	m.total()
	files, bytes, widest, err := measure(r.Public)
	if err != nil {
		return err
	}
	fmt.Printf("\n%d articles, %d observations, %d stories with copies, %d charts, %d pages; %d files, %d MB, most in one folder %d; %s, %d cores\n",
		r.Articles, r.Observations, r.Clusters, r.Charts, r.Pages, files, bytes>>20, widest, runtime.Version(), runtime.GOMAXPROCS(0))
	return nil
}

// measure counts the files below dir, their bytes, and the most entries that
// one folder holds, which some hosts limit.
func measure(dir string) (files int, bytes int64, widest int, err error) {
	entries := map[string]int{}
	err = filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		entries[filepath.Dir(name)]++
		if d.IsDir() {
			return nil
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		files++
		bytes += info.Size()
		return nil
	})
	for _, n := range entries {
		widest = max(widest, n)
	}
	return files, bytes, widest, err
}
