// Package check finds all that is wrong with an archive at once: configuration,
// generated data, references between files, translations, and the built site.
// Its main type is [Finding]. A finding names the file, the place and the mend;
// [All] changes nothing, and [Fix] only what a rebuild would change too.
package check

import (
	"cmp"
	"context"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/xianzhi/xianzhi/internal/store"
)

// Levels of a finding.
const (
	Error   = "error"   // the archive must not be published so
	Warning = "warning" // a person should look
)

// A Finding is one thing that is wrong.
type Finding struct {
	Level   string `json:"level"`
	Group   string `json:"group"` // configuration, data, references, corrections, releases, translations, site
	File    string `json:"file,omitempty"`
	Line    int    `json:"line,omitempty"`
	Message string `json:"message"` // what is wrong and how to mend it
}

// String is the form "file:line: message" that editors jump to.
func (f Finding) String() string {
	place := f.File
	if f.Line > 0 {
		place += ":" + strconv.Itoa(f.Line)
	}
	if place != "" {
		place += ": "
	}
	return place + f.Message
}

// Annotation is the finding as a GitHub workflow command.
func (f Finding) Annotation() string {
	esc := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	return fmt.Sprintf("::%s file=%s,line=%d::%s", f.Level, f.File, max(1, f.Line), esc.Replace(f.Message))
}

// All runs every check over the archive in st and, when public names a built
// site, over that. Also are errors in its configuration that other packages
// found. The findings are in order of group, file and line.
func All(ctx context.Context, st *store.Store, public string, also ...error) []Finding {
	c := &checker{st: st}
	c.configuration()
	for _, err := range also {
		c.errs("configuration", err)
	}
	c.generated()
	c.releases()
	if a, err := st.Archive(ctx); err != nil {
		c.errs("data", err)
	} else {
		c.references(a)
		c.rights(a)
		c.translations(a)
		for _, err := range a.Stale {
			c.add(Error, "corrections", "data/corrections", "%v", err)
		}
	}
	if public != "" {
		c.site(public)
	}
	slices.SortStableFunc(c.found, func(x, y Finding) int {
		return cmp.Or(cmp.Compare(x.Group, y.Group), cmp.Compare(x.File, y.File), cmp.Compare(x.Line, y.Line))
	})
	return slices.CompactFunc(c.found, func(x, y Finding) bool { return x == y })
}

type checker struct {
	st    *store.Store
	found []Finding
}

func (c *checker) add(level, group, file, format string, args ...any) {
	c.found = append(c.found, Finding{Level: level, Group: group, File: file, Message: fmt.Sprintf(format, args...)})
}

// place reads "file:line:column: message", as package record writes errors.
var place = regexp.MustCompile(`^([^\s:]+):(\d+):(?:\d+:)? (.*)$`)

// errs takes over a joined error, one finding a line.
func (c *checker) errs(group string, err error) {
	if err == nil {
		return
	}
	for line := range strings.SplitSeq(err.Error(), "\n") {
		f := Finding{Level: Error, Group: group, Message: line}
		if m := place.FindStringSubmatch(line); m != nil {
			f.File, f.Message = m[1], m[3]
			f.Line, _ = strconv.Atoi(m[2])
		} else if file, rest, ok := strings.Cut(line, ": "); ok && strings.HasPrefix(file, "data/") {
			f.File, f.Message = file, rest
		}
		c.found = append(c.found, f)
	}
}
