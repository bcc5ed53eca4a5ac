package main

import (
	"fmt"
	"syscall"
	"time"
)

// A meter prints what each stage cost, as a row of a table.
type meter struct {
	start, last usage
}

// A usage is what this process and its ended children have used.
type usage struct {
	wall        time.Time
	cpu         time.Duration // user and system
	self, child int64         // peak resident memory, bytes
}

func newMeter() *meter {
	fmt.Println("| stage | CPU-s | wall, s | peak memory, MB | of Hugo, MB |\n| --- | ---: | ---: | ---: | ---: |")
	u := now()
	return &meter{u, u}
}

func (m *meter) lap(stage string) {
	u := now()
	row(stage, m.last, u)
	m.last = u
}

func (m *meter) total() { row("total", m.start, now()) }

func row(stage string, from, to usage) {
	fmt.Printf("| %s | %.1f | %.1f | %d | %d |\n", stage, (to.cpu - from.cpu).Seconds(), to.wall.Sub(from.wall).Seconds(), to.self>>20, to.child>>20)
}

func now() usage {
	u := usage{wall: time.Now()}
	u.self = u.add(syscall.RUSAGE_SELF)
	u.child = u.add(syscall.RUSAGE_CHILDREN)
	return u
}

// add adds the CPU time of who and returns its peak memory. Linux counts
// memory in kilobytes.
func (u *usage) add(who int) int64 {
	var r syscall.Rusage
	if err := syscall.Getrusage(who, &r); err != nil {
		return 0
	}
	u.cpu += time.Duration(r.Utime.Nano() + r.Stime.Nano())
	return r.Maxrss << 10
}
