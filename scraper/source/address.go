package source

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/xianzhi/xianzhi/internal/record"
)

// Normalise gives a URL the spelling under which pages are known: host in
// lower case, no default port, no fragment, no parameters that only track
// readers. What does not parse comes back trimmed.
func Normalise(raw string) string {
	raw = strings.TrimSpace(raw)
	u, err := url.Parse(raw)
	if err != nil || u.Host == "" {
		return raw
	}
	u.Scheme = strings.ToLower(u.Scheme)
	u.Host = strings.TrimSuffix(strings.ToLower(u.Host), ":"+map[string]string{"http": "80", "https": "443"}[u.Scheme])
	u.Fragment, u.RawFragment, u.User = "", "", nil
	if u.Path == "" {
		u.Path = "/"
	}
	if u.RawQuery != "" {
		params := strings.Split(u.RawQuery, "&")
		u.RawQuery = strings.Join(slices.DeleteFunc(params, tracks), "&")
	}
	u.ForceQuery = false
	return u.String()
}

func tracks(param string) bool {
	name, _, _ := strings.Cut(param, "=")
	switch name {
	case "spm", "fbclid", "gclid", "scm", "share_token", "":
		return true
	}
	return strings.HasPrefix(name, "utm_")
}

// A filter is a source's include and exclude patterns.
type filter struct{ include, exclude []*regexp.Regexp }

// newFilter expects patterns that [Load] has checked.
func newFilter(s *record.Source) filter {
	var f filter
	for _, p := range s.Include {
		f.include = append(f.include, regexp.MustCompile(p))
	}
	for _, p := range s.Exclude {
		f.exclude = append(f.exclude, regexp.MustCompile(p))
	}
	return f
}

func (f filter) takes(url string) bool {
	match := func(re *regexp.Regexp) bool { return re.MatchString(url) }
	return (len(f.include) == 0 || slices.ContainsFunc(f.include, match)) && !slices.ContainsFunc(f.exclude, match)
}

// fillDate fills the day's parts into a template.
func fillDate(template string, day time.Time) string {
	return strings.NewReplacer(
		"{yyyy}", day.Format("2006"), "{yy}", day.Format("06"),
		"{mm}", day.Format("01"), "{dd}", day.Format("02"),
		"{m}", day.Format("1"), "{d}", day.Format("2"),
	).Replace(template)
}

// resolve makes href absolute. Links that lead to no page are "".
func resolve(base *url.URL, href string) string {
	u, err := base.Parse(strings.TrimSpace(href))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return Normalise(u.String())
}
