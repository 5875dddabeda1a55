package diff_test

import (
	"strings"
	"testing"

	"manualwatch/diff"
	"manualwatch/normalise"
	"manualwatch/parse"
)

// TestHowManyAndHowGrave: how often at least, how many of those who act, and how grave a harm
// must be, are rules; the same in other words, and what is told of harm, are not.
func TestHowManyAndHowGrave(t *testing.T) {
	p := parse.Paragraph
	for _, c := range []passageCase{
		// how often
		{"A boat on the list is visited at least every two weeks.", "A boat on the list is visited up to every two weeks.", p, diff.Practice, `"at least every" became "up to every"`},
		{"The log is read at least once a week.", "The log is read up to once a week.", p, diff.Practice, `"at least once" became "up to once"`},
		{"The log is read no less often than weekly.", "The log is read no more often than weekly.", p, diff.Practice, "became"},
		{"The log is read at least monthly.", "The log is read at most monthly.", p, diff.Practice, "became"},
		{"The log is read every two weeks.", "The log is read up to every two weeks.", p, diff.Practice, `"up to every" was added`},
		{"The log is read every two weeks.", "The log is read at least every two weeks.", p, diff.Minor, "wording"},
		{"The log is read at least once a week.", "The log is read not less than once a week.", p, diff.Minor, "wording"},
		// how many of them
		{"Both parents sign the paper before the boat sails.", "One of the parents signs the paper before the boat sails.", p, diff.Practice, `"both" became "one of"`},
		{"Both parents sign the paper.", "Either parent signs the paper.", p, diff.Practice, `"both" became "either"`},
		{"Both parents sign the paper.", "One parent signs the paper.", p, diff.Practice, `"both" became "one parent"`},
		{"Both guardians come to the talk.", "At least one of the guardians comes to the talk.", p, diff.Practice, "both"},
		{"The paper is signed by both managers.", "The paper is signed by one manager.", p, diff.Practice, "both"},
		{"Both lakes freeze over in the cold weeks of winter.", "One of the lakes freezes over in the cold weeks of winter.", p, diff.Minor, "wording"},
		{"The plan is agreed with all members of the crew.", "The plan is agreed with any members of the crew.", p, diff.Practice, `"all" became "any"`},
		{"The notes go to all agencies.", "The notes go to any agencies.", p, diff.Practice, `a word that decides: "all" became "any"`},
		{"The boat is kept in where all signs are seen.", "The boat is kept in where any signs are seen.", p, diff.Practice, `"all" became "any"`},
		{"All staff keep a log.", "Any staff keep a log.", p, diff.Minor, "wording"},
		{"This rule applies to all crews.", "This rule applies to any crew.", p, diff.Minor, "wording"},
		// who acts, and both or one of them
		{"The check is carried out by a paediatrician and a forensic examiner.", "The check is carried out by a paediatrician or a forensic examiner.", p, diff.Practice, `"and" became "or"`},
		{"The check is carried out by a nurse and a forensic medical examiner.", "The check is carried out by a nurse or a forensic medical examiner.", p, diff.Practice, `"and" became "or"`},
		{"The check is made by a radiologist and a physiotherapist.", "The check is made by a radiologist or a physiotherapist.", p, diff.Practice, `"and" became "or"`},
		{"The panel accepts cases in which two crews are involved and a pilot has been asked.", "The panel accepts cases in which two crews are involved or a pilot has been asked.", p, diff.Practice, `"and" became "or"`},
		{"A pilot is called where the child lives or is found in the bay and the mate agrees.", "A pilot is called where the child lives or is found in the bay or the mate agrees.", p, diff.Practice, `"and" became "or"`},
		{"The bay is wide and the town is small.", "The bay is wide or the town is small.", p, diff.Minor, "wording"},
		// needed or not
		{"The consent of the parent is needed for the dive.", "The consent of the parent is not needed for the dive.", p, diff.Practice, `"not" was added`},
		{"Leave of the mate is necessary before a dive.", "Leave of the mate is not necessary before a dive.", p, diff.Practice, `"not" was added`},
		{"A call by radio is enough.", "A call by radio is not enough.", p, diff.Practice, `"not" was added`},
		{"The consent of the parent is needed for the dive.", "The consent of the parent is required for the dive.", p, diff.Minor, "wording"},
		{"Consent is not needed for the dive.", "Consent is not required for the dive.", p, diff.Minor, "wording"},
		{"Consent is needed for the dive.", "Consent is not required for the dive.", p, diff.Practice, "is not required"},
		// how grave, how sure
		{"Children who are likely to suffer significant harm are talked of.", "Children who are likely to suffer harm are talked of.", p, diff.Practice, `threshold: "significant harm" became "harm"`},
		{"The mark is met where there is reasonable cause to suspect significant harm.", "The mark is met where there is cause to suspect harm.", p, diff.Practice, `threshold: "reasonable cause", "significant harm" became "cause", "harm"`},
		{"A call is made where the child has suffered significant harm at home.", "A call is made where the child has suffered serious harm at home.", p, diff.Practice, `"significant harm" became "serious harm"`},
		{"Children at immediate risk are moved to the mole.", "Children at high risk are moved to the mole.", p, diff.Practice, `"immediate risk" became "high risk"`},
		{"Ring the mate if there are reasonable grounds to board.", "Ring the mate if there are grounds to board.", p, diff.Practice, "reasonable grounds"},
		{"Children at immediate risk are moved to the mole.", "Children at imminent risk are moved to the mole.", p, diff.Minor, "wording"},
		{"A call is made where a child has suffered severe harm.", "A call is made where a child has suffered serious harm.", p, diff.Minor, "wording"},
		{"Fog can cause significant harm.", "Fog can cause serious harm.", p, diff.Minor, "wording"},
		{"A wreck was a serious risk to the town.", "A wreck was a high risk to the town.", p, diff.Minor, "wording"},
		// who, and how old
		{"Young people under 16 are seen with a parent.", "Young people aged 16 or under are seen with a parent.", p, diff.Practice, `threshold: "under 16" became "aged 16 or under"`},
		{"Children under 12 years are never left alone.", "Children aged 12 years or under are never left alone.", p, diff.Practice, `became "aged 12 years or under"`},
		{"A case is looked at where marks fall below 85% in a term.", "A case is looked at where marks fall below 90% in a term.", p, diff.Practice, `"below 85%" became "below 90%"`},
		{"Notes are sent to all agencies.", "Notes are sent to agencies.", p, diff.Minor, "wording"},
		{"The plan covers the child's physical or emotional needs at home.", "The plan covers the child's physical, social or educational needs at home.", p, diff.Practice, `scope: "emotional" became "social", "educational"`},
	} {
		c.check(t)
	}
}

