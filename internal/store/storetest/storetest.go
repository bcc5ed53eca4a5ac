// Package storetest opens archives that tests describe as txtar. Its one
// function is [Open]; it is for tests only and decides nothing.
package storetest

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/xianzhi/xianzhi/internal/store"
)

// Open lays the txtar file out in a temporary folder and opens it as an
// archive. What it lacks comes from the project's own data, at defaults.
func Open(t testing.TB, file, defaults string) *store.Store {
	t.Helper()
	ar, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, f := range ar.Files {
		name := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	st, err := store.Open(dir, os.DirFS(defaults))
	if err != nil {
		t.Fatal(err)
	}
	return st
}

// Archive is [Open] and the merged view.
func Archive(t testing.TB, file, defaults string) *store.Archive {
	t.Helper()
	a, err := Open(t, file, defaults).Archive(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return a
}
