package diff_test

import (
	"strings"
	"testing"

	"manualwatch/diff"
	"manualwatch/normalise"
	"manualwatch/parse"
)

// passages is an edition of one chapter with some blocks behind its first: points of a list begin
// with "* ".
func passages(texts ...string) *normalise.Edition {
	ed := oneChapter("", parse.Paragraph)
	for _, text := range texts {
		b := parse.Block{Text: text}
		if point, ok := strings.CutPrefix(text, "* "); ok {
			b = parse.Block{Kind: parse.Item, Text: point}
		}
		ed.Sections[0].Blocks = append(ed.Sections[0].Blocks, b)
	}
	seal(ed)
	return ed
}

// TestDoers: who does a thing in the indicative is practice also where the verb only follows the
// name in number, or is another one; whoever works there under another name is not.
func TestDoers(t *testing.T) {
	p := parse.Paragraph
	for _, c := range []passageCase{
		{"The named keeper lead sends the signal to the fort.", "Any member of staff sends the signal to the fort.", p, diff.Practice, `somebody else is named: "named keeper lead" became "member of staff"`},
		{"The council reports a wreck to the crown.", "Any partner reports a wreck to the crown.", p, diff.Practice, "somebody else is named"},
		{"The chair is a team manager with a good voice.", "The chair is an independent chair appointed by the crew with a good voice.", p, diff.Practice, "somebody else is named"},
		{"The police carry out the check of the lamp.", "An independent inspector carries out the check of the lamp.", p, diff.Practice, `"police" became "independent inspector"`},
		{"At night the lamp team takes the call.", "At night the police take the call.", p, diff.Practice, `"lamp team" became "police"`},
		{"The harbour nurse keeps the chest.", "The ship's doctor holds the chest.", p, diff.Practice, "somebody else is named"},
		{"Frontline workers know the rocks.", "Front-line practitioners know the rocks.", p, diff.Minor, "wording"},
		{"A member of staff keeps the log.", "A practitioner keeps the log.", p, diff.Minor, "wording"},
		{"The lamp officer has a boat.", "Lamp officers have a boat.", p, diff.Minor, "wording"},
		// who is told, and who comes
		{"The head teacher informs the pilot of the wreck.", "The head teacher informs the pilot and the chair of governors of the wreck.", p, diff.Practice, `scope: "and the chair of governors" was added`},
		{"The fort informs the coroner.", "The fort informs the coroner, the police and the panel of the harbour board.", p, diff.Minor, "wording"}, // a fort has no duties
		{"The hospital informs the coroner.", "The hospital informs the coroner, the police and the panel of the harbour board.", p, diff.Practice, "scope"},
		{"The core group consists of the keeper, the cook and the nurse.", "The core group consists of the keeper, the cook, the nurse and the health visitor.", p, diff.Practice, `scope: "and the health visitor" was added`},
		{"The core group consists of two keepers.", "The core group consists of two keepers of old.", p, diff.Minor, "wording"},
		{"Victims are seen in the tower.", "Victims and survivors are seen in the tower.", p, diff.Minor, "wording"},
		{"The tower is open from 8am to 8pm on Mondays.", "The tower is open from 8am to 8pm on Mondays and from 9am at weekends.", p, diff.Minor, "opening hours"},
	} {
		c.check(t)
	}
}

// TestSuccessors: a body that has the duties of another by law changes nothing by being named;
// another body does.
func TestSuccessors(t *testing.T) {
	const known = "The safeguarding children partnership, the integrated care board and the child trafficking guardian have their desks in the tower, and so has the ferry board."
	for _, c := range []struct {
		old, new string
		want     diff.Significance
	}{
		{"The report goes to the Local Safeguarding Children Board.", "The report goes to the safeguarding children partnership.", diff.Minor},
		{"The Clinical Commissioning Group sends a member.", "The Integrated Care Board sends a member.", diff.Minor},
		{"The Independent Child Trafficking Advocate meets the child.", "The Independent Child Trafficking Guardian meets the child.", diff.Minor},
		{"The report goes to the safeguarding children partnership.", "The report goes to the ferry board.", diff.Practice},
		{"The integrated care board sends a member.", "The ferry board sends a member.", diff.Practice},
	} {
		if got := compared(passages(known, c.old), passages(known, c.new)); len(got) != 1 || got[0].Significance != c.want {
			t.Errorf("%q -> %q: %s, want %s", c.old, c.new, describe(got), c.want)
		}
	}
}

