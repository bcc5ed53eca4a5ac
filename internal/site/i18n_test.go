package site

import (
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

func readKeys(t *testing.T, lang string) map[string]string {
	t.Helper()
	data, err := fs.ReadFile(theme(), "i18n/"+lang+".yaml")
	if err != nil {
		t.Fatal(err)
	}
	keys := map[string]string{}
	if err := yaml.Unmarshal(data, &keys); err != nil {
		t.Fatal(err)
	}
	return keys
}

// TestKeys: a language that lacks a key would fall back to the other silently.
func TestKeys(t *testing.T) {
	zh, en := readKeys(t, "zh"), readKeys(t, "en")
	for k := range zh {
		if _, ok := en[k]; !ok {
			t.Errorf("i18n/en.yaml lacks %s", k)
		}
	}
	for k := range en {
		if _, ok := zh[k]; !ok {
			t.Errorf("i18n/zh.yaml lacks %s", k)
		}
	}
}

var i18nCall = regexp.MustCompile(`i18n "([a-z0-9_-]+)"`)
var i18nPrefix = regexp.MustCompile(`i18n \(printf "([a-z0-9-]+-)%s"`)

// TestLayoutKeys: every key that a layout names is there, and every key is used.
func TestLayoutKeys(t *testing.T) {
	keys := readKeys(t, "zh")
	used := map[string]bool{}
	var prefixes []string
	err := fs.WalkDir(theme(), "layouts", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(theme(), name)
		for _, m := range i18nCall.FindAllStringSubmatch(string(data), -1) {
			used[m[1]] = true
			if _, ok := keys[m[1]]; !ok {
				t.Errorf("%s: i18n has no %s", name, m[1])
			}
		}
		for _, m := range i18nPrefix.FindAllStringSubmatch(string(data), -1) {
			prefixes = append(prefixes, m[1])
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range slices.Sorted(maps.Keys(keys)) {
		if !used[k] && !slices.ContainsFunc(append(prefixes, "fact-", "notice-", "planned", "projected"), func(p string) bool { return strings.HasPrefix(k, p) }) {
			t.Errorf("no layout uses i18n key %s", k)
		}
	}
}
