package chart

import (
	"encoding/xml"
	"fmt"
	"html"
	"io"
	"regexp"
	"strconv"
	"strings"
)

// An element is one shape or text of ECharts' SVG, its paint already a class.
type element struct {
	name, class string
	attrs       []string // name, value, …
	text        string
}

// A drawing is ECharts' SVG taken apart: the frame (axes, decoration), and the
// elements of each named mark in the order of the marks.
type drawing struct {
	frame []element
	marks []markDrawing
}

type markDrawing struct {
	mark     mark
	elements []element
}

// finish turns ECharts' SVG into ours: classes for colours, no style, no ids but
// one, axes hidden from assistive technology, marks as named links.
func finish(raw string, owners map[int][]mark, head header) (string, error) {
	d, err := takeApart(raw, owners)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	head.open(&b)
	if len(d.frame) > 0 {
		b.WriteString(`<g aria-hidden="true">`)
		writeAll(&b, d.frame)
		b.WriteString("</g>")
	}
	for _, m := range d.marks {
		m.write(&b)
	}
	b.WriteString("</svg>")
	return b.String(), nil
}

// A header is the opening of a drawing.
type header struct {
	id            string // of the title; unique on the page
	class         string // which width: only-wide, only-narrow or ""
	title         string
	width, height float64
}

func (h header) open(b *strings.Builder) {
	fmt.Fprintf(b, `<svg class="plot%s" viewBox="0 0 %s %s" role="group" aria-labelledby="%s"><title id="%s">%s</title>`,
		h.class, px(h.width), px(h.height), h.id, h.id, html.EscapeString(h.title))
}

func takeApart(raw string, owners map[int][]mark) (*drawing, error) {
	d := &drawing{}
	index := map[*mark]int{}
	for _, s := range sortedKeys(owners) {
		for i := range owners[s] {
			if m := &owners[s][i]; m.name != "" {
				index[m] = len(d.marks)
				d.marks = append(d.marks, markDrawing{mark: *m})
			}
		}
	}
	err := eachElement(raw, func(e element, owner string) error {
		m, err := ownerOf(owner, owners)
		if err != nil {
			return err
		}
		if m == nil || m.name == "" {
			d.frame = append(d.frame, e)
			return nil
		}
		i := index[m]
		d.marks[i].elements = append(d.marks[i].elements, e)
		return nil
	})
	return d, err
}

func ownerOf(owner string, owners map[int][]mark) (*mark, error) {
	if owner == "" {
		return nil, nil
	}
	s, i, _ := strings.Cut(owner, ".")
	series, err1 := strconv.Atoi(s)
	item, err2 := strconv.Atoi(i)
	if err1 != nil || err2 != nil || item >= len(owners[series]) {
		return nil, fmt.Errorf("svg: no mark %q", owner)
	}
	return &owners[series][item], nil
}

// eachElement calls f with every visible element and the mark that owns it.
func eachElement(raw string, f func(e element, owner string) error) error {
	dec := xml.NewDecoder(strings.NewReader(raw))
	var open *element
	var owner string
	for {
		token, err := dec.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("svg: %w", err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			open, owner = nil, ""
			if e, who, ok := newElement(t); ok {
				open, owner = &e, who
			}
		case xml.CharData:
			if open != nil && open.name == "text" {
				open.text += string(t)
			}
		case xml.EndElement:
			if open != nil {
				if err := f(*open, owner); err != nil {
					return err
				}
				open = nil
			}
		}
	}
}

// newElement keeps geometry and turns the paint into a class. Elements without
// paint (the background, style rules) are dropped.
func newElement(t xml.StartElement) (e element, owner string, ok bool) {
	e.name = t.Name.Local
	a := attributes(t)
	paint := a["fill"]
	if s := a["stroke"]; s != "" && (paint == "" || paint == "none") {
		paint = s
	}
	if e.name == "svg" || e.name == "style" || paint == "" || paint == "none" {
		return e, "", false
	}
	e.class, owner, _ = strings.Cut(paint, "@")
	if e.name == "text" {
		e.placeText(a)
		return e, owner, true
	}
	for _, name := range geometry[e.name] {
		if v, has := a[name]; has {
			e.attrs = append(e.attrs, name, round(v))
		}
	}
	return e, owner, true
}

