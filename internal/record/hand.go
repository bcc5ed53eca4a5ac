package record

// The hand-written side of data/: YAML, one kind a folder.

// Text is a pair of names or sentences in both languages of the archive.
type Text struct {
	Zh string `json:"zh" yaml:"zh"` // Simplified Chinese
	En string `json:"en" yaml:"en"` // English
}

// In returns the text in lang ("zh", "zh-Hans" or "en").
func (t Text) In(lang string) string {
	if lang == LangEnglish {
		return t.En
	}
	return t.Zh
}

// An Indicator is data/indicators/<id>.yaml: what a kind of number means and
// the phrases that announce it.
type Indicator struct {
	ID          string   `json:"id" yaml:"id"`                           // "[a-z_]+", as the file is named
	Tier        string   `json:"tier" yaml:"tier"`                       // core, seed_or_single, context or rare
	Name        Text     `json:"name" yaml:"name"`                       // short, no final stop
	Description Text     `json:"description" yaml:"description"`         // definition, for readers
	Caveats     Text     `json:"caveats" yaml:"caveats,omitempty"`       // what to mind when comparing
	Unit        string   `json:"unit" yaml:"unit"`                       // base unit of values
	Units       []string `json:"units,omitempty" yaml:"units,omitempty"` // further units that may stand
	Kind        string   `json:"kind" yaml:"kind"`                       // stock, cumulative, flow, share, average, rate, plan
	Combine     string   `json:"combine" yaml:"combine"`                 // latest, sum or none: how values of several places combine
	Chart       string   `json:"chart,omitempty" yaml:"chart,omitempty"` // overrides the chart kind that follows from Kind
	Phrasings   []string `json:"phrasings" yaml:"phrasings,omitempty"`   // how reports put it, for maintainers
	// Lexicon holds the triggers that the claim parser reads; see doc/format.md.
	Lexicon Lexicon `json:"lexicon" yaml:"lexicon,omitempty"`
}

// A Term is an entry of data/glossary/{organisations,programmes,people,terms}.yaml.
type Term struct {
	ID          string   `json:"id" yaml:"id"`                                       // "[a-z0-9-]+", stable: pages are named by it
	Name        Text     `json:"name" yaml:"name"`                                   // in both languages
	Aliases     []string `json:"aliases,omitempty" yaml:"aliases,omitempty"`         // either language; matched in text
	Description *Text    `json:"description,omitempty" yaml:"description,omitempty"` // for readers
	Role        *Text    `json:"role,omitempty" yaml:"role,omitempty"`               // people: why they may be named
	Since       string   `json:"since,omitempty" yaml:"since,omitempty"`             // programmes: ISO date, month or year
	Parent      string   `json:"parent,omitempty" yaml:"parent,omitempty"`           // organisations, programmes: id of the one that runs it
	Programme   string   `json:"programme,omitempty" yaml:"programme,omitempty"`     // organisations: programme implied by a mention
	Place       string   `json:"place,omitempty" yaml:"place,omitempty"`             // GB/T 2260 code, for a body of one place
	Brand       bool     `json:"brand,omitempty" yaml:"brand,omitempty"`             // organisations: a platform or product; who acts is its parent, if any
	URL         string   `json:"url,omitempty" yaml:"url,omitempty"`                 // official page
}

// A Division is one row of data/gazetteer/counties.yaml.
type Division struct {
	Code       string   `json:"code" yaml:"code"`                           // GB/T 2260, six digits
	Name       string   `json:"name" yaml:"name"`                           // official, in full
	Province   string   `json:"province" yaml:"province"`                   // official name
	Prefecture string   `json:"prefecture" yaml:"prefecture"`               // official name; empty under a municipality
	En         string   `json:"en" yaml:"en"`                               // English name
	EnState    string   `json:"en_state" yaml:"en_state"`                   // "generated" or "curated"
	Aliases    []string `json:"aliases,omitempty" yaml:"aliases,omitempty"` // other names, matched in text
}

// A Translation is data/translations/<lang>/<article>.yaml.
type Translation struct {
	Article    string       `json:"article" yaml:"article"`                 // id of the article
	Title      *Translated  `json:"title,omitempty" yaml:"title,omitempty"` // of the title
	Paragraphs []Translated `json:"paragraphs" yaml:"paragraphs"`           // one for each block, in its order
}

// Translated is one translated block. Source is [Digest] of the text it was
// made from: a block finds its translation by it wherever it has moved, and a
// digest that no block has any more tells that the original changed.
type Translated struct {
	Source string `json:"source" yaml:"source"` // digest of the text it was made from
	Text   string `json:"text" yaml:"text"`     // the translation
	By     string `json:"by" yaml:"by"`         // a person's or an engine's name
	State  string `json:"state" yaml:"state"`   // "human", "machine", "reviewed", "held" (the numbers guard objects)
}

