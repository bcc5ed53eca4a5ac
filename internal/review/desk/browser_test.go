package desk

import (
	"context"
	"os"
	"os/exec"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

func browser(t *testing.T) context.Context {
	t.Helper()
	program, err := exec.LookPath("chromium")
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("chromium is missing; .ci/setup installs it")
		}
		t.Skip("no chromium on this machine")
	}
	ctx, stop := chromedp.NewExecAllocator(context.Background(), append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(program), chromedp.NoSandbox)...)
	t.Cleanup(stop)
	ctx, stop = chromedp.NewContext(ctx)
	t.Cleanup(stop)
	ctx, stop = context.WithTimeout(ctx, 90*time.Second)
	t.Cleanup(stop)
	return ctx
}

// With keys: accept the first, correct the second, and see what is left.
func TestInTheBrowser(t *testing.T) {
	st, srv := open(t)
	ctx := browser(t)
	do := func(steps ...chromedp.Action[chromedp.Void]) {
		t.Helper()
		if err := chromedp.Do(ctx, steps...); err != nil {
			t.Fatal(err)
		}
	}
	await := func(count string) {
		t.Helper()
		if _, err := chromedp.Run(ctx, chromedp.Poll[bool]("document.getElementById('count').textContent === '"+count+"'")); err != nil {
			t.Fatalf("the page never says %q: %v", count, err)
		}
	}
	do(chromedp.Navigate(srv.URL+Path), chromedp.WaitVisible("#paragraph mark"))
	marked, err := chromedp.Run(ctx, chromedp.Evaluate[string]("document.querySelector('#paragraph mark').textContent"))
	if err != nil || marked != "员工18人" {
		t.Errorf("the first clause is %q, %v", marked, err)
	}
	do(chromedp.KeyEvent("a"))
	await("1 of 2")
	do(chromedp.SetValue("#value", "21"), chromedp.Click("[data-action=correct]"))
	await("1 of 1")
	do(chromedp.SetValue("#value", "many"), chromedp.Click("[data-action=correct]"), chromedp.WaitVisible("#error"))
	await("1 of 1")
	all, err := st.Corrections()
	if err != nil || len(all) != 2 || all[0].Action != "confirm" || all[1].Action != "correct" {
		t.Errorf("corrections %+v, %v", all, err)
	}
}
