package store

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/xianzhi/xianzhi/internal/record"
)

// Site reads data/site.yaml.
func (s *Store) Site() (record.Site, error) {
	var site record.Site
	data, err := s.readHand("data/site.yaml")
	if err != nil {
		return site, err
	}
	if err := record.DecodeYAML("data/site.yaml", data, &site); err != nil {
		return site, err
	}
	return site, site.Check()
}

// Indicators reads data/indicators/*.yaml, in order of id.
func (s *Store) Indicators() ([]record.Indicator, error) {
	dir, err := s.Folder("data/indicators")
	if err != nil {
		return nil, err
	}
	var all []record.Indicator
	err = eachYAML(dir, "data/indicators", func(rel string, data []byte) error {
		var ind record.Indicator
		if err := record.DecodeYAML(rel, data, &ind); err != nil {
			return err
		}
		if want := strings.TrimSuffix(path.Base(rel), ".yaml"); ind.ID != want {
			return fmt.Errorf("%s: id is %q, expected %q as the file is named", rel, ind.ID, want)
		}
		all = append(all, ind)
		return nil
	})
	return all, err
}

// Translations reads data/translations/<lang>/, by article id.
func (s *Store) Translations(lang string) (map[string]*record.Translation, error) {
	files, err := decoded(s, "data/translations/"+lang, ".yaml", func(rel string, data []byte) (*record.Translation, error) {
		t := new(record.Translation)
		if err := record.DecodeYAML(rel, data, t); err != nil {
			return nil, err
		}
		if want := strings.TrimSuffix(path.Base(rel), ".yaml"); t.Article != want {
			return nil, fmt.Errorf("%s: article is %q, expected %q as the file is named", rel, t.Article, want)
		}
		return t, nil
	})
	all := make(map[string]*record.Translation, len(files))
	for _, t := range files {
		all[t.Article] = t
	}
	return all, err
}

// Corrections reads data/corrections/*.yaml, each a list.
func (s *Store) Corrections() ([]record.Correction, error) {
	return lists[record.Correction](s, "data/corrections")
}

// Exclusions reads data/excluded/*.yaml, each a list.
func (s *Store) Exclusions() ([]record.Exclusion, error) {
	return lists[record.Exclusion](s, "data/excluded")
}

// Redactions reads data/redactions/*.yaml, each a list.
func (s *Store) Redactions() ([]record.Redaction, error) {
	return lists[record.Redaction](s, "data/redactions")
}

func lists[T any](s *Store, dir string) ([]T, error) {
	var all []T
	err := s.files(dir, ".yaml", func(rel string, data []byte) error {
		var some []T
		if err := record.DecodeYAML(rel, data, &some); err != nil {
			return err
		}
		all = append(all, some...)
		return nil
	})
	return all, err
}

func (s *Store) readHand(rel string) ([]byte, error) {
	dir, err := s.Folder(path.Dir(rel))
	if err != nil {
		return nil, err
	}
	data, err := fs.ReadFile(dir, path.Base(rel))
	if errors.Is(err, fs.ErrNotExist) && s.Defaults != nil {
		return fs.ReadFile(s.Defaults, rel)
	}
	return data, err
}

// eachYAML calls f for the YAML files of dir in lexical order and joins the
// errors, so that all that is wrong is told at once.
func eachYAML(dir fs.FS, prefix string, f func(rel string, data []byte) error) error {
	entries, err := fs.ReadDir(dir, ".")
	if err != nil {
		return err
	}
	var bad []error
	for _, e := range entries {
		if path.Ext(e.Name()) != ".yaml" {
			continue
		}
		data, err := fs.ReadFile(dir, e.Name())
		if err == nil {
			err = f(path.Join(prefix, e.Name()), data)
		}
		bad = append(bad, err)
	}
	return errors.Join(bad...)
}
