package diff_test

import (
	"slices"
	"strings"
	"testing"

	"manualwatch/diff"
	"manualwatch/normalise"
	"manualwatch/parse"
)

// TestWrittenAnew: of a text that was written anew no duty and no limit is said to be gone, or to be
// new, that it has in other words; what it truly lost or gained is.
func TestWrittenAnew(t *testing.T) {
	old := []string{"The driver must carry a list of passengers.", "The list must be handed to the depot within three days.", "A spare tyre should be kept on board.", "Seats are cleaned every four weeks.", "Parents may travel with the child."}
	const whole = "A list of passengers must be carried by the driver, who must hand the list to the depot within three days. On board, a spare tyre should be kept. Parents may travel with the child, and every four weeks the seats are cleaned."
	for _, c := range []struct {
		new  string
		told []string // reasons that tell of what went or came
	}{
		{whole, nil},
		{strings.Replace(whole, "On board, a spare tyre should be kept. ", "", 1), []string{`a passage with an obligation ("should") was removed`}},
		{strings.Replace(whole, "within three days", "within nine days", 1), []string{`a passage with a timescale ("three days") was removed`, `new passage with a timescale ("nine days")`}},
		{strings.Replace(whole, "Parents", "The mate should count the lamps of the harbour at noon. Parents", 1), []string{`new passage with an obligation ("should")`}},
	} {
		prev := oneChapter("", parse.Paragraph)
		at := slices.IndexFunc(prev.Sections, func(s normalise.Section) bool { return len(s.Blocks) > 0 })
		prev.Sections[at].Blocks = blocksOf(old...)
		seal(prev)
		got := compared(prev, next(prev, func(ed *normalise.Edition) { ed.Sections[at].Blocks = blocksOf(c.new) }))
		var told []string
		for _, r := range got[0].Reasons {
			if strings.HasPrefix(r, "new passage") || strings.HasSuffix(r, "removed") {
				told = append(told, r)
			}
		}
		if c.new == whole && !slices.Equal(got[0].Reasons, []string{`a duty ("must") was put in other words`, `a duty ("should") was put in other words`, `a passage was put in other words`}) {
			t.Errorf("all in other words: %q", got[0].Reasons)
		}
		if got[0].Significance != diff.Practice || !slices.Equal(told, c.told) {
			t.Errorf("%s: %s because of %q, want %q", c.new, describe(got), got[0].Reasons, c.told)
		}
	}
}
