// Package search writes the static index that assets/js/search reads: files
// alone, no server. Its main door is [Build].
//
// An index is a set of immutable segments, each named by the digest of what is
// in it, so that a new article rewrites the newest only. A segment holds
// postings of bigrams over the original text (every character is a unit, a
// whole number is one unit), of Latin words, of the words of translations and
// of facet values, cut into small shards; the texts to show, packed; and
// columns to count facets by. Files are gzip streams under a neutral name, so
// that no host compresses them again or announces them as encoded.
//
// A query of Chinese, mixed or number words finds exact substrings of title or
// body, never across the border of two blocks. The package refuses to segment
// Chinese into words and to rank by anything but the words asked for.
package search

import "github.com/xianzhi/xianzhi/internal/record"

// A Doc is one article as readers may see it: what the site does not show, for
// want of rights or by redaction, must not come in.
type Doc struct {
	ID    string
	Added string // when the archive got it, RFC 3339: documents fill segments in this order
	Date  string // published, ISO date, month or year; empty when unknown
	Lang  string // of Original: record.LangChinese or record.LangEnglish
	URL   string // relative to the home page of a language: "articles/<id>/"

	Original    Text
	Translation *Text // in the other language, or nil; a block without translation is ""

	// Ids of entities in Options.Entities. Places are GB/T 2260 codes; an article
	// also counts for the prefecture and the province of each.
	Places, Programmes, Organisations, Indicators []string
	Source                                        string

	Publisher string
	Authors   []string

	Cluster string // id of the story's cluster, or "" when it has no copies
	Copy    bool   // not the cluster's original

	Answers []Answer
}

// Text is a title, "" when the page has none, and the blocks of a body.
type Text struct {
	Title  string   `json:"t"`
	Blocks []string `json:"b"`
}

// An Answer is one observation as the results show it on top.
type Answer struct {
	ID        string      `json:"o"` // anchor in the article's page
	Indicator string      `json:"i"`
	Place     string      `json:"c,omitempty"` // GB/T 2260 code
	Programme string      `json:"g,omitempty"`
	Org       string      `json:"r,omitempty"`
	Value     record.Text `json:"v"` // as the site writes it: 超80%, over 80%
	AsOf      string      `json:"a,omitempty"`
	Quote     string      `json:"q"`
}

// Kinds of [Entity]. The first five are facets, and the names of their URL
// parameters; people and terms only help to find.
const (
	County       = "county"
	Programme    = "programme"
	Organisation = "organisation"
	Indicator    = "indicator"
	Source       = "source"
	Person       = "person"
	Term         = "term"
)

// facets in the order of a block's columns.
var facets = [...]string{County, Programme, Organisation, Indicator, Source}

// An Entity is a named thing that queries may mean: a place, a glossary entry,
// an indicator, a source.
type Entity struct {
	Kind    string
	ID      string
	Name    record.Text
	Aliases []string
	URL     string // of its page, relative to the home page of a language, or ""
}

// Options of [Build].
type Options struct {
	Entities []Entity
	// SegmentSize is the number of articles that make a full segment: 10,000.
	SegmentSize int
	// ShardBytes is what a shard of postings aims to weigh, compressed: 6 KB.
	ShardBytes int
	// PackBytes is what a pack of texts aims to weigh, compressed: 2.5 KB. More
	// makes fewer files and longer downloads.
	PackBytes int
	// MaxFiles bounds the files of the index: 200,000. Hosts have limits. Beyond
	// it packs grow, by doubling, so that segments rarely change for it.
	MaxFiles int
}

func (o Options) withDefaults(docs int) Options {
	if o.SegmentSize == 0 {
		o.SegmentSize = 10_000
	}
	if o.ShardBytes == 0 {
		o.ShardBytes = 6 << 10
	}
	if o.PackBytes == 0 {
		o.PackBytes = 2560
	}
	if o.MaxFiles == 0 {
		o.MaxFiles = 200_000
	}
	// News takes two shards of postings for three articles, and two packs for each.
	for scale := 1; docs*2/3+2*docs/scale > o.MaxFiles && scale < 1<<10; scale *= 2 {
		o.PackBytes *= 2
	}
	return o
}

// Stats say what [Build] did.
type Stats struct {
	Docs, Segments, Reused int // segments found complete in the folder are kept
	Files                  int // hosts limit them
	Bytes                  int64
	Postings               int64 // bytes of Bytes
}
