// Package fetch asks web servers for pages, one at a time, as a guest would.
//
// Its main type is [Client]. It obeys robots.txt (RFC 9309), spaces requests
// to a host, waits when told to, asks conditionally, and gives its name. What
// went over the wire is kept byte for byte, so that it can be archived.
//
// It refuses to connect to private, loopback and link-local addresses, speaks
// HTTP/1.1 only, sends and keeps no cookies, runs no scripts, and does not get
// round a wall: a page that the server keeps from programs is [Blocked].
package fetch
