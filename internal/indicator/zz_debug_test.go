package indicator

import (
	"fmt"
	"os"
	"testing"

	"github.com/xianzhi/xianzhi/internal/gazetteer"
	"github.com/xianzhi/xianzhi/internal/glossary"
	"github.com/xianzhi/xianzhi/internal/record"
	"path/filepath"
)

func TestDebug(t *testing.T) {
	text := os.Getenv("TEXT")
	if text == "" {
		t.Skip()
	}
	files, _ := filepath.Glob("../../data/indicators/*.yaml")
	var defs []record.Indicator
	for _, f := range files {
		data, _ := os.ReadFile(f)
		var def record.Indicator
		if err := record.DecodeYAML(f, data, &def); err != nil {
			t.Fatal(err)
		}
		defs = append(defs, def)
	}
	g, _ := gazetteer.Load(os.DirFS("../../data/gazetteer"))
	gl, _ := glossary.Load(os.DirFS("../../data/glossary"))
	r, err := New(defs, g, gl)
	if err != nil {
		t.Fatal(err)
	}
	a := &record.Article{ID: "x", Published: "2024-05-05", Body: []record.Block{{Kind: "paragraph", Text: text}}}
	d := r.parse(a, "2024-05-05")
	for i := range d.sentences {
		s := d.sentences[i]
		index := r.index(d, s)
		for k, n := range d.numbers {
			if n.Start < s.start || n.Start >= s.end {
				continue
			}
			sc := d.scope(&s, k)
			sc.bySet = index
			fmt.Printf("%+v seg=%q barred=%v\n", n, string(d.text[sc.left:sc.right]), r.barred(d, sc))
			for _, ru := range r.rules.byClass[n.Class] {
				if ru.takes(n) {
					if v, ok := sc.score(ru); ok {
						fmt.Println("   ", ru.id(), v)
					}
				}
			}
		}
	}
	for _, o := range r.Read(a).Observations {
		b, _ := record.EncodeLine(o)
		fmt.Println(string(b))
	}
}
