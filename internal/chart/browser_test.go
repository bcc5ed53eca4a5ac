package chart

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// policy is the site's: nothing inline, nothing from elsewhere.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'"

// browserSite serves a page with every drawing and one that may be explored.
func browserSite(t *testing.T) *httptest.Server {
	r := open(t)
	var body strings.Builder
	for _, s := range samples() {
		for _, lang := range []string{"zh", "en"} {
			spec := ForIndicator(s.def, inLang(s.points, lang), lang)
			spec.ID = s.name + "-" + lang
			c := render(t, r, spec)
			fmt.Fprintf(&body, `<figure class="chart" lang="%s" data-chart="%s">%s%s</figure>`, lang, c.ID, c.Wide, c.Narrow)
		}
	}
	for _, lang := range []string{"zh", "en"} {
		fmt.Fprintf(&body, `<figure class="chart" data-chart="t">%s</figure>`, render(t, r, tiles(lang)).Narrow)
	}
	last := samples()[2]
	explored := render(t, r, ForIndicator(last.def, inLang(last.points, "zh"), "zh"))
	mux := http.NewServeMux()
	serve := func(path, kind string, content func() []byte) {
		mux.HandleFunc(path, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Security-Policy", policy)
			w.Header().Set("Content-Type", kind)
			w.Write(content())
		})
	}
	file := func(name string) func() []byte {
		return func() []byte {
			b, err := os.ReadFile(name)
			if err != nil {
				t.Error(err)
			}
			return b
		}
	}
	serve("/", "text/html; charset=utf-8", func() []byte {
		return []byte(`<!doctype html><html lang="zh-Hans"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>t</title><link rel="stylesheet" href="/tokens.css"><link rel="stylesheet" href="/chart.css"><script type="module" src="/explore.js"></script><body>` +
			body.String() + `<figure class="chart">` + explored.Wide + `<p class="tools"><button data-explore="/chart.json" data-script="/echarts.js" hidden>Explore</button><button data-png="/chart.svg" hidden>PNG</button></p></figure>`)
	})
	serve("/tokens.css", "text/css", func() []byte {
		return append(file("../../assets/css/tokens.css")(), "figure { margin: 0 10px; width: min(100% - 20px, 720px) } svg { font-size: 13px }"...)
	})
	serve("/chart.css", "text/css", file("../../assets/css/chart.css"))
	serve("/explore.js", "text/javascript", file("../../assets/js/explore.js"))
	serve("/explore-plot.js", "text/javascript", file("../../assets/js/explore-plot.js"))
	serve("/echarts.js", "text/javascript", Script)
	serve("/chart.json", "application/json", func() []byte { return []byte(explored.JSON) })
	serve("/chart.svg", "image/svg+xml", func() []byte { return []byte(explored.File) })
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server
}

// measureScript finds labels that leave their drawing or meet another one.
const measureScript = `(() => {
  const bad = [];
  for (const svg of document.querySelectorAll("svg.plot")) {
    const view = svg.getBoundingClientRect();
    if (!view.width) continue;
    const id = svg.closest("figure").dataset.chart + " " + Math.round(view.width);
    const all = [...svg.querySelectorAll("text")].map((e) => [e.textContent, e.getBoundingClientRect()]);
    all.forEach(([text, a], i) => {
      if (a.left < view.left - 3 || a.right > view.right + 3 || a.top < view.top - 3 || a.bottom > view.bottom + 3) bad.push(id + ": clipped " + text);
      for (const [other, b] of all.slice(0, i)) {
        const w = Math.min(a.right, b.right) - Math.max(a.left, b.left), h = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (w > 0.5 && h > 4) bad.push(id + ": " + text + " meets " + other);
      }
    });
  }
  return bad;
})()`

func TestBrowser(t *testing.T) {
	chromium, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("no chromium")
	}
	site := browserSite(t)
	flags := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(chromium), chromedp.NoSandbox, chromedp.DisableGPU)
	alloc, stop := chromedp.NewExecAllocator(context.Background(), flags...)
	defer stop()
	ctx, cancel := chromedp.NewContext(alloc)
	defer cancel()
	ctx, cancel = context.WithTimeout(ctx, time.Minute)
	defer cancel()
	for _, width := range []int64{360, 1200} {
		do(t, ctx, chromedp.EmulateViewport(width, 900), chromedp.Navigate(site.URL))
		for _, b := range ask[[]string](t, ctx, measureScript) {
			t.Errorf("at %d: %s", width, b)
		}
	}
	explore(t, ctx)
}

func do(t *testing.T, ctx context.Context, steps ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	if err := chromedp.Do(ctx, steps...); err != nil {
		t.Fatal(err)
	}
}

func ask[T any](t *testing.T, ctx context.Context, script string) T {
	t.Helper()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](script))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

const (
	listenScript = `window.refused = []; document.addEventListener("securitypolicyviolation", (e) => refused.push(e.violatedDirective + " " + e.sourceFile)); 0`
	filterScript = `(() => { const s = document.querySelector(".explore select"); s.value = "2024"; s.dispatchEvent(new Event("change")); return document.querySelector(".explore [role=status]").textContent })()`
	inkScript    = `(() => { const c = document.querySelector(".explore canvas"); return c.getContext("2d").getImageData(0, 0, c.width, c.height).data.some((v) => v) })()`
)

// explore asks for the explorer of a chart, filters it by year, and listens for
// what the policy refuses.
func explore(t *testing.T, ctx context.Context) {
	ask[int](t, ctx, listenScript)
	do(t, ctx, chromedp.Click("button[data-explore]"), chromedp.WaitVisible(".explore canvas"))
	if path := os.Getenv("CHART_SCREENSHOT"); path != "" {
		png, err := chromedp.Run(ctx, chromedp.Screenshot(".explore"))
		if err != nil {
			t.Fatal(err)
		}
		os.WriteFile(path, png, 0o644)
	}
	if count := ask[string](t, ctx, filterScript); !strings.HasPrefix(count, "图中1个数字") {
		t.Errorf("after filtering by year: %q", count)
	}
	if !ask[bool](t, ctx, inkScript) {
		t.Error("nothing drawn")
	}
	if refused := ask[string](t, ctx, `refused.join("; ")`); refused != "" {
		t.Errorf("the policy refused %s", refused)
	}
}
