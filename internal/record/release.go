package record

// A Release is data/releases/<date>/release.json: the numbers of the archive
// as they were cited. Beside it lies one CSV for each indicator. A release is
// written once and never changed.
type Release struct {
	Date         string             `json:"date"`         // ISO date; names the folder
	Note         string             `json:"note"`         // what a reader should know about it
	Program      string             `json:"program"`      // version of the program
	DataVersion  int                `json:"data_version"` // of the rules; see doc/data-version.md
	Previous     Optional           `json:"previous"`     // date of the release before, or null
	Articles     int                `json:"articles"`     // reports with a number in it
	Observations int                `json:"observations"` // numbers in all
	Indicators   []ReleaseIndicator `json:"indicators"`   // by id
}

// A ReleaseIndicator is one CSV of a [Release], with what changed since the
// release before.
type ReleaseIndicator struct {
	ID           string   `json:"id"`           // of the indicator; the file is <id>.csv
	Observations int      `json:"observations"` // rows
	SHA256       string   `json:"sha256"`       // of the file, lower-case hex
	Added        []string `json:"added"`        // ids of observations that the release before lacks
	Changed      []string `json:"changed"`      // ids whose row differs
	Removed      []string `json:"removed"`      // ids that were there before
}
