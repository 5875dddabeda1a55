package diff_test

import (
	"testing"

	"manualwatch/diff"
	"manualwatch/parse"
)

// TestForWhom: whom a rule is about, whom it covers and who does it, is practice, also where no
// post or body is named; the same people in other words are not.
func TestForWhom(t *testing.T) {
	p := parse.Paragraph
	for _, c := range []passageCase{
		{"Make sure that the child is warm on deck.", "Make sure that the mother and the unborn baby are warm on deck.", p, diff.Practice, `somebody else is named: "child" became "mother and the unborn baby"`},
		{"The child must be seen alone on the first day.", "The parent must be seen alone on the first day.", p, diff.Practice, `"child" became "parent"`},
		{"Lists are shared with the parents of the crew.", "Lists are shared with the children of the crew.", p, diff.Practice, `"parents" became "children"`},
		{"The mother is asked to sign.", "The father is asked to sign.", p, diff.Practice, `"mother" became "father"`},
		{"A child must wear a belt.", "An adult must wear a belt.", p, diff.Practice, `"a child" became "an adult"`},
		// the same people, or a longer name
		{"The child must wear a belt.", "The young person must wear a belt.", p, diff.Minor, "wording"},
		{"The child must wear a belt.", "Children and young people must wear a belt.", p, diff.Minor, "wording"},
		{"Belts are worn by the child.", "Belts are worn by the baby.", p, diff.Minor, "wording"},
		{"The mother is asked to sign.", "The parents are asked to sign.", p, diff.Minor, "wording"},
		{"Lists are shared with the adult.", "Lists are shared with the person.", p, diff.Minor, "wording"},
		{"Lists are shared with the family.", "Lists are shared with the parent.", p, diff.Minor, "wording"},
		{"The child safety list must be kept on deck.", "The adult safety list must be kept on deck.", p, diff.Minor, "wording"},
		{"It is done under the Sailors and Boats Act.", "It is done under the Children and Boats Act.", p, diff.Minor, "wording"},
		{"It is done under the Carers (Knots) Act.", "It is done under the Children and Boats Act.", p, diff.Minor, "wording"},
		{"It is done under the Parents and Boats Act.", "It is done under the Children and Boats Act.", p, diff.Minor, "wording"},
		{"The child and the parent must sign.", "The parent and the child must sign.", p, diff.Minor, "wording"},
		{"Fog can frighten a child.", "Fog can frighten a parent.", p, diff.Minor, "wording"},
		// who does it
		{"The rope is checked each week.", "The rope is checked each week by the lead keeper’s officer.", p, diff.Practice, `who does it: "by the lead keeper's officer" was added`},
		{"The rope is checked each week by the deck officer.", "The rope is checked each week.", p, diff.Practice, `who does it: "by the deck officer" was removed`},
		{"The rope is checked each week.", "The rope is checked each week by staff.", p, diff.Minor, "wording"},
		{"The rope is checked each week.", "The rope is checked each week by hand.", p, diff.Practice, `what is done: "by hand" was added`},
		{"The deck officer checks the rope each week.", "The rope is checked each week by the deck officer.", p, diff.Minor, "wording"},
		// whom it covers
		{"", "Agency staff and students on the boats are covered by these procedures in the same way as employees.", p, diff.Practice, `new passage on whom it covers ("are covered by these procedures")`},
		{"", "This protocol applies to volunteers as well.", p, diff.Practice, `"this protocol applies to"`},
		{"These procedures also apply to pupils on the boats.", "", p, diff.Practice, "a passage on whom it covers"},
		{"The rope is long.", "The rope is long. This chapter applies to trainees.", p, diff.Practice, `a sentence on whom it covers ("this chapter applies to") was added`},
		{"", "The loss of ropes is covered by the chapter on ropes.", p, diff.NewText, "without an obligation"},
		{"", "This chapter applies to ropes of every length.", p, diff.NewText, "without an obligation"},
		// from when
		{"From 1 October 2024 lists sent by post are no longer taken.", "From 1 April 2025 lists sent by post are no longer taken.", p, diff.Practice, `timescale: "from 1 october 2024" became "from 1 april 2025"`},
		{"The rule holds with effect from March 2024 and is signed by the crew.", "The rule holds with effect from May 2024 and is signed by the crew.", p, diff.Practice, `"with effect from march 2024" became "with effect from may 2024"`},
		{"From 1 April 2019 the lists are kept by the clerk.", "The lists are kept by the clerk.", p, diff.Minor, "date"},
		{"Figures from April 2022 to March 2023 are kept here.", "Figures from April 2023 to March 2024 are kept here.", p, diff.Minor, "date"},
		{"This version is in force from March 2024.", "This version is in force from May 2024.", p, diff.Minor, "date"},
		{"Boats have been here since March 2024.", "Boats have been here since May 2024.", p, diff.Minor, "date"},
		// the name of a grade is no negation
		{"The mate grades the fog as high, medium, low or no fog at all.", "The mate grades the fog as high, medium, low or very low.", p, diff.Minor, "wording"},
		{"The deck officer takes no crew on board.", "The deck officer takes crew on board.", p, diff.Practice, `"no" was removed`},
	} {
		c.check(t)
	}
}
