package writing

import "testing"

// TestRegularJoiners drops joiners at the ends of words, which join nothing, and keeps those inside.
func TestRegularJoiners(t *testing.T) {
	for in, want := range map[string]string{"Boats\u200c": "Boats", "\u200cBoats": "Boats", "\u200c": "", "می\u200cخواهم": "می\u200cخواهم"} {
		if got := Regular(in); got != want {
			t.Errorf("Regular(%q) = %q, want %q", in, got, want)
		}
	}
}
