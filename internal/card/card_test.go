package card

import (
	"bytes"
	"errors"
	"flag"
	"image/png"
	"os"
	"slices"
	"strings"
	"testing"
)

var out = flag.String("card", "", "write a card to `file`, to be looked at")

func painter(t testing.TB) *Painter {
	t.Helper()
	p, err := Open("../..")
	if errors.Is(err, ErrNoFont) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestPNG(t *testing.T) {
	p := painter(t)
	c := Card{
		Site: "县志 · Xianzhi", Title: "累计带动就业人数", Figure: "超5800人",
		Note: "AI豆计划，截至2023年底。项目自开始以来，在报道中被算作“帮助”“带动”“吸纳”而就业的人数。",
	}
	b, err := p.PNG(c)
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(b))
	if err != nil || img.Bounds().Dx() != Width || img.Bounds().Dy() != Height {
		t.Fatalf("%v, %v", err, img.Bounds())
	}
	if len(b) > 60<<10 {
		t.Errorf("%d bytes", len(b))
	}
	if again, _ := p.PNG(c); !bytes.Equal(b, again) {
		t.Error("the same card gave other bytes")
	}
	if *out != "" {
		if err := os.WriteFile(*out, b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestUnpaintable(t *testing.T) {
	p := painter(t)
	if _, err := p.PNG(Card{Title: "字体里没有\U0001F9FF"}); err == nil || !strings.Contains(err.Error(), "no glyph for") {
		t.Errorf("a character without a glyph: %v", err)
	}
	if _, err := p.PNG(Card{Title: strings.Repeat("很长的题目", 60), Figure: strings.Repeat("9", 80)}); err != nil {
		t.Errorf("a title too long: %v", err)
	}
}

func TestOpen(t *testing.T) {
	if _, err := Open(t.TempDir()); !errors.Is(err, ErrNoFont) {
		t.Errorf("without the package: %v", err)
	}
}

func TestPieces(t *testing.T) {
	for _, tt := range []struct {
		text string
		want []string
	}{
		{"就业，5800人", []string{"就", "业，", "5800", "人"}},
		{"“帮助”的人", []string{"“帮", "助”", "的", "人"}},
		{"over 5,800 people", []string{"over ", "5,800 ", "people"}},
	} {
		if got := pieces(tt.text); !slices.Equal(got, tt.want) {
			t.Errorf("pieces(%q) = %q, want %q", tt.text, got, tt.want)
		}
	}
}

func FuzzUnpackWOFF(f *testing.F) {
	f.Add([]byte("wOFF"))
	f.Add(append([]byte("wOFF\x00\x01\x00\x00\x00\x00\x00\x40\x00\x01\x00\x00\x00\x00\x00\x40"), make([]byte, 60)...))
	f.Fuzz(func(t *testing.T, data []byte) {
		if font, err := unpackWOFF(data); err == nil && len(font) > maxFont+1<<20 {
			t.Errorf("%d bytes", len(font))
		}
	})
}

func BenchmarkPNG(b *testing.B) {
	p := painter(b)
	for b.Loop() {
		if _, err := p.PNG(Card{Site: "县志", Title: "累计带动就业人数", Figure: "超5800人"}); err != nil {
			b.Fatal(err)
		}
	}
}
