package main

import (
	"slices"
	"strings"
	"testing"

	"github.com/xianzhi/xianzhi/internal/record"
	"github.com/xianzhi/xianzhi/scraper/sample"
)

// byID reads the article of the page with that id.
func byID(t *testing.T, id string) (sample.Page, *record.Article) {
	t.Helper()
	pages, err := sample.Pages()
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(pages, func(p sample.Page) bool { return p.ID == id })
	if i < 0 {
		t.Fatalf("no page %s", id)
	}
	a, err := article(pages[i])
	if err != nil {
		t.Fatal(err)
	}
	return pages[i], a
}

// A mirror that annotates whole characters is undone to the last one.
func TestAnnotationsAreUndone(t *testing.T) {
	for _, id := range []string{"pengyang-labellers-mirror", "kaihua-base-mirror", "yonghe-trainers"} {
		p, a := byID(t, id)
		if string(a.Title) != p.Title.Zh {
			t.Errorf("%s: title %q, want %q", id, a.Title, p.Title.Zh)
		}
		for i, b := range p.Body {
			if a.Body[i].Text != b.Zh {
				t.Errorf("%s: block %d: %q, want %q", id, i, a.Body[i].Text, b.Zh)
			}
		}
		if len(a.Damaged) > 0 || a.OriginalScript != record.ScriptHant && a.OriginalScript != record.ScriptMixed {
			t.Errorf("%s: script %q, damaged %v", id, a.OriginalScript, a.Damaged)
		}
	}
}

// Where the mirror destroyed a digit the article says so and holds no number
// that the original did not have.
func TestLostDigitIsMarked(t *testing.T) {
	_, a := byID(t, "yijun-sample-copy")
	i := slices.IndexFunc(a.Body, func(b record.Block) bool { return strings.Contains(b.Text, "稳定在岗") })
	if i < 0 {
		t.Fatal("no block about the staff")
	}
	if strings.Contains(a.Body[i].Text, "160") {
		t.Errorf("the digit is back: %q", a.Body[i].Text)
	}
	if !slices.ContainsFunc(a.Damaged, func(s record.Span) bool { return s.Block == i }) {
		t.Errorf("block %d is not marked: %v", i, a.Damaged)
	}
}

// An article over two pages is one.
func TestPartsAreJoined(t *testing.T) {
	p, a := byID(t, "hebei-daily-2022-paper")
	if p.Break == 0 || len(a.Body) != len(p.Body) {
		t.Errorf("break %d: %d blocks, want %d", p.Break, len(a.Body), len(p.Body))
	}
}
