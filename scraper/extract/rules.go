package extract

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/PuerkitoBio/goquery"
	"github.com/andybalholm/cascadia"

	"github.com/xianzhi/xianzhi/internal/record"
	"github.com/xianzhi/xianzhi/scraper/extract/date"
)

// Rules are a source's rules, checked and ready; they override the generic
// extractor field by field. Their YAML is [record.Rules]. A Rules is not
// changed by use and may be shared.
type Rules struct {
	fields      []ruleField
	drop        []cascadia.Selector
	dropLines   []string
	dateLayouts []string
}

// A ruleField is one field's selector.
type ruleField struct {
	name string // as in YAML
	record.Selector
	sel cascadia.Selector
}

// A RuleError is a rule that is wrong, or a required one that matched nothing.
type RuleError struct {
	Field  string // as in YAML
	Value  string
	Reason string
}

func (e *RuleError) Error() string {
	return fmt.Sprintf("rule %s: %q: %s", e.Field, e.Value, e.Reason)
}

// Compile checks r, so that a wrong rule is found when it is loaded and not on
// the first page. It returns nil for nil, and a [RuleError] for the first rule
// that is wrong.
func Compile(r *record.Rules) (*Rules, error) {
	if r == nil {
		return nil, nil
	}
	out := &Rules{dropLines: r.DropLines, dateLayouts: r.DateLayouts}
	for _, f := range []struct {
		name string
		rule *record.Selector
	}{
		{"title", r.Title}, {"published", r.Published}, {"modified", r.Modified}, {"publisher", r.Publisher},
		{"authors", r.Authors}, {"editors", r.Editors}, {"body", r.Body}, {"next", r.Next},
	} {
		if f.rule == nil {
			continue
		}
		sel, err := compile(f.name, f.rule.Select)
		if err != nil {
			return nil, err
		}
		out.fields = append(out.fields, ruleField{f.name, *f.rule, sel})
	}
	for _, d := range r.Drop {
		sel, err := compile("drop", d)
		if err != nil {
			return nil, err
		}
		out.drop = append(out.drop, sel)
	}
	for _, l := range r.DateLayouts {
		if !strings.Contains(l, "06") && !strings.Contains(l, "1") && !strings.Contains(l, "2") {
			return nil, &RuleError{"date_layouts", l, "not a Go layout such as 2006-01-02 15:04"}
		}
	}
	return out, nil
}

func compile(field, selector string) (cascadia.Selector, error) {
	if strings.TrimSpace(selector) == "" {
		return nil, &RuleError{field, selector, "select is missing"}
	}
	sel, err := cascadia.Compile(selector)
	if err != nil {
		return nil, &RuleError{field, selector, "not a CSS selector: " + err.Error()}
	}
	return sel, nil
}

// An override holds what the rules read from one page; empty without rules.
type override struct {
	rules  *Rules
	values map[string][]string // field → texts of the matches
	body   *goquery.Selection
}

// ruled reports whether a rule for the field stands, whether it matched or not.
func (o *override) ruled(field string) bool {
	return o.rules != nil && slices.ContainsFunc(o.rules.fields, func(f ruleField) bool { return f.name == field })
}

// apply takes the dropped elements out of doc and reads the selected ones.
func (r *Rules) apply(doc *goquery.Document, p Page) (*override, error) {
	o := &override{values: map[string][]string{}, rules: r}
	if r == nil {
		return o, nil
	}
	for _, sel := range r.drop {
		doc.FindMatcher(sel).Remove()
	}
	for _, f := range r.fields {
		found := doc.FindMatcher(f.sel)
		texts := f.texts(found)
		if len(texts) == 0 {
			if f.Optional || f.name == "next" { // the last page has none
				continue
			}
			return nil, &RuleError{f.name, f.Select, "matched nothing on " + p.URL}
		}
		o.values[f.name] = texts
		if f.name == "body" {
			o.body = found
		}
	}
	return o, nil
}

func (f *ruleField) texts(found *goquery.Selection) []string {
	var out []string
	found.Each(func(_ int, m *goquery.Selection) {
		text := m.AttrOr(f.Attr, "")
		if f.Attr == "" {
			text = textOf(m.Nodes[0])
		}
		if text = strings.TrimSpace(text); text != "" {
			out = append(out, text)
		}
	})
	return out
}

func (o *override) first(field string) string {
	if v := o.values[field]; len(v) > 0 {
		return v[0]
	}
	return ""
}

// date reads a selected date by the rules' layouts, then in general.
func (o *override) date(field string, zone *time.Location) (date.Stamp, error) {
	text := o.first(field)
	if text == "" {
		return date.Stamp{}, nil
	}
	for _, layout := range o.rules.dateLayouts {
		if st, ok := date.Layout(text, layout, zone); ok {
			return st, nil
		}
	}
	if m, ok := date.Find(text, zone); ok {
		return m.Stamp, nil
	}
	return date.Stamp{}, &RuleError{field, text, "holds no date"}
}
