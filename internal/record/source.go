package record

// LooseSource is the id of the source of pages that belong to none of
// data/sources.yaml: a person added them by hand.
const LooseSource = "added"

// LooseName is what readers call [LooseSource].
var LooseName = Text{Zh: "手工添加", En: "Added by hand"}

// A Source is one entry of data/sources.yaml: an outlet, how its articles are
// found, how they are asked for, and what a healthy run looks like.
type Source struct {
	ID       string `json:"id" yaml:"id"`                         // "[a-z0-9-]+": names folders and pages
	Enabled  bool   `json:"enabled" yaml:"enabled"`               // whether scrape asks it
	Name     Text   `json:"name" yaml:"name"`                     // of the outlet
	Home     string `json:"home" yaml:"home"`                     // its front page
	Language string `json:"language" yaml:"language"`             // LangChinese or LangEnglish
	Zone     string `json:"zone" yaml:"zone"`                     // IANA name: of dates that state none
	Rights   string `json:"rights" yaml:"rights"`                 // RightsFull, RightsQuote or RightsMetadata
	Note     string `json:"note,omitempty" yaml:"note,omitempty"` // for maintainers
	// SiteTrust "hacked" says that the site was taken over and serves others'
	// text: its addresses are shown but never linked.
	SiteTrust string `json:"site_trust,omitempty" yaml:"site_trust,omitempty"`

	Discover []Discovery `json:"discover" yaml:"discover"` // ways to find its pages

	// Include and Exclude are regular expressions (RE2) over the whole URL. A
	// page is asked for when it matches some Include (or none is given) and no
	// Exclude.
	Include []string `json:"include,omitempty" yaml:"include,omitempty"`
	Exclude []string `json:"exclude,omitempty" yaml:"exclude,omitempty"` // pages that match are not asked for
	// Keywords: an article is kept when its title or body holds one of them, in
	// Simplified; empty keeps all. Pages without any are not archived.
	Keywords []string `json:"keywords,omitempty" yaml:"keywords,omitempty"`

	Delay  float64 `json:"delay,omitempty" yaml:"delay,omitempty"`   // seconds between requests to one host; 0: 5
	Limits Limits  `json:"limits,omitempty" yaml:"limits,omitempty"` // bounds of one run
	Rules  *Rules  `json:"rules,omitempty" yaml:"rules,omitempty"`   // selectors that override the extractor
	Expect Expect  `json:"expect,omitempty" yaml:"expect,omitempty"` // what a healthy run yields
}

// A Discovery is one way to find a source's pages. Exactly one of Feed,
// Sitemap, Listing, Dates, URLs, Folder and WARC is set.
type Discovery struct {
	Feed    string `json:"feed,omitempty" yaml:"feed,omitempty"`       // RSS, Atom or JSON feed
	Sitemap string `json:"sitemap,omitempty" yaml:"sitemap,omitempty"` // sitemap or index, gzip or not, or a plain list of URLs
	Listing string `json:"listing,omitempty" yaml:"listing,omitempty"` // HTML page of links
	// Dates is a listing's or an article's URL with {yyyy}, {yy}, {mm}, {dd},
	// {m}, {d} to be filled in for each of the last Days days.
	Dates  string   `json:"dates,omitempty" yaml:"dates,omitempty"`
	URLs   []string `json:"urls,omitempty" yaml:"urls,omitempty"`     // addresses of articles
	Folder string   `json:"folder,omitempty" yaml:"folder,omitempty"` // saved pages, relative to the archive's folder
	WARC   string   `json:"warc,omitempty" yaml:"warc,omitempty"`     // glob of WARC files made by others, likewise

	Links string `json:"links,omitempty" yaml:"links,omitempty"` // Listing, Dates: CSS selector of the links; Dates without it: the URL is the article
	Next  string `json:"next,omitempty" yaml:"next,omitempty"`   // Listing: CSS selector of the link to the next page
	Pages int    `json:"pages,omitempty" yaml:"pages,omitempty"` // Listing: most pages to turn; 0: 10
	Days  int    `json:"days,omitempty" yaml:"days,omitempty"`   // Dates: how far back; 0: 7
}

// Limits bound one run over one source.
type Limits struct {
	Pages       int     `json:"pages,omitempty" yaml:"pages,omitempty"`             // most articles asked for in a run; 0: 1000
	Megabytes   float64 `json:"megabytes,omitempty" yaml:"megabytes,omitempty"`     // largest page, before and after decompression; 0: 10
	Seconds     float64 `json:"seconds,omitempty" yaml:"seconds,omitempty"`         // longest exchange; 0: 60
	Connections int     `json:"connections,omitempty" yaml:"connections,omitempty"` // to one host at a time; 0: 1
	// RecheckDays: a page is asked for again, conditionally, in each run for so
	// many days after the first answer, and after that only when a feed or
	// sitemap says that it changed; 0: 30.
	RecheckDays int `json:"recheck_days,omitempty" yaml:"recheck_days,omitempty"`
}

// Rules override the general extractor for one source, field by field.
type Rules struct {
	Title     *Selector `json:"title,omitempty" yaml:"title,omitempty"`         // element of the title
	Published *Selector `json:"published,omitempty" yaml:"published,omitempty"` // element of the date of publication
	Modified  *Selector `json:"modified,omitempty" yaml:"modified,omitempty"`   // element of the date of change
	Publisher *Selector `json:"publisher,omitempty" yaml:"publisher,omitempty"` // element of the outlet
	Authors   *Selector `json:"authors,omitempty" yaml:"authors,omitempty"`     // elements of the authors
	Editors   *Selector `json:"editors,omitempty" yaml:"editors,omitempty"`     // elements of the editors
	Body      *Selector `json:"body,omitempty" yaml:"body,omitempty"`           // elements whose text is the body
	Next      *Selector `json:"next,omitempty" yaml:"next,omitempty"`           // link to the article's next page

	Drop        []string `json:"drop,omitempty" yaml:"drop,omitempty"`                 // CSS selectors of elements taken out before anything is read
	DropLines   []string `json:"drop_lines,omitempty" yaml:"drop_lines,omitempty"`     // beginnings of body lines that are not the story
	DateLayouts []string `json:"date_layouts,omitempty" yaml:"date_layouts,omitempty"` // Go layouts (2006-01-02 15:04) tried before the general reader
}

// A Selector picks the elements of one field.
type Selector struct {
	Select   string `json:"select" yaml:"select"`                         // CSS
	Attr     string `json:"attr,omitempty" yaml:"attr,omitempty"`         // read this attribute instead of the text
	Optional bool   `json:"optional,omitempty" yaml:"optional,omitempty"` // no match: the generic result stands; otherwise the page failed
}

// Expect says what a healthy run yields. A run that falls short keeps the old
// data, and build holds the new articles back.
type Expect struct {
	NewLeast  int     `json:"new_least,omitempty" yaml:"new_least,omitempty"` // fewest new articles in a run
	NewMost   int     `json:"new_most,omitempty" yaml:"new_most,omitempty"`   // 0: any
	Date      float64 `json:"date,omitempty" yaml:"date,omitempty"`           // least share of new articles with a date, 0..1
	Publisher float64 `json:"publisher,omitempty" yaml:"publisher,omitempty"` // least share of new articles with a publisher, 0..1
	Body      float64 `json:"body,omitempty" yaml:"body,omitempty"`           // least share of new pages that gave an article
}
