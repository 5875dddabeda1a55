package night

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"manualwatch/crawl"
	"manualwatch/crawl/archive"
)

func seen(url, sha, from string) archive.Capture {
	return archive.Capture{URL: url, SHA256: sha, From: from, Status: 200}
}

func failed(url string, permanent bool) archive.Capture {
	return archive.Capture{URL: url, Error: "503", Permanent: permanent}
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
	}, before)
	want := []string{"/=s1", "/a=a1", "/b=b0*", "/b/1=b10*", "/b/1/x=bx0*", "/gone=g0*"}
	if d := cmp.Diff(want, show(m)); d != "" {
		t.Error(d)
	}
	if len(m.missing) != 2 || len(m.dead) != 1 {
		t.Errorf("missing %d, dead %d; want 2 and 1", len(m.missing), len(m.dead))
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
