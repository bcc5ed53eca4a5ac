package store

import (
	"errors"
	"io/fs"

	"github.com/xianzhi/xianzhi/internal/record"
)

// States reads data/state/*.json, in order of source.
func (s *Store) States() ([]record.State, error) {
	var all []record.State
	err := s.files("data/state", ".json", func(rel string, data []byte) error {
		all = append(all, record.State{})
		return record.DecodeJSON(rel, data, &all[len(all)-1])
	})
	return all, err
}

// Sources reads data/sources.yaml for the names and rights of sources; package
// source checks all of it. An archive without the file has none.
func (s *Store) Sources() ([]record.Source, error) {
	var all []record.Source
	data, err := s.readHand("data/sources.yaml")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return all, record.DecodeYAML("data/sources.yaml", data, &all)
}