func attributes(t xml.StartElement) map[string]string {
	m := make(map[string]string, len(t.Attr))
	for _, a := range t.Attr {
		m[a.Name.Local] = a.Value
	}
	return m
}

var geometry = map[string][]string{
	"path": {"d"}, "rect": {"x", "y", "width", "height"}, "circle": {"cx", "cy", "r"},
	"polyline": {"points"}, "polygon": {"points"}, "line": {"x1", "y1", "x2", "y2"},
}

var translate = regexp.MustCompile(`^translate\((\S+) (\S+)\)$`)

// baseline is from the middle of a 13 px line to its baseline, which all
// browsers place alike, unlike dominant-baseline.
const baseline = 4.5

var anchors = map[string]string{"middle": " m", "end": " e"}

func (e *element) placeText(a map[string]string) {
	x, _ := strconv.ParseFloat(a["x"], 64)
	y, _ := strconv.ParseFloat(a["y"], 64)
	if m := translate.FindStringSubmatch(a["transform"]); m != nil {
		dx, _ := strconv.ParseFloat(m[1], 64)
		dy, _ := strconv.ParseFloat(m[2], 64)
		x, y = x+dx, y+dy
	}
	e.class += anchors[a["text-anchor"]]
	e.attrs = []string{"x", tenth(x), "y", tenth(y + baseline)}
}

var longNumber = regexp.MustCompile(`-?\d+\.\d{2,}(e-\d+)?`)

// round cuts the numbers of an attribute to a tenth of a pixel.
func round(s string) string {
	return longNumber.ReplaceAllStringFunc(s, func(n string) string {
		v, err := strconv.ParseFloat(n, 64)
		if err != nil {
			return n
		}
		return tenth(v)
	})
}

func tenth(v float64) string {
	s := strconv.FormatFloat(v, 'f', 1, 64)
	if s = strings.TrimSuffix(s, ".0"); s == "-0" {
		return "0"
	}
	return s
}

func writeAll(b *strings.Builder, elements []element) {
	for _, e := range elements {
		e.write(b, "")
	}
}

// write prints e; extra are further attributes.
func (e element) write(b *strings.Builder, extra string) {
	b.WriteString("<" + e.name + extra)
	if e.class != "" {
		b.WriteString(` class="` + html.EscapeString(e.class) + `"`)
	}
	for i := 0; i < len(e.attrs); i += 2 {
		b.WriteString(" " + e.attrs[i] + `="` + html.EscapeString(e.attrs[i+1]) + `"`)
	}
	if e.name == "text" {
		b.WriteString(">" + html.EscapeString(e.text) + "</text>")
		return
	}
	b.WriteString("/>")
}

// write makes the mark a link to its evidence; without one it is an image with
// a name, and takes no focus.
func (m markDrawing) write(b *strings.Builder) {
	end := "</a>"
	if m.mark.href != "" {
		fmt.Fprintf(b, `<a href="%s" aria-label="%s">`, html.EscapeString(m.mark.href), html.EscapeString(m.mark.name))
	} else {
		fmt.Fprintf(b, `<g role="img" aria-label="%s">`, html.EscapeString(m.mark.name))
		end = "</g>"
	}
	b.WriteString("<title>" + html.EscapeString(m.mark.tip) + "</title>")
	for _, e := range m.elements {
		hidden := ""
		if e.name == "text" {
			hidden = ` aria-hidden="true"` // the name says it in full: 超5800 is "超过5800人，…"
		}
		e.write(b, hidden)
	}
	b.WriteString(end)
}
