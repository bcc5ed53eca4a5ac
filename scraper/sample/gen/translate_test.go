package main

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/xianzhi/xianzhi/internal/record"
	"github.com/xianzhi/xianzhi/internal/translate"
	"github.com/xianzhi/xianzhi/scraper/sample"
)

var update = flag.Bool("update", false, "write data/translations anew")

const folder = "../../../data/translations"

// Every block of every article of the sample has its translation, made from the
// text as it is extracted and repaired today.
func TestTranslationsAreCurrent(t *testing.T) {
	files, err := translations()
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range files {
		path := filepath.Join(folder, name)
		if *update {
			if err := os.WriteFile(path, want, 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		got, err := os.ReadFile(path)
		if err != nil {
			t.Error(err)
			continue
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s is not what the content gives now; run go test ./scraper/sample/gen -update", name)
		}
	}
}

// The numbers of every text are those of its translation.
func TestNumbersAgree(t *testing.T) {
	pages, err := sample.Pages()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range pages {
		if p.CopyOf != nil {
			continue
		}
		texts := append([]sample.Block{{Zh: p.Title.Zh, En: p.Title.En}}, p.Body...)
		for _, b := range texts {
			for _, objection := range translate.Guard(b.Zh, b.En) {
				t.Errorf("%s: %s: %.60s", p.ID, objection, b.Zh)
			}
		}
	}
}

func TestBest(t *testing.T) {
	units := []unit{
		{"公司在当地有160多名员工稳定在岗，人均月收入3500元以上。", "a"},
		{"公司大专以上学历人员占比超过53%", "b"},
	}
	for _, tt := range []struct {
		text string
		want int
		ok   bool
	}{
		{"公司在当地有?60多名员工稳定在岗，人均月收入3500元以上。", 0, true},
		{"公司大专以上学历人员占比超过53%", 1, true},
		{"免责声明：本站不对内容负责。", 0, false},
	} {
		got, score := best(tt.text, units)
		if got != tt.want || (score >= leastLike) != tt.ok {
			t.Errorf("best(%q) = %d at %.2f, want %d, found %v", tt.text, got, score, tt.want, tt.ok)
		}
	}
}

func TestInto(t *testing.T) {
	for host, want := range map[string]string{"news": "en", "english": "zh"} {
		if got := into(sample.Page{Host: host}); got != want {
			t.Errorf("into(%s) = %s, want %s (%s)", host, got, want, record.LangEnglish)
		}
	}
}
