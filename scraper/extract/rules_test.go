package extract_test

import (
	"errors"
	"testing"

	"github.com/xianzhi/xianzhi/internal/record"
	"github.com/xianzhi/xianzhi/scraper/extract"
)

func TestCompile(t *testing.T) {
	if r, err := extract.Compile(nil); r != nil || err != nil {
		t.Errorf("Compile(nil) = %v, %v", r, err)
	}
	for _, c := range []struct {
		rules record.Rules
		want  string
	}{
		{record.Rules{Title: &record.Selector{Select: "h1["}}, `rule title: "h1[": not a CSS selector: expected identifier, found EOF instead`},
		{record.Rules{Body: &record.Selector{Attr: "x"}}, `rule body: "": select is missing`},
		{record.Rules{Drop: []string{".a", ""}}, `rule drop: "": select is missing`},
		{record.Rules{DateLayouts: []string{"YYYY-MM-DD"}}, `rule date_layouts: "YYYY-MM-DD": not a Go layout such as 2006-01-02 15:04`},
	} {
		_, err := extract.Compile(&c.rules)
		var rule *extract.RuleError
		if !errors.As(err, &rule) || err.Error() != c.want {
			t.Errorf("error %q, want %q", err, c.want)
		}
	}
}

// TestJoin holds that pages of one article follow each other and that what
// they repeat stands once.
func TestJoin(t *testing.T) {
	page := func(title string, body ...string) *extract.Result {
		r := &extract.Result{Article: record.Article{Title: record.Optional(title)}}
		for _, b := range body {
			r.Article.Body = append(r.Article.Body, record.Block{Kind: record.Paragraph, Text: b})
		}
		return r
	}
	if extract.Join() != nil {
		t.Error("Join() is not nil")
	}
	last := page("题", "导语。", "三。")
	last.Article.Publisher = &record.Name{Name: "示例日报"}
	got := extract.Join(page("题", "导语。", "一。", "一。"), page("", "导语。", "二。"), last)
	var text string
	for _, b := range got.Article.Body {
		text += b.Text
	}
	if text != "导语。一。一。二。三。" || got.Article.Title != "题" || got.Article.Publisher == nil || got.Next != "" {
		t.Errorf("%s, %+v", text, got)
	}
}
