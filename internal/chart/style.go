package chart

import (
	"regexp"
	"strings"
)

// A look is the presentation attributes of a class in a file of its own, where
// no style sheet of the site reaches. The colours are the site's light ones.
var looks = map[string]string{
	classSolid:   `fill="#4a463f"`,
	classHollow:  `fill="#fbfaf7" stroke="#4a463f" stroke-width="2"`,
	classPlanned: `fill="none" stroke="#4a463f" stroke-width="1.5" stroke-dasharray="3 3"`,
	classBand:    `fill="#d8d4cb" stroke="#4a463f"`,
	classArrow:   `fill="none" stroke="#a62c17" stroke-width="2"`,
	classStep:    `fill="none" stroke="#4a463f" stroke-width="2"`,
	"s1":         `fill="none" stroke="#4a463f" stroke-width="2" stroke-dasharray="8 3"`,
	"s2":         `fill="none" stroke="#4a463f" stroke-width="2" stroke-dasharray="3 3"`,
	"s3":         `fill="none" stroke="#4a463f" stroke-width="2" stroke-dasharray="8 3 2 3"`,
	classDotted:  `fill="none" stroke="#4a463f" stroke-width="1.5" stroke-dasharray="2 4"`,
	classGrid:    `fill="none" stroke="#d8d4cb"`,
	classAxis:    `fill="none" stroke="#1c1b19"`,
	classEdge:    `fill="none" stroke="#8a857b"`,
	classHit:     `fill="none" pointer-events="all"`,
	classValue:   `fill="#1c1b19" font-weight="600" paint-order="stroke" stroke="#fbfaf7" stroke-width="3"`,
	classSoft:    `fill="#5c5851" paint-order="stroke" stroke="#fbfaf7" stroke-width="3"`,
	"tile":       `fill="#f6e3dc" stroke="#a62c17"`,
	"void":       `fill="#fbfaf7" stroke="#d8d4cb"`,
	"m":          `text-anchor="middle"`,
	"e":          `text-anchor="end"`,
}

var (
	classAttr = regexp.MustCompile(` class="([^"]*)"`)
	viewBox   = regexp.MustCompile(`viewBox="0 0 (\S+) (\S+)"`)
	svgClass  = regexp.MustCompile(`<svg class="[^"]*"`)
	link      = regexp.MustCompile(`</?a\b[^>]*>`)
)

// Standalone makes an inlined drawing into a file: presentation attributes for
// classes, paper, font and size. Links go, since they lead from a page that a
// file does not know.
func Standalone(svg string) string {
	if svg == "" {
		return ""
	}
	size := viewBox.FindStringSubmatch(svg)
	svg = link.ReplaceAllStringFunc(svg, func(tag string) string {
		if strings.HasPrefix(tag, "</") {
			return "</g>"
		}
		return "<g>"
	})
	open := `<svg xmlns="http://www.w3.org/2000/svg" width="` + size[1] + `" height="` + size[2] +
		`" font-family="'Noto Sans SC','Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif" font-size="13" fill="#1c1b19"`
	svg = svgClass.ReplaceAllLiteralString(svg, open)
	svg = strings.Replace(svg, "</title>", `</title><rect width="100%" height="100%" fill="#fbfaf7"/>`, 1)
	return classAttr.ReplaceAllStringFunc(svg, func(attr string) string {
		var out strings.Builder
		for _, class := range strings.Fields(classAttr.FindStringSubmatch(attr)[1]) {
			if look := looks[class]; look != "" {
				out.WriteString(" " + look)
			}
		}
		return out.String()
	})
}
