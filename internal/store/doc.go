// Package store is the data/ tree of an archive. It reads and writes its files
// atomically and strictly, and merges what machines generated with what people
// wrote:
//
//	article + corrections − exclusions − redactions + translations → Archive
//
// Its main type is [Store]; [Archive] is the merged view that the site, the
// search index and the exports render. Whatever a redaction masks or an
// exclusion removes is gone from the view, so no output can leak it. The
// package never changes a hand-written file except where a person asks for it
// through a verb (review, withdraw).
package store
