package store

import (
	"fmt"
	"os"
	"path"
	"slices"

	"github.com/xianzhi/xianzhi/internal/record"
)

// Releases reads data/releases/*/release.json, newest first.
func (s *Store) Releases() ([]record.Release, error) {
	var all []record.Release
	err := s.files("data/releases", "/release.json", func(rel string, data []byte) error {
		var r record.Release
		if err := record.DecodeJSON(rel, data, &r); err != nil {
			return err
		}
		if dir := path.Base(path.Dir(rel)); dir != r.Date {
			return fmt.Errorf("%s: date is %q, expected %q as the folder is named", rel, r.Date, dir)
		}
		all = append(all, r)
		return nil
	})
	slices.Reverse(all) // folders come in order of date
	return all, err
}

// ReleasePath is where the table of an indicator lies in the release of a date.
func ReleasePath(date, indicator string) string {
	return path.Join("data/releases", date, indicator+".csv")
}

// ReleaseTable reads the CSV of an indicator in the release of a date.
func (s *Store) ReleaseTable(date, indicator string) ([]byte, error) {
	return os.ReadFile(s.Path(ReleasePath(date, indicator)))
}
