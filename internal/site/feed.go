package site

import (
	"net/url"
	"time"
)

// feedItems is how many articles a feed holds.
const feedItems = 50

// An item is an article in a feed.
type item struct {
	URL     string `json:"url"`
	Title   string `json:"title"`
	Summary string `json:"summary"`
	Date    string `json:"date,omitempty"`   // RFC 1123, for RSS; only for a full date
	ISO     string `json:"iso,omitempty"`    // RFC 3339
	Author  string `json:"author,omitempty"` // the publisher
}

func (b *book) feed(l language, entries []*entry) []item {
	var out []item
	for _, e := range firstN(entries, feedItems) {
		i := item{
			URL: b.abs(l, entryRel(e.ID)), Title: b.title(e, l).Text, Summary: b.description(l, e), Author: b.publisher(e, l).Text,
		}
		if t, ok := instant(string(e.Published)); ok {
			i.Date, i.ISO = t.Format(time.RFC1123Z), t.Format(time.RFC3339)
		}
		out = append(out, i)
	}
	return out
}

// china is the zone of dates that have none.
var china = time.FixedZone("", 8*60*60)

// instant reads a date that is at least a day; feeds cannot say less.
func instant(iso string) (time.Time, bool) {
	if t, err := time.Parse(time.RFC3339, iso); err == nil {
		return t, true
	}
	t, err := time.ParseInLocation("2006-01-02", iso, china)
	return t, err == nil
}

func queryEscape(s string) string { return url.QueryEscape(s) }
