// Package dataset writes the archive as data for others: a Frictionless Data
// Package with the tables articles, observations, indicators, places,
// programmes, organisations and sources, each as CSV and Parquet, the articles
// as JSON Lines, and all of it as one SQLite file with full-text search and
// views. Its main type is [Table].
//
// It takes the merged view of package store, so rights, redactions and
// withdrawals hold here as they do on pages. Equal archives give equal bytes.
package dataset
