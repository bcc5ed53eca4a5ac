package card

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"path/filepath"

	"golang.org/x/image/font"
	"golang.org/x/image/math/fixed"
)

// Size of a card in pixels, as Open Graph readers expect it.
const (
	Width  = 1200
	Height = 630
	margin = 80
)

// The site's light colours; a card has no dark scheme.
var (
	paper  = color.RGBA{0xfb, 0xfa, 0xf7, 0xff}
	ink    = color.RGBA{0x1c, 0x1b, 0x19, 0xff}
	soft   = color.RGBA{0x5c, 0x58, 0x51, 0xff}
	accent = color.RGBA{0xa6, 0x2c, 0x17, 0xff}
)

// A Card is what an image says.
type Card struct {
	Site   string // name of the archive
	Title  string
	Figure string // the one big figure; empty: none
	Note   string // what the figure is of and when, or a description
}

// A Painter paints cards. It is safe for use by several goroutines.
type Painter struct{ regular, bold weight }

// Open reads the fonts from root/node_modules. Without them the error wraps
// [ErrNoFont].
func Open(root string) (*Painter, error) {
	dir := filepath.Join(root, "node_modules", "@fontsource", "noto-sans-sc")
	regular, err := openWeight(dir, 400)
	if err != nil {
		return nil, fmt.Errorf("card: %w", err)
	}
	bold, err := openWeight(dir, 700)
	if err != nil {
		return nil, fmt.Errorf("card: %w", err)
	}
	return &Painter{regular, bold}, nil
}

// PNG paints c. The same card always gives the same bytes.
func (p *Painter) PNG(c Card) ([]byte, error) {
	s := sheet{image.NewRGBA(image.Rect(0, 0, Width, Height))}
	draw.Draw(s, s.Bounds(), image.NewUniform(paper), image.Point{}, draw.Src)
	// The thick and thin frame line of a printed gazetteer.
	s.rule(margin, 6, ink)
	s.rule(margin+10, 2, ink)
	if err := p.write(s, c); err != nil {
		return nil, fmt.Errorf("card %q: %w", c.Title, err)
	}
	var buf bytes.Buffer
	err := png.Encode(&buf, s.paletted())
	return buf.Bytes(), err
}

func (p *Painter) write(s sheet, c Card) error {
	title, figure := 68.0, 108.0
	if len([]rune(c.Title)) > 40 {
		title = 52
	}
	at := margin + 40
	at, err := s.text(p.bold, c.Title, style{title, ink, 3}, at)
	if err != nil {
		return err
	}
	if c.Figure != "" {
		if at, err = s.text(p.bold, c.Figure, style{figure, accent, 1}, at+8); err != nil {
			return err
		}
	}
	lines := min(3, (Height-margin-60-at)/44)
	if lines > 0 {
		if _, err = s.text(p.regular, c.Note, style{30, soft, lines}, at+16); err != nil {
			return err
		}
	}
	_, err = s.text(p.bold, c.Site, style{30, ink, 1}, Height-margin-30)
	return err
}

// A sheet is the picture in the making.
type sheet struct{ *image.RGBA }

type style struct {
	size  float64
	ink   color.Color
	lines int // at most
}

func (s sheet) rule(y, height int, c color.Color) {
	draw.Draw(s, image.Rect(margin, y, Width-margin, y+height), image.NewUniform(c), image.Point{}, draw.Src)
}

// text sets lines from y downward and returns where the next may begin.
func (s sheet) text(w weight, text string, st style, y int) (int, error) {
	if text == "" {
		return y, nil
	}
	f, err := w.at(st.size)
	if err != nil {
		return y, err
	}
	lines, err := wrap(f, text, fixed.I(Width-2*margin), st.lines)
	if err != nil {
		return y, err
	}
	leading := int(st.size * 1.4)
	for i, line := range lines {
		d := &font.Drawer{Dst: s, Src: image.NewUniform(st.ink), Dot: fixed.P(margin, y+i*leading+int(st.size*1.08))}
		if err := f.draw(d, line); err != nil {
			return y, err
		}
	}
	return y + len(lines)*leading, nil
}

// paletted is the sheet with the nearest of our inks for each pixel.
func (s sheet) paletted() *image.Paletted {
	out := image.NewPaletted(s.Bounds(), inks())
	known := map[color.RGBA]uint8{}
	for i := range out.Pix {
		c := color.RGBA{s.Pix[4*i], s.Pix[4*i+1], s.Pix[4*i+2], s.Pix[4*i+3]}
		index, ok := known[c]
		if !ok {
			index = uint8(out.Palette.Index(c))
			known[c] = index
		}
		out.Pix[i] = index
	}
	return out
}

// inks are sixteen steps from paper to each colour: enough for smooth edges, and
// a quarter of the bytes of full colour.
func inks() color.Palette {
	p := color.Palette{paper}
	for _, c := range []color.RGBA{ink, soft, accent} {
		for i := 1; i <= 16; i++ {
			mix := func(a, b uint8) uint8 { return uint8((int(a)*(16-i) + int(b)*i) / 16) }
			p = append(p, color.RGBA{mix(paper.R, c.R), mix(paper.G, c.G), mix(paper.B, c.B), 0xff})
		}
	}
	return p
}
