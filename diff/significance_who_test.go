package diff_test

import (
	"testing"

	"manualwatch/diff"
	"manualwatch/normalise"
	"manualwatch/parse"
)

// TestWho: who does a thing, or to whom it goes, is practice wherever a sentence lays
// something down; other words for anybody, and contacts, are not.
func TestWho(t *testing.T) {
	p := parse.Paragraph
	for _, c := range []passageCase{
		{"The log is signed off by the harbour manager every night.", "The log is signed off by the watch officer every night.", p, diff.Practice, `somebody else is named: "harbour manager" became "watch officer"`},
		{"The launch is led by the deck supervisor, and the crew is asked first.", "The launch is led by the nurse in charge, and the crew is asked first.", p, diff.Practice, "nurse in charge"},
		{"The log is checked by the deputy head and filed.", "The log is checked by the clerk to the trustees and filed.", p, diff.Practice, "clerk to the trustees"},
		{"If no answer has come the matter goes to the lead keeper's deputy.", "If no answer has come the matter goes to the director of lights.", p, diff.Practice, "director of lights"},
		{"The duty officer takes the lead where fog is forecast.", "The lamp inspector takes the lead where fog is forecast.", p, diff.Practice, "lamp inspector"},
		{"It falls to the ward sister to ring the quay.", "It falls to the discharge coordinator to ring the quay.", p, diff.Practice, "somebody else"},
		{"Leave is given by a team manager.", "Leave is given by a service director.", p, diff.Practice, "somebody else"},
		{"Practitioners keep the lamp lit.", "Staff keep the lamp lit.", p, diff.Minor, "wording"},
		{"The lamp was lit by the coach driver in those days.", "The lamp was lit by the church warden in those days.", p, diff.Minor, "wording"},
		{"For advice ring the desk officer on 01632 960111.", "For advice ring the desk manager on 01632 960111.", p, diff.Minor, "wording"},
		{"People often hear of the light from a friend.", "People often hear of the light from a neighbour.", p, diff.Minor, "wording"},
		{"The log is read by the nurse and the doctor.", "The log is read by the doctor and the nurse.", p, diff.Minor, "wording"},
		{"The nurse tells the doctor.", "The doctor tells the nurse.", p, diff.Practice, "somebody else"},
		{"Forms go to the front office.", "Forms go to the harbour team.", p, diff.Minor, "wording"}, // a new name of one body, for all that is known
	} {
		c.check(t)
	}
}

// TestWhoIsMeant: a name that took the place of one that is said nowhere any more may be the
// new name of the same people; where both were known, they are others.
func TestWhoIsMeant(t *testing.T) {
	night := func(texts ...string) *normalise.Edition {
		ed := oneChapter("", parse.Paragraph)
		for _, text := range texts {
			ed.Sections[0].Blocks = append(ed.Sections[0].Blocks, parse.Block{Text: text})
		}
		seal(ed)
		return ed
	}
	old := []string{"The lamp officer trims the wick at dusk.", "The lamp officer fills the tank at noon.", "Oil is bought by the lamp officer."}
	for _, test := range []struct {
		old, new []string
		want     diff.Significance
	}{
		{old, []string{"The light inspector trims the wick at dusk.", "The light inspector fills the tank at noon.", "Oil is bought by the light inspector."}, diff.Minor},
		{old, []string{"The light inspector trims the wick at dusk.", "The lamp officer fills the tank at noon.", "Oil is bought by the lamp officer."}, diff.Practice},
		{append(old, "The light inspector holds the key."), []string{"The light inspector trims the wick at dusk.", "The light inspector fills the tank at noon.", "Oil is bought by the light inspector.", "The light inspector holds the key."}, diff.Practice},
		{[]string{"Forms go to the front office.", "The harbour team meets at noon."}, []string{"Forms go to the harbour team.", "The harbour team meets at noon."}, diff.Practice},
		// the noun of a name of its own, where other boards and partnerships stand beside it
		{[]string{"Forms go to the Bay Safety Board.", "The fish board and the ferry partnership meet."}, []string{"Forms go to the Bay Safety Partnership.", "The fish board and the ferry partnership meet."}, diff.Minor},
		{[]string{"Forms go to the Bay Safety Board.", "The Bay Safety Partnership is another body."}, []string{"Forms go to the Bay Safety Partnership.", "The Bay Safety Partnership is another body."}, diff.Practice},
	} {
		if got := compared(night(test.old...), night(test.new...)); len(got) != 1 || got[0].Significance != test.want {
			t.Errorf("%q -> %q: %s, want %s", test.old, test.new, describe(got), test.want)
		}
	}
}

