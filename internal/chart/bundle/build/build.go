// Package build makes the script that draws charts, with esbuild's Go API. Only
// the generator and a test import it: the program itself embeds the result.
package build

import (
	"errors"
	"fmt"
	"path/filepath"

	"github.com/evanw/esbuild/pkg/api"
)

// Script bundles js/entry.js of the chart package, whose folder is dir, with
// what it imports from node_modules.
func Script(dir string) ([]byte, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	result := api.Build(api.BuildOptions{
		AbsWorkingDir:     abs,
		EntryPoints:       []string{"js/entry.js"},
		Bundle:            true,
		Format:            api.FormatIIFE,
		Platform:          api.PlatformBrowser,
		Target:            api.ES2020,
		MinifyWhitespace:  true,
		MinifySyntax:      true,
		MinifyIdentifiers: true,
		LegalComments:     api.LegalCommentsInline,
		Charset:           api.CharsetUTF8,
		Define:            map[string]string{"process.env.NODE_ENV": `"production"`},
		Banner:            map[string]string{"js": "/*! Apache ECharts, Apache-2.0; zrender, BSD-3-Clause; tslib, 0BSD. Generated: see bundle/main.go */"},
	})
	return output(result)
}

func output(result api.BuildResult) ([]byte, error) {
	if len(result.Errors) > 0 {
		e := result.Errors[0]
		if e.Location != nil {
			return nil, fmt.Errorf("%s:%d: %s", e.Location.File, e.Location.Line, e.Text)
		}
		return nil, errors.New(e.Text)
	}
	return result.OutputFiles[0].Contents, nil
}
