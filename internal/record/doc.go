// Package record is the vocabulary of Xianzhi: the types of everything that
// lies in data/, how they are read (strictly: an unknown field is an error with
// file and line) and how they are written (canonically: fixed key order,
// two-space indent, LF, final newline, so that a run with nothing new leaves an
// empty diff).
//
// Its main type is [Article]. It imports nothing of ours and decides nothing:
// it never fills, guesses or repairs a value. Stages that do, import it.
package record
