// Command extract races the project's extractor against readeck's
// go-readability and go-trafilatura on the same pages in one process: body F1,
// title, date, author and publisher, pages a CPU second, bytes and allocations
// a page. It prints a table and judges nothing. Run it in bench/:
//
//	go run ./extract -pages DIR -truth FILE
package main
