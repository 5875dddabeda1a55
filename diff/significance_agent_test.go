package diff_test

import (
	"testing"

	"manualwatch/diff"
	"manualwatch/parse"
)

// TestWordsOfRules: who does what is done, in what form somebody agrees, how many there are for how
// many, for whom a thing is done and what stands for its contrary matter to practice wherever a
// sentence says how things are to be; words of the same sort that lay nothing down do not.
func TestWordsOfRules(t *testing.T) {
	p := parse.Paragraph
	for _, c := range []passageCase{
		{"A child who is left behind is taken home by the warden of the hall.", "A child who is left behind is taken home by a minicab company.", p, diff.Practice, `who does it: "the warden of the hall" became "a minicab company"`},
		{"The first meeting is chaired by an independent person.", "The first meeting is chaired by the line manager.", p, diff.Practice, `who does it: "an independent person" became "the line manager"`},
		{"The form is signed by the mate.", "The form is signed by hand.", p, diff.Practice, `what is done: "the mate" became "hand"`},
		{"The crew was brought home by the warden.", "The crew was brought home by a ferry.", p, diff.Minor, "wording"},
		{"Most wrecks are caused by the pilot.", "Most wrecks are caused by a storm.", p, diff.Minor, "wording"},

		{"A lift home needs the written consent of the mother.", "A lift home needs the consent of the mother.", p, diff.Practice, `a word that decides: "written" was removed`},
		{"Consent must be given before the trip.", "Written consent must be given before the trip.", p, diff.Practice, `a word that decides: "written" was added`},
		{"Written logs are a treasure of the bay.", "Logs are a treasure of the bay.", p, diff.Minor, "wording"},

		{"Choir leaders hold an enhanced certificate and two references.", "Choir leaders hold an enhanced certificate or two references.", p, diff.Practice, `"and" became "or"`},
		{"The town has a loft and two cellars.", "The town has a loft or two cellars.", p, diff.Minor, "wording"},

		{"There is one adult for every six children.", "There is one adult for every ten children.", p, diff.Practice, `threshold: "one adult for every six" became "one adult for every ten"`},
		{"There must be one adult for every 6 children.", "There must be one adult for every six children.", p, diff.Minor, "wording"},
		{"There is one bell for every ship.", "There is one bell for every boat.", p, diff.Minor, "wording"},

		{"The nurse weighs each baby.", "The nurse weighs each premature baby.", p, diff.Practice, `scope: "premature" was added`},
		{"The town has a bell for each ship.", "The town has a bell for each old ship.", p, diff.Minor, "wording"},

		{"Names of informants are passed to the parents.", "Names of informants are withheld from the parents.", p, diff.Practice, `"passed to" became "withheld from"`},
		{"Siblings are seen separately.", "Siblings are seen together.", p, diff.Practice, `"separately" became "together"`},

		{"Requests at level 2 need a signature.", "Requests at level 3 need a signature.", p, diff.Practice, `scope: "level 2" became "level 3"`},
	} {
		c.check(t)
	}
	got := compared(oneChapter("Staff at level 2 may work alone.", p), oneChapter("Staff at level 3 may work alone.", p))
	if len(got) != 1 || len(got[0].Reasons) != 1 || got[0].Reasons[0] != `scope: "level 2" became "level 3"` {
		t.Errorf("a level is no day of May: %s", describe(got))
	}
}
