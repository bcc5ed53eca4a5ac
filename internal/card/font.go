package card

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// ErrNoFont is wrapped by the error of [Open] where the npm package is not
// installed: "npm ci --ignore-scripts" mends it.
var ErrNoFont = errors.New("no font for social images: run npm ci --ignore-scripts")

// subsets are the files of the package that we need, in the order in which a
// character is looked up.
var subsets = []string{"chinese-simplified", "latin", "latin-ext"}

// A weight is one weight of the font, as several files.
type weight []*sfnt.Font

func openWeight(dir string, number int) (weight, error) {
	var w weight
	for _, subset := range subsets {
		file := filepath.Join(dir, "files", fmt.Sprintf("noto-sans-sc-%s-%d-normal.woff", subset, number))
		data, err := os.ReadFile(file)
		if errors.Is(err, os.ErrNotExist) {
			return nil, ErrNoFont
		}
		if err != nil {
			return nil, err
		}
		if data, err = unpackWOFF(data); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		f, err := opentype.Parse(data)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		w = append(w, f)
	}
	return w, nil
}

// A face is a weight at a size. It is not safe for use by several goroutines.
type face struct {
	fonts []*sfnt.Font
	faces []font.Face
	buf   sfnt.Buffer
}

func (w weight) at(size float64) (*face, error) {
	f := &face{fonts: w}
	for _, sf := range w {
		ff, err := opentype.NewFace(sf, &opentype.FaceOptions{Size: size, DPI: 72, Hinting: font.HintingNone})
		if err != nil {
			return nil, err
		}
		f.faces = append(f.faces, ff)
	}
	return f, nil
}

// of is the font face that has r, or an error that names the character.
func (f *face) of(r rune) (font.Face, error) {
	for i, sf := range f.fonts {
		if g, err := sf.GlyphIndex(&f.buf, r); err == nil && g != 0 {
			return f.faces[i], nil
		}
	}
	return nil, fmt.Errorf("no glyph for %q (%U)", r, r)
}

// width is the advance of s.
func (f *face) width(s string) (fixed.Int26_6, error) {
	var w fixed.Int26_6
	for _, r := range s {
		ff, err := f.of(r)
		if err != nil {
			return 0, err
		}
		a, _ := ff.GlyphAdvance(r)
		w += a
	}
	return w, nil
}

func (f *face) draw(d *font.Drawer, s string) error {
	for _, r := range s {
		ff, err := f.of(r)
		if err != nil {
			return err
		}
		d.Face = ff
		d.DrawString(string(r))
	}
	return nil
}
