// Command gen writes data/translations/{en,zh}/<article>.yaml for the sample
// source from the translations that lie beside its texts in
// scraper/sample/content. Run it from the root of the repository after a change
// of content, extraction or repair:
//
//	go run ./scraper/sample/gen
//
// A translation is known by the digest of the text that the archive holds, so
// gen puts every page through the real server, extractor and repair, and finds
// for each block of the article the block of the content that it came from. It
// refuses an article with a block that came from none.
package main

import (
	"fmt"
	"log"
	"os"
	"path/filepath"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("gen: ")
	files, err := translations()
	if err != nil {
		log.Fatal(err)
	}
	for name, data := range files {
		path := filepath.Join("data", "translations", name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			log.Fatal(err)
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			log.Fatal(err)
		}
	}
	fmt.Fprintf(os.Stderr, "gen: %d translations written\n", len(files))
}
