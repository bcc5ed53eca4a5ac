package translate

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os/exec"
	"strings"
)

// openAI speaks the chat completions protocol, which many engines share.
type openAI struct {
	client
	model string
}

func (e *openAI) Name() string { return e.model }

var languageNames = map[string]string{"zh": "Simplified Chinese", "en": "English"}

func (e *openAI) Translate(ctx context.Context, from, to string, texts []string) ([]string, error) {
	in, err := json.Marshal(texts)
	if err != nil {
		return nil, err
	}
	system := fmt.Sprintf("Translate each string of the JSON array from %s into %s for a news archive. "+
		"Keep every number, date and name exactly; keep markers such as ⟦1⟧ as they are; add and leave out nothing. "+
		"Answer with a JSON array of as many strings and nothing else.", languageNames[from], languageNames[to])
	req := map[string]any{"model": e.model, "temperature": 0, "messages": []map[string]string{
		{"role": "system", "content": system}, {"role": "user", "content": string(in)}}}
	var res struct {
		Choices []struct {
			Message struct {
				Content string `json:"content"`
			} `json:"message"`
		} `json:"choices"`
	}
	if err := e.post(ctx, http.Header{"Authorization": {"Bearer " + e.key}}, req, &res); err != nil {
		return nil, err
	}
	if len(res.Choices) == 0 {
		return nil, fmt.Errorf("engine answered no choice")
	}
	var out []string
	if err := json.Unmarshal([]byte(unfence(res.Choices[0].Message.Content)), &out); err != nil {
		return nil, fmt.Errorf("engine did not answer a JSON array: %w", err)
	}
	return counted(out, len(texts))
}

// unfence takes off the code fence that chat models like to put around JSON.
func unfence(s string) string {
	s = strings.TrimSpace(s)
	s = strings.TrimPrefix(strings.TrimPrefix(s, "```json"), "```")
	return strings.TrimSuffix(s, "```")
}

// deepL speaks version 2 of its API.
type deepL struct{ client }

func (e *deepL) Name() string { return "deepl" }

func (e *deepL) Translate(ctx context.Context, from, to string, texts []string) ([]string, error) {
	codes := map[string]string{"zh": "ZH", "en": "EN"}
	target := map[string]string{"zh": "ZH-HANS", "en": "EN-GB"}
	req := map[string]any{"text": texts, "source_lang": codes[from], "target_lang": target[to], "preserve_formatting": true}
	var res struct {
		Translations []struct {
			Text string `json:"text"`
		} `json:"translations"`
	}
	if err := e.post(ctx, http.Header{"Authorization": {"DeepL-Auth-Key " + e.key}}, req, &res); err != nil {
		return nil, err
	}
	var out []string
	for _, t := range res.Translations {
		out = append(out, t.Text)
	}
	return counted(out, len(texts))
}

// libre speaks LibreTranslate's /translate.
type libre struct{ client }

func (e *libre) Name() string { return "libretranslate" }

func (e *libre) Translate(ctx context.Context, from, to string, texts []string) ([]string, error) {
	req := map[string]any{"q": texts, "source": from, "target": to, "format": "text"}
	if e.key != "" {
		req["api_key"] = e.key
	}
	var res struct {
		Text []string `json:"translatedText"`
	}
	if err := e.post(ctx, http.Header{}, req, &res); err != nil {
		return nil, err
	}
	return counted(res.Text, len(texts))
}

// command runs a program: {"from","to","texts"} on its standard input, a JSON
// array of strings on its standard output.
type command struct{ args []string }

func (e *command) Name() string { return e.args[0] }

func (e *command) Translate(ctx context.Context, from, to string, texts []string) ([]string, error) {
	in, err := json.Marshal(map[string]any{"from": from, "to": to, "texts": texts})
	if err != nil {
		return nil, err
	}
	var stdout, stderr bytes.Buffer
	cmd := exec.CommandContext(ctx, e.args[0], e.args[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(in), &stdout, &stderr
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("%s: %w: %.200s", e.args[0], err, stderr.String())
	}
	var out []string
	if err := json.Unmarshal(stdout.Bytes(), &out); err != nil {
		return nil, fmt.Errorf("%s: did not answer a JSON array of strings: %w", e.args[0], err)
	}
	return counted(out, len(texts))
}