// TestRulesThatCome: a sentence that says what somebody with duties does on a condition or by when,
// or what is not done, lays something down without a verb of duty; a description does not, nor
// what was once, be it with a stretch of time.
func TestRulesThatCome(t *testing.T) {
	const rule = "The keeper goes to the light at dusk and looks after the oil."
	for said, want := range map[string]diff.Significance{
		"When the keeper is away for more than a day the lamp officer goes instead.":             diff.Practice,
		"The chair offers the crew a seat before the meeting.":                                   diff.Practice,
		"Nothing is thrown away without the leave of the crew.":                                  diff.Practice,
		"No boat is left on the sand.":                                                           diff.Practice,
		"The meeting is chaired in turn by all crews, so that no one is always first.":           diff.NewText,
		"The lamp officer knows the rocks of the bay.":                                           diff.NewText,
		"The chair then makes the decision and explains it to the crew.":                         diff.NewText,
		"A keeper of old found that he had waited more than twenty years before a ship came by.": diff.NewText,
		"Research shows that wrecks are found within seven years of the storm.":                  diff.NewText,
	} {
		for _, night := range [][2]*normalise.Edition{
			{passages(rule), passages(rule + " " + said)},
			{passages(rule), passages(rule, said)},
		} {
			if got := compared(night[0], night[1]); len(got) != 1 || got[0].Significance != want {
				t.Errorf("%q came: %s, want %s", said, describe(got), want)
			}
		}
	}
	for said, want := range map[string]diff.Significance{
		"Nothing is thrown away without the leave of the crew.":                     diff.Practice,
		"Last year's race took place in the bay and was seen by a crowd of people.": diff.Minor,
	} {
		if got := compared(passages(rule, said), passages(rule)); len(got) != 1 || got[0].Significance != want {
			t.Errorf("%q went: %s, want %s", said, describe(got), want)
		}
	}
}

// TestSaidInOtherWords: a passage that says the same by another voice, at the same times, of the
// same people, is no new one, and neither is one to which a sentence was added that is longer.
func TestSaidInOtherWords(t *testing.T) {
	const beside = "The list of the ships that sank hangs in the hall."
	for _, c := range []struct {
		old, new, reason string
		want             diff.Significance
	}{
		{"Towers have lighting. Wardens check each year that it works.", "Lighting is in place in towers, and its working is checked annually by wardens.", "says the same in other words", diff.Minor},
		{"Towers have lighting. Wardens check each year that it works.", "Lighting is in place in towers, and its working is checked monthly by wardens.", "timescale", diff.Practice},
		{"Tides change fast.", "Tides change fast. In the spring most of the wrecks on our rocks were due to a tide that nobody had foreseen in time.", "a sentence was added", diff.NewText},
		{"The tower keeps a log. The log is read by the head each week.", "The tower keeps a log, which is read by the head each week.", "two sentences became one", diff.Minor},
		{"Write to Lamp House, Quay Street.", "Write to the Ferry Office, Dock Road.", "contact details", diff.Minor},
	} {
		got := compared(passages(beside, c.old), passages(beside, c.new))
		if len(got) != 1 || got[0].Significance != c.want || !strings.Contains(strings.Join(got[0].Reasons, "; "), c.reason) {
			t.Errorf("%q -> %q: %s, want %s because of %s", c.old, c.new, describe(got), c.want, c.reason)
		}
	}
}

// TestPointsThatCome: a point that came to a list of what is laid down is a rule, as one that left
// it was; one of a list of signs, topics and questions is not.
func TestPointsThatCome(t *testing.T) {
	for lead, want := range map[string]diff.Significance{
		"A log must include:":                         diff.Practice,
		"The log of the night includes:":              diff.Practice,
		"Each file contains:":                         diff.Practice,
		"The plan for the storm sets out:":            diff.Practice,
		"The following people attend the conference:": diff.Practice,
		"Members of the panel are:":                   diff.Practice,
		"An enquiry starts when:":                     diff.Practice,
		"This chapter applies to:":                    diff.Practice,
		"Signs of fog include:":                       diff.Minor,
		"The course covers these topics:":             diff.Minor,
		"Questions to think of:":                      diff.Minor,
		"Examples of ropes are:":                      diff.Minor,
		"The harbour has:":                            diff.Minor,
	} {
		old, new := passages(lead, "* the hour of the bell", "* the colour of the flag"), passages(lead, "* the hour of the bell", "* the colour of the flag", "* a lamp that smokes")
		if got := compared(old, new); len(got) != 1 || got[0].Significance != want {
			t.Errorf("%s %s, want %s", lead, describe(got), want)
		}
	}
}

// TestCasesWidened: a case that another one joined, or that a clause narrows, is another rule.
func TestCasesWidened(t *testing.T) {
	p := parse.Paragraph
	for _, c := range []passageCase{
		{"A keeper is sent home where there is fog.", "A keeper is sent home where there is fog or he is known to drink.", p, diff.Practice, `"or he is known to drink" was added`},
		{"The plan ends when the storm has been over for a day.", "The plan ends when the storm has been over for a day and the crew agrees.", p, diff.Practice, `"and the crew agrees" was added`},
		{"Gulls are at ease where there is sun.", "Gulls are at ease where there is sun or they are fed.", p, diff.Minor, "wording"},
		{"A pilot is present unless the bay is calm.", "A pilot is present in every case.", p, diff.Practice, `"unless" was removed`},
		{"Advice is taken before the trip.", "Advice is taken where the manager thinks it is needed.", p, diff.Practice, "where the manager thinks"},
		{"A talk is offered after every wreck.", "A talk is offered after the third wreck.", p, diff.Practice, `"every" became "the third"`},
	} {
		c.check(t)
	}
	lead := "A review is held where:"
	got := compared(passages(lead, "* a ship was lost where fog is known", "* a lamp went out"), passages(lead, "* a ship or a boat was lost where fog is known", "* a lamp went out"))
	if len(got) != 1 || got[0].Significance != diff.Practice {
		t.Errorf("a case in a list of rules was widened: %s", describe(got))
	}
}
