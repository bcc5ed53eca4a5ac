package record

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"
)

// Check reports all that is wrong in a site's configuration.
func (s *Site) Check() error {
	var bad []error
	say := func(field, want string) {
		bad = append(bad, fmt.Errorf("data/site.yaml: %s: %s", field, want))
	}
	if s.Title.Zh == "" || s.Title.En == "" {
		say("title", "expected a title in zh and in en")
	}
	if u, err := url.Parse(s.BaseURL); err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || !strings.HasSuffix(s.BaseURL, "/") {
		say("base_url", fmt.Sprintf("expected an http(s) address that ends in a slash, got %q", s.BaseURL))
	}
	if len(s.Languages) == 0 {
		say("languages", "expected zh, en or both")
	}
	for _, l := range s.Languages {
		if l != "zh" && l != "en" {
			say("languages", fmt.Sprintf("expected zh or en, got %q", l))
		}
	}
	if _, err := time.LoadLocation(s.Zone); err != nil || s.Zone == "" {
		say("zone", fmt.Sprintf("expected an IANA time zone such as Asia/Shanghai, got %q", s.Zone))
	}
	if s.Contact == "" {
		say("contact", "expected an e-mail address or a URL: readers need it for take-down, servers to know who asks")
	}
	return errors.Join(bad...)
}
