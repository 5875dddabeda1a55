package diff_test

import (
	"slices"
	"strings"
	"testing"

	"manualwatch/diff"
	"manualwatch/normalise"
	"manualwatch/parse"
)

// TestSameWordsOtherwiseSet: rows in another order, a table turned by a quarter, and prose that
// was made a list or a table, or of one, say what they said.
func TestSameWordsOtherwiseSet(t *testing.T) {
	prose := func(text string) *normalise.Edition {
		ed := oneChapter("", parse.Paragraph)
		ed.Sections[0].Blocks = append(ed.Sections[0].Blocks, parse.Block{Text: text})
		seal(ed)
		return ed
	}
	list := func(lead string, points ...string) *normalise.Edition {
		ed := prose(lead)
		for _, p := range points {
			ed.Sections[0].Blocks = append(ed.Sections[0].Blocks, parse.Block{Kind: parse.Item, Text: p})
		}
		seal(ed)
		return ed
	}
	const cases = "Red masts are seen within one day. Green masts are seen within five days."
	table := oneTable("Mast | Seen within", "Red | one day", "Green | five days")
	const inTable, inList = "the same words stand in a table now", "the same words stand in a list now"
	for name, c := range map[string]struct {
		old, new *normalise.Edition
		want     diff.Significance
		reason   string
	}{
		"sorted rows":            {oneTable("Case | Within", "Burn | 2 hours", "Bite | 4 hours", "Fall | 6 hours"), oneTable("Case | Within", "Fall | 6 hours", "Bite | 4 hours", "Burn | 2 hours"), diff.Minor, "the rows of a table stand in another order"},
		"rows with other values": {oneTable("Case | Within", "Burn | 2 hours", "Bite | 4 hours", "Fall | 6 hours"), oneTable("Case | Within", "Fall | 6 hours", "Bite | 2 hours", "Burn | 4 hours"), diff.Practice, "timescale"},
		"a turned table":         {oneTable("Stage | Who | Limit", "Opening | Mate | 4 days", "Closing | Cook | 9 weeks"), oneTable("Stage | Opening | Closing", "Who | Mate | Cook", "Limit | 4 days | 9 weeks"), diff.Minor, "the rows of a table are its columns now"},
		"turned and changed":     {oneTable("Stage | Who | Limit", "Opening | Mate | 4 days", "Closing | Cook | 9 weeks"), oneTable("Stage | Opening | Closing", "Who | Mate | Cook", "Limit | 4 days | 8 weeks"), diff.Practice, "timescale"},
		"a table of prose":       {prose(cases), table, diff.Minor, inTable},
		"prose of a table":       {table, prose(cases), diff.Minor, "the same words stand in no table any more"},
		"a table of other":       {prose(cases), oneTable("Mast | Seen within", "Red | one day", "Green | ten days"), diff.Practice, ""},
		"a table without must":   {prose("Red masts must be seen within one day. Green masts must be seen within five days."), table, diff.Practice, `"must"`},
		"a list of prose":        {prose("Crews are asked about sleep, food and play."), list("Crews are asked about:", "sleep", "food", "play"), diff.Minor, inList},
		"prose of a list":        {list("Crews are asked about:", "sleep", "food", "play"), prose("Crews are asked about sleep, food and play."), diff.Minor, "the same words stand in no list any more"},
		"a list of duties":       {prose("The mate must ring the bell within two hours and light the lamp."), list("The mate must:", "ring the bell within two hours", "light the lamp"), diff.Minor, inList},
		"a list of another duty": {prose("The mate must ring the bell within two hours and light the lamp."), list("The mate must:", "ring the bell within six hours", "light the lamp"), diff.Practice, "timescale"},
		"a list of one of two":   {prose("The mate must ring the bell or light the lamp."), list("The mate must:", "ring the bell", "light the lamp"), diff.Minor, ""},
	} {
		got := compared(c.old, c.new)
		if len(got) != 1 || got[0].Significance != c.want || !strings.Contains(strings.Join(got[0].Reasons, "; "), c.reason) {
			t.Errorf("%s: %s, want %s because of %q", name, describe(got), c.want, c.reason)
		}
	}
}

// TestPlaceInAList: a step that moved is counted among the steps of its list.
func TestPlaceInAList(t *testing.T) {
	night := func(steps ...string) *normalise.Edition {
		ed := oneChapter("In a fire:", parse.Paragraph)
		for _, s := range steps {
			ed.Sections[0].Blocks = append(ed.Sections[0].Blocks, parse.Block{Kind: parse.Item, Text: s})
		}
		ed.Sections[0].Blocks = append(ed.Sections[0].Blocks, parse.Block{Text: "The drill is held twice a year."})
		seal(ed)
		return ed
	}
	got := compared(night("Ring the bell.", "Leave the hold.", "Write the note."), night("Write the note.", "Ring the bell.", "Leave the hold."))
	want := []string{"a passage was moved", "what stood last of 3 in the list at the beginning of the chapter stands first of 3 now"}
	if len(got) != 1 || got[0].Significance != diff.Minor || !slices.Equal(got[0].Reasons, want) {
		t.Errorf("%s, want minor because of %q", describe(got), want)
	}
}
