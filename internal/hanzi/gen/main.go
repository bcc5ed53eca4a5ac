// Gen writes opencc.tsv, the Traditional → Simplified table that package hanzi
// embeds, from the dictionaries of an unpacked npm package opencc-js.
//
//	npm pack opencc-js@1.4.2 && tar xzf opencc-js-1.4.2.tgz
//	go run ./internal/hanzi/gen package/dist/esm-lib/dict > internal/hanzi/opencc.tsv
package main

import (
	"bufio"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 {
		log.Fatal("usage: gen DIR (the folder that holds TSPhrases.js)")
	}
	out := bufio.NewWriter(os.Stdout)
	for _, name := range []string{"TSPhrases.js", "TSCharacters.js"} {
		entries, err := dictionary(filepath.Join(os.Args[1], name))
		if err != nil {
			log.Fatal(err)
		}
		for _, e := range entries {
			fmt.Fprintf(out, "%s\t%s\n", e[0], e[1])
		}
	}
	if err := out.Flush(); err != nil {
		log.Fatal(err)
	}
}

// dictionary reads a module of the form `export default "k v|k v|…";`, where v
// may list several forms, the usual one first.
func dictionary(path string) ([][2]string, error) {
	src, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	_, body, ok := strings.Cut(string(src), `"`)
	body, _, ok2 := strings.Cut(body, `"`)
	if !ok || !ok2 {
		return nil, fmt.Errorf("%s: no quoted dictionary", path)
	}
	var entries [][2]string
	for _, entry := range strings.Split(body, "|") {
		f := strings.Fields(entry)
		if len(f) < 2 {
			return nil, fmt.Errorf("%s: entry %q: want a key and a value", path, entry)
		}
		entries = append(entries, [2]string{f[0], f[1]})
	}
	slices.SortFunc(entries, func(a, b [2]string) int { return strings.Compare(a[0], b[0]) })
	return entries, nil
}
