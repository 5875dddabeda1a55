package titleflag

import (
	"sort"
	"strings"
	"testing"

	"manualwatch/normalise/wording"
)

// FuzzTitle: taking flags off a title twice takes off nothing more, and a title
// is never emptied.
func FuzzTitle(f *testing.F) {
	for _, s := range []string{"Sexting - under review", "Title New", "NEW: Title", "Foo (New) (Updated)", "Updated", "Reviews (June 2019)", "Foo (PDF, 27Kb)", "() new", "( ) ( )"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 400 {
			return
		}
		title, flags := StripFlags(s)
		if title == "" && strings.TrimSpace(s) != "" {
			t.Errorf("%q: empty title, flags %v", s, flags)
		}
		if !sort.StringsAreSorted(flags) {
			t.Errorf("%q: flags %v", s, flags)
		}
		StripFormat(s)
		wording.Fold(s)
	})
}
