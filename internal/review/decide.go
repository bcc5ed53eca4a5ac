package review

import (
	"fmt"
	"os"
	"path"
	"time"

	"github.com/goccy/go-yaml"

	"github.com/xianzhi/xianzhi/internal/record"
	"github.com/xianzhi/xianzhi/internal/store"
)

// Decide appends c to data/corrections/<year>.yaml, with what the machine says
// now as its guard. What stands in the file, comments included, is kept.
func Decide(st *store.Store, o record.Observation, c record.Correction) (file string, err error) {
	if _, err := time.Parse(time.DateOnly, c.Date); err != nil {
		return "", fmt.Errorf("correction of %s: date is %q, expected an ISO date", c.Observation, c.Date)
	}
	if c.Reason == "" {
		return "", fmt.Errorf("correction of %s: expected a reason", c.Observation)
	}
	c.Observation = o.ID
	c.Expect = map[string]any{"value": o.Value, "indicator": o.Indicator}
	if _, err := store.Apply(o, c); err != nil {
		return "", err
	}
	entry, err := yaml.Marshal([]record.Correction{c})
	if err != nil {
		return "", err
	}
	file = path.Join("data/corrections", c.Date[:4]+".yaml")
	old, err := os.ReadFile(st.Path(file))
	if err != nil && !os.IsNotExist(err) {
		return "", err
	}
	if len(old) > 0 && old[len(old)-1] != '\n' {
		old = append(old, '\n')
	}
	_, err = st.Write(file, append(old, entry...))
	return file, err
}
