package across

import (
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"manualwatch/normalise"
)

// withTexts gives the chapters of an edition texts.
func withTexts(e *normalise.Edition, texts ...string) *normalise.Edition {
	for i, text := range texts {
		e.Sections[i].Text, e.Sections[i].Words = text, len(strings.Fields(text))
	}
	return e
}

// TestSameTextIsOneTopic: chapters with the same text are on one topic under whatever titles,
// that which most titles name; a chapter that a board has on the topic already stays, and the
// same few sentences in all chapters of a board join nothing.
func TestSameTextIsOneTopic(t *testing.T) {
	x, y, z := own("x"), own("y"), own("z")
	a := withTexts(chaptersOf("a", "Female Genital Mutilation", "Making a Referral", "Child Death Review", "Quayside Lanterns"), x, y, z, own("lanterns"))
	b := withTexts(chaptersOf("b", "Harmful Practices", "Contacting the Front Door", "When a Child Dies", "Paper Lights on Water"), x+" "+regional[:120], y, z, own("lanterns"))
	c := withTexts(chaptersOf("c", "FGM", "Child Deaths", "Child Death Overview Panel"), own("c"), z, adopted)
	moved := strings.Repeat("This chapter stands in the regional manual, which all staff of the three councils of the county must read before they do anything else at all. ", 3)
	d := withTexts(chaptersOf("d", "Neglect", "Whistleblowing"), moved, moved)
	e := withTexts(chaptersOf("e", "Forced Marriage", "Private Fostering"), moved, moved)
	got := topicsOf(alignTopics([]*normalise.Edition{a, b, c, d, e}, nil, Corrections{}))
	want := map[string]string{
		"a0": "female-genital-mutilation same", "b0": "female-genital-mutilation same", "c0": "female-genital-mutilation same",
		"a1": "referrals same", "b1": "referrals same",
		"a2": "child-death-response same", "b2": "child-death-response same", "c1": "child-death-response same", "c2": "child-death-overview same",
		"a3": "quayside-lanterns same", "b3": "quayside-lanterns same",
		"d0": "neglect same", "d1": "whistleblowing same", "e0": "forced-marriage same", "e1": "private-fostering same",
	}
	if d := gocmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}