// TestConditionsAndScope: on what condition, and for whom or what, is practice without a verb
// of duty too, where a sentence says what is done as a rule.
func TestConditionsAndScope(t *testing.T) {
	p := parse.Paragraph
	for _, c := range []passageCase{
		{"Calls are recorded if the skipper agrees.", "Calls are recorded whether or not the skipper agrees.", p, diff.Practice, "condition"},
		{"Names are passed on with the consent of the crew.", "Names are passed on without asking the crew.", p, diff.Practice, "condition"},
		{"The gate is locked at night except on the east side.", "The gate is locked at night.", p, diff.Practice, `"except" was removed`},
		{"Gifts from anglers are never accepted.", "Gifts from anglers are accepted only with the leave of the warden.", p, diff.Practice, "condition"},
		{"A pilot is taken on if the fog is thick.", "A pilot is taken on where the fog is thick.", p, diff.Minor, "wording"},
		{"A pilot is taken on in the event of fog.", "A pilot is taken on if there is fog.", p, diff.Minor, "wording"},
		{"The weekly check applies in boat houses with a slip.", "The weekly check applies in boat houses with a slip and in dry docks.", p, diff.Practice, `scope: "and in dry docks" was added`},
		{"The rule on lone sailing applies to evenings.", "The rule on lone sailing applies to evenings and weekends.", p, diff.Practice, "scope"},
		{"The code binds ferries and tugs.", "The code binds ferries, tugs and barges.", p, diff.Practice, "scope"},
		{"Before a berth is let the sail list, the fuel list and the night log are searched.", "Before a berth is let the sail list, the fuel list, the rent list and the night log are searched.", p, diff.Practice, "scope"},
		{"Checks are made on all paid rowers.", "Checks are made on all rowers, paid or not.", p, diff.Practice, "not"},
		{"Checks are made on all paid rowers.", "Checks are made on all rowers.", p, diff.Practice, `scope: "paid" was removed`},
		{"The lamp officer, not the harbour clerk, trims the wick.", "The lamp officer or the harbour clerk trims the wick.", p, diff.Practice, `"not" was removed`},
		{"In fog, the watch officer never sails alone.", "In fog, the watch officer sails alone.", p, diff.Practice, `"never" was removed`},
		{"The lamp officer opens the chest, without touching the seal, and rings the mate.", "The lamp officer opens the chest and rings the mate.", p, diff.Practice, `"without touching" was removed`},
		{"The chest is opened.", "The chest is opened without anything else.", p, diff.Minor, "wording"},
		{"The lamp officer trims the wick.", "The lamp officer trims the wick and wipes the lens.", p, diff.Practice, `what is done: "and wipes the lens" was added`},
		{"Gulls do not fly at night.", "Gulls fly at night.", p, diff.Minor, "wording"},
		{"No boat is sold without a survey.", "A boat is sold without a survey.", p, diff.Practice, "condition"},
		{"The flag is kept no later than noon on board.", "The flag is kept by noon on board.", p, diff.Minor, "wording"},
		{"The crew is told before the visit.", "The crew is told after the visit.", p, diff.Practice, `"before" became "after"`},
		{"Every boat is looked at by the fitter.", "Most boats are looked at by the fitter.", p, diff.Practice, `"every" became "most"`},
		{"Every boat is looked at by the fitter.", "All boats are looked at by the fitter.", p, diff.Minor, "wording"},
		{"Half of the boats are painted each year.", "A third of the boats are painted each year.", p, diff.Practice, "threshold"},
		{"The rota is sent out on Mondays.", "The rota is sent out on Fridays.", p, diff.Practice, `"mondays" became "fridays"`},
		{"The shop is open on Mondays.", "The shop is open on Fridays.", p, diff.Minor, "opening hours"},
		{"Boats, once dry, are painted and then stored by the crew.", "The crew paints boats, and stores them when they are dry.", p, diff.Minor, "wording"},
		{"A view is asked of sailors, rowers or pilots.", "A view is asked of pilots, sailors or rowers.", p, diff.Minor, "wording"},
		{"Children are told what comes next.", "Children and young people are told what comes next.", p, diff.Minor, "wording"},
		{"Is kept away from sailing lessons;", "Is kept away from sailing and rowing lessons;", parse.Item, diff.Minor, "wording"},
		{"This part is read with the guidance on knots.", "This part is read with the guidance on knots and splices.", p, diff.Minor, "wording"},
		{"Fog is often linked with cold.", "Fog is often linked with cold and calm.", p, diff.Minor, "wording"},
		{"The plan is kept on board.", "The plan is kept on board, as agreed by all crews.", p, diff.Minor, "wording"},
	} {
		c.check(t)
	}
}
