package night

import (
	"strings"
	"testing"

	"manualwatch/out"
)

// TestListedPagesThatAreGone: a page that the contents list was not observed where the site says
// that it is gone, unless it never gave a word; without a chapter the manual was not observed.
func TestListedPagesThatAreGone(t *testing.T) {
	all := withHeads(chapters(beforeAll...))
	paths := []string{"/dogs", "/cats", "/owls", "/ponies", "/goats"}
	for _, test := range []struct {
		name   string
		nights []map[string]string
		status string // on the last night
		cause  string
	}{
		{"one", []map[string]string{all, answering(gone, all, paths[2:3])}, out.StatusPartial, "a page could not be observed: “1.3 Owls”, https://manual.example/owls (HTTP 404 Not Found); its last known state stands"},
		{"one for two nights", []map[string]string{all, answering(gone, all, paths[2:3]), answering(gone, all, paths[2:3])}, out.StatusPartial, "since 2 March 2026"},
		{"one that comes back", []map[string]string{all, answering(gone, all, paths[2:3]), all}, out.StatusUnchanged, ""},
		{"one that never was there", []map[string]string{answering(gone, all, paths[2:3]), answering(gone, all, paths[2:3])}, out.StatusUnchanged, ""},
		{"all but one", []map[string]string{all, answering(gone, all, paths[1:])}, out.StatusPartial, "4 pages could not be observed: “1.2 Cats”, https://manual.example/cats, and 3 more (HTTP 404 Not Found)"},
		{"all", []map[string]string{all, answering(gone, all, paths)}, out.StatusNeedsIntervention, "no chapter could be observed: “1.1 Dogs”, https://manual.example/dogs, and 4 more (HTTP 404 Not Found); the last edition stands"},
		{"all for two nights", []map[string]string{all, answering(gone, all, paths), answering(gone, all, paths)}, out.StatusNeedsIntervention, "since 2 March 2026"},
		{"one fails at first", []map[string]string{answering("", all, paths[2:3])}, out.StatusPartial, "https://manual.example/owls (HTTP 503); nothing is known of what it says"},
		{"all fail at first", []map[string]string{answering("", all, paths)}, out.StatusPartial, "and 4 more (HTTP 503); nothing is known of what they say"},
		{"one fails at first, and again", []map[string]string{answering("", all, paths[2:3]), answering("", all, paths[2:3])}, out.StatusPartial, "since 1 March 2026; nothing is known of what it says"},
		{"one fails at first, another later", []map[string]string{answering("", all, paths[2:3]), answering("", all, paths[2:4])}, out.StatusPartial, "since 1 March 2026; their last known state stands, and nothing is known of 1 of them"},
		{"all fail", []map[string]string{all, answering("", all, paths)}, out.StatusFailed, "no chapter could be observed"},
	} {
		m, pdf := newSmallManual(t), pdfSaying("")
		var past *Past
		var s Summary
		for day, pages := range test.nights {
			if s, past = m.night(1+day, pages, past, pdf); day > 0 && s.Run.Changes != 0 {
				t.Errorf("%s: night %d: told %q", test.name, day+1, m.toldAll(s.Run.RunID))
			}
		}
		if o := s.Observations[0]; o.Status != test.status || !strings.Contains(o.Cause, test.cause) || test.cause == "" && o.Cause != "" {
			t.Errorf("%s: %s, %q", test.name, o.Status, o.Cause)
		}
	}
}

// TestEveryReasonIsNamed: where pages failed for several reasons the cause names a page with each,
// and how many more there are.
func TestEveryReasonIsNamed(t *testing.T) {
	all := withHeads(chapters(beforeAll...))
	m, pdf := newSmallManual(t), pdfSaying("")
	_, past := m.night(1, all, nil, pdf)
	s, _ := m.night(2, answering("", answering(gone, all, []string{"/owls", "/goats"}), []string{"/cats"}), past, pdf)
	want := "3 pages could not be observed: “1.2 Cats”, https://manual.example/cats (HTTP 503); “1.3 Owls”, https://manual.example/owls, and 1 more (HTTP 404 Not Found); their last known state stands"
	if o := s.Observations[0]; o.Cause != want {
		t.Errorf("cause %q, want %q", o.Cause, want)
	}
}
