// Package scraper ties the gathering stages: a source's pages are found,
// fetched, kept as WARC, extracted, repaired and written as articles.
//
// Its main function is [Run]. A run that is killed at any moment loses at most
// the pages in flight: an append-only journal tells the next run what was done,
// and it goes on from there. What runs learn for each other, on whatever
// machine, lies in data/state.
//
// It refuses to run twice on one archive at a time, to replace an article by
// one that lost fields, and to let a source's new articles be published when
// they fall short of what is expected of it (see [record.Gate]).
package scraper
