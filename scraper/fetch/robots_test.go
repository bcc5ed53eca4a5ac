package fetch

import (
	"strings"
	"testing"
	"time"
)

// The cases of RFC 9309: the sections they come from are named.
func TestRobotsRFC(t *testing.T) {
	const simple = "User-Agent: *\nDisallow: *.gif$\nDisallow: /example/\nAllow: /publications/\n\n" +
		"User-Agent: foobot\nDisallow:/\nAllow:/example/page.html\nAllow:/example/allowed.gif\n\n" +
		"User-Agent: barbot\nUser-Agent: bazbot\nDisallow: /example/page.html\n\n" +
		"User-Agent: quxbot\n"
	const merged = "user-agent: ExampleBot\ndisallow: /foo\ndisallow: /bar\n\nuser-agent: ExampleBot\ndisallow: /baz\n"
	for _, test := range []struct {
		name, robots, agent, path string
		want                      bool
	}{
		{"5.1 any: gif", simple, "other", "/a/b.gif", false},
		{"5.1 any: gif inside", simple, "other", "/a/b.gif?x", true},
		{"5.1 any: folder", simple, "other", "/example/x", false},
		{"5.1 any: allowed", simple, "other", "/publications/1", true},
		{"5.1 foobot: all", simple, "foobot", "/publications/", false},
		{"5.1 foobot: page", simple, "foobot", "/example/page.html", true},
		{"5.1 foobot: allowed.gif", simple, "foobot", "/example/allowed.gif", true},
		{"5.1 barbot: page", simple, "barbot", "/example/page.html", false},
		{"5.1 bazbot shares the group", simple, "bazbot", "/example/page.html", false},
		{"5.1 bazbot: gif", simple, "bazbot", "/a.gif", true},
		{"5.1 quxbot: no rules", simple, "quxbot", "/example/", true},
		{"5.2 longest match allows", "User-Agent: foobot\nAllow: /example/page/\nDisallow: /example/page/disallowed.gif\n", "foobot", "/example/page/x", true},
		{"5.2 longest match denies", "User-Agent: foobot\nAllow: /example/page/\nDisallow: /example/page/disallowed.gif\n", "foobot", "/example/page/disallowed.gif", false},
		{"2.2.1 groups merge", merged, "examplebot", "/baz/x", false},
		{"2.2.1 groups merge, first", merged, "ExampleBot", "/foo", false},
		{"2.2.1 token ends before the version", "User-agent: ExampleBot/1.0\nDisallow: /\n", "examplebot", "/", false},
		{"2.2.1 the whole token must match", "User-agent: Example\nDisallow: /\n", "examplebot", "/", true},
		{"2.2.1 no group at all", "Disallow: /\n", "a", "/", true},
		{"2.2.2 equal length allows", "User-agent: *\nDisallow: /a\nAllow: /a\n", "a", "/a", true},
		{"2.2.2 equal length allows, either order", "User-agent: *\nAllow: /a\nDisallow: /a\n", "a", "/ab", true},
		{"2.2.2 case of paths matters", "User-agent: *\nDisallow: /A\n", "a", "/a", true},
		{"2.2.2 empty disallow", "User-agent: *\nDisallow:\n", "a", "/a", true},
		{"2.2.2 table: plain", "User-agent: *\nDisallow: /foo/bar?baz=quz\n", "a", "/foo/bar?baz=quz", false},
		{"2.2.2 table: encoded query", "User-agent: *\nDisallow: /foo/bar?baz=https://foo.bar\n", "a", "/foo/bar?baz=https://foo.bar", false},
		{"2.2.2 table: raw rule, encoded path", "User-agent: *\nDisallow: /foo/bar/ツ\n", "a", "/foo/bar/%E3%83%84", false},
		{"2.2.2 table: encoded rule, raw path", "User-agent: *\nDisallow: /foo/bar/%E3%83%84\n", "a", "/foo/bar/ツ", false},
		{"2.2.2 table: needless encoding in the rule", "User-agent: *\nDisallow: /foo/bar/%62%61%7A\n", "a", "/foo/bar/baz", false},
		{"2.2.2 needless encoding in the path", "User-agent: *\nDisallow: /foo/bar/baz\n", "a", "/foo/bar/%62%61%7a", false},
		{"2.2.2 reserved stays apart", "User-agent: *\nDisallow: /a%2Fb\n", "a", "/a/b", true},
		{"2.2.2 case of hex digits", "User-agent: *\nDisallow: /a%2fb\n", "a", "/a%2Fb", false},
		{"2.2.3 star", "User-agent: *\nDisallow: /this/*/exactly\n", "a", "/this/path/exactly", false},
		{"2.2.3 dollar", "User-agent: *\nDisallow: /this/path/exactly$\n", "a", "/this/path/exactly/", true},
		{"2.2.3 literal star", "User-agent: *\nDisallow: /path/file-with-a-%2A.html\n", "a", "/path/file-with-a-*.html", false},
		{"2.2.3 literal star is no wildcard", "User-agent: *\nDisallow: /path/file-with-a-%2A.html\n", "a", "/path/file-with-a-x.html", true},
		{"2.2.3 literal dollar", "User-agent: *\nDisallow: /path/foo-%24\n", "a", "/path/foo-$", false},
		{"2.2.3 dollar inside", "User-agent: *\nDisallow: /a$b\n", "a", "/a$b", false},
		{"2.2.3 comment", "User-agent: * # all\nDisallow: /a # not this\n", "a", "/a", false},
		{"2.2.4 other records do not part a group", "User-agent: a\nSitemap: https://example.com/s.xml\nUser-agent: b\nDisallow: /\n", "a", "/", false},
		{"2.2.4 unknown records", "User-agent: a\nHost: x\nDisallow: /x\nnonsense\n", "a", "/x", false},
		{"2.2 robots.txt itself", "User-agent: *\nDisallow: /\n", "a", "/robots.txt", true},
		{"line ends: CR", "User-agent: *\rDisallow: /a\r", "a", "/a", false},
		{"byte order mark", "\xef\xbb\xbfUser-agent: *\nDisallow: /a\n", "a", "/a", false},
		{"UTF-16", "\xff\xfeU\x00s\x00e\x00r\x00-\x00a\x00g\x00e\x00n\x00t\x00:\x00*\x00\n\x00D\x00i\x00s\x00a\x00l\x00l\x00o\x00w\x00:\x00/\x00", "a", "/a", false},
		{"many stars", "User-agent: *\nDisallow: /*a*a*a*a*a*a*b\n", "a", "/" + strings.Repeat("a", 2000), true},
		{"star then end", "User-agent: *\nDisallow: /a*$\n", "a", "/abc", false},
		{"anchored after a star", "User-agent: *\nDisallow: /*.pdf$\n", "a", "/x.pdf.pdf", false},
		{"empty path", "User-agent: *\nDisallow: /$\n", "a", "", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := ParseRobots([]byte(test.robots)).Allowed(test.agent, test.path); got != test.want {
				t.Errorf("Allowed(%q, %q) = %v, want %v under\n%s", test.agent, test.path, got, test.want, test.robots)
			}
		})
	}
}

