package chart

import (
	"math"
	"strings"
)

// mapLatitude is where east–west and north–south are drawn to one scale: the
// middle of China.
const mapLatitude = 36

// mapPlot lays out the areas of the supplied boundaries; those that have
// anything are links, as tiles are.
func mapPlot(s Spec, b *Boundaries, width float64) *plot {
	squeeze := math.Cos(mapLatitude * math.Pi / 180)
	low, high := xy{math.Inf(1), math.Inf(1)}, xy{math.Inf(-1), math.Inf(-1)}
	for _, a := range b.areas {
		for _, ring := range a.rings {
			for _, c := range ring {
				low = xy{math.Min(low[0], c[0]), math.Min(low[1], c[1])}
				high = xy{math.Max(high[0], c[0]), math.Max(high[1], c[1])}
			}
		}
	}
	pixel := (high[0] - low[0]) / (width - 2) // in degrees of longitude
	height := math.Ceil((high[1]-low[1])/(pixel*squeeze)) + 2
	p := panel{area: box{1, 1, width - 1, height - 1}}
	p.x = axis{scale: scale{low[0], high[0], high[0] - low[0]}}
	p.y = axis{scale: scale{low[1], high[1], high[1] - low[1]}}
	for _, a := range b.areas {
		s.areaMark(&p, a, pixel)
	}
	return &plot{width: width, height: height, panels: []panel{p}}
}

func (s Spec) areaMark(p *panel, a area, pixel float64) {
	sum, href := s.within(a.code)
	shape := part{Kind: "area", At: a.rings[0][0], Class: "void"}
	largest := box{}
	for _, ring := range a.rings {
		extent := extentOf(ring)
		if small := 1.5 * pixel; extent.x1-extent.x0 < small && extent.y1-extent.y0 < small && len(a.rings) > 1 {
			continue // an islet of a pixel
		}
		if extent.x1-extent.x0 > largest.x1-largest.x0 {
			largest = extent
		}
		shape.Rings = append(shape.Rings, simplify(ring, pixel*0.6))
	}
	if href == "" && sum == 0 {
		p.decorate(shape)
		return
	}
	shape.Class = "tile"
	figure := amount{s.Lang, unitOf(s.unit())}.spoken(Point{Value: sum})
	name := a.name + say(s.Lang, "：", ": ") + figure
	m := mark{href: href, name: name, tip: name, parts: []part{shape}}
	text := Number(sum, s.Lang)
	if (largest.x1-largest.x0)/pixel > boldWidth(text)+4 && (largest.y1-largest.y0)/pixel > lineHeight {
		at := xy{(largest.x0 + largest.x1) / 2, (largest.y0 + largest.y1) / 2}
		m.parts = append(m.parts, part{Kind: "text", At: at, Text: text, Anchor: "center", Class: classValue})
	}
	p.add(m)
}

func extentOf(ring []xy) box {
	b := box{ring[0][0], ring[0][1], ring[0][0], ring[0][1]}
	for _, c := range ring {
		b = box{math.Min(b.x0, c[0]), math.Min(b.y0, c[1]), math.Max(b.x1, c[0]), math.Max(b.y1, c[1])}
	}
	return b
}

// within sums the points of a division and says where it leads: to its own
// page if it is a point itself, else to its place with the highest value.
func (s Spec) within(code string) (sum float64, href string) {
	best := math.Inf(-1)
	for _, c := range s.Points {
		if !s.drawn(c) || !strings.HasPrefix(c.PlaceCode, code) {
			continue
		}
		sum += c.Value
		if v := c.Value; level(c.PlaceCode) == code {
			href, best = c.Href, math.Inf(1)
		} else if v > best {
			href, best = c.Href, v
		}
	}
	return sum, href
}
