package translate

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/xianzhi/xianzhi/internal/record"
)

// answer turns each text into "«text»" in the protocol that the path names.
func answer(t *testing.T, w http.ResponseWriter, r *http.Request) {
	var in struct {
		Text     []string `json:"text"`
		Q        []string `json:"q"`
		Messages []struct{ Role, Content string }
		Model    string `json:"model"`
	}
	body, _ := io.ReadAll(r.Body)
	if err := json.Unmarshal(body, &in); err != nil {
		t.Error(err)
	}
	var out any
	switch r.URL.Path {
	case "/deepl":
		if r.Header.Get("Authorization") != "DeepL-Auth-Key k" {
			http.Error(w, "forbidden", http.StatusForbidden)
			return
		}
		var all []map[string]string
		for _, s := range in.Text {
			all = append(all, map[string]string{"text": "«" + s + "»"})
		}
		out = map[string]any{"translations": all}
	case "/libre":
		out = map[string]any{"translatedText": quoteAll(in.Q)}
	case "/openai":
		var texts []string
		if err := json.Unmarshal([]byte(in.Messages[1].Content), &texts); err != nil {
			t.Error(err)
		}
		content, _ := json.Marshal(quoteAll(texts))
		out = map[string]any{"choices": []any{map[string]any{"message": map[string]any{"role": "assistant", "content": "```json\n" + string(content) + "\n```"}}}}
	}
	if err := json.NewEncoder(w).Encode(out); err != nil {
		t.Error(err)
	}
}

func quoteAll(texts []string) []string {
	out := make([]string, len(texts))
	for i, s := range texts {
		out[i] = "«" + s + "»"
	}
	return out
}

func engine(t *testing.T, name, endpoint string) Engine {
	t.Helper()
	t.Setenv("XIANZHI_TEST_KEY", "k")
	e, err := Open(record.TranslateConfig{Engine: name, Endpoint: endpoint, Model: "m", KeyEnv: "XIANZHI_TEST_KEY"})
	if err != nil {
		t.Fatal(err)
	}
	switch e := e.(type) {
	case *deepL:
		e.pause = time.Millisecond
	case *libre:
		e.pause = time.Millisecond
	case *openAI:
		e.pause = time.Millisecond
	}
	return e
}

func TestEnginesSpeakTheirProtocol(t *testing.T) {
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { answer(t, w, r) }))
	defer srv.Close()
	for name, path := range map[string]string{"deepl": "/deepl", "libretranslate": "/libre", "openai": "/openai"} {
		t.Run(name, func(t *testing.T) {
			got, err := engine(t, name, srv.URL+path).Translate(context.Background(), "zh", "en", []string{"一", "二"})
			if err != nil || strings.Join(got, "") != "«一»«二»" {
				t.Errorf("got %q, %v", got, err)
			}
		})
	}
}

func TestEngineErrors(t *testing.T) {
	for _, c := range []struct {
		name    string
		answers []func(http.ResponseWriter) // the last one stays
		want    string                      // part of the error; "" for success
		calls   int
	}{
		{"rate limit, then well", []func(http.ResponseWriter){status(429), status(503), say(`{"translatedText":["a"]}`)}, "", 3},
		{"rate limit for ever", []func(http.ResponseWriter){status(429)}, "429", tries},
		{"quota used up", []func(http.ResponseWriter){status(456)}, "456", 1},
		{"bad key", []func(http.ResponseWriter){status(403)}, "403", 1},
		{"not JSON", []func(http.ResponseWriter){say("<html>")}, "engine's answer", 1},
		{"too few texts", []func(http.ResponseWriter){say(`{"translatedText":[]}`)}, "0 texts for 1", 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			calls := 0
			srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				c.answers[min(calls, len(c.answers)-1)](w)
				calls++
			}))
			defer srv.Close()
			_, err := engine(t, "libretranslate", srv.URL).Translate(context.Background(), "zh", "en", []string{"一"})
			if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want %q", err, c.want)
			}
			if calls != c.calls {
				t.Errorf("%d calls, want %d", calls, c.calls)
			}
		})
	}
}

func status(code int) func(http.ResponseWriter) {
	return func(w http.ResponseWriter) { w.WriteHeader(code) }
}

func say(body string) func(http.ResponseWriter) {
	return func(w http.ResponseWriter) { _, _ = io.WriteString(w, body) }
}

func TestCommandEngine(t *testing.T) {
	if _, err := exec.LookPath("cat"); err != nil {
		t.Skip("no cat on this machine")
	}
	e := &command{[]string{"sh", "-c", `cat >/dev/null; echo '["one"]'`}}
	if got, err := e.Translate(context.Background(), "zh", "en", []string{"一"}); err != nil || got[0] != "one" {
		t.Errorf("got %q, %v", got, err)
	}
	e = &command{[]string{"sh", "-c", "echo broken >&2; exit 3"}}
	if _, err := e.Translate(context.Background(), "zh", "en", []string{"一"}); err == nil || !strings.Contains(err.Error(), "broken") {
		t.Errorf("error %v does not quote the command", err)
	}
}

func TestOpenNeedsItsConfiguration(t *testing.T) {
	for name, cfg := range map[string]record.TranslateConfig{
		"unknown engine": {Engine: "babel"},
		"openai":         {Engine: "openai"},
		"deepl":          {Engine: "deepl"},
		"command":        {Engine: "command"},
		"key not in env": {Engine: "none", KeyEnv: "XIANZHI_NO_SUCH_KEY"},
	} {
		if _, err := Open(cfg); err == nil || !strings.Contains(err.Error(), "data/site.yaml") {
			t.Errorf("%s: error %v does not name the file", name, err)
		}
	}
}
