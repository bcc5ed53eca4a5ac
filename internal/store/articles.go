package store

import (
	"fmt"
	"path"
	"strings"

	"github.com/xianzhi/xianzhi/internal/record"
)

// ArticlePath is where an article lies: data/articles/<source>/<yyyy>/<id>.json.
// The year is that of publication, or "undated".
func ArticlePath(a *record.Article) string { return articleFile("data/articles", a, ".json") }

// ObservationPath is where the observations of an article lie.
func ObservationPath(a *record.Article) string { return articleFile("data/observations", a, ".json") }

// CapturePath is where the text of an article as received lies.
func CapturePath(a *record.Article) string { return articleFile("data/captures", a, ".txt") }

func articleFile(dir string, a *record.Article, ext string) string {
	year := "undated"
	if len(a.Published) >= 4 {
		year = string(a.Published[:4])
	}
	source := a.Source
	if source == "" {
		source = "loose"
	}
	return path.Join(dir, source, year, a.ID+ext)
}

// Articles reads every article, in order of source, year and id. A file that
// does not decode is reported with the others that do not; the rest is
// returned all the same.
func (s *Store) Articles() ([]*record.Article, error) {
	return decoded(s, "data/articles", ".json", func(rel string, data []byte) (*record.Article, error) {
		a := new(record.Article)
		if err := record.DecodeJSON(rel, data, a); err != nil {
			return nil, err
		}
		if want := ArticlePath(a); want != rel {
			return nil, fmt.Errorf("%s: holds article %s, which belongs in %s", rel, a.ID, want)
		}
		return a, nil
	})
}

// Observations reads every observation file, by article id.
func (s *Store) Observations() (map[string]*record.ObservationFile, error) {
	files, err := decoded(s, "data/observations", ".json", func(rel string, data []byte) (*record.ObservationFile, error) {
		f := new(record.ObservationFile)
		if err := record.DecodeJSON(rel, data, f); err != nil {
			return nil, err
		}
		if id := strings.TrimSuffix(path.Base(rel), ".json"); f.Article != id {
			return nil, fmt.Errorf("%s: holds the observations of %q", rel, f.Article)
		}
		return f, nil
	})
	all := make(map[string]*record.ObservationFile, len(files))
	for _, f := range files {
		all[f.Article] = f
	}
	return all, err
}

// Histories reads data/history, by article id.
func (s *Store) Histories() (map[string]*record.History, error) {
	all := map[string]*record.History{}
	err := s.files("data/history", ".json", func(rel string, data []byte) error {
		h := new(record.History)
		all[strings.TrimSuffix(path.Base(rel), ".json")] = h
		return record.DecodeJSON(rel, data, h)
	})
	return all, err
}

// Clusters reads data/clusters.json; none when there is no such file.
func (s *Store) Clusters() ([]record.Cluster, error) {
	var f record.ClusterFile
	err := s.files("data", "/clusters.json", func(rel string, data []byte) error {
		return record.DecodeJSON(rel, data, &f)
	})
	return f.Clusters, err
}

// PruneObservations removes the observation files of articles that are not
// among all, and returns how many there were.
func (s *Store) PruneObservations(all []*record.Article) (int, error) {
	keep := map[string]bool{}
	for _, a := range all {
		keep[ObservationPath(a)] = true
	}
	names, err := s.names("data/observations", ".json")
	if err != nil {
		return 0, err
	}
	removed := 0
	for _, rel := range names {
		if keep[rel] {
			continue
		}
		if err := s.Remove(rel); err != nil {
			return removed, err
		}
		removed++
	}
	return removed, nil
}
