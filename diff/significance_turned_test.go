package diff_test

import (
	"strings"
	"testing"

	"manualwatch/diff"
	"manualwatch/normalise"
	"manualwatch/parse"
)

// TestContraries: a word that took the place of one by which a rule says something else is a
// change to practice, in whatever words the rest is; synonyms, and what is told, are not.
func TestContraries(t *testing.T) {
	p := parse.Paragraph
	for _, c := range []passageCase{
		// how sure somebody is, and how much a part he has
		{"Where a mate knows that a lamp was lost the pilot is rung.", "Where a mate suspects that a lamp was lost the pilot is rung.", p, diff.Practice, `"knows" became "suspects"`},
		{"If the mate believes a lamp was lost, the quay is sealed.", "If the mate fears a lamp was lost, the quay is sealed.", p, diff.Practice, `"believes" became "fears"`},
		{"A boat that is likely to sink is towed that day.", "A boat that may sink is towed that day.", p, diff.Practice, `"is likely to" became "may"`},
		{"The Board approved this chart in May 2020.", "The Board reviewed this chart in May 2022.", p, diff.Minor, "date"},
		{"The mate should consider searching the hold.", "The mate should think about searching the hold.", p, diff.Minor, "wording"},
		{"A confirmed leak ends the voyage.", "An unproven leak ends the voyage.", p, diff.Practice, `"a confirmed" became "an unproven"`},
		{"The ship's doctor is consulted about every fall.", "The ship's doctor is informed about every fall.", p, diff.Practice, `"consulted" became "informed"`},
		{"The route is agreed with the crew.", "The route is discussed with the crew.", p, diff.Practice, `"agreed" became "discussed"`},
		{"The panel approves each voyage.", "The panel notes each voyage.", p, diff.Practice, `"approves" became "notes"`},
		{"Clubs must comply with the code.", "Clubs must have regard to the code.", p, diff.Practice, "have regard to"},
		{"The mate must call the owner.", "The mate must try to call the owner.", p, diff.Practice, `"try to" was added`},
		{"The mate should consider searching the hold.", "The mate should search the hold.", p, diff.Practice, `"consider searching" was removed`},
		{"The mate should consult the owner.", "The mate should speak with the owner.", p, diff.Minor, "wording"},
		{"The route is agreed by the panel.", "The route is approved by the panel.", p, diff.Minor, "wording"},
		{"The wishes of the crew are noted.", "The wishes of the crew are recorded.", p, diff.Minor, "wording"},
		{"The mate should seek advice.", "The mate should get advice.", p, diff.Minor, "wording"},
		{"The guide aims to help pilots.", "The guide helps pilots.", p, diff.Minor, "wording"},
		{"Last year the panel agreed to buy a bell.", "Last year the panel refused to buy a bell.", p, diff.Practice, ""}, // no telling the year of a plan from that of a report
		// in what form, by whom, and how
		{"Consent is given in writing.", "Consent is given verbally.", p, diff.Practice, `"in writing" became "verbally"`},
		{"The crew meets face to face.", "The crew meets remotely.", p, diff.Practice, `"face to face" became "remotely"`},
		{"The survey was made in writing.", "The survey was made verbally.", p, diff.Minor, "wording"},
		{"Boys may be bullied in person.", "Boys may be bullied online.", p, diff.Minor, "wording"},
		{"The passenger is seen alone.", "The passenger is seen.", p, diff.Practice, `"alone" was removed`},
		{"The patient is examined.", "The patient is examined in the presence of a chaperone.", p, diff.Practice, `"in the presence of a chaperone" was added`},
		{"A qualified ship's doctor leads the talk.", "A ship's doctor leads the talk.", p, diff.Practice, `"qualified" was removed`},
		{"Searches are made by an officer of the same sex.", "Searches are made by an officer.", p, diff.Practice, `"of the same sex" was removed`},
		{"The mate must not leave until relieved.", "The mate must not leave.", p, diff.Practice, `"until relieved" was removed`},
		// the contrary
		{"The fee excludes travel.", "The fee includes travel.", p, diff.Practice, `"excludes" became "includes"`},
		{"Calls at night are accepted.", "Calls at night are refused.", p, diff.Practice, `"accepted" became "refused"`},
		{"The lamp room is kept locked.", "The lamp room is kept open.", p, diff.Practice, `"locked" became "open"`},
		{"The lamp room is kept shut.", "The lamp room is kept closed.", p, diff.Minor, "wording"},
		{"Apprentices are eligible for a berth.", "Apprentices are not eligible for a berth.", p, diff.Practice, `"not" was added`},
		{"The tide goes out even if the mate objects.", "The tide goes out only if the mate does not object.", p, diff.Practice, `"even" became "only"`},
		{"The file stays open until the boat returns.", "The file stays open when the boat returns.", p, diff.Practice, `"until" became "when"`},
	} {
		c.check(t)
	}
}

