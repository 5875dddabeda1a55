package night

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"manualwatch/crawl"
	"manualwatch/crawl/archive"
	"manualwatch/normalise"
)

// TestHoldNotes keeps what chapters note of their own amendments back while the
// page that lists all amendments stands as it was on an earlier night.
func TestHoldNotes(t *testing.T) {
	list := normalise.Amendment{Ordinal: 1, Scope: "shared", Chapter: "Neglect", Details: "listed", URL: "http://b.example/amendments"}
	known := normalise.Amendment{Ordinal: 2, Scope: "chapter", Chapter: "Gangs", Details: "known", URL: "http://b.example/gangs"}
	added := normalise.Amendment{Ordinal: 2, Scope: "chapter", Chapter: "Neglect", Details: "new tonight", URL: "http://b.example/neglect"}
	b := crawl.Board{Start: []string{"http://b.example/"}, Amendments: []string{"http://b.example/amendments?b=one"}}
	other := archive.Capture{URL: "http://b.example/gangs"}
	view := archive.Capture{URL: "http://b.example/amendments?b=two"}
	for _, test := range []struct {
		name string
		m    manifest
		want []string
	}{
		{"all was seen", manifest{pages: []observed{{Capture: view}}}, []string{"listed", "new tonight", "known"}},
		{"another page stands", manifest{pages: []observed{{Capture: view}, {Capture: other, stale: true}}}, []string{"listed", "new tonight", "known"}},
		{"a view of the list stands", manifest{pages: []observed{{Capture: view, stale: true}}}, []string{"listed", "known"}},
		{"a view of the list was never seen", manifest{missing: []archive.Capture{view}}, []string{"listed", "known"}},
	} {
		last := known
		last.Ordinal = 3
		cur := &normalise.Edition{Amendments: []normalise.Amendment{list, added, last}}
		holdNotes(cur, &normalise.Edition{Amendments: []normalise.Amendment{list, known}}, test.m, b)
		var got []string
		for i, a := range cur.Amendments {
			got = append(got, a.Details)
			if a.Ordinal != i+1 {
				t.Errorf("%s: row %d has ordinal %d", test.name, i, a.Ordinal)
			}
		}
		if d := cmp.Diff(test.want, got); d != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, d)
		}
	}
}