func TestRobotsReadsFirst500KiB(t *testing.T) {
	comment := "#" + strings.Repeat("x", 98) + "\n"
	within := "User-agent: *\n" + strings.Repeat(comment, 5000) + "Disallow: /a\n"
	if ParseRobots([]byte(within)).Allowed("a", "/a") {
		t.Errorf("a rule %d bytes into the file was not read", len(within))
	}
	huge := "User-agent: *\nDisallow: /a\n" + strings.Repeat(comment, 100000) + "Disallow: /b\n"
	r := ParseRobots([]byte(huge))
	if r.Allowed("a", "/a") || !r.Allowed("a", "/b") {
		t.Error("of 10 MB, the first 500 KiB were not what was read")
	}
}

func TestRobotsDelayAndSitemaps(t *testing.T) {
	r := ParseRobots([]byte("User-agent: a\nCrawl-delay: 2.5\nDisallow:\n\nUser-agent: *\nCrawl-delay: -1\nSitemap: https://example.com/s.xml\n"))
	if got := r.Delay("a"); got != 2500*time.Millisecond {
		t.Errorf("delay of a: %v", got)
	}
	if got := r.Delay("b"); got != 0 {
		t.Errorf("delay of b: %v", got)
	}
	if len(r.Sitemaps) != 1 || r.Sitemaps[0] != "https://example.com/s.xml" {
		t.Errorf("sitemaps: %q", r.Sitemaps)
	}
}

func FuzzRobots(f *testing.F) {
	f.Add("User-agent: *\nDisallow: /*a$\n", "/x%41")
	f.Fuzz(func(t *testing.T, file, path string) {
		r := ParseRobots([]byte(file))
		if r.Allowed("a", path) != r.Allowed("A/2", path) {
			t.Error("case or version of the agent matters")
		}
		if again := normalise(normalise(path, false), false); again != normalise(path, false) {
			t.Errorf("%q is not normalised once and for all: %q", path, again)
		}
	})
}

func BenchmarkRobots(b *testing.B) {
	var file strings.Builder
	file.WriteString("User-agent: *\n")
	for range 200 {
		file.WriteString("Disallow: /*/private/*.html$\nAllow: /news/\n")
	}
	r := ParseRobots([]byte(file.String()))
	for b.Loop() {
		if !r.Allowed("xianzhi", "/news/2025/03/01/content_123456.html") {
			b.Fatal("not allowed")
		}
	}
}
