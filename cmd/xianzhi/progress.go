package main

import (
	"fmt"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// A progress tells how far the long steps are: a bar with count, rate and
// remaining time when standard error is a terminal, else a plain line every few
// seconds and at the end of each step.
type progress struct {
	app   *app
	step  string
	bar   *progressbar.ProgressBar
	start time.Time
	last  time.Time
}

// plainEvery is how often a step without a terminal speaks up.
const plainEvery = 5 * time.Second

func (a *app) progress() *progress { return &progress{app: a} }

// report takes one step's state; total 0 means that it is not known.
func (p *progress) report(step string, done, total int) {
	if step != p.step {
		p.begin(step, total)
	}
	if p.bar != nil {
		p.bar.ChangeMax(max(total, done, 1))
		_ = p.bar.Set(done) // a bar that cannot draw is no reason to stop
		return
	}
	if now := time.Now(); done == total || now.Sub(p.last) > plainEvery {
		p.last = now
		p.app.say("%s: %s", step, p.count(done, total))
	}
}

func (p *progress) begin(step string, total int) {
	p.end()
	p.step, p.start, p.last = step, time.Now(), time.Now()
	if p.app.terminal() {
		p.bar = progressbar.NewOptions(max(total, 1), progressbar.OptionSetWriter(p.app.stderr),
			progressbar.OptionSetDescription(step), progressbar.OptionShowCount(), progressbar.OptionShowIts(),
			progressbar.OptionClearOnFinish(), progressbar.OptionThrottle(100*time.Millisecond),
			progressbar.OptionUseANSICodes(true), progressbar.OptionEnableColorCodes(os.Getenv("NO_COLOR") == ""))
	}
}

func (p *progress) count(done, total int) string {
	rate := float64(done) / max(time.Since(p.start).Seconds(), 1e-3)
	if total == 0 {
		return fmt.Sprintf("%d (%.0f/s)", done, rate)
	}
	if done == total || rate == 0 {
		return fmt.Sprintf("%d of %d", done, total)
	}
	left := time.Duration(float64(total-done)/rate) * time.Second
	return fmt.Sprintf("%d of %d (%.0f/s, %s left)", done, total, rate, left)
}

// end takes the bar off the screen.
func (p *progress) end() {
	if p.bar != nil {
		_ = p.bar.Finish()
		p.bar = nil
	}
}

// terminal reports whether standard error is one.
func (a *app) terminal() bool {
	f, ok := a.stderr.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}