// TestExceptionsAndCases: what is excepted, and whether two cases are both meant, is a condition;
// "provided" and "save" as verbs are none.
func TestExceptionsAndCases(t *testing.T) {
	p := parse.Paragraph
	for _, c := range []passageCase{
		{"The mate must ring the bell.", "The mate must ring the bell, save where a court has directed otherwise.", p, diff.Practice, `"save where" was added`},
		{"The mate should check that the log is right.", "The mate should check that the log is right, other than where a court has directed otherwise.", p, diff.Practice, `"other than" was added`},
		{"The fee is paid, save that a club may refuse it.", "The fee is paid.", p, diff.Practice, `removed`},
		{"The fee is paid by all save for the crew.", "The fee is paid by all except the crew.", p, diff.Minor, "wording"},
		{"A family should save for a voyage.", "A family should put money by for a voyage.", p, diff.Minor, "wording"},
		{"A second look is arranged where the first was unclear and the doubt remains.", "A second look is arranged where the first was unclear or the doubt remains.", p, diff.Practice, `"and" became "or"`},
		{"The form is signed by the mate and the pilot or the cook.", "The form is signed by the mate or the pilot and the cook.", p, diff.Practice, "became"},
		{"Sailors will be given the lamps.", "Sailors will be provided the lamps.", p, diff.Minor, "wording"},
		{"Lamps are given by the mate.", "Lamps are provided by the mate.", p, diff.Minor, "wording"},
		{"Sailors may go ashore if the mate agrees.", "Sailors may go ashore provided the mate agrees.", p, diff.Minor, "wording"},
		{"Sailors may go ashore.", "Sailors may go ashore provided the mate agrees.", p, diff.Practice, `"provided" was added`},
	} {
		c.check(t)
	}
}

// TestWhomAndWhen: who is told, who consents, who may come, at what level, from which day, and
// up to when before a day, are rules.
func TestWhomAndWhen(t *testing.T) {
	p := parse.Paragraph
	for _, c := range []passageCase{
		{"Copies are sent to the parents.", "Copies are sent to the school.", p, diff.Practice, `"parents" became "school"`},
		{"The head tells the governors of each fall.", "The head tells the parents of each fall.", p, diff.Practice, `"governors" became "parents"`},
		{"The mother consents to the picture.", "The child consents to the picture.", p, diff.Practice, `"mother" became "child"`},
		{"The father gives permission for the dive.", "The grandmother gives permission for the dive.", p, diff.Practice, `"father" became "grandmother"`},
		{"The father is invited to the talk.", "The father and the grandparents are invited to the talk.", p, diff.Practice, `scope: "and the grandparents" was added`},
		{"The parents are invited to the talk.", "The parents and carers are invited to the talk.", p, diff.Minor, "wording"},
		{"Copies are sent to the children.", "Copies are sent to the young people.", p, diff.Minor, "wording"},
		{"The grant is for families who live in the bay.", "The grant is for families who live or work in the bay.", p, diff.Practice, `"or work" was added`},
		{"Level 3 leaks go to the dock.", "Level 2 leaks go to the dock.", p, diff.Practice, `"level 3" became "level 2"`},
		{"For leaks see level 3 of the plan.", "For leaks see level 2 of the plan.", p, diff.Minor, "wording"},
		{"With effect from 1 April 2027 all pilots hold a card.", "With effect from 1 January 2027 all pilots hold a card.", p, diff.Practice, "from 1 january 2027"},
		{"The new flag comes into use on 4 May 2027.", "The new flag comes into use on 7 June 2027.", p, diff.Practice, "timescale"},
		{"Since 1 April 2019 the dock has taken boats.", "Since 1 April 2020 the dock has taken boats.", p, diff.Minor, "date"},
		{"The list is sent at least six weeks before the regatta.", "The list is sent no more than six weeks before the regatta.", p, diff.Practice, `"no more than six`},
		{"The list is sent at least two days before the regatta.", "The list is sent no later than two days before the regatta.", p, diff.Minor, "wording"},
		{"A talk is held within 72 hours of the child being found.", "A talk is held within 72 hours of the child going missing.", p, diff.Practice, "start of a timescale"},
		{"A talk is held within 72 hours of the decision to hold it.", "A talk is held within 72 hours of the decision to convene it.", p, diff.Minor, "wording"},
		{"The clock starts when the call is received.", "The clock starts when the parcel is received.", p, diff.Practice, "start of a timescale"},
		{"The clock starts when the call is received.", "The clock starts when the referral is received.", p, diff.Minor, "wording"},
		{"", "Warning: never leave a lamp burning.", p, diff.Practice, `"never"`},
		{"", "Important: do not let a child swim alone.", p, diff.Practice, `"do not"`},
		{"", "Example: the owners never leave the bay.", p, diff.NewText, "without an obligation"},
	} {
		c.check(t)
	}
}

