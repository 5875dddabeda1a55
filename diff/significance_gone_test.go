package diff_test

import (
	"testing"

	"manualwatch/diff"
	"manualwatch/parse"
)

// TestWhatWent: a passage that only points elsewhere takes nothing with it, and a sentence that
// says what is done does, without a word of duty too; one that describes does not.
func TestWhatWent(t *testing.T) {
	p := parse.Paragraph
	const stays = "The lamp burns at night."
	for _, c := range []passageCase{
		{"See the Fog and Ice Procedure.", "", p, diff.Minor, "a passage was removed"},
		{"Please also see: Fog Guidance. See chapter 4.", "", p, diff.Minor, "a passage was removed"},
		{"See the Fog Procedure. The crew stays below.", "", p, diff.Practice, "a passage was removed"},
		{"See the child alone.", "", p, diff.Practice, "a passage was removed"},
		{"Explain what will happen next.", "", p, diff.Practice, "a passage was removed"},
		{"See the Fog Procedure, which must be followed.", "", p, diff.Practice, "a passage with an obligation"},

		{stays + " The chair then makes the decision and explains it to the crew.", stays, p, diff.Practice, "a sentence on what is done was removed"},
		{stays + " Emergency departments check the list of boats at each call.", stays, p, diff.Practice, "a sentence on what is done was removed"},
		{stays + " A body map is completed.", stays, p, diff.Practice, "a sentence on what is done was removed"},
		{stays, stays + " The chair then makes the decision and explains it to the crew.", p, diff.NewText, "a sentence was added"},
		{stays + " School holidays are the time of most risk.", stays, p, diff.Minor, "a sentence was removed"},
		{stays + " Health visitors know the families well.", stays, p, diff.Minor, "a sentence was removed"},
		{stays + " The police station stands in the square.", stays, p, diff.Minor, "a sentence was removed"},
		{stays + " The team works in the town hall.", stays, p, diff.Minor, "a sentence was removed"},
		{stays + " The nurse found the boat in the bay.", stays, p, diff.Minor, "a sentence was removed"},
		{stays + " Children are groomed by people whom they trust.", stays, p, diff.Minor, "a sentence was removed"},
		{stays + " The plan is based on the tides.", stays, p, diff.Minor, "a sentence was removed"},
	} {
		c.check(t)
	}
}
