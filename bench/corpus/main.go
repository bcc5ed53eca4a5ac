// Command corpus makes archives of made-up articles whose numbers are known, to
// measure how the program grows. The same size and seed give the same bytes. In
// bench/:
//
//	go run ./corpus -n 10000 DIR       # an archive: data/, ready for xianzhi build
//	go run ./corpus -check DIR         # how many of its known numbers were read
//	go run ./corpus -n 1000 -serve 127.0.0.1:8099 DIR
//
// Lengths, words, copies of a story and noise are searchtest's; each story also
// says true things about a real county, listed in DIR/truth.jsonl: those that a
// reader of numbers must find. What else it reads is not judged. With -serve the
// same articles are pages of a site, some with a mirror's annotations, and
// DIR/data/sources.yaml names that site, so that xianzhi scrape gathers them.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
)

type options struct {
	n          int
	seed       uint64
	translated float64
	check      bool
	serve      string
	dir        string
}

func main() {
	var o options
	flag.IntVar(&o.n, "n", 1000, "number of articles")
	flag.Uint64Var(&o.seed, "seed", 1, "of everything")
	flag.Float64Var(&o.translated, "translated", 0.1, "share of articles with an English translation")
	flag.BoolVar(&o.check, "check", false, "compare the observations of a built archive with what is true")
	flag.StringVar(&o.serve, "serve", "", "serve the articles as pages at this address until interrupted")
	flag.Parse()
	if flag.NArg() != 1 {
		fmt.Fprintln(os.Stderr, "corpus: name one folder")
		os.Exit(2)
	}
	o.dir = flag.Arg(0)
	if err := run(o); err != nil {
		log.Fatal(err)
	}
}

func run(o options) error {
	if o.check {
		return check(os.Stdout, o.dir)
	}
	stories, err := compose(o)
	if err != nil {
		return err
	}
	if o.serve != "" {
		return serve(o, stories)
	}
	return writeData(o, stories)
}