// TestLimitsOfHeadings: a duty or a limit in a heading, or in the name of a column, weighs as
// one in the text.
func TestLimitsOfHeadings(t *testing.T) {
	night := func(heading, column string) *normalise.Edition {
		ed := oneChapter("The lamp is lit.", parse.Paragraph)
		ed.Sections[0].Blocks = append(ed.Sections[0].Blocks, parse.Block{Kind: parse.Heading, Level: 3, Text: heading}, parse.Block{Text: "The mate lights the lamp at dusk and trims the wick."},
			parse.Block{Kind: parse.Row, Header: true, Text: "Sort | " + column}, parse.Block{Kind: parse.Row, Text: "Logs | 8"}, parse.Block{Kind: parse.Row, Text: "Charts | 6"})
		seal(ed)
		return ed
	}
	for _, c := range []struct {
		old, new, was, is string
		want              diff.Significance
		reason            string
	}{
		{"Within 24 Hours", "Within 72 Hours", "Kept", "Kept", diff.Practice, `"24 hours" became "72 hours"`},
		{"After 5 Days", "After 15 Days", "Kept", "Kept", diff.Practice, `"5 days" became "15 days"`},
		{"When You Must Refer", "When You Should Refer", "Kept", "Kept", diff.Practice, `"must" became "should"`},
		{"Divers Under 16", "Divers Under 18", "Kept", "Kept", diff.Practice, "threshold"},
		{"Lighting the Lamp", "Lighting Lamps", "Kept", "Kept", diff.Minor, "heading"},
		{"What Will Happen Next", "What Happens Next", "Kept", "Kept", diff.Minor, "heading"},
		{"Lamps", "Lamps Within 2 Hours", "Kept", "Kept", diff.Practice, "2 hours"},
		{"Stage 2 Lamps", "Stage 3 Lamps", "Kept", "Kept", diff.Minor, "heading"},
		{"Lamps", "Lamps", "Kept for (years)", "Kept for (months)", diff.Practice, `"years" became "months"`},
		{"Lamps", "Lamps", "Must be kept by", "Should be kept by", diff.Practice, `"must" became "should"`},
		{"Lamps", "Lamps", "Kept by", "Held by", diff.Minor, "columns"},
	} {
		got := compared(night(c.old, c.was), night(c.new, c.is))
		if len(got) != 1 || got[0].Significance != c.want || !strings.Contains(strings.Join(got[0].Reasons, "; "), c.reason) {
			t.Errorf("%q, %q -> %q, %q: %s, want %s because of %q", c.old, c.was, c.new, c.is, describe(got), c.want, c.reason)
		}
	}
}
