package store

import (
	"fmt"
	"os"
	"path"
	"strings"

	"github.com/goccy/go-yaml"

	"github.com/xianzhi/xianzhi/internal/record"
)

// Withdraw takes an article down: it notes e in data/excluded/withdrawn.yaml
// and removes the article's text from data/ (article, captures, history,
// observations, translations). The id and URL stay known, so that the page is
// not gathered again and its address answers with a tombstone. It returns the
// files that were removed. The WARC store and git's history are the caller's.
func (s *Store) Withdraw(e record.Exclusion) (url string, removed []string, err error) {
	articles, err := s.Articles()
	if err != nil {
		return "", nil, err
	}
	var found *record.Article
	for _, a := range articles {
		if a.ID == e.Article {
			found = a
		}
	}
	if found == nil {
		return "", nil, fmt.Errorf("article %s: not in data/articles", e.Article)
	}
	if err := s.appendExclusion(e); err != nil {
		return "", nil, err
	}
	for _, rel := range s.filesOf(found) {
		if _, err := os.Stat(s.Path(rel)); err != nil {
			continue
		}
		if err := s.Remove(rel); err != nil {
			return found.URL, removed, err
		}
		removed = append(removed, rel)
	}
	return found.URL, removed, nil
}

func (s *Store) filesOf(a *record.Article) []string {
	return []string{
		ArticlePath(a), ObservationPath(a), CapturePath(a),
		path.Join("data/history", a.Source, a.ID+".json"),
		path.Join("data/translations/en", a.ID+".yaml"),
		path.Join("data/translations/zh", a.ID+".yaml"),
	}
}

func (s *Store) appendExclusion(e record.Exclusion) error {
	const file = "data/excluded/withdrawn.yaml"
	old, err := os.ReadFile(s.Path(file))
	if err != nil && !os.IsNotExist(err) {
		return err
	}
	entry, err := yaml.Marshal([]record.Exclusion{e})
	if err != nil {
		return err
	}
	text := string(old)
	if text != "" && !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	_, err = s.Write(file, []byte(text+string(entry)))
	return err
}
