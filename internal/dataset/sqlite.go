package dataset

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"strings"

	_ "modernc.org/sqlite" // the driver "sqlite", pure Go

	"github.com/xianzhi/xianzhi/internal/store"
)

// SQLite writes the tables to a new SQLite file, with full-text search over
// titles and quotes (trigram, which serves Chinese) and a view that joins each
// observation with its report.
func SQLite(ctx context.Context, file string, a *store.Archive, tables []Table) (err error) {
	if err := os.RemoveAll(file); err != nil {
		return err
	}
	db, err := sql.Open("sqlite", file)
	if err != nil {
		return err
	}
	defer func() {
		if cerr := db.Close(); err == nil {
			err = cerr
		}
	}()
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	for _, t := range tables {
		if err := t.insert(ctx, tx); err != nil {
			return fmt.Errorf("table %s: %w", t.Name, err)
		}
	}
	if _, err := tx.ExecContext(ctx, views); err != nil {
		return err
	}
	if err := insertText(ctx, tx, a); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, "VACUUM")
	return err
}

const views = `
CREATE VIEW claims AS
SELECT o.id, i.name_zh AS indicator_zh, i.name_en AS indicator_en, o.value, o.value_max, o.unit, o.qualifier, o.status,
       o.as_of, o.place, o.province, o.programme_name, o.org_name, o.quote, a.title, a.publisher, a.published, a.url
FROM observations o JOIN articles a ON a.id = o.article JOIN indicators i ON i.id = o.indicator;
CREATE VIRTUAL TABLE text USING fts5(article UNINDEXED, title, body, tokenize = 'trigram');
`

func (t Table) insert(ctx context.Context, tx *sql.Tx) error {
	var cols, marks []string
	for _, c := range t.Columns {
		def := `"` + c.Name + `" ` + sqlType(c.Type)
		if c.Name == t.Key {
			def += " PRIMARY KEY"
		}
		if to := t.Foreign[c.Name]; to != "" {
			def += ` REFERENCES "` + to + `"(id)`
		}
		cols, marks = append(cols, def), append(marks, "?")
	}
	if _, err := tx.ExecContext(ctx, fmt.Sprintf(`CREATE TABLE "%s" (%s)`, t.Name, strings.Join(cols, ", "))); err != nil {
		return err
	}
	stmt, err := tx.PrepareContext(ctx, fmt.Sprintf(`INSERT INTO "%s" VALUES (%s)`, t.Name, strings.Join(marks, ", ")))
	if err != nil {
		return err
	}
	defer stmt.Close()
	for _, row := range t.Rows {
		if _, err := stmt.ExecContext(ctx, row...); err != nil {
			return err
		}
	}
	return nil
}

func insertText(ctx context.Context, tx *sql.Tx, a *store.Archive) error {
	stmt, err := tx.PrepareContext(ctx, `INSERT INTO text VALUES (?, ?, ?)`)
	if err != nil {
		return err
	}
	defer stmt.Close()
	for _, v := range a.Articles {
		var body []string
		for _, b := range v.Body {
			body = append(body, b.Text)
		}
		if _, err := stmt.ExecContext(ctx, v.ID, string(v.Title), strings.Join(body, "\n")); err != nil {
			return err
		}
	}
	return nil
}

func sqlType(t Type) string {
	switch t {
	case Number:
		return "REAL"
	case Integer:
		return "INTEGER"
	}
	return "TEXT"
}
