package translate

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"time"

	"github.com/xianzhi/xianzhi/internal/record"
)

// An Engine translates texts, keeping their order. From and to are "zh" or "en".
type Engine interface {
	Name() string // stored as the translator of what it makes
	Translate(ctx context.Context, from, to string, texts []string) ([]string, error)
}

// Open returns the engine that cfg names; nil for "none".
func Open(cfg record.TranslateConfig) (Engine, error) {
	key := os.Getenv(cfg.KeyEnv)
	if cfg.KeyEnv != "" && key == "" {
		return nil, fmt.Errorf("data/site.yaml: translate: the environment has no %s; set it to the engine's key", cfg.KeyEnv)
	}
	c := client{endpoint: cfg.Endpoint, key: key, http: &http.Client{Timeout: 2 * time.Minute}, pause: time.Second}
	switch cfg.Engine {
	case "", "none":
		return nil, nil
	case "openai":
		return &openAI{c, cfg.Model}, need(cfg.Model != "" && cfg.Endpoint != "", "openai: expected endpoint and model")
	case "deepl":
		return &deepL{c}, need(cfg.Endpoint != "", "deepl: expected endpoint")
	case "libretranslate":
		return &libre{c}, need(cfg.Endpoint != "", "libretranslate: expected endpoint")
	case "command":
		return &command{cfg.Command}, need(len(cfg.Command) > 0, "command: expected a command and its arguments")
	}
	return nil, fmt.Errorf("data/site.yaml: translate.engine: expected none, openai, deepl, libretranslate or command, got %q", cfg.Engine)
}

func need(ok bool, msg string) error {
	if ok {
		return nil
	}
	return errors.New("data/site.yaml: translate: " + msg)
}

// tries is how often a request is made before its error counts.
const tries = 5

// A client posts JSON, waits when it is told to, and tries again.
type client struct {
	endpoint, key string
	http          *http.Client
	pause         time.Duration // first wait between tries; doubles
}

func (c *client) post(ctx context.Context, header http.Header, in, out any) error {
	body, err := json.Marshal(in)
	if err != nil {
		return err
	}
	pause := c.pause
	for try := 1; ; try++ {
		wait, err := c.once(ctx, header, body, out)
		if err == nil || wait < 0 || try == tries {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(max(wait, pause)):
		}
		pause *= 2
	}
}

// once posts the request. A wait below zero says that another try is useless.
func (c *client) once(ctx context.Context, header http.Header, body []byte, out any) (wait time.Duration, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.endpoint, bytes.NewReader(body))
	if err != nil {
		return -1, err
	}
	req.Header = header
	req.Header.Set("Content-Type", "application/json")
	res, err := c.http.Do(req)
	if err != nil {
		return 0, err
	}
	defer res.Body.Close()
	data, err := io.ReadAll(io.LimitReader(res.Body, 16<<20))
	switch {
	case err != nil:
		return 0, err
	case res.StatusCode == http.StatusTooManyRequests || res.StatusCode >= 500:
		return retryAfter(res.Header), fmt.Errorf("engine answered %s", res.Status)
	case res.StatusCode != http.StatusOK:
		return -1, fmt.Errorf("engine answered %s: %.200s", res.Status, data)
	}
	if err := json.Unmarshal(data, out); err != nil {
		return -1, fmt.Errorf("engine's answer: %w", err)
	}
	return 0, nil
}

// retryAfter reads RFC 9110 §10.2.3's header, in seconds or as a date.
func retryAfter(h http.Header) time.Duration {
	v := h.Get("Retry-After")
	if n, err := strconv.Atoi(v); err == nil && n >= 0 {
		return time.Duration(n) * time.Second
	}
	if t, err := http.ParseTime(v); err == nil {
		return max(0, time.Until(t))
	}
	return 0
}

// counted reports an answer with another number of texts than was asked for.
func counted(got []string, want int) ([]string, error) {
	if len(got) != want {
		return nil, fmt.Errorf("engine answered %d texts for %d", len(got), want)
	}
	return got, nil
}
