package diff_test

import (
	"testing"

	"manualwatch/diff"
	"manualwatch/normalise"
	"manualwatch/parse"
)

// TestOrders: what is ordered is a rule as much as what must be done, with its conditions and its
// small words; the same in other words, and what others do, is none.
func TestOrders(t *testing.T) {
	p := parse.Paragraph
	for _, c := range []passageCase{
		{"Ring the quay on the day, unless this would delay help.", "Ring the quay on the day.", p, diff.Practice, `"unless" was removed`},
		{"Inform the coxswain.", "Inform the coxswain if the owners agree.", p, diff.Practice, `"if" was added`},
		{"Ring the quay.", "Ring the quay where possible.", p, diff.Practice, `"where possible" was added`},
		{"A diver can choose a friend, unless the friend is ill.", "A diver can choose a friend.", p, diff.Practice, `"unless" was removed`},
		{"Call the coxswain before moving the boat.", "Call the coxswain after moving the boat.", p, diff.Practice, `"before" became "after"`},
		{"Never use a passenger as a pilot.", "Rarely use a passenger as a pilot.", p, diff.Practice, `"never"`},
		{"Passengers never steer in the harbour.", "Passengers rarely steer in the harbour.", p, diff.Practice, `"never" became "rarely"`},
		{"Write the exact words within the hour.", "Write the exact words after the hour.", p, diff.Practice, `"within" became "after"`},
		{"Phone the mate and confirm in writing.", "Phone the mate and confirm by word of mouth.", p, diff.Practice, `"in writing" became "by word of mouth"`},
		{"Do not leave the boat alone until help arrives.", "Do not leave the boat alone after help arrives.", p, diff.Practice, `"until" became "after"`},
		{"Ring the quay and the owners.", "Ring the quay or the owners.", p, diff.Practice, `"and" became "or"`},
		{"Write to all owners.", "Write to some owners.", p, diff.Practice, `"all" became "some"`},
		{"Look at the chart before the dive.", "Look at the chart after the dive.", p, diff.Practice, `"before" became "after"`},
		{"The matter goes to the harbour office in writing.", "The matter goes to the harbour office in writing, unless the mate decides otherwise.", p, diff.Practice, `"unless" was added`},
		{"The child chooses who comes, except where that person is ill.", "The child chooses who comes.", p, diff.Practice, `"except" was removed`},
		{"The mate must hand over no later than noon and stay until the watch is taken.", "The mate must hand over no later than noon and stay before the watch is taken.", p, diff.Practice, "became"},
		// the same in other words
		{"Do not leave the boat alone until help arrives.", "Do not leave the boat alone before help arrives.", p, diff.Minor, "wording"},
		{"Ring the quay where possible.", "Ring the quay wherever possible.", p, diff.Minor, "wording"},
		{"Ring the quay if the owners agree.", "If the owners agree, ring the quay.", p, diff.Minor, ""},
		{"Call the coxswain before moving the boat.", "Call the coxswain prior to moving the boat.", p, diff.Minor, "wording"},
		{"Ask the owner about parents and carers.", "Ask the owner about parents or carers.", p, diff.Minor, "wording"},
		{"Write to all owners.", "Write to every owner.", p, diff.Minor, "wording"},
		// no order
		{"Record keeping is a skill, unless it is neglected.", "Record keeping is a skill.", p, diff.Minor, "wording"},
		{"Gulls can follow a boat, unless it is fast.", "Gulls can follow a boat.", p, diff.Minor, "wording"},
	} {
		c.check(t)
	}
}

// TestOrdersInLists: a step in a list is an order, whatever leads to it; what somebody may do is
// none.
func TestOrdersInLists(t *testing.T) {
	list := func(lead, point string) *normalise.Edition {
		ed := oneChapter("", parse.Paragraph)
		ed.Sections[0].Blocks = append(ed.Sections[0].Blocks, parse.Block{Text: lead}, parse.Block{Kind: parse.Item, Text: "Keep the papers dry"}, parse.Block{Kind: parse.Item, Text: point})
		seal(ed)
		return ed
	}
	for _, test := range []struct {
		lead, old, new string
		want           diff.Significance
	}{
		{"Points for the watch:", "Call the coxswain before moving the boat", "Call the coxswain after moving the boat", diff.Practice},
		{"Points for the watch:", "Inform the coxswain", "Inform the coxswain if the owners agree", diff.Practice},
		{"A frightened diver may:", "ask for help before the dive", "ask for help after the dive", diff.Minor},
		{"Signs of a leak include:", "keep the hatch shut before dusk", "keep the hatch shut after dusk", diff.Minor},
	} {
		got := compared(list(test.lead, test.old), list(test.lead, test.new))
		if len(got) != 1 || got[0].Significance != test.want {
			t.Errorf("%s %q -> %q: %s, want %s", test.lead, test.old, test.new, describe(got), test.want)
		}
	}
}

