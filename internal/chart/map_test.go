package chart

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
)

// twoSquares are boundaries of two made-up areas, one with a ragged edge that
// no drawing needs.
func twoSquares() string {
	var edge strings.Builder
	for i := range 400 {
		fmt.Fprintf(&edge, "[%.4f,%.4f],", 100+float64(i)/40, 30+0.002*math.Sin(float64(i)))
	}
	return `{"type": "FeatureCollection", "licence": "示例授权", "review": "GS(2026)0号", "features": [
{"type": "Feature", "properties": {"adcode": 610000, "name": "陕西省"}, "geometry": {"type": "Polygon", "coordinates": [[` + edge.String() + `[110,40],[100,40],[100,30]]]}},
{"type": "Feature", "properties": {"code": "140000", "name": "山西省"}, "geometry": {"type": "MultiPolygon", "coordinates": [[[[110,30],[120,30],[120,40],[110,40],[110,30]]]]}}]}`
}

func TestMap(t *testing.T) {
	b, err := ReadBoundaries("data/charts/areas.geojson", []byte(twoSquares()))
	if err != nil {
		t.Fatal(err)
	}
	r, err := Open(Options{Cache: shared, Boundaries: b})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	s := ByProvince("areas", "各省报道篇数", "articles", []Point{{Value: 6, PlaceCode: "610222", Href: "#yijun", Place: "宜君县"}}, "zh")
	s.Kind = Map
	c := render(t, r, s)
	if !strings.Contains(c.Wide, `<a href="#yijun" aria-label="陕西省：6篇报道">`) || strings.Count(c.Wide, "<path") != 2 {
		t.Errorf("drawing: %s", c.Wide)
	}
	if len(c.Wide) > 1200 {
		t.Errorf("%d bytes for two squares", len(c.Wide))
	}
	if c.Note != "示例授权，审图号：GS(2026)0号" {
		t.Errorf("note: %q", c.Note)
	}
	if _, err := open(t).Render(context.Background(), s); !errors.Is(err, ErrNoBoundaries) {
		t.Errorf("without boundaries: %v", err)
	}
}

func TestBadBoundaries(t *testing.T) {
	for _, tt := range []struct{ old, new, want string }{
		{`"licence": "示例授权", `, "", `a.geojson: no "licence"`},
		{`"review": "GS(2026)0号", `, "", `a.geojson: no "review"`},
		{`610000`, `61`, `a.geojson: feature 0: code "61", want six digits`},
		{`"MultiPolygon"`, `"Point"`, `a.geojson: feature 1 (140000): geometry is "Point"`},
		{`[120,40]`, `[12000,40]`, `a.geojson: feature 1 (140000): a ring from [110 30] to [12000 40], want an area in degrees`},
		{`"FeatureCollection"`, `"Feature"`, `a.geojson: type is "Feature"`},
	} {
		_, err := ReadBoundaries("a.geojson", []byte(strings.Replace(twoSquares(), tt.old, tt.new, 1)))
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v, want %s", tt.old, err, tt.want)
		}
	}
}

func FuzzReadBoundaries(f *testing.F) {
	f.Add([]byte(twoSquares()))
	f.Fuzz(func(t *testing.T, data []byte) {
		if b, err := ReadBoundaries("f", data); err == nil {
			mapPlot(Spec{Lang: "zh"}, b, WideWidth)
		}
	})
}
