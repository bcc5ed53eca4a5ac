package record

// An Observation is one number that an article claims, with all that is needed
// to check it: what it counts, where, when, by whom, and the clause that says so.
type Observation struct {
	// ID is "o-" and 10 hex digits of (article id, indicator, normalised quote,
	// occurrence), so it survives re-extraction and moved blocks.
	ID        string   `json:"id"`
	Indicator string   `json:"indicator"` // id of data/indicators
	Value     float64  `json:"value"`     // in the base unit: 近3000万元 → 30000000
	ValueMax  *float64 `json:"value_max"` // upper end of a range, or null
	Unit      string   `json:"unit"`      // persons, percent, CNY, CNY/month, …
	Qualifier string   `json:"qualifier"` // exact, approx, over, under, nearly or at_least
	Status    string   `json:"status"`    // actual, planned or projected

	AsOf   Optional `json:"as_of"`  // ISO date, month or year
	Period *Period  `json:"period"` // the time over which a flow was counted, or null
	Place  *Place   `json:"place"`  // the division that the number is of, or null

	Org       *Name `json:"org"`       // the organisation that the number is of, or null
	Programme *Name `json:"programme"` // the programme that the number is of, or null

	Quote      Evidence `json:"quote"`          // the shortest clause that carries the claim
	Confidence float64  `json:"confidence"`     // 0..1
	Rule       string   `json:"rule,omitempty"` // name of the rule that read it
	Review     string   `json:"review"`         // auto, confirmed, corrected or rejected
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
	From string `json:"from"` // first day, month or year
	To   string `json:"to"`   // last day, month or year
}

// A Place is a division of China by its official full Chinese name.
type Place struct {
	Name     string   `json:"name"`     // official, in full
	Province Optional `json:"province"` // official name of its province, or null
	Code     Optional `json:"code"`     // GB/T 2260
}

// Evidence is the shortest clause that carries a claim: code points
// [Start, End) of Body[Block].Text, and the text itself.
type Evidence struct {
	Block int    `json:"block"` // index into the body, from 0; -1 when no text may be shown
	Start int    `json:"start"` // first code point
	End   int    `json:"end"`   // code point after the last
	Text  string `json:"text"`  // the clause
}

// A Withheld number was read but not emitted, and waits for a person.
type Withheld struct {
	Reason string   `json:"reason"`         // "damaged", "spun-copy", "low-confidence", …
	Note   string   `json:"note,omitempty"` // for the person who looks
	Quote  Evidence `json:"quote"`          // where the number stands
}

// ObservationFile is data/observations/<source>/<yyyy>/<article>.json.
type ObservationFile struct {
	Article      string        `json:"article"`      // id of the article
	Observations []Observation `json:"observations"` // in order of their quotes
	Withheld     []Withheld    `json:"withheld"`     // numbers that wait for a person
}
