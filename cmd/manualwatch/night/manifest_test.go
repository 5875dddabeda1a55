package night

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"manualwatch/crawl"
	"manualwatch/crawl/archive"
)

func seen(url, sha, from string) archive.Capture {
	return archive.Capture{URL: url, SHA256: sha, From: from, Status: 200}
}

func failed(url string, permanent bool) archive.Capture {
	c := archive.Capture{URL: url, Error: "HTTP 503 Service Unavailable"}
	if permanent {
		c.Error, c.Permanent = "HTTP 404 Not Found", true
	}
	return c
}

// show gives "url=hash", with a star where the bytes are of an earlier night.
func show(m manifest) []string {
	var out []string
	for _, p := range m.pages {
		star := ""
		if p.stale {
			star = "*"
		}
		out = append(out, p.URL+"="+p.SHA256+star)
	}
	return out
}

func TestManifestKeepsWhatCouldNotBeSeen(t *testing.T) {
	before := []observed{
		{Capture: seen("/", "s0", "")},
		{Capture: seen("/a", "a0", "/")},
		{Capture: seen("/b", "b0", "/")},
		{Capture: seen("/b/1", "b10", "/b")},
		{Capture: seen("/b/1/x", "bx0", "/b/1")},
		{Capture: seen("/gone", "g0", "/")},
		{Capture: seen("/unlinked", "u0", "/")},
	}
	m := newManifest([]archive.Capture{
		seen("/", "s1", ""), seen("/a", "a1", "/"), failed("/b", false), failed("/gone", true), failed("/new", false),
	}, before, nil)
	want := []string{"/=s1", "/a=a1", "/b=b0*", "/b/1=b10*", "/b/1/x=bx0*", "/gone=g0*"}
	if d := cmp.Diff(want, show(m)); d != "" {
		t.Error(d)
	}
	if len(m.missing) != 2 {
		t.Errorf("missing %d; want 2", len(m.missing))
	}
	refused := archive.Capture{Error: "HTTP 403 Forbidden", Permanent: true}
	known, new := refused, refused
	known.URL, new.URL = "/a", "/new"
	m = newManifest([]archive.Capture{seen("/", "s1", ""), known, new}, before[:2], nil)
	if len(m.missing) != 1 || m.missing[0].URL != "/a" {
		t.Errorf("refused: missing %+v; want what was content before", m.missing)
	}
}

// TestLoginPageIsNoMissingPage: two chapters redirect to a login page; two pages are
// missing, not three.
func TestLoginPageIsNoMissingPage(t *testing.T) {
	toLogin := func(url string) archive.Capture {
		return archive.Capture{URL: url, Location: "/login", FinalURL: "/login", Status: 200, Error: "login page"}
	}
	login := archive.Capture{URL: "/login", FinalURL: "/login", Status: 200, Error: "login page"}
	before := []observed{{Capture: seen("/", "s0", "")}, {Capture: seen("/a", "a0", "/")}, {Capture: seen("/b", "b0", "/")}}
	m := newManifest([]archive.Capture{seen("/", "s1", ""), toLogin("/a"), toLogin("/b"), login}, before, nil)
	if len(m.missing) != 2 || m.missing[0].URL != "/a" || m.missing[1].URL != "/b" {
		t.Errorf("missing %+v, want the two chapters", m.missing)
	}
	if d := cmp.Diff([]string{"/=s1", "/a=a0*", "/b=b0*"}, show(m)); d != "" {
		t.Error(d)
	}
}

func TestStartFailed(t *testing.T) {
	b := crawl.Board{Start: []string{"https://example.org/"}}
	if _, bad := startFailed(b, []archive.Capture{seen("https://example.org/", "x", "")}, nil); bad {
		t.Error("a start page that was seen counts as failed")
	}
	for _, caps := range [][]archive.Capture{nil, {failed("https://example.org/", false)}} {
		if _, bad := startFailed(b, caps, nil); !bad {
			t.Errorf("%v: a start page without content must count as failed", caps)
		}
	}
}

func TestViewsAreOfOneNight(t *testing.T) {
	before := []observed{
		{Capture: seen("https://m.example/list", "l0", "")}, {Capture: seen("https://m.example/list?b=a", "a0", "")},
		{Capture: seen("https://m.example/c", "c0", "")},
	}
	m := newManifest([]archive.Capture{
		seen("https://m.example/list", "l1", ""), failed("https://m.example/list?b=a", false), seen("https://m.example/c", "c1", ""),
	}, before, map[string]bool{"https://m.example/list": true})
	want := []string{"https://m.example/c=c1", "https://m.example/list=l0*", "https://m.example/list?b=a=a0*"}
	if d := cmp.Diff(want, show(m)); d != "" {
		t.Error(d)
	}
}

