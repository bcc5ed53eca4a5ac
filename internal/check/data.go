package check

import (
	"maps"
	"regexp"
	"slices"

	"github.com/xianzhi/xianzhi/internal/glossary"
	"github.com/xianzhi/xianzhi/internal/record"
	"github.com/xianzhi/xianzhi/internal/store"
)

func (c *checker) configuration() {
	site, err := c.st.Site()
	c.errs("configuration", err)
	c.colours(site.Colours)
	_, err = c.st.Sources()
	c.errs("configuration", err)
	defs, err := c.st.Indicators()
	c.errs("configuration", err)
	for _, d := range defs {
		c.indicator(d)
	}
}

// kinds, combines and tiers are the words that an indicator's file may use.
var (
	kinds    = []string{"stock", "cumulative", "flow", "share", "average", "rate", "plan"}
	combines = []string{"latest", "sum", "none"}
	tiers    = []string{"core", "seed_or_single", "context", "rare"}
)

func (c *checker) indicator(d record.Indicator) {
	file := "data/indicators/" + d.ID + ".yaml"
	need := func(field, value string) {
		if value == "" {
			c.add(Error, "configuration", file, "%s: expected a text", field)
		}
	}
	need("name.zh", d.Name.Zh)
	need("name.en", d.Name.En)
	need("description.zh", d.Description.Zh)
	need("description.en", d.Description.En)
	need("unit", d.Unit)
	oneOf := func(field, value string, words []string) {
		if !slices.Contains(words, value) {
			c.add(Error, "configuration", file, "%s: expected one of %v, got %q", field, words, value)
		}
	}
	oneOf("kind", d.Kind, kinds)
	oneOf("combine", d.Combine, combines)
	oneOf("tier", d.Tier, tiers)
}

// references finds ids that nothing has.
func (c *checker) references(a *store.Archive) {
	indicators := map[string][]string{} // its units
	for _, d := range a.Indicators {
		indicators[d.ID] = unitsOf(d)
	}
	sources := map[string]bool{}
	for _, s := range a.Sources {
		sources[s.ID] = true
	}
	articles := map[string]bool{}
	for _, v := range a.Articles {
		if articles[v.ID] {
			c.add(Error, "references", store.ArticlePath(&v.Article), "article %s stands twice; remove the file whose source or year is wrong", v.ID)
		}
		articles[v.ID] = true
		if v.Source != "" && !sources[v.Source] {
			c.add(Warning, "references", store.ArticlePath(&v.Article), "source %q is not in data/sources.yaml", v.Source)
		}
		for _, o := range v.Observations {
			c.observation(a, v, o, indicators)
		}
	}
	for _, r := range a.Corrections {
		if !articles[r.Article] {
			c.add(Error, "references", "data/corrections", "article %q does not exist; remove the correction", r.Article)
		}
	}
}

func unitsOf(d record.Indicator) []string {
	units := append([]string{d.Unit}, d.Units...)
	for _, r := range d.Lexicon.Rules {
		if r.Unit != "" {
			units = append(units, r.Unit)
		}
	}
	return units
}

func (c *checker) observation(a *store.Archive, v *store.Article, o record.Observation, indicators map[string][]string) {
	file := store.ObservationPath(&v.Article)
	c.vocabulary(file, o, indicators[o.Indicator])
	if indicators[o.Indicator] == nil {
		c.add(Error, "references", file, "%s: indicator %q has no file in data/indicators", o.ID, o.Indicator)
	}
	if o.Place != nil && o.Place.Code != "" {
		if _, ok := a.Gazetteer.ByCode(string(o.Place.Code)); !ok {
			c.add(Error, "references", file, "%s: place code %q is not in data/gazetteer", o.ID, o.Place.Code)
		}
	}
	c.term(a, file, o.ID, glossary.Organisation, o.Org)
	c.term(a, file, o.ID, glossary.Programme, o.Programme)
	if q := o.Quote; q.Block >= 0 && !quotes(v, q) {
		c.add(Error, "data", file, "%s: quote is not at block %d, %d to %d; run build", o.ID, q.Block, q.Start, q.End)
	}
}

// words are what the fields of an observation may say.
var words = map[string][]string{
	"qualifier": {record.Exact, record.Approx, record.Over, record.Under, record.Nearly, record.AtLeast},
	"status":    {record.Actual, record.Planned, record.Projected},
	"review":    {record.ReviewAuto, record.ReviewConfirmed, record.ReviewCorrected},
}

// vocabulary finds words that nothing else knows: a correction may have set them.
func (c *checker) vocabulary(file string, o record.Observation, units []string) {
	for field, value := range map[string]string{"qualifier": o.Qualifier, "status": o.Status, "review": o.Review} {
		if !slices.Contains(words[field], value) {
			c.add(Error, "data", file, "%s: %s is %q, expected one of %v", o.ID, field, value, words[field])
		}
	}
	if len(units) > 0 && !slices.Contains(units, o.Unit) {
		c.add(Error, "data", file, "%s: unit is %q, %s has %v; add it to units in data/indicators/%s.yaml", o.ID, o.Unit, o.Indicator, units, o.Indicator)
	}
}

func (c *checker) term(a *store.Archive, file, observation string, kind glossary.Kind, n *record.Name) {
	if n == nil || n.ID == "" {
		return
	}
	if _, ok := a.Glossary.ByID(kind, n.ID); !ok {
		c.add(Error, "references", file, "%s: %q is not in data/glossary", observation, n.ID)
	}
}

func quotes(v *store.Article, q record.Evidence) bool {
	if q.Block >= len(v.Body) {
		return false
	}
	text := []rune(v.Body[q.Block].Text)
	return q.Start <= q.End && q.End <= len(text) && string(text[q.Start:q.End]) == q.Text
}

// rights warns of full text in git that is not ours to publish.
func (c *checker) rights(a *store.Archive) {
	n := 0
	for _, v := range a.Articles {
		if v.Rights != record.RightsFull {
			n++
		}
	}
	if n > 0 && a.Site.Repository != "" {
		c.add(Warning, "data", "data/articles", "%d articles are not for full publication, but the repository %s holds their text: keep it private or set rights in data/sources.yaml", n, a.Site.Repository)
	}
}

func (c *checker) translations(a *store.Archive) {
	for _, v := range a.Articles {
		for lang, t := range v.Translations {
			file := "data/translations/" + lang + "/" + v.ID + ".yaml"
			for i, p := range t.Paragraphs {
				switch p.State {
				case "stale":
					c.add(Warning, "translations", file, "block %d: the original changed since it was translated; review it and set source to %s", i, v.Digests[i])
				case "held":
					c.add(Warning, "translations", file, "block %d: held back, its numbers differ from the original's", i)
				}
			}
		}
	}
}

var (
	cssName  = regexp.MustCompile(`^[a-z][a-z0-9-]*$`)
	cssValue = regexp.MustCompile(`^[#(),.%/ a-zA-Z0-9-]+$`)
)

// colours finds custom properties that the site leaves out.
func (c *checker) colours(all map[string]string) {
	for _, name := range slices.Sorted(maps.Keys(all)) {
		if !cssName.MatchString(name) || !cssValue.MatchString(all[name]) {
			c.add(Error, "configuration", "data/site.yaml", "colours: %s: expected the name of a custom property without -- and a plain value such as #1d4d6b, got %q", name, all[name])
		}
	}
}
