package record

// An Article is one captured page after extraction and repair, as it lies in
// data/articles/<source>/<yyyy>/<id>.json. It is never edited by hand: a
// person's change is a [Correction], [Redaction] or [Exclusion].
type Article struct {
	// ID is stable for a URL: "[a-z0-9-]+".
	ID     string `json:"id"`
	Source string `json:"source,omitempty"` // id in sources.yaml; empty for a loose file

	URL          string `json:"url"`           // the address it was gathered at
	CanonicalURL string `json:"canonical_url"` // the address that the page gives for itself, or url
	Site         string `json:"site"`          // host the page was served from

	Lang           string   `json:"lang"`            // "zh-Hans" or "en"
	OriginalScript Optional `json:"original_script"` // "Hans", "Hant", "mixed"; null when not Chinese

	Title     Optional `json:"title"`     // null when the page has none
	Publisher *Name    `json:"publisher"` // the outlet that first published (来源), or null
	Authors   []string `json:"authors"`   // names of those who wrote it, without editors and photographers
	Editors   []string `json:"editors"`   // names of editors (责任编辑)

	// Published and Modified are RFC 3339 with zone, "2006-01-02", "2006-01"
	// or "2006": never more precise than the page.
	Published Optional `json:"published"`
	Modified  Optional `json:"modified"` // when the page says it was changed, like published

	Body    []Block  `json:"body"`    // Simplified and repaired
	Repairs []Repair `json:"repairs"` // what was done to the text as received
	Damaged []Span   `json:"damaged"` // where bytes were lost

	Capture *Capture `json:"capture"` // where the bytes came from; null for a loose file
	Rights  string   `json:"rights"`  // RightsFull, RightsQuote or RightsMetadata
}

// Rights say how much of an article may leave the archive, in any output.
const (
	RightsFull     = "full"     // the whole text
	RightsQuote    = "quote"    // title, metadata and the quoted clauses only
	RightsMetadata = "metadata" // title and metadata only
)

// Scripts of the text as the page had it.
const (
	ScriptHans  = "Hans"
	ScriptHant  = "Hant"
	ScriptMixed = "mixed"
)

// Languages of articles and of the site.
const (
	LangChinese = "zh-Hans"
	LangEnglish = "en"
)

// A Name is a named thing; ID is its entry in the glossary or the list of
// sources, when it has one.
type Name struct {
	ID   string `json:"id,omitempty" yaml:"id,omitempty"` // id in the glossary, when it is there
	Name string `json:"name" yaml:"name"`                 // as in the glossary, or as read
}

// Block kinds.
const (
	Paragraph = "paragraph"
	Heading   = "heading"
	List      = "list"  // one item a line
	Quote     = "quote" // a block quotation
	Table     = "table" // one row a line, cells parted by tabs
	Figure    = "figure"
)

// A Block is one piece of a body. Text is plain; offsets into it count Unicode
// code points.
type Block struct {
	Kind string `json:"kind"` // paragraph, heading, list, quote, table or figure
	Text string `json:"text"` // plain text
}

// Kinds of [Repair].
const (
	RepairPinyin      = "pinyin-annotation" // 經(jīng) → 经
	RepairGarble      = "byte-garble"       // shifted bytes realigned
	RepairTraditional = "traditional"       // Traditional → Simplified, in code points
	RepairCharset     = "charset"           // declared charset was wrong, or bytes did not decode
	RepairSpam        = "spam"              // foreign lines taken out
	RepairPrivateUse  = "private-use"       // private-use and zero-width characters taken out
)

// A Repair says what was done to the text as received, and how often.
type Repair struct {
	Kind  string `json:"kind"`  // pinyin-annotation, byte-garble, traditional, charset, spam or private-use
	Count int    `json:"count"` // how often
}

// A Span marks code points [Start, End) of Body[Block].Text where bytes were
// lost and the text cannot be trusted. Block -1 is the title.
type Span struct {
	Block int `json:"block"` // index into the body, from 0; -1 is the title
	Start int `json:"start"` // first code point
	End   int `json:"end"`   // code point after the last
}

// A Capture is where the bytes came from.
type Capture struct {
	Retrieved   string   `json:"retrieved"`    // RFC 3339, UTC
	Status      int      `json:"status"`       // HTTP status
	ContentType string   `json:"content_type"` // as the server sent it
	Charset     string   `json:"charset"`      // of the bytes as decoded: utf-8, gb18030, big5, …
	SHA256      string   `json:"sha256"`       // of the payload, content coding undone, lower-case hex
	WARC        *WARCRef `json:"warc"`         // the record with the bytes, or null
}

// A WARCRef points to a record in the WARC store.
type WARCRef struct {
	File     string `json:"file"`      // name in the store
	RecordID string `json:"record_id"` // of the record, a urn:uuid
	Offset   int64  `json:"offset"`    // in bytes, of the gzip member
}

// Optional is a string that is null in JSON when empty.
type Optional string

// MarshalJSON writes null for the empty string.
func (o Optional) MarshalJSON() ([]byte, error) {
	if o == "" {
		return []byte("null"), nil
	}
	return marshalString(string(o))
}

// UnmarshalJSON reads null as the empty string.
func (o *Optional) UnmarshalJSON(b []byte) error { return unmarshalOptional(b, (*string)(o)) }