// A Correction is one entry of data/corrections/*.yaml: a person's word about a
// machine's reading. Expect is what the machine had said; when it says
// something else now, the correction no longer applies and check fails.
type Correction struct {
	Action      string         `json:"action" yaml:"action"`                               // confirm, correct, reject, add
	Article     string         `json:"article" yaml:"article"`                             // id of the article
	Observation string         `json:"observation,omitempty" yaml:"observation,omitempty"` // id of the observation, but for the action add
	Expect      map[string]any `json:"expect,omitempty" yaml:"expect,omitempty"`           // fields of the machine's reading that must still hold
	Set         map[string]any `json:"set,omitempty" yaml:"set,omitempty"`                 // fields and their right values, for the action correct
	Add         *Observation   `json:"add,omitempty" yaml:"add,omitempty"`                 // the observation to add, for the action add
	Reason      string         `json:"reason" yaml:"reason"`                               // why, for readers of the errata page
	By          string         `json:"by" yaml:"by"`                                       // who decided
	Date        string         `json:"date" yaml:"date"`                                   // ISO date of the decision
}

// An Exclusion is one entry of data/excluded/*.yaml: an article that is not
// shown. Withdrawn ones leave a tombstone and are purged from every output.
type Exclusion struct {
	Article string `json:"article" yaml:"article"` // id of the article
	Kind    string `json:"kind" yaml:"kind"`       // "withdrawn", "off-topic", "duplicate", "not-an-article"
	Reason  string `json:"reason" yaml:"reason"`   // why; not published for withdrawn articles
	By      string `json:"by" yaml:"by"`           // who decided
	Date    string `json:"date" yaml:"date"`       // ISO date of the decision
}

// A Redaction is one entry of data/redactions/*.yaml: a name masked in every output.
type Redaction struct {
	Name     string   `json:"name" yaml:"name"`                             // as it stands in the text, Simplified or Latin
	Mask     string   `json:"mask" yaml:"mask"`                             // what stands instead: 李某
	Articles []string `json:"articles,omitempty" yaml:"articles,omitempty"` // only these; empty: all
	Reason   string   `json:"reason" yaml:"reason"`                         // why the name is masked
}

// A Site is data/site.yaml.
type Site struct {
	Title       Text              `json:"title" yaml:"title"`                               // name of the archive
	Subtitle    Text              `json:"subtitle" yaml:"subtitle"`                         // stands under the title
	Description Text              `json:"description" yaml:"description"`                   // one sentence, for search engines and feeds
	Languages   []string          `json:"languages" yaml:"languages"`                       // "zh", "en": the first is the default
	BaseURL     string            `json:"base_url" yaml:"base_url"`                         // address of the built site, with a final slash
	Contact     string            `json:"contact" yaml:"contact"`                           // e-mail address or URL, shown on every page and in the User-Agent
	Repository  string            `json:"repository,omitempty" yaml:"repository,omitempty"` // address of the archive's repository, for links to files
	Zone        string            `json:"zone" yaml:"zone"`                                 // IANA name, for dates without one
	WARC        WARCStore         `json:"warc" yaml:"warc"`                                 // where raw bytes are kept
	Translate   TranslateConfig   `json:"translate,omitzero" yaml:"translate,omitempty"`    // the engine for missing translations
	Colours     map[string]string `json:"colours,omitempty" yaml:"colours,omitempty"`       // CSS custom properties without "--"
}

// A WARCStore says where raw bytes are kept: a folder (default "warc"), an S3-compatible
// bucket (s3://bucket/prefix) or an external command.
type WARCStore struct {
	Store    string `json:"store" yaml:"store"`                           // folder, or s3://bucket/prefix
	Endpoint string `json:"endpoint,omitempty" yaml:"endpoint,omitempty"` // address of the S3-compatible server
	Command  string `json:"command,omitempty" yaml:"command,omitempty"`   // program that stores a file, given its path
}

// TranslateConfig says which engine fills missing translations. The key is
// read from the environment variable that KeyEnv names and stands nowhere else.
type TranslateConfig struct {
	Engine   string   `json:"engine" yaml:"engine"`                         // none, openai, deepl, libretranslate or command
	Endpoint string   `json:"endpoint,omitempty" yaml:"endpoint,omitempty"` // the URL that is posted to
	Model    string   `json:"model,omitempty" yaml:"model,omitempty"`       // openai
	KeyEnv   string   `json:"key_env,omitempty" yaml:"key_env,omitempty"`   // environment variable with the key
	Command  []string `json:"command,omitempty" yaml:"command,omitempty"`   // command: program and arguments
	Batch    int      `json:"batch,omitempty" yaml:"batch,omitempty"`       // texts in one request; 0: 20
}
