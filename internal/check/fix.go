package check

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/xianzhi/xianzhi/internal/record"
	"github.com/xianzhi/xianzhi/internal/store"
)

// A generated file that decodes but is not as a rebuild would write it.
type untidy struct {
	file  string
	tidy  []byte // nil: the file should not be there
	about string
}

// generated finds files of machines that a person edited, or that belong to
// nothing any more. Files that do not decode are told by the view.
func (c *checker) generated() {
	all, err := untidied(c.st)
	c.errs("data", err)
	for _, u := range all {
		c.add(Warning, "data", u.file, "%s; check --fix mends it", u.about)
	}
}

// Fix rewrites generated files canonically and removes observations of articles
// that are not there. It returns what it changed. Hand-written files are never
// touched.
func Fix(st *store.Store) ([]string, error) {
	all, err := untidied(st)
	if err != nil {
		return nil, err
	}
	var done []string
	for _, u := range all {
		if u.tidy == nil {
			err = st.Remove(u.file)
		} else {
			_, err = st.Write(u.file, u.tidy)
		}
		if err != nil {
			return done, err
		}
		done = append(done, u.file+": "+u.about)
	}
	return done, nil
}

// kindOf is an empty record of the kind that lies at rel, nil for others.
func kindOf(rel string) any {
	switch dir, _, _ := strings.Cut(strings.TrimPrefix(rel, "data/"), "/"); dir {
	case "articles":
		return new(record.Article)
	case "observations":
		return new(record.ObservationFile)
	case "clusters.json":
		return new(record.ClusterFile)
	case "state":
		return new(record.State)
	case "history":
		return new(record.History)
	}
	return nil
}

func untidied(st *store.Store) ([]untidy, error) {
	var all []untidy
	top := st.Path("data")
	err := filepath.WalkDir(top, func(name string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) && name == top {
			return fs.SkipAll
		}
		if err != nil || d.IsDir() || filepath.Ext(name) != ".json" {
			return err
		}
		rel, err := filepath.Rel(st.Root, name)
		if err != nil {
			return err
		}
		u, err := tidied(st, filepath.ToSlash(rel))
		if u != nil {
			all = append(all, *u)
		}
		return err
	})
	return all, err
}

func tidied(st *store.Store, rel string) (*untidy, error) {
	v := kindOf(rel)
	if v == nil {
		return nil, nil
	}
	old, err := os.ReadFile(st.Path(rel))
	if err != nil {
		return nil, err
	}
	if record.DecodeJSON(rel, old, v) != nil {
		return nil, nil // the view tells what is wrong
	}
	if _, ok := v.(*record.ObservationFile); ok {
		article := strings.Replace(rel, "data/observations/", "data/articles/", 1)
		if _, err := os.Stat(st.Path(article)); errors.Is(err, fs.ErrNotExist) {
			return &untidy{rel, nil, "its article is not there"}, nil
		}
	}
	tidy, err := record.Encode(v)
	if err != nil || bytes.Equal(old, tidy) {
		return nil, err
	}
	return &untidy{rel, tidy, "not in canonical form"}, nil
}
