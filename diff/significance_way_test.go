package diff_test

import (
	"testing"

	"manualwatch/diff"
	"manualwatch/normalise"
	"manualwatch/parse"
)

// TestWaysAndContraries: how and where a thing is done, a word that gave way to its contrary,
// and the section of the Act that names a threshold, count where something is laid down.
func TestWaysAndContraries(t *testing.T) {
	p := parse.Paragraph
	for _, c := range []passageCase{
		{"The mate must be heard alone.", "The mate must be heard with a parent.", p, diff.Practice, `"alone" became "with a parent"`},
		{"The mate must be heard alone.", "The mate must be heard on their own.", p, diff.Minor, "wording"},
		{"Some pilots live alone.", "Some pilots live with others.", p, diff.Minor, "wording"},
		{"The order must be sent by telephone.", "The order must be sent by post.", p, diff.Practice, `"telephone" became "post"`},
		{"The order must be sent by telephone.", "The order must be sent by phone.", p, diff.Minor, "wording"},
		{"Most calls come by telephone.", "Most calls come by post.", p, diff.Minor, "wording"},
		{"The talk must take place at home.", "The talk must take place at school.", p, diff.Practice, `"home" became "school"`},
		{"Children may feel unsafe at home.", "Children may feel unsafe at school.", p, diff.Minor, "wording"},
		{"The log must be kept.", "The log must be destroyed.", p, diff.Practice, `"kept" became "destroyed"`},
		{"The log must be kept.", "The log must be retained.", p, diff.Minor, "wording"},
		{"Logs should be shared with the crew.", "Logs should be withheld from the crew.", p, diff.Practice, "withheld"},
		{"The load must be reduced.", "The load must be increased.", p, diff.Practice, `"reduced" became "increased"`},
		{"The load must be reduced.", "The load must be lowered.", p, diff.Minor, "wording"},
		{"The talk is for high-risk boats.", "The talk is for low-risk boats.", p, diff.Practice, `"high-risk" became "low-risk"`},
		{"Crews should seek advice.", "Crews should consider advice.", p, diff.Practice, `"seek" became "consider"`},
		{"Make a call to the quay.", "Consider a call to the quay.", p, diff.Practice, `"make" became "consider"`},
		{"Make a note of it.", "Take a note of it.", p, diff.Minor, "wording"},

		{"A call that comes at night must go to the desk.", "A call that comes at night must normally go to the desk.", p, diff.Practice, `"normally" was added`},
		{"A boat that comes at night must be met.", "A boat that normally comes at night must be met.", p, diff.Minor, "wording"},
		{"The list should cover at least the last two years.", "The list should cover up to the last two years.", p, diff.Practice, "up to the last two"},

		{"A section 47 enquiry is begun by the police.", "A section 17 enquiry is begun by the police.", p, diff.Practice, `threshold: "section 47 enquiry" became "section 17 enquiry"`},
		{"An enquiry under section 47 is begun.", "An enquiry under section 17 is begun.", p, diff.Practice, "threshold"},
		{"A section 47 enquiry is begun by the police.", "A s.47 enquiry is begun by the police.", p, diff.Minor, "wording"},
		{"The likelihood of significant harm is the test.", "The likelihood of harm is the test.", p, diff.Practice, "threshold"},
		{"See section 4 assessments.", "See section 5 assessments.", p, diff.Minor, "wording"},
	} {
		c.check(t)
	}
}

// TestWhoseLeave: whose leave it takes is who decides; whose boat it is, is not.
func TestWhoseLeave(t *testing.T) {
	p := parse.Paragraph
	for _, c := range []passageCase{
		{"The child’s consent must be sought.", "The parent’s consent must be sought.", p, diff.Practice, `somebody else is named: "child" became "parent"`},
		{"The parents’ written consent must be sought.", "The child’s written consent must be sought.", p, diff.Practice, `somebody else is named: "parents" became "child"`},
		{"The manager’s approval must be given.", "The worker’s approval must be given.", p, diff.Practice, `somebody else is named: "manager" became "worker"`},
		{"The child’s consent must be sought.", "The young person’s consent must be sought.", p, diff.Minor, "wording"},
		{"The child’s signature was lost.", "The parent’s signature was lost.", p, diff.Minor, "wording"},
		{"Tell the doctor.", "Tell the neighbour.", p, diff.Practice, `"doctor" became "neighbour"`},
		{"Calls are passed to the watch officer.", "Calls are passed to the neighbour.", p, diff.Practice, "somebody else"},
		{"The berth is chosen by the chair.", "The berth is chosen by the minute taker.", p, diff.Practice, `"chair" became "minute taker"`},
		{"Children talk to a friend about it.", "Children talk to a teacher about it.", p, diff.Minor, "wording"},
		{"There are signs, which school nurses should ask about.", "There are signs that school nurses should ask about.", p, diff.Minor, "wording"},
	} {
		c.check(t)
	}
}

// TestSpeltAsItsPlural: a word is spelled rightly at last where the manual has it in the plural.
func TestSpeltAsItsPlural(t *testing.T) {
	night := func(word string) *normalise.Edition {
		ed := oneChapter("An "+word+" is passed on.", parse.Paragraph)
		ed.Sections[0].Blocks = append(ed.Sections[0].Blocks, parse.Block{Text: "All allegations are kept."})
		seal(ed)
		return ed
	}
	if got := compared(night("alleagtion"), night("allegation")); len(got) != 1 || got[0].Significance != diff.Editorial {
		t.Errorf("%s, want editorial", describe(got))
	}
}
