package e2e

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// kinds are one page of each kind, below the language. {article} has numbers
// and a translation, {place} a chart.
func kinds(t *testing.T) []string {
	t.Helper()
	if browser == nil {
		t.Skip(missing)
	}
	a := findPage(t, "articles/*/index.html", `class="tabs"`, `class="notes"`, `id="cop"`)
	all := []string{
		"", "articles/", a, a + "?view=both", "indicators/", findPage(t, "indicators/*/index.html", `class="plot`, `id="compare"`),
		"places/", "places/610222/", "programmes/", findPage(t, "programmes/*/index.html", `class="line"`), "organisations/", "people/",
		findPage(t, "people/*/index.html"), "sources/", findPage(t, "sources/*/index.html"), "observations/", "timeline/", "search/?q=AI",
		"data/", "about/", "accessibility/", "contact/", "errata/", "changes/", "404.html",
	}
	if c := search(t, "articles/*/capture/index.html"); c != "" {
		all = append(all, c)
	}
	return all
}

// findPage returns the address of the first page that holds all of want.
func findPage(t *testing.T, glob string, want ...string) string {
	t.Helper()
	p := search(t, glob, want...)
	if p == "" {
		t.Fatalf("no page %s holds %q", glob, want)
	}
	return p
}

func search(t *testing.T, glob string, want ...string) string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(site.public, "zh", filepath.FromSlash(glob)))
	if err != nil {
		t.Fatal(err)
	}
next:
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range want {
			if !strings.Contains(string(data), w) {
				continue next
			}
		}
		rel, err := filepath.Rel(filepath.Join(site.public, "zh"), name)
		if err != nil {
			t.Fatal(err)
		}
		return strings.TrimSuffix(filepath.ToSlash(rel), "index.html")
	}
	return ""
}

// complaints gathers what the browser says about a tab: violations of the
// content security policy, failed requests, exceptions.
type complaints struct {
	sync.Mutex
	all []string
}

