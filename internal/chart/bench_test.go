//go:build unix

package chart

import (
	"context"
	"syscall"
	"testing"
	"time"
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
			start := cpuTime()
			for b.Loop() {
				c, err := r.Render(context.Background(), spec)
				if err != nil || c.Wide == "" || c.Narrow == "" {
					b.Fatal("nothing drawn", err)
				}
			}
			b.ReportMetric(float64(cpuTime()-start)/1e6/float64(b.N)/2, "cpu-ms/svg")
		})
	}
}

// cpuTime is the processor time that this process has used: it tells more than
// the clock on a machine with neighbours.
func cpuTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// BenchmarkCached takes a drawn chart from the cache.
func BenchmarkCached(b *testing.B) {
	r := openIn(b, b.TempDir())
	s := samples()[0]
	spec := ForIndicator(s.def, inLang(s.points, "zh"), "zh")
	render(b, r, spec)
	for b.Loop() {
		render(b, r, spec)
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
