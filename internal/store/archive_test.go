package store

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/xianzhi/xianzhi/internal/record"
)

// open lays out a txtar archive as an archive's folder. What it lacks comes
// from the project's own data.
func open(t *testing.T, name string) *Store {
	t.Helper()
	ar, err := txtar.ParseFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, f := range ar.Files {
		file := filepath.Join(dir, f.Name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	st, err := Open(dir, os.DirFS("../.."))
	if err != nil {
		t.Fatal(err)
	}
	return st
}

func archive(t *testing.T, name string) *Archive {
	t.Helper()
	a, err := open(t, name).Archive(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func article(t *testing.T, a *Archive, id string) *Article {
	t.Helper()
	v, err := a.ByID(id)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestCorrections(t *testing.T) {
	a := archive(t, "merge.txtar")
	v := article(t, a, "full")
	if len(v.Observations) != 2 {
		t.Fatalf("%d observations, want the corrected and the confirmed: the rejected one is gone", len(v.Observations))
	}
	if o := v.Observations[0]; o.Value != 180 || o.Review != record.ReviewCorrected {
		t.Errorf("correction not applied: %+v", o)
	}
	if o := v.Observations[1]; o.Review != record.ReviewConfirmed {
		t.Errorf("confirmation not applied: %+v", o)
	}
	if len(a.Stale) != 1 || !strings.Contains(a.Stale[0].Error(), "expects 99") {
		t.Errorf("stale corrections: %v, want the one that expects 99", a.Stale)
	}
}

func TestRedactionsReachEveryText(t *testing.T) {
	a := archive(t, "merge.txtar")
	v := article(t, a, "full")
	all := []string{string(v.Title), v.Captured, strings.Join(v.Authors, ""), v.Translations["en"].Title.Text}
	for i, b := range v.Body {
		all = append(all, b.Text, v.Translations["en"].Paragraphs[i].Text)
	}
	for _, o := range v.Observations {
		all = append(all, o.Quote.Text)
	}
	for _, s := range all {
		if strings.Contains(s, "欧阳小米") || strings.Contains(s, "Ouyang Xiaomi") {
			t.Errorf("the name is still in %q", s)
		}
	}
	for _, o := range v.Observations {
		text := []rune(v.Body[o.Quote.Block].Text)
		if got := string(text[o.Quote.Start:o.Quote.End]); got != o.Quote.Text {
			t.Errorf("%s: offsets give %q, quote is %q", o.ID, got, o.Quote.Text)
		}
	}
}

func TestReceivedTextIsMaskedInBothScripts(t *testing.T) {
	list := []record.Redaction{{Name: "欧阳小米", Mask: "欧阳某"}}
	for captured, want := range map[string]string{
		"歐陽(yáng)小米(mǐ)的店，米店": "欧阳某的店，米店",
		"歐?yáng)小米的店":         "", // garbled: it cannot be masked
	} {
		v := &Article{Article: record.Article{Body: []record.Block{{Text: "欧阳小米的店"}}}, Captured: captured}
		if got := maskReceived(v, list); got != want {
			t.Errorf("%q is masked to %q, want %q", captured, got, want)
		}
	}
}

func TestRightsLimitTheText(t *testing.T) {
	a := archive(t, "merge.txtar")
	quote := article(t, a, "quote")
	if len(quote.Body) != 1 || quote.Body[0].Text != "员工30人" || quote.Captured != "" {
		t.Errorf("a quote article shows %+v, captured %q", quote.Body, quote.Captured)
	}
	meta := article(t, a, "metadata")
	if len(meta.Body) != 0 || meta.Observations[0].Quote.Text != "" || meta.Observations[0].Value != 40 {
		t.Errorf("a metadata article shows %+v, %+v", meta.Body, meta.Observations)
	}
}

func TestWithdrawnLeavesATombstone(t *testing.T) {
	a := archive(t, "merge.txtar")
	if _, err := a.ByID("withdrawn"); err == nil {
		t.Error("the withdrawn article is still there")
	}
	if len(a.Tombstones) != 1 || a.Tombstones[0].Reason != "" {
		t.Errorf("tombstones %+v: want one without its reason", a.Tombstones)
	}
	for _, c := range a.Clusters {
		for _, m := range c.Members {
			if m.Article == "withdrawn" {
				t.Error("the withdrawn article is still in a cluster")
			}
		}
	}
}

func TestTranslationsFollowTheirBlocks(t *testing.T) {
	v := article(t, archive(t, "merge.txtar"), "full")
	tr := v.Translations["en"]
	if tr.Paragraphs[0].State != "human" || !strings.HasPrefix(tr.Paragraphs[0].Text, "First") {
		t.Errorf("first block: %+v", tr.Paragraphs[0])
	}
	if tr.Paragraphs[1].State != "stale" {
		t.Errorf("a changed original leaves its translation %q, want stale", tr.Paragraphs[1].State)
	}
	if tr.Complete() != true {
		t.Error("every block has a text")
	}
}

func TestErrorsNameTheFile(t *testing.T) {
	st := open(t, "broken.txtar")
	_, err := st.Archive(context.Background())
	if err == nil {
		t.Fatal("no error")
	}
	for _, want := range []string{"data/articles/s/2024/bad.json:3:", "data/corrections/2024.yaml:2:", "data/site.yaml:", "data/articles/s/2023/lost.json: holds article other"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("error lacks %q:\n%v", want, err)
		}
	}
}
