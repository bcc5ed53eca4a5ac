// Package sample is the source that a fresh clone gathers: pages written for
// this project, embedded in the binary and served in process under
// https://*.sample.invalid/, so that the real path (robots.txt, HTTP, WARC,
// charset, extraction, repair) runs without a network.
//
// The pages restate real reports in words of their own and link to the
// originals, so an archive made of them is true. They come in five styles, one
// a host: modern with metadata, legacy tables in GBK, a mirror that turned the
// text into Traditional and broke it, a blog, and an English outlet. Content is
// one file a page (content/*.yaml, see [Page]); style is a template.
//
// Everything is deterministic: the same binary answers the same bytes, ETag and
// Last-Modified. It refuses content with unknown fields, unknown hosts or a
// path used twice; that is a mistake of the build, found by its tests.
package sample
