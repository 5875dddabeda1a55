package crawl

import (
	"regexp"
	"strings"
	"testing"
	"time"
)

// TestRobotsRFC holds the examples of RFC 9309, sections 2.2.2, 2.2.3 and 5.
func TestRobotsRFC(t *testing.T) {
	simple := "User-Agent: *\nDisallow: *.gif$\nDisallow: /example/\nAllow: /publications/\n\nUser-Agent: foobot\nDisallow:/\nAllow:/example/page.html\nAllow:/example/allowed.gif\n\nUser-Agent: barbot\nUser-Agent: bazbot\nDisallow: /example/page.html\n\nUser-Agent: quxbot\n"
	longest := "User-Agent: foobot\nAllow: /example/page/\nDisallow: /example/page/disallowed.gif\n"
	tests := []struct {
		file, token, path string
		want              bool
	}{
		{simple, "manualwatch", "/", true},
		{simple, "manualwatch", "/picture.gif", false},
		{simple, "manualwatch", "/picture.gif?x", true},
		{simple, "manualwatch", "/example/a", false},
		{simple, "manualwatch", "/publications/", true},
		{simple, "foobot", "/", false},
		{simple, "FooBot", "/example/page.html", true},
		{simple, "foobot", "/example/allowed.gif", true},
		{simple, "foobot", "/example/", false},
		{simple, "barbot", "/example/page.html", false},
		{simple, "bazbot", "/example/page.html", false},
		{simple, "bazbot", "/example/picture.gif", true},
		{simple, "quxbot", "/example/page.html", true},
		{longest, "foobot", "/example/page/disallowed.gif", false},
		{longest, "foobot", "/example/page/other.gif", true},
		{"User-agent: *\nDisallow: /foo/bar?baz=http://foo.bar", "x", "/foo/bar?baz=http%3A%2F%2Ffoo.bar", true}, // reserved characters differ from their escapes
		{"User-agent: *\nDisallow: /foo/bar/ツ", "x", "/foo/bar/%E3%83%84", false},
		{"User-agent: *\nDisallow: /foo/bar/%E3%83%84", "x", "/foo/bar/ツ", false},
		{"User-agent: *\nDisallow: /foo/bar/%62%61%7A", "x", "/foo/bar/baz", false},
		{"User-agent: *\nDisallow: /path/file-with-a-%2A.html", "x", "/path/file-with-a-*.html", false},
		{"User-agent: *\nDisallow: /path/file-with-a-%2A.html", "x", "/path/file-with-a-b.html", true},
		{"User-agent: *\nDisallow: /path/foo-%24", "x", "/path/foo-$", false},
		{"User-agent: *\nAllow: /a\nDisallow: /a", "x", "/a", true},
		{"User-agent: *\nDisallow: /this/*/exactly", "x", "/this/path/exactly", false},
		{"User-agent: *\nDisallow: /this/path/exactly$", "x", "/this/path/exactly/more", true},
		{"User-agent: *\nDisallow: /", "x", "/robots.txt", true},
	}
	for _, test := range tests {
		if got := parseRobots([]byte(test.file), test.token).allowed(test.path); got != test.want {
			t.Errorf("%q for %s: %s: %v, want %v", test.file, test.token, test.path, got, test.want)
		}
	}
}

func TestRobotsOddFiles(t *testing.T) {
	tests := []struct {
		name, file, path string
		want             bool
	}{
		{"a bad line harms nothing", "User-agent: *\nnonsense\n: x\n\x00\xff\nDisallow: /a", "/a", false},
		{"carriage returns", "User-agent: *\rDisallow: /a\r", "/a", false},
		{"byte order mark", "\xef\xbb\xbfUser-agent: *\nDisallow: /a", "/a", false},
		{"groups of one agent are joined", "User-agent: manualwatch\nDisallow: /a\n\nUser-agent: other\nDisallow: /\n\nUser-agent: ManualWatch/2.0\nDisallow: /b", "/b", false},
		{"the star group is not for named agents", "User-agent: manualwatch\nDisallow: /a\nUser-agent: *\nDisallow: /", "/b", true},
		{"a sitemap does not end a group", "User-agent: *\nSitemap: /x.xml\nDisallow: /a", "/a", false},
		{"comments", "User-agent: * # all\nDisallow: /a # not a", "/a", false},
		{"a web page instead", "<!doctype html><html><body>User-agent: x</body></html>", "/a", true},
		{"an empty rule", "User-agent: *\nDisallow:\n", "/a", true},
		{"only the beginning of a huge file counts", "User-agent: *\nDisallow: /a\n" + strings.Repeat("# filler\n", 70000) + "Disallow: /b\n", "/b", true},
	}
	for _, test := range tests {
		if got := parseRobots([]byte(test.file), robotsToken).allowed(test.path); got != test.want {
			t.Errorf("%s: %v", test.name, got)
		}
	}
	r := parseRobots([]byte("User-agent: *\nCrawl-delay: 1.5\nSitemap: https://example.org/s.xml"), robotsToken)
	if r.delay != 1500*time.Millisecond || len(r.sitemaps) != 1 {
		t.Error(r)
	}
}

// FuzzRobotsMatch compares the matcher with a regular expression.
func FuzzRobotsMatch(f *testing.F) {
	f.Add("/a*b$", "/axxb")
	f.Add("/*.php", "/x.php5")
	f.Add("/a**b*$", "/ab")
	f.Add("*$", "")
	f.Fuzz(func(t *testing.T, pattern, target string) {
		if len(pattern) > 100 || len(target) > 1000 {
			return
		}
		body := strings.TrimSuffix(pattern, "$")
		expr := "(?s)^" + strings.ReplaceAll(regexp.QuoteMeta(body), `\*`, ".*")
		if strings.HasSuffix(pattern, "$") {
			expr += "$"
		}
		re, err := regexp.Compile(expr)
		if err != nil {
			return // invalid UTF-8
		}
		if got := robotsMatch(pattern, target); got != re.MatchString(target) && strings.ToValidUTF8(target, "") == target {
			t.Errorf("robotsMatch(%q, %q) = %v", pattern, target, got)
		}
	})
}
