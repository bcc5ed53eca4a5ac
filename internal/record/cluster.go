package record

// Relations of a [Member] to its cluster's original.
const (
	Original = "original"
	Copy     = "copy"
	Redated  = "redated" // the same text under another date
	Excerpt  = "excerpt" // a part of the original
	Spun     = "spun"    // words, numbers or places changed: its numbers are not used
)

// A Cluster is one story and its copies; a story without copies has none.
type Cluster struct {
	ID       string   `json:"id"`       // stable while the original stays the same
	Original string   `json:"original"` // article id of the first publisher's
	Members  []Member `json:"members"`  // original first, then by date
}

// A Member is one article of a [Cluster].
type Member struct {
	Article    string   `json:"article"`           // id of the article
	Relation   string   `json:"relation"`          // original, copy, redated, excerpt or spun
	Similarity float64  `json:"similarity"`        // Jaccard or containment of 5-code-point shingles with the original, 0..1
	Changes    []Change `json:"changes,omitempty"` // where it differs from the original
}

// A Change is one place where a copy differs from the original.
type Change struct {
	Kind string `json:"kind"` // "number", "place", "polarity", "text", "date", "title"
	From string `json:"from"` // in the original
	To   string `json:"to"`   // in the copy
}

// ClusterFile is data/clusters.json.
type ClusterFile struct {
	Clusters []Cluster `json:"clusters"` // by id
}
