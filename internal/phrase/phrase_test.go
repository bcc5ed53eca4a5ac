package phrase

import (
	"fmt"
	"slices"
	"testing"
)

func TestWalk(t *testing.T) {
	s := NewSet()
	for i, p := range []string{"宜君", "宜君县", "train*", "job", "客服县", "train", ""} {
		s.Add(p, int32(i))
	}
	for _, c := range []struct {
		text string
		want []string
	}{
		{"在宜君县客服县", []string{"宜君", "宜君县", "客服县"}},
		{"training a job", []string{"train*", "job"}},
		{"jobs retrain", nil},
		{"", nil},
		{"宜", nil},
	} {
		var got []string
		names := []string{"宜君", "宜君县", "train*", "job", "客服县", "train"}
		s.Walk([]rune(c.text), func(_, _ int, v int32) { got = append(got, names[v]) })
		if !slices.Equal(got, c.want) {
			t.Errorf("Walk(%q) found %v, want %v", c.text, got, c.want)
		}
	}
}

func ExampleSet_Walk() {
	s := NewSet()
	s.Add("张北县", 7)
	s.Walk([]rune("到张北县"), func(start, end int, value int32) { fmt.Println(start, end, value) })
	// Output: 1 4 7
}
