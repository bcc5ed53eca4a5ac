// Package site turns an archive into web pages. It resolves everything that a
// page shows into plain data, once for each language (what stands where, what
// links to what, how a number reads), lets Hugo pour that data into layouts,
// and adds the files that Hugo has no page for: CSV, charts, sitemaps.
//
// Its main type is [Options]; the door is [Build]. Hugo runs as a child process
// of our own program ([Child]): a build in process would keep its memory, and a
// second one would wait for the first one's lock.
//
// Text of articles reaches the layouts as plain strings and is escaped there.
// It is never Markdown and never trusted HTML, so a page that holds
// "<script>" or "{{" shows just that. The package decides nothing about rights
// or redactions: [store.Archive] holds nothing that may not be shown.
package site
