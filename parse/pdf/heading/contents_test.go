package heading

import "testing"

// TestRomanPages reads the entries of a list of contents whose first pages are
// counted apart.
func TestRomanPages(t *testing.T) {
	for in, want := range map[string]string{"1 First Duties iv": "1 First Duties", "2 Second Duties 12": "2 Second Duties", "3 Third Duties": "3 Third Duties"} {
		if got := contentsEntry(in); got != want {
			t.Errorf("%q: entry %q, want %q", in, got, want)
		}
	}
}
