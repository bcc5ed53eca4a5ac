package record

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/goccy/go-yaml"
)

// Encode returns v as canonical JSON: keys in the order of the struct's fields,
// two-space indent, no HTML escaping, LF, final newline.
func Encode(v any) ([]byte, error) {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}

// EncodeLine returns v as one line of JSON without the final newline.
func EncodeLine(v any) ([]byte, error) {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimRight(buf.Bytes(), "\n"), nil
}

// DecodeJSON reads one JSON value into v. Unknown fields, trailing data and
// wrong types are errors that name file, line and column.
func DecodeJSON(file string, data []byte, v any) error {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	err := dec.Decode(v)
	if err == nil {
		if _, err = dec.Token(); err == io.EOF {
			return nil
		}
		err = errors.New("more than one JSON value")
	}
	line, col := position(data, errorOffset(err, data, dec.InputOffset()))
	return fmt.Errorf("%s:%d:%d: %w", file, line, col, err)
}

// DecodeYAML reads one YAML document into v. Unknown and repeated fields and
// wrong types are errors that name file, line and what was expected.
func DecodeYAML(file string, data []byte, v any) error {
	err := yaml.NewDecoder(bytes.NewReader(data), yaml.Strict()).Decode(v)
	if err == nil || errors.Is(err, io.EOF) {
		return nil
	}
	var ye yaml.Error
	if errors.As(err, &ye) && ye.GetToken() != nil {
		pos := ye.GetToken().Position
		return fmt.Errorf("%s:%d:%d: %s", file, pos.Line, pos.Column, ye.GetMessage())
	}
	return fmt.Errorf("%s: %s", file, strings.TrimSpace(err.Error()))
}

// EncodeYAML returns v as YAML with long texts kept on one line.
func EncodeYAML(v any) ([]byte, error) {
	return yaml.MarshalWithOptions(v, yaml.IndentSequence(true), yaml.UseLiteralStyleIfMultiline(true))
}

// Digest is the first 12 hex digits of the SHA-256 of s: it names a text in
// translations and caches.
func Digest(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:6])
}

func errorOffset(err error, data []byte, fallback int64) int64 {
	var syntax *json.SyntaxError
	var typ *json.UnmarshalTypeError
	// encoding/json names an unknown field but not its place.
	if _, key, ok := strings.Cut(err.Error(), "unknown field "); ok {
		if at := bytes.Index(data, []byte(key)); at >= 0 {
			return int64(at)
		}
	}
	switch {
	case errors.As(err, &syntax):
		return syntax.Offset
	case errors.As(err, &typ):
		return typ.Offset
	}
	return fallback
}

func position(data []byte, offset int64) (line, col int) {
	before := data[:min(offset, int64(len(data)))]
	line = 1 + bytes.Count(before, []byte("\n"))
	col = len(before) - bytes.LastIndexByte(before, '\n')
	return line, col
}

func marshalString(s string) ([]byte, error) { return EncodeLine(s) }

func unmarshalOptional(b []byte, s *string) error {
	if string(b) == "null" {
		*s = ""
		return nil
	}
	return json.Unmarshal(b, s)
}
