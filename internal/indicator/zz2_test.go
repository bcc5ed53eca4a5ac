package indicator_test

import (
	"fmt"
	"github.com/xianzhi/xianzhi/internal/record"
	"os"
	"strings"
	"testing"
)

func TestZZ(t *testing.T) {
	b, _ := os.ReadFile(os.Getenv("FILE"))
	if len(b) == 0 {
		t.Skip()
	}
	a := &record.Article{ID: "x", Published: "2022-05-05"}
	for _, l := range strings.Split(string(b), "\n") {
		a.Body = append(a.Body, record.Block{Kind: "paragraph", Text: l})
	}
	for _, o := range reader(t).Read(a).Observations {
		fmt.Println(o.Status[:3], line(o))
	}
}
