package chart

import (
	"fmt"
	"regexp"
	"slices"
)

var validID = regexp.MustCompile(`^[A-Za-z0-9_-]+$`)

// check refuses a Spec that nobody meant; bad numbers are not its business.
func (s Spec) check() error {
	if !validID.MatchString(s.ID) {
		return fmt.Errorf("chart: id %q: want letters, digits, - and _", s.ID)
	}
	if s.Lang != "zh" && s.Lang != "en" {
		return fmt.Errorf("chart %s: language %q: want zh or en", s.ID, s.Lang)
	}
	if slices.Contains(Kinds, s.Kind) {
		return nil
	}
	return fmt.Errorf("data/indicators/%s.yaml: chart: %w %q, want one of %q", s.Indicator.ID, ErrKind, s.Kind, Kinds)
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
