// Package warc keeps what was sent over the wire, as evidence: WARC 1.1
// (ISO 28500:2017) files with one gzip member a record, bytes as they came.
//
// Its main type is [Archive]: a spool folder that is written to and read from,
// and behind it a [Store] (a folder, an S3-compatible bucket or an external
// command) that outlives the machine. A [Reader] streams any WARC file, also
// those made by others, compressed or not.
//
// It never extends a file that a crash left behind: a torn tail is cut and the
// file closed. It undoes neither transfer nor content codings when writing.
package warc
