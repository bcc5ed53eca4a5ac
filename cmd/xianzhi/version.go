package main

import (
	"fmt"
	"regexp"
	"runtime/debug"

	"github.com/spf13/cobra"

	"github.com/xianzhi/xianzhi/internal/pipeline"
)

// version is stamped by .ci/release with -ldflags "-X main.version=v1.2.3", which
// asks for a constant here; go install of a released version knows it too.
var version = "dev"

var releaseTag = regexp.MustCompile(`^v\d+\.\d+\.\d+$`)

func init() {
	if info, ok := debug.ReadBuildInfo(); ok && version == "dev" && releaseTag.MatchString(info.Main.Version) {
		version = info.Main.Version
	}
}

func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the versions of the program, of Hugo and of the data rules",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			v := versions{version, moduleVersion("github.com/gohugoio/hugo"), pipeline.DataVersion}
			if a.json {
				return a.printLine(v)
			}
			_, err := fmt.Fprintf(a.stdout, "xianzhi %s\nhugo %s\ndata %d\n", v.Version, v.Hugo, v.Data)
			return err
		},
	}
}

type versions struct {
	Version string `json:"version"`
	Hugo    string `json:"hugo"`
	Data    int    `json:"data"` // raised when a change of rules rewrites data; see doc/data-version.md
}

func moduleVersion(path string) string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	for _, m := range info.Deps {
		if m.Path == path {
			return m.Version
		}
	}
	return "unknown"
}
