package declaration

import (
	"slices"
	"testing"

	"manualwatch/diff"
)

func TestRowsThatSayThatNothingChanged(t *testing.T) {
	for details, want := range map[string]bool{
		"Reviewed, no changes": true, "Annual check complete no changes needed": true, "Review date moved to May 2027. No amendments.": true,
		"No changes following scheduled review": true, "Reviewed – no changes were made to the text.": true, "Read by legal services; text unchanged": true,
		"Reviewed, no changes of substance.": false, "Minor formatting. No change in meaning.": false, "No changes to thresholds": false,
		"Links updated; no other changes": false, "Text made shorter; no change": false, "Updated throughout": false, "Reviewed": false,
		"New section on neglect added. No further changes.": false,
		"Reviewed: no change was needed to the age limits.": true, "Checked in May: no amendments are required to the section on boats, and none to the forms.": true,
		"No change was needed to the fees but the timescale was changed.": false, "No change was made to thresholds": false,
	} {
		if c := ReadClaim(details, false); c.nothing != want {
			t.Errorf("%q: %v, want %v", details, c.nothing, want)
		}
	}
}

func TestRowsThatSayThatSomethingWasChecked(t *testing.T) {
	for details, want := range map[string]bool{
		"Checked against the new statutory guidance.": true, "Checked by the young people of the quay": true, "Links checked": true,
		"All links have been checked. The forms were proof-read by the harbour group.": true, "This chapter was checked for plain English.": true,
		"Checked and updated": false, "Links checked and two corrected": false, "Links checked; a new form added.": false, "Reviewed": false,
		"Reviewed against the new guidance": false, "Checks on visitors must now be made twice": false, "Who is checked was changed.": false, "": false,
	} {
		if c := ReadClaim(details, false); c.looked != want {
			t.Errorf("%q: %v, want %v", details, c.looked, want)
		}
	}
}

func TestRowsThatChangeOneThing(t *testing.T) {
	for details, want := range map[string][]string{
		"Changed the duty to attend": nil, "Changed who to ring": nil, "Changed the links to the forms.": nil, "Changed the requirement to keep a log in Section 3.": nil,
		"Changed the duty to a wish": {"the duty", "a wish"}, "Changed the requirement to five days": {"the requirement", "five days"}, "Changed must to should": {"must", "should"},
		"Replaced the duty with advice": {"the duty", "advice"}, "Changed the harbour desk to the quay desk.": {"the harbour desk", "the quay desk"},
	} {
		var got []string
		for _, p := range ReadClaim(details, false).pairs {
			got = append(got, p[:]...)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", details, got, want)
		}
	}
}

func TestRowsThatSpeakOfContacts(t *testing.T) {
	for details, want := range map[string]bool{
		"Phone numbers updated": true, "New telephone number of the harbour office": true, "Contact details changed": true, "A mobile phone number was added": true, "Email addresses": true, "Phone and e-mail of the duty desk": true,
		"What to do with a phone that is handed in": false, "Rules on mobile phones at the quay": false, "Their phones are kept in a box": false,
	} {
		if c := ReadClaim(details, false); c.contacts != want {
			t.Errorf("%q: %v, want %v", details, c.contacts, want)
		}
	}
}

func TestRowsThatTellOfAPart(t *testing.T) {
	for details, want := range map[string]bool{
		"Part of this policy is now D9": true, "The part on gates now stands in chapter 4": false, "Parts of the chapter have become a page on gates": true, "Part of it on gates is now 3.2 Gates": true,
		"Part of the form is now signed": false, "Part of the team now meets weekly": false,
	} {
		if c := ReadClaim(details, false); slices.Contains(c.Kinds, diff.Split) != want {
			t.Errorf("%q: %v, want %v", details, c.Kinds, want)
		}
	}
}
