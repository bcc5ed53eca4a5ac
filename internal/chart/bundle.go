package chart

import _ "embed"

//go:generate go run ./bundle

// script is ECharts and our marks, one classic script that defines
// globalThis.xianzhiChart. It is committed although it is generated: rendering
// then needs neither Node nor npm nor a network, on any machine and in any
// folder, which is worth 550 KB a version of ECharts. TestBundle holds it
// equal to a rebuild.
//
//go:embed echarts.min.js
var script []byte

//go:embed js/prelude.js
var prelude []byte

// Script returns the bundle for the site to publish under its own origin, where
// "Explore" loads it when a reader asks.
func Script() []byte { return script }
