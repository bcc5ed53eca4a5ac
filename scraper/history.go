package scraper

import (
	"errors"
	"io/fs"
	"os"
	"slices"
	"time"

	"github.com/xianzhi/xianzhi/internal/record"
	"github.com/xianzhi/xianzhi/internal/store"
)

func historyPath(source, id string) string { return "data/history/" + source + "/" + id + ".json" }

// readHistory reads data/history/<source>/<id>.json; most articles have none.
func readHistory(st *store.Store, source, id string) (record.History, error) {
	h := record.History{Article: id, Versions: []record.Version{}}
	rel := historyPath(source, id)
	data, err := os.ReadFile(st.Path(rel))
	if errors.Is(err, fs.ErrNotExist) {
		return h, nil
	}
	if err != nil {
		return h, err
	}
	return h, record.DecodeJSON(rel, data, &h)
}

// supersede keeps old as an earlier version of now. Doing it twice does it once.
func (l *ledger) supersede(old, now *record.Article) error {
	h, err := readHistory(l.store, l.source.ID, old.ID)
	if err != nil {
		return err
	}
	if n := len(h.Versions); n > 0 && sameCapture(h.Versions[n-1].Capture, old.Capture) {
		return nil
	}
	h.Gone = ""
	h.Versions = append(h.Versions, record.Version{
		Until: now.Capture.Retrieved, Fields: differences(old, now),
		Title: old.Title, Modified: old.Modified, Body: old.Body, Capture: old.Capture,
	})
	_, err = l.store.WriteJSON(historyPath(l.source.ID, old.ID), h)
	return err
}

func sameCapture(a, b *record.Capture) bool {
	return a != nil && b != nil && a.SHA256 == b.SHA256 && a.Retrieved == b.Retrieved
}

// markGone notes the day on which an article's page was found missing.
func (sr *sourceRun) markGone(id string) error {
	h, err := readHistory(sr.opt.Store, sr.source.ID, id)
	if err != nil || h.Gone != "" {
		return err
	}
	h.Gone = record.Optional(sr.found.At.UTC().Format(time.DateOnly))
	_, err = sr.opt.Store.WriteJSON(historyPath(sr.source.ID, id), h)
	return err
}

// differences names the fields in which two versions differ, as in JSON.
func differences(old, now *record.Article) []string {
	fields := []string{}
	for _, f := range []struct {
		name string
		same bool
	}{
		{"url", old.URL == now.URL},
		{"canonical_url", old.CanonicalURL == now.CanonicalURL},
		{"lang", old.Lang == now.Lang},
		{"title", old.Title == now.Title},
		{"publisher", sameName(old.Publisher, now.Publisher)},
		{"authors", slices.Equal(old.Authors, now.Authors)},
		{"editors", slices.Equal(old.Editors, now.Editors)},
		{"published", old.Published == now.Published},
		{"modified", old.Modified == now.Modified},
		{"body", slices.Equal(old.Body, now.Body)},
		{"repairs", slices.Equal(old.Repairs, now.Repairs)},
		{"damaged", slices.Equal(old.Damaged, now.Damaged)},
		{"rights", old.Rights == now.Rights},
	} {
		if !f.same {
			fields = append(fields, f.name)
		}
	}
	return fields
}

func sameName(a, b *record.Name) bool {
	return a == nil && b == nil || a != nil && b != nil && *a == *b
}

// sameArticle reports whether nothing but the capture differs: a page whose
// frame or counters changed is no new version of its article.
func sameArticle(a, b *record.Article) bool { return len(differences(a, b)) == 0 }

// missing names the fields that a healthy article has and a lacks.
func missing(a *record.Article) []string {
	var fields []string
	if a.Published == "" {
		fields = append(fields, "date")
	}
	if a.Publisher == nil {
		fields = append(fields, "publisher")
	}
	return fields
}

// lost names what old had and now lacks: a sign that the site changed its
// pages and the rules no longer fit, not that the article did.
func lost(old, now *record.Article) []string {
	var fields []string
	if old.Title != "" && now.Title == "" {
		fields = append(fields, "title")
	}
	if old.Published != "" && now.Published == "" {
		fields = append(fields, "date")
	}
	if old.Publisher != nil && now.Publisher == nil {
		fields = append(fields, "publisher")
	}
	if 5*bodyLength(now) < bodyLength(old) {
		fields = append(fields, "body")
	}
	return fields
}

// bodyLength is in bytes: only its ratio to another matters.
func bodyLength(a *record.Article) int {
	n := 0
	for _, b := range a.Body {
		n += len(b.Text)
	}
	return n
}
