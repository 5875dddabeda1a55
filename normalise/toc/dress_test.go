package toc

import "testing"

// TestEntryCount parts titles from the number of their entries, however they end.
func TestEntryCount(t *testing.T) {
	for title, want := range map[string]struct {
		title string
		count int
	}{
		"Core procedures (7)": {"Core procedures", 7}, "Meetings [12 chapters]": {"Meetings", 12}, "Forms (blank)": {"Forms (blank)", 0},
		"Cut off (": {"Cut off (", 0}, "(3)": {"(3)", 0}, "": {"", 0}, "é[": {"é[", 0},
	} {
		if got, n := entryCount(title); got != want.title || n != want.count {
			t.Errorf("%q: %q with %d entries, want %q with %d", title, got, n, want.title, want.count)
		}
	}
}
