// Package translate fills missing translations through an engine that the
// archive's configuration names, and guards the numbers in them. Its main type
// is [Job]; data/translations is its memory: a block whose digest already has a
// translation is never sent again.
//
// It publishes nothing that the numbers guard objects to: such a block is
// stored as "held" until a person reviews it. Keys come from the environment
// only and are never written or logged.
package translate
