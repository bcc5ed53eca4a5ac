package preview

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"time"

	"github.com/fsnotify/fsnotify"
)

// settle is how long files must rest before a change counts: editors write in
// several steps.
const settle = 100 * time.Millisecond

// Watch calls changed after files under the folders changed, until ctx ends.
// Folders that do not exist are left out.
func Watch(ctx context.Context, folders []string, changed func()) error {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return err
	}
	defer w.Close()
	for _, dir := range folders {
		if err := addAll(w, dir); err != nil {
			return err
		}
	}
	var quiet <-chan time.Time
	for {
		select {
		case <-ctx.Done():
			return nil
		case err := <-w.Errors:
			return err
		case e := <-w.Events:
			if e.Has(fsnotify.Create) {
				_ = addAll(w, e.Name) // a file is no folder to watch
			}
			quiet = time.After(settle)
		case <-quiet:
			quiet = nil
			changed()
		}
	}
}

func addAll(w *fsnotify.Watcher, dir string) error {
	return filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil || !d.IsDir() {
			return err
		}
		return w.Add(name)
	})
}
