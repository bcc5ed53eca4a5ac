package e2e

import (
	"testing"

	"github.com/chromedp/chromedp"
)

// TestExplore: under the site's policy ECharts loads when asked for, from our
// own origin, and draws; the PNG is made in the browser; the theme is kept.
func TestExplore(t *testing.T) {
	ctx := tab(t)
	rel := findPage(t, "indicators/*/index.html", "data-explore")
	said := listen(t, ctx)
	do(t, ctx, chromedp.Navigate(site.url+"/zh/"+rel))
	wait(t, ctx, `document.querySelector("button[data-explore]")?.hidden === false`)
	if value[bool](t, ctx, `"xianzhiChart" in globalThis`) {
		t.Error("ECharts is loaded before anybody asked")
	}
	do(t, ctx, chromedp.Evaluate[chromedp.Void](`document.querySelector("button[data-explore]").click()`))
	wait(t, ctx, `document.querySelector(".explore canvas")?.width > 0`)
	painted := `(() => { const c = document.querySelector(".explore canvas"); return new Set(c.getContext("2d").getImageData(0, 0, c.width, c.height).data).size > 8 })()`
	wait(t, ctx, painted)
	do(t, ctx, chromedp.Evaluate[chromedp.Void](`globalThis.made = 0; HTMLAnchorElement.prototype.click = function () { if (this.download.endsWith(".png")) globalThis.made++ }; document.querySelector("button[data-png]").click()`))
	wait(t, ctx, `globalThis.made === 1`)
	for _, c := range said.take() {
		t.Errorf("the browser complains: %s", c)
	}
}

// TestTheme: a chosen scheme holds on the next page, whatever the system's.
func TestTheme(t *testing.T) {
	ctx := tab(t)
	do(t, ctx, chromedp.Navigate(site.url+"/zh/about/"))
	do(t, ctx, chromedp.Evaluate[chromedp.Void](`document.querySelector('button[data-theme="dark"]').click()`), chromedp.Navigate(site.url+"/zh/data/"))
	wait(t, ctx, `document.readyState === "complete"`)
	if got := value[string](t, ctx, `getComputedStyle(document.body).backgroundColor + getComputedStyle(document.documentElement).colorScheme`); got != "rgb(21, 20, 18)dark" {
		t.Errorf("after dark was chosen the page is %s", got)
	}
	do(t, ctx, chromedp.Evaluate[chromedp.Void](`document.querySelector('button[data-theme=""]').click()`))
	if got := value[int](t, ctx, `Object.keys(localStorage).filter((k) => k === "theme").length`); got != 0 {
		t.Error("the system's scheme is stored")
	}
}
