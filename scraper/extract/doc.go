// Package extract turns the bytes of one captured page (HTML, plain text or
// Markdown with front matter) into an article: title, dates, publisher,
// authors, editors and the body as blocks in order, by rules that hold for
// Chinese and English news in general. A source's own [Rules] override it
// field by field.
//
// Its main function is [Article]. It works in one pass over the parsed page:
// the tree is flattened into lines of text that remember their container and
// how much of them is linked (flatten.go); the container that starts after the
// title and reads most like prose is the body (choose.go); lines that are not
// the story are taken off (trim.go). Where the tree holds no story, texts in
// the page's scripts are tried (state.go).
//
// The text stays as the page had it: Traditional stays Traditional, and what
// mirrors broke stays broken; package repair mends it afterwards. The package
// never fetches anything and never fills a field that the page does not show:
// a page without a story is an error, not an empty article.
package extract