// TestCases: in which case a rule holds is a part of it; on what occasion, and where somebody
// lives, is not, nor the case in other words or in another place.
func TestCases(t *testing.T) {
	p := parse.Paragraph
	const ring = "The officer must ring the doctor"
	for _, c := range []passageCase{
		{ring + " where a diver has a bruise.", ring + ".", p, diff.Practice, `"where a diver has a bruise" was removed`},
		{ring + ".", ring + " whenever a diver has a bruise.", p, diff.Practice, `"whenever a diver has a bruise" was added`},
		{ring + ".", ring + " in serious cases.", p, diff.Practice, `"in serious cases" was added`},
		{ring + " before leaving.", ring + ".", p, diff.Practice, `"before leaving" was removed`},
		{"A search is started where there is reasonable cause to suspect a wreck.", "A search is started.", p, diff.Practice, "was removed"},
		{"Once the flare has gone up, the launch is manned.", "The launch is manned.", p, diff.Practice, "was removed"},
		{ring + " where a diver has a bruise.", "Where a diver has a bruise, the officer must ring the doctor.", p, diff.Minor, ""},
		{ring + " where a diver has a bruise.", ring + " when a diver has a bruise.", p, diff.Minor, "wording"},
		{ring + " where a diver has a bruise.", ring + " where a bruise is seen on a diver.", p, diff.Minor, "wording"},
		{ring + ".", ring + " in such cases.", p, diff.Minor, "wording"},
		{"Refer the diver to the doctor where a bruise is seen.", "Refer the diver to the doctor.", p, diff.Practice, `"where a bruise is seen" was removed`},
		{"The doctor must be rung where the clerk of the harbour and the mate of the long boat have seen that the diver has a bruise on the arm.", "The doctor must be rung.", p, diff.Practice, ""},
		{"A meeting is held within one day where there is cause to suspect a leak.", "A meeting is held within one day.", p, diff.Practice, "was removed"},
		{ring + " on the day.", ring + " on the day when the tide turns.", p, diff.Minor, "wording"},
		{ring + " in the town.", ring + " in the town where the diver lives.", p, diff.Minor, "wording"},
		{"All crews should keep a copy of the chart where staff on deck can reach it.", "All crews should keep a copy of the chart.", p, diff.Minor, "wording"},
		{ring + " when making a report.", ring + ".", p, diff.Minor, "wording"},
		{"The lake is deep where the stream comes in.", "The lake is deep.", p, diff.Minor, "wording"},
	} {
		c.check(t)
	}
}

// TestRulesWithCases: a rule may be denied as well where a case or a limit stands behind it, and
// what is an offence or a duty by law is one.
func TestRulesWithCases(t *testing.T) {
	p := parse.Paragraph
	for _, c := range []passageCase{
		{"A chart is drawn where there are rocks.", "A chart is not drawn where there are rocks.", p, diff.Practice, `"not" was added`},
		{"A meeting is held within one working day where there is cause to suspect a leak.", "A meeting is not held within one working day where there is cause to suspect a leak.", p, diff.Practice, `"not" was added`},
		{"It is an offence to sell a wreck.", "It is not an offence to sell a wreck.", p, diff.Practice, `"not" was added`},
		{"There is a duty to report a wreck.", "There is no duty to report a wreck.", p, diff.Practice, `obligation`},
		{"There is a duty to report a wreck.", "There is a power to report a wreck.", p, diff.Practice, `obligation`},
		{"Deck officers ask each diver whether there are wrecks.", "Deck officers do not ask each diver whether there are wrecks.", p, diff.Practice, `"not" was added`},
		{"There is a duty to report a wreck.", "There is a legal duty to report a wreck.", p, diff.Minor, "wording"},
		{"There is a path to the lake.", "There is no path to the lake.", p, diff.Minor, "wording"},
		// how many times
		{"The diver must be seen at least twice.", "The diver must be seen at least once.", p, diff.Practice, `"twice" became "once"`},
		{"The call must be made twice.", "The call must be made three times.", p, diff.Practice, `"twice" became "three times"`},
		{"The call must be made twice.", "The call must be made two times.", p, diff.Minor, "wording"},
		{"The call must be made once the tide turns.", "The call must be made when the tide turns.", p, diff.Minor, "wording"},
		{"The lake froze twice in my youth.", "The lake froze three times in my youth.", p, diff.Minor, ""},
		// both or one
		{"Staff note the wreck and tell the quay within five working days.", "Staff note the wreck or tell the quay within five working days.", p, diff.Practice, `"and" became "or"`},
		{"Staff must not touch or move the wreck.", "Staff must not touch and move the wreck.", p, diff.Practice, `"or" became "and"`},
		{"The report must be received without leading questions and noted within 72 hours.", "The report must be received without leading questions or noted within 72 hours.", p, diff.Practice, `"and" became "or"`},
		{"A mate who hears nothing without delay must ring again and ask for the clerk.", "A mate who hears nothing without delay must ring again or ask for the clerk.", p, diff.Practice, `"and" became "or"`},
		{"Poor health must not be taken as the reason for injury or changed habits.", "Poor health must not be taken as the reason for injury and changed habits.", p, diff.Minor, "wording"},
		{"Staff must not ask about friends or family.", "Staff must not ask about friends and family.", p, diff.Minor, "wording"},
		// who it has to be
		{"The designated officer must be told.", "The officer must be told.", p, diff.Practice, `"designated" was removed`},
		{"The manager must be told.", "The senior manager must be told.", p, diff.Practice, `"senior" was added`},
		{"A longer stay needs the written agreement of the named officer.", "A longer stay needs the written agreement of the officer.", p, diff.Practice, `"named" was removed`},
		{"A check at enhanced level is needed.", "A check at basic level is needed.", p, diff.Practice, `"enhanced" became "basic"`},
		{"Our guests met senior officers in blue.", "Our guests met officers in blue.", p, diff.Minor, "wording"},
		// all of them
		{"The plan needs the agreement of all owners.", "The plan needs the agreement of some owners.", p, diff.Practice, `"all" became "some"`},
		{"Notes are kept of every dive.", "Notes are kept of almost every dive.", p, diff.Practice, `"almost every" was added`},
		{"Every lake has fish.", "Almost every lake has fish.", p, diff.Minor, "wording"},
		{"All lakes have fish.", "Some lakes have fish.", p, diff.Minor, "wording"},
	} {
		c.check(t)
	}
}
