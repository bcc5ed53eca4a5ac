package dataset

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/xianzhi/xianzhi/internal/record"
	"github.com/xianzhi/xianzhi/internal/store"
)

// ErrReleased is returned for a date that has a release already: it is never
// written again.
var ErrReleased = errors.New("is released already and never changes; give another --date")

// Release writes data/releases/<r.Date>: one CSV for each indicator with
// observations, and release.json with r, what is in the files and what changed
// since the release before.
func Release(st *store.Store, a *store.Archive, r record.Release) (record.Release, error) {
	if _, err := time.Parse(time.DateOnly, r.Date); err != nil {
		return r, fmt.Errorf("release %q: expected a date such as 2024-08-12", r.Date)
	}
	dir := path.Join("data/releases", r.Date)
	if _, err := os.Stat(st.Path(dir)); !errors.Is(err, fs.ErrNotExist) {
		return r, fmt.Errorf("%s %w", dir, ErrReleased)
	}
	before, err := previous(st, r.Date)
	if err != nil {
		return r, err
	}
	r.Previous = record.Optional(before.Date)
	tables := releaseTables(a, &r)
	for _, t := range tables {
		i, err := writeTable(st, t, r.Date, before)
		if err != nil {
			return r, err
		}
		r.Indicators = append(r.Indicators, i)
	}
	r.Indicators = append(r.Indicators, dropped(st, before, tables)...)
	slices.SortFunc(r.Indicators, func(a, b record.ReleaseIndicator) int { return strings.Compare(a.ID, b.ID) })
	_, err = st.WriteJSON(path.Join(dir, "release.json"), r)
	return r, err
}

// previous is the newest release before date; the zero Release when there is none.
func previous(st *store.Store, date string) (record.Release, error) {
	all, err := st.Releases()
	for _, r := range all {
		if r.Date < date {
			return r, err
		}
	}
	return record.Release{}, err
}

// releaseTables are the observations of each indicator, with the report that
// claims them, since a release must stand by itself.
func releaseTables(a *store.Archive, r *record.Release) []Table {
	all := observations(a)
	columns := append(slices.Clone(all.Columns),
		Column{"title", String, "of the report"}, Column{"publisher", String, "of the report"},
		Column{"published", String, "ISO 8601"}, Column{"url", String, "of the report"})
	by := map[string]*Table{}
	for _, v := range a.Articles {
		if len(v.Observations) > 0 {
			r.Articles++
		}
		for _, o := range v.Observations {
			t := by[o.Indicator]
			if t == nil {
				t = &Table{Name: o.Indicator, Columns: columns, Key: "id"}
				by[o.Indicator] = t
			}
			t.Rows = append(t.Rows, append(observationRow(v.ID, o), reportCells(v)...))
			r.Observations++
		}
	}
	var out []Table
	for _, t := range by {
		slices.SortFunc(t.Rows, func(x, y []any) int { return strings.Compare(cell(x[0]), cell(y[0])) })
		out = append(out, *t)
	}
	return out
}

func reportCells(v *store.Article) []any {
	var publisher string
	if v.Publisher != nil {
		publisher = v.Publisher.Name
	}
	return []any{opt(v.Title), opt(publisher), opt(v.Published), opt(v.URL)}
}

func writeTable(st *store.Store, t Table, date string, before record.Release) (record.ReleaseIndicator, error) {
	data, err := t.CSV()
	if err != nil {
		return record.ReleaseIndicator{}, err
	}
	i := record.ReleaseIndicator{ID: t.Name, Observations: len(t.Rows), SHA256: digest(data)}
	i.Added, i.Changed, i.Removed = compare(releasedRows(st, before.Date, t.Name), rowsByID(data))
	_, err = st.Write(store.ReleasePath(date, t.Name), data)
	return i, err
}

// dropped are the indicators that the release before had and this one lacks.
func dropped(st *store.Store, before record.Release, tables []Table) []record.ReleaseIndicator {
	var out []record.ReleaseIndicator
	for _, old := range before.Indicators {
		if old.Observations == 0 || slices.ContainsFunc(tables, func(t Table) bool { return t.Name == old.ID }) {
			continue
		}
		i := record.ReleaseIndicator{ID: old.ID}
		i.Added, i.Changed, i.Removed = compare(releasedRows(st, before.Date, old.ID), nil)
		out = append(out, i)
	}
	return out
}

func releasedRows(st *store.Store, date, indicator string) map[string]string {
	data, err := st.ReleaseTable(date, indicator)
	if err != nil {
		return nil // the release before had no such table
	}
	return rowsByID(data)
}

// rowsByID are the rows of a CSV, whose first column is the id.
func rowsByID(data []byte) map[string]string {
	lines, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil || len(lines) == 0 {
		return nil
	}
	rows := map[string]string{}
	for _, line := range lines[1:] {
		rows[line[0]] = strings.Join(line, "\x00")
	}
	return rows
}

func compare(old, now map[string]string) (added, changed, removed []string) {
	added, changed, removed = []string{}, []string{}, []string{}
	for id, row := range now {
		switch before, ok := old[id]; {
		case !ok:
			added = append(added, id)
		case before != row:
			changed = append(changed, id)
		}
	}
	for id := range old {
		if _, ok := now[id]; !ok {
			removed = append(removed, id)
		}
	}
	for _, ids := range [][]string{added, changed, removed} {
		slices.Sort(ids)
	}
	return added, changed, removed
}
