// Package source knows where articles come from: it reads data/sources.yaml
// strictly, and finds a source's pages through feeds, sitemaps, listings,
// dated addresses, lists, folders of saved pages and WARC files.
//
// Its main function is [Discover], which yields each [Page] once, in the order
// of the source. It asks the network only through the [Getter] it is given,
// and judges no page: whether one holds an article is for others to say.
package source
