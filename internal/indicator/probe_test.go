package indicator_test

import (
	"os"
	"testing"
)

func TestProbe(t *testing.T) {
	f := os.Getenv("PROBE")
	if f == "" {
		t.Skip()
	}
	r := reader(t)
	for _, s := range stories(t, f) {
		t.Log("==", s.article.Published, s.article.Title)
		for _, o := range r.Read(&s.article).Observations {
			t.Log("   ", line(o), o.Status)
		}
	}
}
