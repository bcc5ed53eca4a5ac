package desk

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/xianzhi/xianzhi/internal/store"
	"github.com/xianzhi/xianzhi/internal/store/storetest"
)

// open serves a desk over an archive with one doubtful observation.
func open(t *testing.T) (*store.Store, *httptest.Server) {
	t.Helper()
	st := storetest.Open(t, "../../store/testdata/merge.txtar", "../../..")
	const name = "data/observations/s/2024/full.json"
	data, err := os.ReadFile(st.Path(name))
	if err != nil {
		t.Fatal(err)
	}
	doubtful := strings.Replace(string(data), `"confidence": 0.9`, `"confidence": 0.3`, 3)
	if _, err := st.Write(name, []byte(doubtful)); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(st.Path("data/corrections/2024.yaml")); err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(New(st, "ann"))
	t.Cleanup(srv.Close)
	return st, srv
}

type request struct{ method, path, origin, token, kind, body string }

func do(t *testing.T, srv *httptest.Server, q request) (int, string) {
	t.Helper()
	req, err := http.NewRequest(q.method, srv.URL+Path+q.path, strings.NewReader(q.body))
	if err != nil {
		t.Fatal(err)
	}
	for key, value := range map[string]string{"Origin": q.origin, "X-Review-Token": q.token, "Content-Type": q.kind} {
		if value != "" {
			req.Header.Set(key, value)
		}
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, string(body)
}

func tokenOf(t *testing.T, srv *httptest.Server) string {
	t.Helper()
	_, body := do(t, srv, request{method: "GET"})
	m := regexp.MustCompile(`review-token" content="([A-Z0-9]{26})"`).FindStringSubmatch(body)
	if m == nil {
		t.Fatalf("the page has no token:\n%s", body)
	}
	return m[1]
}

func TestDecide(t *testing.T) {
	st, srv := open(t)
	token := tokenOf(t, srv)
	_, body := do(t, srv, request{method: "GET", path: "items", token: token})
	var entries []Entry
	if err := json.Unmarshal([]byte(body), &entries); err != nil {
		t.Fatal(err)
	}
	if len(entries) != 3 || entries[0].Reading == nil || !strings.Contains(entries[0].Paragraph, "员工") {
		t.Fatalf("%d entries, the first is %+v", len(entries), entries)
	}
	const good = `{"observation":"o-full0","action":"correct","set":{"value":181},"reason":"r"}`
	status, body := do(t, srv, request{"POST", "decide", srv.URL, token, "application/json", good})
	if status != 200 || !strings.Contains(body, "data/corrections/") {
		t.Fatalf("%d %s", status, body)
	}
	all, err := st.Corrections()
	if err != nil || len(all) != 1 || all[0].By != "ann" || all[0].Article != "full" {
		t.Errorf("corrections %+v, %v", all, err)
	}
}

// Requests that another site's page, or a mistake, could make.
func TestRefuses(t *testing.T) {
	st, srv := open(t)
	token := tokenOf(t, srv)
	const good = `{"observation":"o-full0","action":"confirm","reason":"r"}`
	for name, c := range map[string]struct {
		request
		status int
	}{
		"no token":          {request{"POST", "decide", srv.URL, "", "application/json", good}, 403},
		"wrong token":       {request{"POST", "decide", srv.URL, "x", "application/json", good}, 403},
		"another origin":    {request{"POST", "decide", "http://evil.example", token, "application/json", good}, 403},
		"null origin":       {request{"POST", "decide", "null", token, "application/json", good}, 403},
		"no origin":         {request{"POST", "decide", "", token, "application/json", good}, 403},
		"a form":            {request{"POST", "decide", srv.URL, token, "text/plain", good}, 400},
		"items, no token":   {request{"GET", "items", "", "", "", ""}, 403},
		"by GET":            {request{"GET", "decide", srv.URL, token, "", ""}, 405},
		"unknown field":     {request{"POST", "decide", srv.URL, token, "application/json", `{"colour":1}`}, 400},
		"unknown id":        {request{"POST", "decide", srv.URL, token, "application/json", `{"observation":"o-x","action":"confirm","reason":"r"}`}, 400},
		"no reason":         {request{"POST", "decide", srv.URL, token, "application/json", `{"observation":"o-full0","action":"confirm","reason":""}`}, 400},
		"too long":          {request{"POST", "decide", srv.URL, token, "application/json", `{"reason":"` + strings.Repeat("a", maxDecision) + `"}`}, 400},
		"nothing else here": {request{"GET", "../data/site.yaml", "", token, "", ""}, 404},
	} {
		if status, body := do(t, srv, c.request); status != c.status {
			t.Errorf("%s: %d %s, want %d", name, status, body, c.status)
		}
	}
	if all, err := st.Corrections(); err != nil || len(all) != 0 {
		t.Errorf("a refused request wrote %+v, %v", all, err)
	}
}

func TestPageMayNotBeFramed(t *testing.T) {
	_, srv := open(t)
	res, err := http.Get(srv.URL + Path)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if p := res.Header.Get("Content-Security-Policy"); !strings.Contains(p, "frame-ancestors 'none'") || strings.Contains(p, "unsafe") {
		t.Errorf("policy %q", p)
	}
}
