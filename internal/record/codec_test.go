package record

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestDecodeErrorsNameThePlace(t *testing.T) {
	for _, c := range []struct {
		name, in string
		v        any
		decode   func(string, []byte, any) error
		want     []string
	}{
		{"unknown JSON field", "{\n  \"id\": \"a\",\n  \"colour\": 1\n}", new(Article), DecodeJSON, []string{"f:3:", "colour"}},
		{"wrong JSON type", "{\"id\": 3}", new(Article), DecodeJSON, []string{"f:1:", "id"}},
		{"cut JSON", "{\"id\": \"a\"", new(Article), DecodeJSON, []string{"f:1:", "EOF"}},
		{"two JSON values", "{}{}", new(Article), DecodeJSON, []string{"f:1:", "more than one"}},
		{"unknown YAML field", "id: a\ncolour: red\n", new(Indicator), DecodeYAML, []string{"f:2:", "colour"}},
		{"wrong YAML type", "id: a\nphrasings: 3\n", new(Indicator), DecodeYAML, []string{"f:2:"}},
		{"repeated YAML key", "id: a\nid: b\n", new(Indicator), DecodeYAML, []string{"f:2:", "id"}},
		{"bad YAML indent", "id: a\n  name: [\n", new(Indicator), DecodeYAML, []string{"f:"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := c.decode("f", []byte(c.in), c.v)
			if err == nil {
				t.Fatal("no error")
			}
			for _, want := range c.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("error %q lacks %q", err, want)
				}
			}
		})
	}
}

func TestArticleRoundTrip(t *testing.T) {
	a := Article{
		ID: "a-1", URL: "https://a.example/1", Lang: LangChinese, Title: "", Published: "2024-08",
		Body: []Block{{Paragraph, "1 < 2 & “3”"}}, Authors: []string{}, Editors: []string{}, Repairs: []Repair{}, Damaged: []Span{},
		Capture: &Capture{SHA256: "00", WARC: &WARCRef{"f", "urn:uuid:x", 12}}, Rights: RightsFull,
	}
	first, err := Encode(a)
	if err != nil {
		t.Fatal(err)
	}
	var back Article
	if err := DecodeJSON("a.json", first, &back); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(a, back); diff != "" {
		t.Error(diff)
	}
	second, _ := Encode(back)
	if string(first) != string(second) {
		t.Error("encoding is not canonical")
	}
	for _, want := range []string{`"title": null`, `"1 < 2 & “3”"`, "\n  \"id\""} {
		if !strings.Contains(string(first), want) {
			t.Errorf("encoding lacks %s:\n%s", want, first)
		}
	}
}
