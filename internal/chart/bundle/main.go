// Command bundle builds internal/chart/echarts.min.js from js/ and the npm
// package echarts:
//
//	npm ci --ignore-scripts && go generate ./internal/chart
//
// The result is committed (Apache-2.0; see NOTICE), so that neither Node nor npm
// nor a network is needed to render charts or to run the program outside its
// repository. TestBundle rebuilds it and compares.
package main

import (
	"fmt"
	"os"

	"github.com/xianzhi/xianzhi/internal/chart/bundle/build"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "bundle:", err)
		os.Exit(1)
	}
}

func run() error {
	code, err := build.Script(".")
	if err != nil {
		return err
	}
	return os.WriteFile("echarts.min.js", code, 0o644)
}
