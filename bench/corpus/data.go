package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/goccy/go-yaml"

	"github.com/xianzhi/xianzhi/internal/record"
	"github.com/xianzhi/xianzhi/internal/store"
)

// writeData writes an archive: articles, translations, the list of sources, and
// what is true.
func writeData(o options, stories []story) error {
	st, err := prepare(o, "https://%s.example/")
	if err != nil {
		return err
	}
	for i := range stories {
		s := &stories[i]
		data, err := record.Encode(s.article)
		if err != nil {
			return err
		}
		if err := write(st, store.ArticlePath(&s.article), data); err != nil {
			return err
		}
		if s.translation == nil {
			continue
		}
		if data, err = yaml.Marshal(s.translated()); err != nil {
			return err
		}
		if err := write(st, "data/translations/en/"+s.article.ID+".yaml", data); err != nil {
			return err
		}
	}
	return write(st, "truth.jsonl", truth(stories))
}

// prepare makes the archive's folder with its list of sources.
func prepare(o options, home string) (*store.Store, error) {
	if err := os.MkdirAll(o.dir, 0o755); err != nil {
		return nil, err
	}
	st, err := store.Open(o.dir, nil)
	if err != nil {
		return nil, err
	}
	var list []record.Source
	for i := range outlets {
		id := fmt.Sprintf("outlet-%02d", i)
		list = append(list, record.Source{
			ID: id, Name: record.Text{Zh: fmt.Sprintf("第%d新闻网", i+1), En: fmt.Sprintf("Outlet %d", i+1)},
			Home: fmt.Sprintf(home, id), Language: record.LangChinese, Zone: "Asia/Shanghai", Rights: record.RightsFull,
		})
	}
	data, err := yaml.Marshal(list)
	if err != nil {
		return nil, err
	}
	return st, write(st, "data/sources.yaml", data)
}

// write skips the care for crashes that a store takes: a corpus is made anew.
func write(st *store.Store, rel string, data []byte) error {
	name := st.Path(rel)
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	return os.WriteFile(name, data, 0o644)
}

func (s *story) translated() record.Translation {
	t := record.Translation{Article: s.article.ID, Title: translated(string(s.article.Title), s.translation.Title)}
	for i, b := range s.article.Body {
		text := s.translation.Blocks[i%len(s.translation.Blocks)]
		t.Paragraphs = append(t.Paragraphs, *translated(b.Text, text))
	}
	return t
}

func translated(of, text string) *record.Translated {
	return &record.Translated{Source: record.Digest(of), Text: text, By: "corpus", State: "machine"}
}

func truth(stories []story) []byte {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	for i := range stories {
		for _, c := range stories[i].truth {
			c.Article = stories[i].article.ID
			if err := enc.Encode(c); err != nil {
				panic(err) // numbers and strings encode
			}
		}
	}
	return buf.Bytes()
}

// check prints which share of the true claims was read, with its county.
func check(w io.Writer, dir string) error {
	st, err := store.Open(dir, nil)
	if err != nil {
		return err
	}
	read, err := st.Observations()
	if err != nil {
		return err
	}
	data, err := os.ReadFile(filepath.Join(dir, "truth.jsonl"))
	if err != nil {
		return err
	}
	var all, found, placed int
	for dec := json.NewDecoder(bytes.NewReader(data)); dec.More(); all++ {
		var c claim
		if err := dec.Decode(&c); err != nil {
			return fmt.Errorf("truth.jsonl: %w", err)
		}
		value, place := c.in(read[c.Article])
		found += value
		placed += place
	}
	_, err = fmt.Fprintf(w, "%d claims, %d read, %d of them with the county\n", all, found, placed)
	return err
}

// in reports as 0 or 1 whether f has the claim, and whether with its county.
func (c claim) in(f *record.ObservationFile) (value, place int) {
	if f == nil {
		return 0, 0
	}
	for _, o := range f.Observations {
		if o.Indicator == c.Indicator && o.Value == c.Value {
			value = 1
			if o.Place != nil && string(o.Place.Code) == c.Place {
				return 1, 1
			}
		}
	}
	return value, 0
}
