package record

// A Lexicon is the part of an indicator's file that the claim parser reads, so
// that a maintainer can add a phrase without touching Go. See package indicator
// for how the rules of all indicators compete for a number.
type Lexicon struct {
	// Words are named lists of phrases. A rule of this file uses one by "@name",
	// a rule of another file by "@indicator.name". A phrase is matched as it
	// stands; Latin ones as whole words in lower case, with a final "*" as the
	// beginning of a word.
	Words map[string][]string `json:"words,omitempty" yaml:"words,omitempty"`
	// Rules are the ways to claim this indicator; one that holds is enough.
	Rules []LexiconRule `json:"rules,omitempty" yaml:"rules,omitempty"`
	// Planned is the id of the indicator that a planned value belongs to, when it
	// is not this one: 将带动700人就业 is no cum_employed but jobs_planned.
	Planned string `json:"planned,omitempty" yaml:"planned,omitempty"`
	// Share is the id of the indicator of a share that follows a count of this
	// one without words of its own: 女性280人,占七成.
	Share string `json:"share,omitempty" yaml:"share,omitempty"`
	// Place says how a claim finds its place: "" from the clause, the paragraph
	// and the article in turn; "named" only where the sentence names it; "none"
	// never, for numbers over many places.
	Place string `json:"place,omitempty" yaml:"place,omitempty"`
	// Research says that the organisation of a claim is the university or
	// institute that surveyed, not the company surveyed.
	Research bool `json:"research,omitempty" yaml:"research,omitempty"`
	// Stock marks a value that holds at a moment and not over a time: the date of
	// an event earlier in the sentence is then not its date.
	Stock bool `json:"stock,omitempty" yaml:"stock,omitempty"`
}

// A LexiconRule is one way to claim an indicator. All conditions given must
// hold; within a condition one phrase is enough.
type LexiconRule struct {
	Name string `json:"name" yaml:"name"` // stands in an observation's rule, after the indicator's id
	// Counts are what the number may be: bare, persons, person_times, households,
	// things, percent, points, money, times, age, sqm, mu, or a measure as
	// written (家, 场). Beside such measures, things means English numbers only.
	Counts []string `json:"counts" yaml:"counts"`
	// Head is the noun that is counted: right after the number (200名标注员) or
	// right before it (标注员约200名).
	Head   []string `json:"head,omitempty" yaml:"head,omitempty"`
	Before []string `json:"before,omitempty" yaml:"before,omitempty"` // in the clause, left of the number
	After  []string `json:"after,omitempty" yaml:"after,omitempty"`   // in the clause, right of the number
	Near   []string `json:"near,omitempty" yaml:"near,omitempty"`     // in the clause, on either side
	// Sentence is anywhere in the sentence.
	Sentence []string `json:"sentence,omitempty" yaml:"sentence,omitempty"`
	Not      []string `json:"not,omitempty" yaml:"not,omitempty"` // nowhere in the clause
	// NotSentence is nowhere in the sentence.
	NotSentence []string `json:"not_sentence,omitempty" yaml:"not_sentence,omitempty"`
	// Weight ranks rules that claim the same number, 50 when left out; nearness
	// of the words adds up to 25 for each condition.
	Weight int `json:"weight,omitempty" yaml:"weight,omitempty"`
	// Range asks for a number with two ends: 20-35岁.
	Range bool `json:"range,omitempty" yaml:"range,omitempty"`
	// Unit replaces the indicator's unit: person_times, households.
	Unit string `json:"unit,omitempty" yaml:"unit,omitempty"`
	// Min is the least value; 0 is no bound.
	Min float64 `json:"min,omitempty" yaml:"min,omitempty"`
	// Max is the greatest value; 0 is no bound.
	Max float64 `json:"max,omitempty" yaml:"max,omitempty"`
}
