package chart

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strings"
)

// Boundaries are areas that a maintainer supplied, with the terms under which
// they may be shown. The project ships none: a map of China needs a review
// number (审图号) that we cannot give.
type Boundaries struct {
	Licence string // terms of use
	Review  string // review number
	areas   []area
	digest  string
}

// An area is one division: its GB/T 2260 code without the zeros at its end, and
// its rings in degrees.
type area struct {
	code, name string
	rings      [][]xy
}

// geoJSON is what we read of RFC 7946. "licence" and "review" are foreign
// members (6.1) of the collection, code (or adcode) and name properties of each
// feature.
type geoJSON struct {
	Type     string `json:"type"`
	Licence  string `json:"licence"`
	Review   string `json:"review"`
	Features []struct {
		Properties struct {
			Code   json.RawMessage `json:"code"`
			Adcode json.RawMessage `json:"adcode"`
			Name   string          `json:"name"`
		} `json:"properties"`
		Geometry struct {
			Type        string          `json:"type"`
			Coordinates json.RawMessage `json:"coordinates"`
		} `json:"geometry"`
	} `json:"features"`
}

// ReadBoundaries reads a GeoJSON FeatureCollection of Polygons and MultiPolygons
// in degrees. Without licence, review number or codes it is refused.
func ReadBoundaries(file string, data []byte) (*Boundaries, error) {
	var g geoJSON
	if err := json.Unmarshal(data, &g); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	switch {
	case g.Type != "FeatureCollection":
		return nil, fmt.Errorf("%s: type is %q, want FeatureCollection", file, g.Type)
	case g.Licence == "":
		return nil, fmt.Errorf(`%s: no "licence": add the terms of use beside "type"`, file)
	case g.Review == "":
		return nil, fmt.Errorf(`%s: no "review": add the map's review number (审图号) beside "type"`, file)
	}
	b := &Boundaries{Licence: g.Licence, Review: g.Review, digest: digest(data)}
	for i, f := range g.Features {
		code := strings.Trim(string(f.Properties.Code)+string(f.Properties.Adcode), `"`)
		if len(code) != 6 {
			return nil, fmt.Errorf("%s: feature %d: code %q, want six digits (GB/T 2260)", file, i, code)
		}
		rings, err := readRings(f.Geometry.Type, f.Geometry.Coordinates)
		if err != nil {
			return nil, fmt.Errorf("%s: feature %d (%s): %w", file, i, code, err)
		}
		b.areas = append(b.areas, area{level(code), f.Properties.Name, rings})
	}
	if len(b.areas) == 0 {
		return nil, fmt.Errorf("%s: no features", file)
	}
	return b, nil
}

// level cuts a code to the digits of its level: 610000 → 61, 610200 → 6102.
func level(code string) string {
	return strings.TrimSuffix(strings.TrimSuffix(code, "00"), "00")
}

func readRings(kind string, raw json.RawMessage) ([][]xy, error) {
	var polygons [][][]xy
	var err error
	switch kind {
	case "Polygon":
		polygons = make([][][]xy, 1)
		err = json.Unmarshal(raw, &polygons[0])
	case "MultiPolygon":
		err = json.Unmarshal(raw, &polygons)
	default:
		return nil, fmt.Errorf("geometry is %q, want Polygon or MultiPolygon", kind)
	}
	var rings [][]xy
	for _, p := range polygons {
		for _, ring := range p {
			if len(ring) < 4 {
				return nil, fmt.Errorf("a ring of %d positions, want 4 or more", len(ring))
			}
			if e := extentOf(ring); e.x0 < -180 || e.x1 > 180 || e.y0 < -90 || e.y1 > 90 || e.x0 == e.x1 || e.y0 == e.y1 {
				return nil, fmt.Errorf("a ring from %v to %v, want an area in degrees", xy{e.x0, e.y0}, xy{e.x1, e.y1})
			}
			rings = append(rings, ring)
		}
	}
	if err == nil && len(rings) == 0 {
		return nil, errors.New("no rings")
	}
	return rings, err
}

// simplify drops the points of a ring that lie within tolerance of the line
// through those kept (Douglas and Peucker, 1973).
func simplify(ring []xy, tolerance float64) []xy {
	if len(ring) < 3 {
		return ring
	}
	a, b := ring[0], ring[len(ring)-1]
	far, at := 0.0, 0
	for i := 1; i < len(ring)-1; i++ {
		if d := distance(ring[i], a, b); d > far {
			far, at = d, i
		}
	}
	if far <= tolerance {
		return []xy{a, b}
	}
	left := simplify(ring[:at+1], tolerance)
	return append(left[:len(left)-1:len(left)-1], simplify(ring[at:], tolerance)...)
}

// distance is that of p from the segment ab.
func distance(p, a, b xy) float64 {
	dx, dy := b[0]-a[0], b[1]-a[1]
	if dx == 0 && dy == 0 {
		return math.Hypot(p[0]-a[0], p[1]-a[1])
	}
	t := ((p[0]-a[0])*dx + (p[1]-a[1])*dy) / (dx*dx + dy*dy)
	t = math.Max(0, math.Min(1, t))
	return math.Hypot(p[0]-a[0]-t*dx, p[1]-a[1]-t*dy)
}
