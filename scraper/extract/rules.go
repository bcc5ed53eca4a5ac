package extract

import (
	"fmt"
	"strings"
	"time"

	"github.com/PuerkitoBio/goquery"
	"github.com/andybalholm/cascadia"

	"github.com/xianzhi/xianzhi/scraper/extract/date"
)

// Rules override the generic extractor for one source, field by field; a field
// without a rule stays generic. [Rules.Compile] must have been called before
// pages are read, so that a wrong rule is found when it is loaded.
type Rules struct {
	Title     *Selector `yaml:"title,omitempty"`
	Published *Selector `yaml:"published,omitempty"`
	Modified  *Selector `yaml:"modified,omitempty"`
	Publisher *Selector `yaml:"publisher,omitempty"`
	Authors   *Selector `yaml:"authors,omitempty"`
	Editors   *Selector `yaml:"editors,omitempty"`
	Body      *Selector `yaml:"body,omitempty"` // the elements whose text is the body
	Next      *Selector `yaml:"next,omitempty"` // the link to the article's next page

	// Drop lists CSS selectors of elements taken out before anything is read.
	Drop []string `yaml:"drop,omitempty"`
	// DropLines lists beginnings of body lines that are not the story.
	DropLines []string `yaml:"drop_lines,omitempty"`
	// DateLayouts are Go layouts (2006-01-02 15:04) tried on the text that
	// published and modified select, before the general reader.
	DateLayouts []string `yaml:"date_layouts,omitempty"`
	// Zone is an IANA name for clock times without an offset.
	Zone string `yaml:"zone,omitempty"`

	drop []cascadia.Selector
	zone *time.Location
	done bool
}

// A Selector picks the elements of one field.
type Selector struct {
	Select   string `yaml:"select"`             // CSS
	Attr     string `yaml:"attr,omitempty"`     // read this attribute instead of the text
	Optional bool   `yaml:"optional,omitempty"` // no match: the generic result stands; otherwise the page failed

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

// Compile checks every rule. It is cheap when called again, and a no-op on nil.
func (r *Rules) Compile() error {
	if r == nil || r.done {
		return nil
	}
	for _, f := range r.fields() {
		if err := f.selector.compile(f.name); err != nil {
			return err
		}
	}
	for _, d := range r.Drop {
		sel, err := cascadia.Compile(d)
		if err != nil {
			return &RuleError{"drop", d, "not a CSS selector: " + err.Error()}
		}
		r.drop = append(r.drop, sel)
	}
	for _, l := range r.DateLayouts {
		if !strings.Contains(l, "2006") && !strings.Contains(l, "01") && !strings.Contains(l, "Jan") {
			return &RuleError{"date_layouts", l, "not a Go layout such as 2006-01-02 15:04"}
		}
	}
	if r.Zone != "" {
		zone, err := time.LoadLocation(r.Zone)
		if err != nil {
			return &RuleError{"zone", r.Zone, "not an IANA time zone such as Asia/Shanghai"}
		}
		r.zone = zone
	}
	r.done = true
	return nil
}

type ruleField struct {
	name     string
	selector *Selector
}

func (r *Rules) fields() []ruleField {
	return []ruleField{
		{"title", r.Title}, {"published", r.Published}, {"modified", r.Modified}, {"publisher", r.Publisher},
		{"authors", r.Authors}, {"editors", r.Editors}, {"body", r.Body}, {"next", r.Next},
	}
}

func (s *Selector) compile(field string) error {
	if s == nil {
		return nil
	}
	if strings.TrimSpace(s.Select) == "" {
		return &RuleError{field, s.Select, "select is missing"}
	}
	sel, err := cascadia.Compile(s.Select)
	if err != nil {
		return &RuleError{field, s.Select, "not a CSS selector: " + err.Error()}
	}
	s.sel = sel
	return nil
}

// An override holds what the rules read from one page.
type override struct {
	values map[string][]string // field → texts of the matches
	body   *goquery.Selection
	rules  *Rules
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
	for _, f := range r.fields() {
		if f.selector == nil {
			continue
		}
		found := doc.FindMatcher(f.selector.sel)
		texts := f.selector.texts(found)
		if len(texts) == 0 {
			if f.selector.Optional || f.name == "next" { // the last page has none
				continue
			}
			return nil, &RuleError{f.name, f.selector.Select, "matched nothing on " + p.URL}
		}
		o.values[f.name] = texts
		if f.name == "body" {
			o.body = found
		}
	}
	return o, nil
}

func (s *Selector) texts(found *goquery.Selection) []string {
	var out []string
	found.Each(func(_ int, m *goquery.Selection) {
		text := m.AttrOr(s.Attr, "")
		if s.Attr == "" {
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
	for _, layout := range o.rules.DateLayouts {
		if st, ok := date.Layout(text, layout, zone); ok {
			return st, nil
		}
	}
	if m, ok := date.Find(text, zone); ok {
		return m.Stamp, nil
	}
	return date.Stamp{}, &RuleError{field, text, "holds no date"}
}
