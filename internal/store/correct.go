package store

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"

	"github.com/xianzhi/xianzhi/internal/record"
)

// observe takes over the machine's observations and applies a person's
// corrections to them. It returns an error for each correction whose Expect no
// longer meets what the machine says; such a correction is not applied.
func (v *Article) observe(f *record.ObservationFile, corrections []record.Correction) (stale []error) {
	if f != nil {
		v.Observations = slices.Clone(f.Observations)
		v.Withheld = f.Withheld
	}
	for _, c := range corrections {
		if err := v.correct(c); err != nil {
			stale = append(stale, fmt.Errorf("data/corrections: article %s: %w", c.Article, err))
		}
	}
	v.Observations = slices.DeleteFunc(v.Observations, func(o record.Observation) bool {
		return o.Review == record.ReviewRejected
	})
	return stale
}

func (v *Article) correct(c record.Correction) error {
	if c.Action == "add" {
		if c.Add == nil {
			return fmt.Errorf("action add: expected an observation under add")
		}
		o := *c.Add
		o.Review = record.ReviewConfirmed
		v.Observations = append(v.Observations, o)
		return nil
	}
	i := slices.IndexFunc(v.Observations, func(o record.Observation) bool { return o.ID == c.Observation })
	if i < 0 {
		return fmt.Errorf("observation %s: not found; the text or the rules changed, review it again", c.Observation)
	}
	o, err := Apply(v.Observations[i], c)
	if err != nil {
		return err
	}
	v.Observations[i] = o
	return nil
}

// Apply returns o as c leaves it; an error says why c does not apply.
func Apply(o record.Observation, c record.Correction) (record.Observation, error) {
	if err := Expected(o, c.Expect); err != nil {
		return o, err
	}
	switch c.Action {
	case "confirm":
		o.Review = record.ReviewConfirmed
	case "reject":
		o.Review = record.ReviewRejected
	case "correct":
		if err := set(&o, c.Set); err != nil {
			return o, err
		}
		o.Review = record.ReviewCorrected
	default:
		return o, fmt.Errorf("action %q: expected confirm, correct, reject or add", c.Action)
	}
	return o, nil
}

// Expected reports how o differs from the fields in expect.
func Expected(o record.Observation, expect map[string]any) error {
	have, err := fields(o)
	if err != nil {
		return err
	}
	for key, value := range expect {
		want, err := plain(value)
		if err != nil {
			return err
		}
		if !reflect.DeepEqual(have[key], want) {
			return fmt.Errorf("observation %s: %s is now %v, the correction expects %v", o.ID, key, have[key], want)
		}
	}
	return nil
}

// set replaces whole fields of o: a place that is set has no code of the old one.
func set(o *record.Observation, values map[string]any) error {
	all, err := fields(o)
	if err != nil {
		return err
	}
	maps.Copy(all, values)
	data, err := json.Marshal(all)
	if err != nil {
		return err
	}
	var out record.Observation
	if err := record.DecodeJSON("set", data, &out); err != nil {
		return fmt.Errorf("observation %s: %w", o.ID, err)
	}
	out.ID = o.ID
	*o = out
	return nil
}

func fields(v any) (map[string]any, error) {
	p, err := plain(v)
	m, _ := p.(map[string]any)
	return m, err
}

// plain is v as encoding/json would read it back, so that 3 and 3.0 are equal.
func plain(v any) (out any, err error) {
	data, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	return out, json.Unmarshal(data, &out)
}