// TestDefinitions: what a term means decides whom a manual covers; synonyms and what a manual
// tells of a thing do not.
func TestDefinitions(t *testing.T) {
	p := parse.Paragraph
	for _, c := range []passageCase{
		{"Neglect is the failure to meet a child's basic physical or psychological needs over time.", "Neglect is the failure to meet a child's basic physical, emotional or educational needs over time.", p, diff.Practice, `definition: "psychological" became "emotional", "educational"`},
		{"Neglect is the persistent failure to meet a child's basic needs, likely to result in the impairment of the child's health.", "Neglect is the failure, again and again, to meet a child's basic needs at home, so that the child's health or growth gets worse.", p, diff.Practice, "definition"},
		{"Grooming means making friends with a child to harm the child.", "Grooming means making friends with a child or a lodger to harm the child.", p, diff.Practice, "definition"},
		{"Neglect is the persistent failure to meet a child's needs.", "Neglect is the repeated failure to meet a child's needs.", p, diff.Minor, "wording"},
		{"Fog is cold and wet.", "Fog is cold, wet and grey.", p, diff.Minor, "wording"},
		{"The deck officer is the person who holds the key to the chest in the bay.", "The deck officer is the person who keeps hold of whatever opens boxes by the water.", p, diff.Minor, "wording"},
	} {
		c.check(t)
	}
}

// TestWhenTimescalesStart: a note that says from when a timescale runs is practice, and so is
// another start of the same timescale.
func TestWhenTimescalesStart(t *testing.T) {
	p, item := parse.Paragraph, parse.Item
	for _, c := range []passageCase{
		{"", "The 72 hours run from the moment at which the boat is found.", item, diff.Practice, `new passage on when a timescale starts ("the 72 hours run from")`},
		{"", "The clock starts when the call is logged.", p, diff.Practice, "on when a timescale starts"},
		{"", "The ten working days are counted from the day of the call.", p, diff.Practice, "on when a timescale starts"},
		{"", "Day one is the day after the call.", p, diff.Practice, "on when a timescale starts"},
		{"The lens is wiped.", "The lens is wiped. The time limit begins on receipt of the note.", p, diff.Practice, "a sentence on when a timescale starts"},
		{"The 72 hours run from the moment at which the boat is found.", "", item, diff.Practice, "a passage on when a timescale starts"},
		{"The 72 hours run from the moment at which the boat is found.", "The 72 hours run from the moment at which the owner rings.", p, diff.Practice, "start of a timescale"},
		{"The note is sent within three days of the storm.", "The note is sent within three days of the wreck.", p, diff.Practice, `start of a timescale: "the storm" became "the wreck"`},
		{"The note is sent within three days of the call.", "The note is sent within three days of receiving the call.", p, diff.Minor, "wording"},
		{"The note is sent within three days of the meeting.", "The note is sent within three days of the conference.", p, diff.Minor, "wording"},
		{"", "The regatta of two days starts with a prayer at the mole.", p, diff.NewText, "without an obligation"},
	} {
		c.check(t)
	}
}

// TestFootnotes: a note below the text is no point of a list, and neither are the points of a
// list that is new.
func TestFootnotes(t *testing.T) {
	night := func(class string, points ...string) *normalise.Edition {
		ed := oneChapter("", parse.Paragraph)
		for _, text := range points {
			ed.Sections[0].Blocks = append(ed.Sections[0].Blocks, parse.Block{Kind: parse.Item, Text: text, Class: class})
		}
		seal(ed)
		return ed
	}
	const first, second = "The mole is in the north of the bay.", "The quay was built by the town."
	for _, test := range []struct {
		name, class string
		old, new    []string
		want        diff.Significance
		reason      string
	}{
		{"the first note", "footnotes", nil, []string{first}, diff.NewText, "new passage"},
		{"another note", "footnotes", []string{first}, []string{first, second}, diff.NewText, "new passage"},
		{"a point of a list", "", []string{first}, []string{first, second}, diff.Minor, "a point was added to a list"},
		{"a list", "", nil, []string{first, second}, diff.NewText, "new passage"},
	} {
		got := compared(night(test.class, test.old...), night(test.class, test.new...))
		if len(got) != 1 || got[0].Significance != test.want || !strings.Contains(strings.Join(got[0].Reasons, "; "), test.reason) {
			t.Errorf("%s: %s, want %s because of %q", test.name, describe(got), test.want, test.reason)
		}
	}
}
