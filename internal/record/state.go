package record

// A State is data/state/<source>.json: what the next run must know, on
// whatever machine it runs. It is rewritten only when a run learnt something.
type State struct {
	Source string      `json:"source"` // id of the source
	Pages  []PageState `json:"pages"`  // by URL
	Yields []Yield     `json:"yields"` // what earlier runs brought, oldest first
	Gate   *Gate       `json:"gate"`   // null: the last run was healthy
}

// States of a page.
const (
	PageKept    = "kept"    // an article was made of it
	PageSkipped = "skipped" // no article, or not on the topic: Reason says
	PageBlocked = "blocked" // the site refuses programs; see doc on saved pages
	PageGone    = "gone"    // 404 or 410 where there was an article
)

// A PageState is what is known about one URL.
type PageState struct {
	URL          string `json:"url"`                     // as discovered
	Article      string `json:"article,omitempty"`       // id
	State        string `json:"state"`                   // kept, skipped, blocked or gone
	Reason       string `json:"reason,omitempty"`        // why it was skipped or blocked
	ETag         string `json:"etag,omitempty"`          // the server's header, for If-None-Match
	LastModified string `json:"last_modified,omitempty"` // the server's header, for If-Modified-Since
	Listed       string `json:"listed,omitempty"`        // the date of change that a feed or sitemap gave
	SHA256       string `json:"sha256,omitempty"`        // of the payload, content coding undone
	First        string `json:"first"`                   // day of the first answer, UTC
}

// A Yield is one run that brought something.
type Yield struct {
	At         string  `json:"at"`         // RFC 3339, UTC
	Discovered int     `json:"discovered"` // URLs found
	New        int     `json:"new"`        // articles added
	Changed    int     `json:"changed"`    // articles whose text changed
	Gone       int     `json:"gone"`       // articles whose page vanished
	Failed     int     `json:"failed"`     // pages that could not be read
	Date       float64 `json:"date"`       // share of new articles with a date, 0..1
	Publisher  float64 `json:"publisher"`  // likewise with a publisher
	Body       float64 `json:"body"`       // share of new pages that gave an article
}

// A Gate is why a source's last run is not to be published.
type Gate struct {
	At      string   `json:"at"`      // RFC 3339, UTC
	Reasons []string `json:"reasons"` // each names a field and two figures
	Held    []string `json:"held"`    // article ids that build leaves out
}

// A History is data/history/<source>/<id>.json: how an article changed after
// it was first kept, and whether its page vanished. Articles that never
// changed have none.
type History struct {
	Article  string    `json:"article"`  // id of the article
	Gone     Optional  `json:"gone"`     // day the page was found missing, UTC
	Versions []Version `json:"versions"` // earlier ones, oldest first
}

// WithoutText is h with the dates and fields of its versions, but none of
// their text; nil for nil.
func (h *History) WithoutText() *History {
	if h == nil {
		return nil
	}
	out := &History{Article: h.Article, Gone: h.Gone, Versions: make([]Version, len(h.Versions))}
	for i, v := range h.Versions {
		out.Versions[i] = Version{Until: v.Until, Fields: v.Fields}
	}
	return out
}

// A Version is an article as it stood before a change.
type Version struct {
	Until    string   `json:"until"`    // RFC 3339, UTC: when the change was seen
	Fields   []string `json:"fields"`   // what the change touched: title, publisher, authors, published, body, …
	Title    Optional `json:"title"`    // as it was
	Modified Optional `json:"modified"` // as it was
	Body     []Block  `json:"body"`     // as it was
	Capture  *Capture `json:"capture"`  // of that version
}
