package diff_test

import (
	"testing"

	"manualwatch/diff"
	"manualwatch/parse"
)

// TestExceptions: a sentence of its own that says for whom or when a rule does not hold is
// practice, whether it came or went; one that only tells how things are is not.
func TestExceptions(t *testing.T) {
	const rule = "Each lamp on the quay is a light by which the boats of the isle find their way home in the dark."
	for exception, said := range map[string]string{
		"This does not apply where the lamp stands in a house, in which case its owner decides.": "this does not apply",
		"This rule does not apply to keepers who were sworn in within the last year.":            "this rule does not apply",
		"The rule is relaxed for boats that are still on the slip.":                              "the rule is relaxed",
		"The time limit is waived in a storm.":                                                   "the time limit is waived",
		"These steps are not needed at low water.":                                               "these steps are not needed",
		"There is no need for this where the light is electric.":                                 "there is no need for this",
		"Except at spring tides, the lamp officer is told as well.":                              "except",
		"Unless the boat is at sea, the lamp officer calls at the house.":                        "unless",
		"Exceptions are agreed in writing by the harbour doctor.":                                "exceptions are agreed",
		"An exception may be made by the head keeper for families on a boat.":                    "exception may be made",
		"The only exception is a boat that has sailed.":                                          "the only exception is",
		"There are two exceptions: tugs, and boats on a line.":                                   "there are two exceptions",
		"Tugs under six feet are exempt.":                                                        "are exempt",
		"Exempt from this rule are tugs.":                                                        "exempt from this rule",
	} {
		for _, c := range []passageCase{
			{rule, rule + " " + exception, parse.Paragraph, diff.Practice, `a sentence with an exception ("` + said + `") was added`},
			{rule + " " + exception, rule, parse.Paragraph, diff.Practice, `a sentence with an exception ("` + said + `") was removed`},
			{"", exception, parse.Paragraph, diff.Practice, `new passage with an exception ("` + said + `")`},
			{exception, "", parse.Item, diff.Practice, `a passage with an exception ("` + said + `") was removed`},
		} {
			c.check(t)
		}
	}
	for _, plain := range []string{
		"Exceptions are rare on this part of the coast.",
		"Boats at sea are no exception.",
		"Except for the cold, winter is much like summer here.",
		"Apart from the mill, there is little for keepers to do.",
		"Keepers who do not apply for a place may fear the office.",
		"This does not apply only to girls, as the survey found.",
		"Keepers are excluded from school more often than others.",
		"Keepers who study are exempt from the harbour tax.",
		"The rule was relaxed in 2009.",
		"An exceptional keeper may cope for years.",
	} {
		passageCase{rule, rule + " " + plain, parse.Paragraph, diff.NewText, "a sentence was added"}.check(t)
	}
	passageCase{rule, rule + " This applies only to trainees under twenty.", parse.Paragraph, diff.Practice, `a sentence on whom it covers ("this applies only to") was added`}.check(t)
}

// TestEditBesideAnotherSentence: what the next sentence begins with, and the one before ends
// with, says nothing of the words that were changed.
func TestEditBesideAnotherSentence(t *testing.T) {
	for _, c := range []passageCase{
		{"Early talks are often awkward. Workers are not expected to have proof before they ask.", "Early talks are often difficult. Workers are not expected to have proof before they ask.", parse.Paragraph, diff.Minor, "wording"},
		{"The book must be signed by the keeper. Lamps smoke at night.", "The book must be signed by the keeper. Lamps smoke at dusk.", parse.Paragraph, diff.Minor, "wording"},
		{"Early talks are often awkward. Workers must have proof.", "Early talks are often awkward. Keepers must have proof.", parse.Paragraph, diff.Practice, "who has the duty was changed"},
	} {
		c.check(t)
	}
}

// TestDutiesThatCome: what a plan will say, and what somebody need not do, is a duty or the end of
// one where a passage or a sentence comes or goes with it.
func TestDutiesThatCome(t *testing.T) {
	const rule = "Each lamp on the quay is a light by which the boats of the isle find their way home in the dark."
	for said, duty := range map[string]string{
		"The plan for each wreck will say who keeps the light.":          "will",
		"A report on the storm will also name the boats that were out.":  "will",
		"Any keeper can ask for a boat, and need not have leave for it.": "need not",
	} {
		passageCase{"", said, parse.Paragraph, diff.Practice, `new passage with an obligation ("` + duty + `")`}.check(t)
		passageCase{rule, rule + " " + said, parse.Paragraph, diff.Practice, `a sentence with an obligation ("` + duty + `") was added`}.check(t)
		passageCase{rule + " " + said, rule, parse.Paragraph, diff.Practice, `a sentence with an obligation ("` + duty + `") was removed`}.check(t)
	}
	for _, plain := range []string{"A good plan will often help a family.", "Any keeper can ask for a boat.", "Reports of storms will come in at night."} {
		passageCase{rule, rule + " " + plain, parse.Paragraph, diff.NewText, "a sentence was added"}.check(t)
	}
}
