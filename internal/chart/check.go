package chart

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

var validID = regexp.MustCompile(`^[A-Za-z0-9_-]+$`)

// check refuses a Spec that nobody meant; bad numbers are not its business.
func (r *Renderer) check(s Spec) error {
	if !validID.MatchString(s.ID) {
		return fmt.Errorf("chart: id %q: want letters, digits, - and _", s.ID)
	}
	if s.Lang != "zh" && s.Lang != "en" {
		return fmt.Errorf("chart %s: language %q: want zh or en", s.ID, s.Lang)
	}
	if slices.Contains(Kinds, s.Kind) {
		return nil
	}
	return fmt.Errorf("%s: %w %q, want one of %q", r.where(s), ErrKind, s.Kind, Kinds)
}

// where is the place that names the kind of a chart: the line "chart:" of the
// indicator's file, as far as it can be found.
func (r *Renderer) where(s Spec) string {
	file := "data/indicators/" + s.Indicator.ID + ".yaml"
	data, err := os.ReadFile(filepath.Join(r.root, filepath.FromSlash(file)))
	if err != nil {
		return file
	}
	for i, line := range strings.Split(string(data), "\n") {
		if strings.HasPrefix(line, "chart:") {
			return fmt.Sprintf("%s:%d", file, i+1)
		}
	}
	return file
}

// clean takes out claims that no axis and no JSON can hold; the note counts them.
func (s Spec) clean() Spec {
	all := s.Points
	s.Points = nil
	for _, p := range all {
		if !finite(p.Value) || p.Max != nil && !finite(*p.Max) {
			s.Dropped++
			continue
		}
		s.Points = append(s.Points, p)
	}
	return s
}
