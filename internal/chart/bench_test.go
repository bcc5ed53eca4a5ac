package chart

import (
	"context"
	"testing"
)

// BenchmarkRender draws both widths of a chart of rows and of a time line,
// uncached.
func BenchmarkRender(b *testing.B) {
	for _, s := range samples() {
		if s.name != "bars" && s.name != "timeline-stock" && s.name != "shares" {
			continue
		}
		b.Run(s.name, func(b *testing.B) {
			r, err := Open(Options{Workers: 1})
			if err != nil {
				b.Fatal(err)
			}
			defer r.Close()
			spec := ForIndicator(s.def, inLang(s.points, "zh"), "zh")
			for b.Loop() {
				c, err := r.Render(context.Background(), spec)
				if err != nil || c.Wide == "" || c.Narrow == "" {
					b.Fatal("nothing drawn", err)
				}
			}
		})
	}
}

// BenchmarkMachine makes a JavaScript machine from bytecode.
func BenchmarkMachine(b *testing.B) {
	code, err := bytecode(b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		vm, err := machine(code)
		if err != nil {
			b.Fatal(err)
		}
		vm.Close()
	}
}
