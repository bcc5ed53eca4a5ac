// Package charset turns the bytes of a page into text. Order of trust: byte
// order mark, bytes that are plainly UTF-8, what header or page declare if the
// bytes agree, and last a scorer over the encodings that Chinese, Japanese,
// Korean and Western pages use. Pages lie about their encoding in both
// directions, so a declaration is a hint and never an order.
//
// Its main function is [Decode]. It does not undo damage done before the bytes
// were sent; that is the task of package repair.
package charset
