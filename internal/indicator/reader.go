// Package indicator reads the numbers that an article claims and says of each
// what it counts, where, when, by whom, and which clause says so.
//
// Its main type is [Reader]. An article is folded into one text, in which one
// pass each finds the phrases of all lexicons, the numbers, the places and the
// names. Every number then meets the rules of data/indicators whose Counts fit
// it; the rule with the most and nearest words wins. A number that no rule
// claims, but that stands where an earlier one of its sentence stood
// (累计8248个, 城镇为25522元), inherits that one's rule. Place, date,
// organisation and programme are looked for outwards: clause, sentence,
// paragraph, article.
//
// It refuses more than it reads. A number in or beside a damaged span is
// withheld; wages, ages and sales of one person, thresholds, vague numbers
// (数十亿) and numbers of spam are left out. It never computes a value that the
// text does not have.
package indicator

import (
	"fmt"

	"github.com/xianzhi/xianzhi/internal/gazetteer"
	"github.com/xianzhi/xianzhi/internal/glossary"
	"github.com/xianzhi/xianzhi/internal/record"
)

// A Reader reads articles. It is safe for concurrent use.
type Reader struct {
	defs    []record.Indicator
	rules   *ruleset
	grammar *grammar
	places  *gazetteer.Gazetteer
	names   *glossary.Glossary
}

// New returns a reader of the indicators defs. An unknown count, word list or
// indicator in a lexicon is an error that names the file and the rule.
func New(defs []record.Indicator, g *gazetteer.Gazetteer, gl *glossary.Glossary) (*Reader, error) {
	rules, err := compile(defs)
	if err != nil {
		return nil, err
	}
	return &Reader{defs: defs, rules: rules, grammar: newGrammar(), places: g, names: gl}, nil
}

// Read returns the observations of a, in the order of the text, and the
// numbers that it withheld. Relative dates count from a's own date.
func (r *Reader) Read(a *record.Article) record.ObservationFile {
	return r.ReadAs(a, string(a.Published))
}

// ReadAs is [Reader.Read] with another date of publication: that of the
// original, for a reprint under a later date.
func (r *Reader) ReadAs(a *record.Article, published string) record.ObservationFile {
	d := r.parse(a, published)
	var claims []claim
	for i := range d.sentences {
		claims = append(claims, r.claims(d, &d.sentences[i], claims)...)
	}
	out := record.ObservationFile{Article: a.ID, Withheld: []record.Withheld{}}
	var all []reading
	for _, c := range claims {
		if d.isDamaged(c.num.Start, c.num.End) {
			out.Withheld = append(out.Withheld, record.Withheld{Reason: "damaged", Note: c.rule.id(), Quote: d.evidence(c.from, c.to)})
			continue
		}
		all = append(all, reading{c, r.observe(d, c)})
	}
	out.Observations = distinct(all)
	identify(a.ID, out.Observations)
	return out
}

// observe completes a claim into an observation.
func (r *Reader) observe(d *document, c claim) record.Observation {
	def := &r.defs[c.rule.def]
	o := record.Observation{
		Indicator:  def.ID,
		Value:      c.num.Value,
		Unit:       c.rule.unitFor(def, c.num),
		Qualifier:  c.num.Qualifier,
		Status:     c.status,
		Quote:      d.evidence(c.from, c.to),
		Rule:       c.rule.id(),
		Confidence: c.confidence(),
		Review:     record.ReviewAuto,
	}
	if c.num.HasMax {
		o.ValueMax = &c.num.Max
	}
	o.AsOf, o.Period = r.when(d, c)
	o.Place = r.where(d, c)
	o.Org, o.Programme = r.who(d, c)
	return o
}

// id names a rule in observations and in withheld numbers.
func (ru *rule) id() string { return fmt.Sprintf("%s/%s", ru.indicator, ru.name) }
