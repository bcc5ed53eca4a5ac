package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"time"

	"github.com/xianzhi/xianzhi/internal/record"
	"github.com/xianzhi/xianzhi/scraper"
	"github.com/xianzhi/xianzhi/scraper/sample"
)

// translator signs the translations: they were written for this project.
const translator = "xianzhi"

// source is how the archive gathers the sample, as far as an article shows it.
var source = &record.Source{ID: "sample", Zone: "Asia/Shanghai", Rights: record.RightsFull}

// translations returns the files by name below data/translations.
func translations() (map[string][]byte, error) {
	pages, err := sample.Pages()
	if err != nil {
		return nil, err
	}
	files := make(map[string][]byte, len(pages))
	for _, p := range pages {
		a, err := article(p)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", p.ID, err)
		}
		t, err := translation(p, a)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", p.ID, err)
		}
		data, err := record.EncodeYAML(t)
		if err != nil {
			return nil, err
		}
		files[into(p)+"/"+a.ID+".yaml"] = data
	}
	return files, nil
}

// into names the folder of the language that p is translated into.
func into(p sample.Page) string {
	if p.Lang() == record.LangEnglish {
		return "zh"
	}
	return "en"
}

// article serves, extracts and repairs p with all its parts.
func article(p sample.Page) (*record.Article, error) {
	var parts []scraper.Page
	for url := p.URL(); ; {
		part, err := get(url)
		if err != nil {
			return nil, err
		}
		parts = append(parts, part)
		got, err := scraper.Read(parts...)
		if err != nil {
			return nil, err
		}
		if got.Next == "" {
			return &got.Article, nil
		}
		url = got.Next
	}
}

// written is when the sample was; it resolves dates without a year.
var written = time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)

func get(url string) (scraper.Page, error) {
	w := httptest.NewRecorder()
	sample.Handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, url, nil))
	if w.Code != http.StatusOK {
		return scraper.Page{}, fmt.Errorf("%s: status %d", url, w.Code)
	}
	return scraper.Page{
		Bytes: w.Body.Bytes(), URL: url, ContentType: w.Header().Get("Content-Type"),
		Retrieved: written, Source: source,
	}, nil
}

func translation(p sample.Page, a *record.Article) (*record.Translation, error) {
	to := into(p)
	t := &record.Translation{Article: a.ID}
	if a.Title != "" {
		title := translated(string(a.Title), p.Title.In(to))
		t.Title = &title
	}
	pieces := append(units(p), unit{p.Title.In(p.Lang()), p.Title.In(to)})
	for i, b := range a.Body {
		n, score := best(b.Text, pieces)
		if score < leastLike {
			return nil, fmt.Errorf("block %d came from no block of the content: %q", i, b.Text)
		}
		t.Paragraphs = append(t.Paragraphs, translated(b.Text, pieces[n].translation))
	}
	return t, nil
}

func translated(text, translation string) record.Translated {
	return record.Translated{Source: record.Digest(text), Text: translation, By: translator, State: "human"}
}

// A unit is a text that can come back from extraction as one block: a block of
// the content, or one line of a list, which legacy pages write as a paragraph.
type unit struct{ text, translation string }

func units(p sample.Page) []unit {
	from := p.Lang()
	to := into(p)
	var out []unit
	for _, b := range p.Body {
		text, other := strings.TrimSpace(b.In(from)), strings.TrimSpace(b.In(to))
		if b.Kind == record.Table {
			text, other = strings.ReplaceAll(text, " | ", "\t"), strings.ReplaceAll(other, " | ", "\t")
		}
		out = append(out, unit{text, other})
		if b.Kind == record.List {
			others := strings.Split(other, "\n")
			for i, line := range strings.Split(text, "\n") {
				out = append(out, unit{line, others[i]})
			}
		}
	}
	return out
}

// leastLike is the share of bigrams below which a block is another's: what
// damage leaves of a paragraph is well above, any other paragraph well below.
const leastLike = 0.6

// best finds the unit that text came from; damage and punctuation may differ.
func best(text string, units []unit) (index int, score float64) {
	for i, u := range units {
		if s := like(text, u.text); s > score {
			index, score = i, s
		}
	}
	return index, score
}

// like is the Dice coefficient of the two texts' bigrams of code points, 0..1.
func like(a, b string) float64 {
	if a == b {
		return 1
	}
	left, right := bigrams(a), bigrams(b)
	common, total := 0, 0
	for g, n := range left {
		common += min(n, right[g])
		total += n
	}
	for _, n := range right {
		total += n
	}
	if total == 0 {
		return 0
	}
	return 2 * float64(common) / float64(total)
}

func bigrams(s string) map[[2]rune]int {
	m := make(map[[2]rune]int)
	r := []rune(s)
	for i := 1; i < len(r); i++ {
		m[[2]rune{r[i-1], r[i]}]++
	}
	return m
}
