package search

import "fmt"

// A shown is what the results show of a document: its original text in folder
// f of a segment; translations lie apart in folder t, as they are read by some
// queries only.
type shown struct {
	ID         string   `json:"i"`
	URL        string   `json:"u"`
	Date       string   `json:"d,omitempty"`
	Lang       string   `json:"l"`
	Translated string   `json:"x,omitempty"` // title in the other language
	Publisher  string   `json:"p,omitempty"`
	Places     []string `json:"c,omitempty"`
	Text
}

func show(d *Doc) shown {
	s := shown{ID: d.ID, URL: d.URL, Date: d.Date, Lang: d.Lang, Publisher: d.Publisher, Places: d.Places, Text: d.Original}
	if d.Translation != nil {
		s.Translated = d.Translation.Title
	}
	return s
}

// packSample is the number of documents weighed to find how many fill a pack.
const packSample = 64

// writePacks writes the texts in packs of equal count and returns that count,
// so that a document's number tells its pack.
func writePacks(w *writer, docs []*Doc, translated bool, target int) (int, error) {
	size, err := packSize(w, docs, target)
	if err != nil {
		return 0, err
	}
	for at := 0; at < len(docs); at += size {
		if err := writePack(w, at/size, docs[at:min(at+size, len(docs))], translated); err != nil {
			return 0, err
		}
	}
	return size, nil
}

func writePack(w *writer, n int, docs []*Doc, translated bool) error {
	originals := make([]shown, len(docs))
	translations := make([]*Text, len(docs))
	for i, d := range docs {
		originals[i], translations[i] = show(d), d.Translation
	}
	if err := writeJSON(w, fmt.Sprintf("f/%x", n), originals); err != nil || !translated {
		return err
	}
	return writeJSON(w, fmt.Sprintf("t/%x", n), translations)
}

func packSize(w *writer, docs []*Doc, target int) (int, error) {
	total, count := 0, 0
	for i := 0; i < len(docs); i += max(1, len(docs)/packSample) {
		data, err := compactJSON(show(docs[i]))
		if err != nil {
			return 0, err
		}
		packed, err := w.compress(data)
		if err != nil {
			return 0, err
		}
		total += len(packed)
		count++
	}
	return max(1, (target*count+total/2)/max(total, 1)), nil
}

func writeJSON(w *writer, name string, v any) error {
	data, err := compactJSON(v)
	if err != nil {
		return err
	}
	return w.file(name, data)
}
