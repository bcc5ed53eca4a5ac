package glossary

import (
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func TestFind(t *testing.T) {
	g, err := Load(os.DirFS("../../data/glossary"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		text string
		want []string
	}{
		{"蚂蚁集团“AI豆计划”", []string{"ant-group", "ai-bean"}},
		{"阿里巴巴公益遴选员工担任乡村特派员", []string{"alibaba-philanthropy", "rural-envoy"}},
		{"Alibaba's Customer Service County", []string{"alibaba", "customer-service-county"}},
		{"the significant elegant ants", nil},
	} {
		var got []string
		for _, m := range g.Find(c.text) {
			if m.Kind == Organisation || m.Kind == Programme {
				got = append(got, m.Term.ID)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("Find(%q) = %v, want %v", c.text, got, c.want)
		}
	}
}

func TestLoadErrors(t *testing.T) {
	for _, c := range []struct{ name, yaml, want string }{
		{"double", "- {id: a, name: {zh: 甲, en: A}}\n- {id: a, name: {zh: 乙, en: B}}\n", "id a stands twice"},
		{"parent", "- {id: a, name: {zh: 甲, en: A}, parent: b}\n", `the id "b" of its parent`},
		{"field", "- {id: a, nam: x}\n", "organisations.yaml:1"},
	} {
		_, err := Load(fstest.MapFS{"organisations.yaml": {Data: []byte(c.yaml)}})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want one with %q", c.name, err, c.want)
		}
	}
}