func listen(t *testing.T, ctx context.Context) *complaints {
	t.Helper()
	c := &complaints{}
	do(t, ctx)
	call(t, ctx, log.Enable, cdp.Empty{})
	call(t, ctx, runtime.Enable, cdp.Empty{})
	err := chromedp.Listen(ctx, func(ev any) {
		c.Lock()
		defer c.Unlock()
		switch ev := ev.(type) {
		case *log.EventEntryAdded:
			if ev.Entry.Level == log.EntryLevelError || ev.Entry.Source == log.EntrySourceSecurity {
				c.all = append(c.all, ev.Entry.Text+" "+ev.Entry.URL)
			}
		case *runtime.EventExceptionThrown:
			c.all = append(c.all, ev.ExceptionDetails.Text+" "+ev.ExceptionDetails.URL)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func (c *complaints) take() []string {
	c.Lock()
	defer c.Unlock()
	out := c.all
	c.all = nil
	return out
}

// overflow names the elements that stick out of the page to the right. What
// scrolls within its own frame does not.
const overflow = `(() => {
  const out = [], width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > width) {
    for (const e of document.querySelectorAll("body *")) {
      const r = e.getBoundingClientRect();
      if (r.right > width + 1 && r.width > 0 && !e.closest(".wide, .sr, svg") ) out.push(e.tagName + "." + e.className + " " + Math.round(r.right));
    }
    if (!out.length) out.push("document " + document.documentElement.scrollWidth);
  }
  return out.slice(0, 4);
})()`

// shift lists what moved after it was first drawn, by more than what rounds to 0:
// under load a browser may draw a half-read head.
const shift = `new Promise((done) => {
  const out = [];
  new PerformanceObserver((list) => {
    for (const e of list.getEntries()) if (e.value > 0.005) out.push(e.value.toFixed(4) + " " + e.sources.map((s) => s.node?.nodeName + "." + s.node?.className).join(", "));
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(out), 100);
})`

// runAxe lists what axe finds. Left out: the label of a mark in a chart is a
// short form of the mark's name ("超5800" for "AI豆计划，超5800人，…") and hidden
// from assistive technology, but axe compares the two letter by letter.
const runAxe = `axe.run(document, { elementRef: true, runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })
  .then((r) => r.violations.map((v) => ({ id: v.id, nodes: v.nodes.filter((n) => v.id !== "label-content-name-mismatch" || !n.element?.closest("svg")).map((n) => n.target.join(" ")) }))
    .filter((v) => v.nodes.length).map((v) => v.id + ": " + v.nodes.slice(0, 3).join(" | ")))`

// TestKinds visits a page of each kind in both languages at three widths and
// in both colour schemes: nothing sticks out, nothing moves, the policy holds,
// axe finds nothing.
func TestKinds(t *testing.T) {
	pages := kinds(t)
	axe, err := os.ReadFile("../node_modules/axe-core/axe.min.js")
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal(err)
		}
		t.Skip("axe-core is not installed: npm ci --ignore-scripts")
	}
	for _, lang := range []string{"zh", "en"} {
		for _, rel := range pages {
			t.Run(lang+"/"+rel, func(t *testing.T) {
				ctx := tab(t)
				said := listen(t, ctx)
				visit(t, ctx, site.url+"/"+lang+"/"+rel, string(axe))
				for _, c := range said.take() {
					t.Errorf("the browser complains: %s", c)
				}
			})
		}
	}
}

func visit(t *testing.T, ctx context.Context, url, axe string) {
	t.Helper()
	for i, width := range []int64{360, 768, 1440} {
		scheme := []string{"light", "dark"}[i%2]
		call(t, ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
		do(t, ctx, chromedp.EmulateViewport(width, 900), chromedp.Navigate(url))
		settle(t, ctx)
		if wide := value[[]string](t, ctx, overflow); len(wide) > 0 {
			t.Errorf("%d px: too wide: %s", width, strings.Join(wide, "; "))
		}
		if moved := value[[]string](t, ctx, shift); len(moved) > 0 && !strings.Contains(url, "/search/") {
			t.Errorf("%d px: layout shift %s", width, strings.Join(moved, "; "))
		}
		if i != strings.Count(url, "/en/") {
			continue // axe is slow: Chinese pages at 360 px, light; English at 768, dark
		}
		do(t, ctx, chromedp.Evaluate[chromedp.Void](axe))
		for _, v := range value[[]string](t, ctx, runAxe) {
			t.Errorf("axe, %d px, %s: %s", width, scheme, v)
		}
	}
}

// settle waits until search, where there is one, has drawn.
func settle(t *testing.T, ctx context.Context) {
	t.Helper()
	wait(t, ctx, `!document.querySelector("[data-search]") || ["idle", "done", "error"].includes(document.documentElement.dataset.searchState)`)
}

// TestLanguageSwitch: the other language opens at the same paragraph, in the same view.
func TestLanguageSwitch(t *testing.T) {
	if browser == nil {
		t.Skip(missing)
	}
	a := findPage(t, "articles/*/index.html", `class="tabs"`, `id="p4"`)
	for _, c := range []struct{ from, to, want string }{
		{"/zh/" + a + "#p4", "en", "/en/" + a + "#p4"},
		{"/en/" + a + "?view=both#p3", "zh-Hans", "/zh/" + a + "?view=both#p3"},
	} {
		ctx := tab(t)
		do(t, ctx, chromedp.Navigate(site.url+c.from), chromedp.Click(chromedp.CSS(fmt.Sprintf(`.lang a[hreflang="%s"]`, c.to))))
		wait(t, ctx, fmt.Sprintf(`document.readyState === "complete" && document.documentElement.lang === "%s"`, c.to))
		if got := value[string](t, ctx, "location.pathname + location.search + location.hash"); got != c.want {
			t.Errorf("from %s the switch leads to %s, want %s", c.from, got, c.want)
		}
	}
}

// TestWithoutScript: text, both languages side by side and the ways around
// search work without JavaScript.
func TestWithoutScript(t *testing.T) {
	ctx := tab(t)
	a := findPage(t, "articles/*/index.html", `class="tabs"`)
	do(t, ctx)
	call(t, ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	do(t, ctx, chromedp.Navigate(site.url+"/zh/"+a+"#both"))
	wait(t, ctx, `document.querySelector(".row .alt-side")?.checkVisibility()`)
	do(t, ctx, chromedp.Navigate(site.url+"/zh/search/"))
	if n := value[int](t, ctx, `document.querySelectorAll("noscript a").length`); n == 0 {
		t.Error("the search page offers nothing without script")
	}
}

// TestView: the chosen view is remembered.
func TestView(t *testing.T) {
	ctx := tab(t)
	a := findPage(t, "articles/*/index.html", `class="tabs"`)
	do(t, ctx, chromedp.Navigate(site.url+"/zh/"+a+"?view=both"), chromedp.Navigate(site.url+"/zh/"+a))
	if got := value[string](t, ctx, "document.documentElement.dataset.view || ''"); got != "both" {
		t.Errorf("view is %q after both was chosen", got)
	}
	do(t, ctx, chromedp.Click(chromedp.CSS(`.tabs a[data-view="zh"]`)))
	wait(t, ctx, `document.readyState === "complete" && location.search === "?view=zh"`)
	if got := value[string](t, ctx, "document.documentElement.dataset.view || ''"); got != "" {
		t.Errorf("view is %q after one language was chosen", got)
	}
}

// TestSearch finds a county in both scripts and both languages.
func TestSearch(t *testing.T) {
	for _, c := range []struct{ lang, query string }{
		{"zh", "宜君县"}, {"zh", "宜君縣"}, {"zh", "AI豆计划"}, {"en", "Yijun"}, {"en", "data labelling"}, {"en", "宜君县"},
	} {
		t.Run(c.lang+" "+c.query, func(t *testing.T) {
			ctx := tab(t)
			do(t, ctx, chromedp.Navigate(site.url+"/"+c.lang+"/search/"), chromedp.SendKeys(chromedp.CSS("#q"), c.query+"\r"))
			wait(t, ctx, `["done", "error"].includes(document.documentElement.dataset.searchState)`)
			if state := value[string](t, ctx, "document.documentElement.dataset.searchState"); state != "done" {
				t.Fatalf("search is %q", state)
			}
			found := value[[]float64](t, ctx, `[+document.querySelector("[data-search-count]").textContent, document.querySelectorAll("ol[data-search-results] > li").length, document.querySelectorAll("ol[data-search-results] mark").length]`)
			if found[0] == 0 || found[1] == 0 || found[2] == 0 {
				t.Errorf("count, results, marks: %v", found)
			}
		})
	}
}
