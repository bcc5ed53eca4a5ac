package chart

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/google/renameio/v2"
	"modernc.org/quickjs"
)

// Options say where a Renderer keeps what it can make again.
type Options struct {
	// Cache is a folder, by custom build/charts; empty keeps nothing but
	// the bytecode, in the user's cache folder.
	Cache string
	// Root is the archive's folder, for errors that name a line of data/.
	Root string
	// Boundaries are what the kind [Map] draws; nil where the maintainer
	// supplied none.
	Boundaries *Boundaries
	// Workers is how many charts are drawn at once; 0 means one a processor.
	Workers int
}

// A Renderer draws charts. It is safe for use by several goroutines.
type Renderer struct {
	cache string
	pool  *pool
	look  string // digest of what the looks of a chart depend on
	areas *Boundaries
	root  string
}

// Open prepares a Renderer. The first Open on a machine compiles the bundle
// (about 0.3 s); machines are made when charts ask for them.
func Open(o Options) (*Renderer, error) {
	if o.Workers <= 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	dir := o.Cache
	if dir == "" {
		base, err := os.UserCacheDir()
		if err != nil {
			base = os.TempDir()
		}
		dir = filepath.Join(base, "xianzhi", "charts")
	}
	p, err := newPool(dir, o.Workers)
	if err != nil {
		return nil, fmt.Errorf("chart: %w", err)
	}
	r := &Renderer{cache: o.Cache, pool: p, areas: o.Boundaries, root: o.Root}
	r.look = digest(prelude, script, []byte(layoutVersion))
	if o.Boundaries != nil {
		r.look += o.Boundaries.digest
	}
	return r, nil
}

// layoutVersion is raised whenever the same Spec is to look different, so that
// charts cached by an older program are drawn anew.
const layoutVersion = "2"

// Close frees the machines. Rendering must have ended.
func (r *Renderer) Close() error { return r.pool.close() }

// ErrKind is wrapped by the error about a kind that does not exist.
var ErrKind = errors.New("unknown kind of chart")

// ErrNoBoundaries is wrapped by the error about a map without boundaries; draw
// [Tiles] instead.
var ErrNoBoundaries = errors.New("kind map needs boundaries, and none were supplied")

// Render draws a chart. A Spec without drawable points gives a Chart whose
// Summary says so and whose drawings are empty.
func (r *Renderer) Render(ctx context.Context, s Spec) (Chart, error) {
	if err := r.check(s); err != nil {
		return Chart{}, err
	}
	if err := ctx.Err(); err != nil {
		return Chart{}, err
	}
	if s.Kind == Map && r.areas == nil {
		return Chart{}, fmt.Errorf("chart %s: %w", s.ID, ErrNoBoundaries)
	}
	s = s.clean()
	file, err := r.cacheFile(s)
	if err != nil {
		return Chart{}, fmt.Errorf("chart %s: %w", s.ID, err)
	}
	if c, ok := load(file); ok {
		return c, nil
	}
	c, err := r.draw(s)
	if err != nil {
		return Chart{}, fmt.Errorf("chart %s: %w", s.ID, err)
	}
	return c, save(file, c)
}

func (r *Renderer) draw(s Spec) (Chart, error) {
	c := describe(s)
	if s.Kind == Map {
		c.Note = strings.TrimSpace(c.Note + " " + r.areas.Licence + say(s.Lang, "，审图号：", ", review number: ") + r.areas.Review)
	}
	if !s.any() {
		return c, nil
	}
	var err error
	if !s.oneWidth() {
		if c.Wide, err = r.drawing(s, c, WideWidth, "w"); err != nil {
			return Chart{}, err
		}
	}
	if c.Narrow, err = r.drawing(s, c, NarrowWidth, "n"); err != nil {
		return Chart{}, err
	}
	c.File = Standalone(or(c.Wide, c.Narrow))
	return c, nil
}

// any tells whether there is anything to draw: a time line needs dates, before
// and after need two.
func (s Spec) any() bool {
	switch s.Kind {
	case Timeline, Multiples:
		return len(datedGroups(s)) > 0
	case Dumbbell:
		return len(changes(s)) > 0
	}
	return len(groups(s)) > 0
}

// oneWidth tells whether one drawing serves all pages.
func (s Spec) oneWidth() bool { return s.Small || s.Kind == Tiles }

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// drawing is one SVG of a chart; suffix tells its title's id from the other's.
func (r *Renderer) drawing(s Spec, c Chart, width float64, suffix string) (string, error) {
	pl := r.layout(s, width)
	raw, owners, err := r.paint(pl)
	if err != nil {
		return "", err
	}
	head := header{id: s.ID + "-" + suffix, title: c.Summary, width: pl.width, height: pl.height}
	if !s.oneWidth() {
		head.class = map[string]string{"w": " only-wide", "n": " only-narrow"}[suffix]
	}
	return finish(raw, owners, head)
}

func (r *Renderer) layout(s Spec, width float64) *plot {
	switch s.Kind {
	case Timeline:
		return timePlot(s, width)
	case Multiples:
		return multiplePlot(s, width)
	case Dumbbell:
		return dumbbellPlot(s, width)
	case Tiles:
		return tilePlot(s)
	case Map:
		return mapPlot(s, r.areas, width)
	}
	return rowPlot(s, width)
}

func (r *Renderer) svg(option []byte, width, height float64) (svg string, err error) {
	err = r.pool.do(func(vm *quickjs.VM) error {
		v, err := vm.Call("xianzhiChartSVG", string(option), width, height)
		if err != nil {
			return err
		}
		var ok bool
		if svg, ok = v.(string); !ok {
			return fmt.Errorf("got %T instead of SVG", v)
		}
		return nil
	})
	return svg, err
}

func (r *Renderer) cacheFile(s Spec) (string, error) {
	if r.cache == "" {
		return "", nil
	}
	b, err := json.Marshal(s)
	if err != nil {
		return "", err
	}
	return filepath.Join(r.cache, digest([]byte(r.look), b)+".json"), nil
}

// load takes a chart from the cache. What cannot be read is drawn again.
func load(file string) (c Chart, ok bool) {
	if file == "" {
		return c, false
	}
	b, err := os.ReadFile(file)
	return c, err == nil && json.Unmarshal(b, &c) == nil
}

func save(file string, c Chart) error {
	if file == "" {
		return nil
	}
	b, err := json.Marshal(c)
	if err != nil {
		return err
	}
	return renameio.WriteFile(file, b, 0o644)
}