func TestContentsMissing(t *testing.T) {
	b := crawl.Board{Start: []string{"https://m.example/"}}
	before := []observed{
		{Capture: seen("https://m.example/", "s", "")}, {Capture: seen("https://m.example/part2", "p", "https://m.example/")},
		{Capture: seen("https://m.example/1", "1", "https://m.example/part2")}, {Capture: seen("https://m.example/2", "2", "https://m.example/part2")},
		{Capture: seen("https://m.example/3", "3", "https://m.example/part2")},
	}
	for url, want := range map[string]bool{
		"https://m.example/?b=area": true, "https://m.example/part2": true, "https://m.example/1": false,
	} {
		m := newManifest([]archive.Capture{failed(url, false)}, before, nil)
		if _, got := m.contentsMissing(b, before); got != want {
			t.Errorf("%s failed: contents missing %v, want %v", url, got, want)
		}
	}
}

// TestContentsInPartsStandStill: where a page that lists part of the contents fails, nothing is told
// of the manual that night, not even of what was seen; what changed is told when all is seen again.
func TestContentsInPartsStandStill(t *testing.T) {
	b := crawl.Board{ID: "sample", Name: "Sample", Platform: "generic", Start: []string{"http://manual.example/"}, AllowPrivate: true}
	seen, failing := [][2]string{{"http://manual.example/", "pages"}}, [][2]string{{"http://manual.example/yard", "503"}, {"http://manual.example/", "pages"}}
	parts := func(pages map[string]string) *web {
		rows := strings.SplitAfter(pages["/"], "</li>")
		pages["/"] = `<html><body><main><h1>Manual</h1><ul><li><a href="/house">1. House</a></li><li><a href="/yard">2. Yard</a></li></ul></main></body></html>`
		house, yard := strings.Join(rows[:4], ""), strings.Join(rows[4:8], "")
		pages["/house"] = "<html><body><main><h1>1. House</h1><ul>" + house[strings.Index(house, "<li>"):] + "</ul></main></body></html>"
		pages["/yard"] = "<html><body><main><h1>2. Yard</h1><ul>" + strings.ReplaceAll(yard, ">1.", ">2.") + "</ul></main></body></html>"
		return &web{seen, pages}
	}
	before := parts(chapters("/dogs Dogs: dogs", "/cats Cats: cats", "/owls Owls: owls", "/bees Bees: bees", "/ponies Ponies: ponies", "/goats Goats: goats", "/geese Geese: geese", "/puppies Puppies: puppies"))
	after := parts(chapters("/dogs Dogs: dogs", "/cats Cats: cats bees", "/owls Owls: owls", "/bees Bees: bees", "/ponies Ponies: ponies", "/goats Goats: goats", "/geese Geese: geese", "/puppies Puppies: puppies"))
	m := newSmallManual(t)
	_, past := m.visit(1, b, before, nil)
	if n := len(m.lineage("sample")); n != 8 {
		t.Fatalf("%d chapters", n)
	}
	after.answers = failing
	s, past := m.visit(2, b, after, past)
	m.wantNight(s, "a page of the contents could not be observed: http://manual.example/yard", nil)
	after.answers = seen
	s, _ = m.visit(3, b, after, past)
	m.wantNight(s, "", []string{"edited Cats"})
}

// TestQuietNight: the menus of pages that failed are those of tonight where nothing that was seen is
// otherwise than before, and of another night where anything is.
func TestQuietNight(t *testing.T) {
	before := []observed{{Capture: seen("/a", "1", "")}, {Capture: seen("/b", "2", "")}}
	b := failed("/b", false)
	for _, c := range []struct {
		name    string
		tonight []archive.Capture
		quiet   bool
	}{
		{"a page fails", []archive.Capture{seen("/a", "1", ""), b}, true},
		{"another one changed", []archive.Capture{seen("/a", "3", ""), b}, false},
		{"a page is new", []archive.Capture{seen("/a", "1", ""), b, seen("/c", "1", "")}, false},
		{"a page is not asked for", []archive.Capture{b}, false},
	} {
		for _, p := range newManifest(c.tonight, before, nil).pages {
			if p.quiet != c.quiet {
				t.Errorf("%s: %s is quiet: %t", c.name, p.URL, p.quiet)
			}
		}
	}
}
