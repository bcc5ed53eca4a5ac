package record

// An Observation is one number that an article claims, with all that is needed
// to check it: what it counts, where, when, by whom, and the clause that says so.
type Observation struct {
	// ID is "o-" and 10 hex digits of (article id, indicator, normalised quote,
	// occurrence), so it survives re-extraction and moved blocks.
	ID        string   `json:"id"`
	Indicator string   `json:"indicator"`
	Value     float64  `json:"value"`     // in the base unit: 近3000万元 → 30000000
	ValueMax  *float64 `json:"value_max"` // upper end of a range, or null
	Unit      string   `json:"unit"`      // persons, percent, CNY, CNY/month, …
	Qualifier string   `json:"qualifier"`
	Status    string   `json:"status"`

	AsOf   Optional `json:"as_of"` // ISO date, month or year
	Period *Period  `json:"period"`
	Place  *Place   `json:"place"`

	Org       *Name `json:"org"`
	Programme *Name `json:"programme"`

	Quote      Evidence `json:"quote"`
	Confidence float64  `json:"confidence"` // 0..1
	Rule       string   `json:"rule,omitempty"`
	Review     string   `json:"review"`
}

// Qualifiers of a value.
const (
	Exact   = "exact"
	Approx  = "approx"   // 约 左右 多少不一
	Over    = "over"     // 超 逾 余 多
	Under   = "under"    // 不足 不到
	Nearly  = "nearly"   // 近
	AtLeast = "at_least" // 以上 至少
)

// Statuses of a claim.
const (
	Actual    = "actual"
	Planned   = "planned"
	Projected = "projected"
)

// Review states of an observation.
const (
	ReviewAuto      = "auto"
	ReviewConfirmed = "confirmed"
	ReviewCorrected = "corrected"
	ReviewRejected  = "rejected"
)

// A Period is the time over which a flow was counted, ISO dates.
type Period struct {
	From string `json:"from"`
	To   string `json:"to"`
}

// A Place is a division of China by its official full Chinese name.
type Place struct {
	Name     string   `json:"name"`
	Province Optional `json:"province"`
	Code     Optional `json:"code"` // GB/T 2260
}

// Evidence is the shortest clause that carries a claim: code points
// [Start, End) of Body[Block].Text, and the text itself.
type Evidence struct {
	Block int    `json:"block"`
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

// A Withheld number was read but not emitted, and waits for a person.
type Withheld struct {
	Reason string   `json:"reason"` // "damaged", "spun-copy", "low-confidence", …
	Note   string   `json:"note,omitempty"`
	Quote  Evidence `json:"quote"`
}

// ObservationFile is data/observations/<source>/<yyyy>/<article>.json.
type ObservationFile struct {
	Article      string        `json:"article"`
	Observations []Observation `json:"observations"`
	Withheld     []Withheld    `json:"withheld"`
}
