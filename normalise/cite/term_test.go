package cite

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"manualwatch/normalise"
)

// termsIn are the terms found in a text, as printed.
func termsIn(t *testing.T, text string) string {
	t.Helper()
	var found []string
	for _, r := range References([]normalise.Section{{ID: "a", Kind: normalise.KindChapter, Text: text}}, "", day(t, "2026-01-01")) {
		if r.Authority == AuthorityTerm {
			found = append(found, r.CitedText)
		}
	}
	return strings.Join(found, "; ")
}

// TestTermsOfOthers: the letters of a term that a chapter spells out as something else are
// none, a mention as history is none, and what is given is what is printed.
func TestTermsOfOthers(t *testing.T) {
	for text, want := range map[string]string{
		"The Community Cohesion Group (CCG) meets monthly. The CCG must send its minutes to the hub.":             "",
		"The Charities Aid Foundation (CAF) pays for holidays; CAF vouchers should be handed out in July.":        "",
		"The Clinical Commissioning Group (CCG) pays. The CCG must be told.":                                      "Clinical Commissioning Group",
		"The Common Assessment Form (CAF) is used. A CAF must be made.":                                           "CAF",
		"The Lambeth Safeguarding Children Board (LSCB) meets. The LSCB must agree.":                              "Lambeth Safeguarding Children Board",
		"Tell the named nurse of Northtown Safeguarding Children Board at once.":                                  "Northtown Safeguarding Children Board",
		"Contact Safeguarding Children Board staff.":                                                              "Safeguarding Children Board",
		"Until 2022 the Clinical Commissioning Group paid for the hub.":                                           "",
		"Until July 2022 the hub was paid by others. The CCG must be told.":                                       "CCG",
		"No child waits until the CCG decides.":                                                                   "CCG",
		"CAF forms are no longer accepted.":                                                                       "",
		"Where a CAF form was completed the worker must send it.":                                                 "CAF",
		"The CAF form must be sent within two days; it is no longer enough to ring.":                              "CAF",
		"The Summary Care Record (SCR) must be looked at. See the Serious Case Review of 2014 that must be read.": "Serious Case Review",
	} {
		if got := termsIn(t, text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestTermsOfAChapter: what letters mean is asked of the chapter, not of its neighbours.
func TestTermsOfAChapter(t *testing.T) {
	sections := []normalise.Section{
		{ID: "a", Kind: normalise.KindChapter, Text: "Ring the CCG."},
		{ID: "a1", Kind: normalise.KindHeading, Text: "The Community Cohesion Group (CCG) meets monthly."},
		{ID: "a2", Kind: normalise.KindHeading, Text: "Send the CCG the minutes."},
		{ID: "b", Kind: normalise.KindChapter, Text: "The nurse of the CCG must be told."},
	}
	var got []string
	for _, r := range References(sections, "", day(t, "2026-01-01")) {
		got = append(got, r.SectionID+" "+r.CitedText)
	}
	if d := cmp.Diff([]string{"b CCG"}, got); d != "" {
		t.Error(d)
	}
}
