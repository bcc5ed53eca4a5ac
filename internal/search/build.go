package search

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"

	"github.com/xianzhi/xianzhi/internal/hanzi"
)

// A manifest is the one file under a fixed name; all others are named by what
// is in them.
type manifest struct {
	Format   int           `json:"format"`
	Version  string        `json:"version"` // digest of the rest
	Docs     int           `json:"docs"`
	Blocks   [2]int        `json:"blocks"`   // documents in a small and a large block of facets
	Segments []segmentInfo `json:"segments"` // newest first
	Folds    []string      `json:"folds"`    // a file for each segment
	Names    string        `json:"names"`
	Answers  answerIndex   `json:"answers"`
	Simplify string        `json:"simplify"` // Traditional → Simplified
}

// A segmentInfo is all the browser must know of a segment to read it.
type segmentInfo struct {
	Key    string      `json:"key"`
	Docs   int         `json:"docs"`
	Shards int         `json:"shards"`
	Pack   int         `json:"pack"` // documents in a pack of texts
	Years  []yearCount `json:"years"`
	// Translated tells that there are packs of translations.
	Translated bool `json:"translated"`
}

// complete is written last into a segment's folder: it proves the segment whole
// and lets the next build keep it.
type complete struct {
	Info         segmentInfo
	Files        int
	Bytes, Posts int64
}

const (
	manifestFile = "manifest.json"
	completeFile = "complete.json"
	filesFolder  = "x" // all other files: they never change under their name
)

// Build writes the index of docs into dir. It keeps segments that are already
// there and still true, and removes what the new manifest does not name. The
// same documents and options give the same bytes.
func Build(docs []Doc, dir string, opt Options) (Stats, error) {
	opt = opt.withDefaults(len(docs))
	if err := checkIDs(docs); err != nil {
		return Stats{}, fmt.Errorf("search index: %w", err)
	}
	b := &builder{opt: opt, dir: dir, global: newWriter(filepath.Join(dir, filesFolder)), stats: Stats{Docs: len(docs)}}
	if err := b.build(docs); err != nil {
		return Stats{}, fmt.Errorf("search index: %w", err)
	}
	return b.stats, nil
}

func checkIDs(docs []Doc) error {
	seen := make(map[string]bool, len(docs))
	for _, d := range docs {
		switch {
		case d.ID == "" || d.URL == "":
			return fmt.Errorf("article %q at %q: expected an id and an address", d.ID, d.URL)
		case seen[d.ID]:
			return fmt.Errorf("article %s: given twice", d.ID)
		}
		seen[d.ID] = true
	}
	return nil
}

type builder struct {
	opt    Options
	dir    string
	global *writer
	stats  Stats
}

func (b *builder) build(docs []Doc) error {
	segments := split(docs, b.opt.SegmentSize)
	m := manifest{Format: formatVersion, Docs: len(docs), Blocks: [2]int{facetBlock, largeBlock}, Segments: []segmentInfo{}, Folds: []string{}}
	clusters := clusterNumbers(segments)
	for _, s := range segments {
		info, err := b.segment(s)
		if err != nil {
			return err
		}
		m.Segments = append(m.Segments, info)
		name, err := b.global.hashed("g", folds(s, clusters))
		if err != nil {
			return err
		}
		m.Folds = append(m.Folds, name)
	}
	if err := b.globals(&m, docs); err != nil {
		return err
	}
	if err := b.writeManifest(m); err != nil {
		return err
	}
	b.stats.Segments = len(segments)
	b.stats.Files += b.global.files
	b.stats.Bytes += b.global.bytes
	return b.sweep(m)
}

// split orders documents by arrival and cuts them into segments, each then
// ordered newest first, the newest segment first. Full segments of the basic
// size merge as the bits of their count say (10 full ones make an eightfold and
// a double one), so that a query over many documents asks few segments, while a
// new article still touches the last, partial one only.
func split(docs []Doc, size int) [][]*Doc {
	all := make([]*Doc, len(docs))
	for i := range docs {
		all[i] = &docs[i]
	}
	slices.SortFunc(all, func(a, b *Doc) int {
		return cmp.Or(cmp.Compare(a.Added, b.Added), cmp.Compare(a.ID, b.ID))
	})
	var out [][]*Doc
	for _, n := range segmentSizes(len(all), size) {
		s := all[:n:n]
		all = all[n:]
		slices.SortFunc(s, func(a, b *Doc) int {
			return cmp.Or(cmp.Compare(b.Date, a.Date), cmp.Compare(a.ID, b.ID))
		})
		out = append(out, s)
	}
	slices.Reverse(out)
	return out
}

