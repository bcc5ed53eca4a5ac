// Package e2e holds the tests that need a browser: a real Chromium walks the
// sample archive's site. It has no code of its own.
package e2e
