// Package chart turns observations into charts that are there before any
// script: inline SVG at two widths with a link on every mark, a summary in
// words, and the same numbers as a table, CSV and JSON.
//
// Its main type is [Renderer]. A [Spec] says what to draw; [ForIndicator]
// chooses the kind from what the indicator is. Layout is decided here, in Go;
// go-echarts carries it as an option to Apache ECharts, which runs in QuickJS
// and paints; post-processing gives the SVG classes instead of colours.
//
// The same Spec always gives the same bytes. It refuses to draw what it would
// have to invent: a value that is not a number, a line between claims of
// different programmes, a bar that does not begin at zero.
package chart