// segmentSizes returns the sizes of the segments of n documents, oldest first.
func segmentSizes(n, size int) []int {
	var out []int
	full := n / size
	for bit := 1 << 30; bit > 0; bit >>= 1 {
		if full&bit != 0 {
			out = append(out, bit*size)
		}
	}
	if rest := n % size; rest > 0 {
		out = append(out, rest)
	}
	return out
}

// segment writes one segment, unless it is there already.
func (b *builder) segment(docs []*Doc) (segmentInfo, error) {
	key, err := segmentKey(docs, b.opt)
	if err != nil {
		return segmentInfo{}, err
	}
	folder := filepath.Join(b.dir, filesFolder, key)
	var done complete
	if data, err := os.ReadFile(filepath.Join(folder, completeFile)); err == nil && json.Unmarshal(data, &done) == nil {
		b.stats.Reused++
	} else if done, err = writeSegment(docs, folder, key, b.opt); err != nil {
		return segmentInfo{}, err
	}
	b.stats.Files += done.Files
	b.stats.Bytes += done.Bytes
	b.stats.Postings += done.Posts
	return done.Info, nil
}

func writeSegment(docs []*Doc, folder, key string, opt Options) (done complete, err error) {
	if err := os.RemoveAll(folder); err != nil {
		return done, err
	}
	w := newWriter(folder)
	p := newPostings()
	for n, d := range docs {
		p.index(n, d)
	}
	info := segmentInfo{Key: key, Docs: len(docs), Years: years(docs)}
	if info.Shards, err = p.writeShards(w, opt.ShardBytes); err != nil {
		return done, err
	}
	done.Posts = w.bytes
	info.Translated = slices.ContainsFunc(docs, func(d *Doc) bool { return d.Translation != nil })
	if info.Pack, err = writePacks(w, docs, info.Translated, opt.PackBytes); err != nil {
		return done, err
	}
	if err := errors.Join(writeFacets(w, docs), writeDates(w, docs)); err != nil {
		return done, err
	}
	done.Info, done.Files, done.Bytes = info, w.files, w.bytes
	data, err := json.Marshal(done)
	if err != nil {
		return done, err
	}
	return done, os.WriteFile(filepath.Join(folder, completeFile), data, 0o644)
}

// globals writes what changes with any article.
func (b *builder) globals(m *manifest, docs []Doc) (err error) {
	if m.Names, err = b.global.hashedJSON("g", names(b.opt.Entities, docs)); err != nil {
		return err
	}
	if m.Answers, err = writeAnswers(b.global, docs, b.opt.ShardBytes); err != nil {
		return err
	}
	m.Simplify, err = b.global.hashedJSON("g", hanzi.Table())
	return err
}

func (b *builder) writeManifest(m manifest) error {
	data, err := compactJSON(m)
	if err != nil {
		return err
	}
	m.Version = contentName(data)
	if data, err = compactJSON(m); err != nil {
		return err
	}
	b.stats.Files++
	b.stats.Bytes += int64(len(data))
	return os.WriteFile(filepath.Join(b.dir, manifestFile), data, 0o644)
}

// sweep removes segments and files that the manifest no longer names.
func (b *builder) sweep(m manifest) error {
	keep := map[string]bool{}
	for _, s := range m.Segments {
		keep[s.Key] = true
	}
	for _, name := range append(m.Folds, m.Names, m.Simplify) {
		keep[name+extension] = true
	}
	keep[m.Answers.Folder] = true
	files := filepath.Join(b.dir, filesFolder)
	return errors.Join(removeOthers(files, "", keep), removeOthers(files, "g/", keep))
}

// ours tells the names that Build gives, so that a wrong folder loses nothing.
var ours = regexp.MustCompile(`^[0-9a-f]{12}(\.bin)?$`)

func removeOthers(dir, prefix string, keep map[string]bool) error {
	list, err := os.ReadDir(filepath.Join(dir, filepath.FromSlash(prefix)))
	if err != nil {
		return err
	}
	for _, e := range list {
		if ours.MatchString(e.Name()) && !keep[prefix+e.Name()] {
			if err := os.RemoveAll(filepath.Join(dir, filepath.FromSlash(prefix), e.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}
