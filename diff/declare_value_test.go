package diff_test

import (
	"testing"

	"manualwatch/diff"
	"manualwatch/diff/declaration"
)

// TestRowsOfAnotherValueOrSubject: a row with another number, another edition or another subject
// than the text has does not declare what changed.
func TestRowsOfAnotherValueOrSubject(t *testing.T) {
	phone := [2]string{"Ring the front door on 01632 960111 at any time.", "Ring the front door on 01632 960223 at any time."}
	edition := [2]string{"Staff follow Working Together 2023 in every case.", "Staff follow Working Together 2018 in every case."}
	for _, c := range []struct {
		of  [2]string
		row string
		yes bool
	}{
		{phone, "The telephone number of the front door changed to 01632 960222.", false},
		{phone, "Telephone number changed from 01632 960111 to 01632 960222.", false},
		{phone, "The telephone number of the front door changed to 01632 960223.", true},
		{phone, "The telephone number 01632 960111 was replaced.", true},
		{phone, "Telephone number amended.", true},
		{phone, "Telephone number amended, see desk@example.org.", true},
		{edition, "Working Together 2023 was replaced by Working Together 2026.", false},
		{edition, "Working Together 2026 replaces Working Together 2023.", false},
		{edition, "Reference replaced by the 2026 edition.", false},
		{edition, "Working Together 2023 was replaced by Working Together 2018.", true},
		{edition, "References updated, May 2026.", true},
		{edition, "References updated to those of 1 May 2026.", true},
		{edition, "Updated in 2026.", true},
		{[2]string{"The gardener must lock the shed.", "The gardener may lock the shed."}, "A printable version was added.", true},
		{[2]string{"The grant runs to March 2026.", "The grant runs to March 2027."}, "Funding date extended.", true},
		{[2]string{"Ring the desk, then write to it within 48 hours.", "Ring the desk, then write to it within 24 hours."}, "Letters of confirmation now due within 24 hours.", true},
		{[2]string{"Names are passed to the school.", "Names are withheld from the school."}, "Confidentiality is now absolute.", true},
		{[2]string{"Rooms are let, except to kin, by the hour.", "Rooms are let by the hour."}, "The exemption of relatives was removed.", true},
		{[2]string{"The pilot should sign the log.", "The pilot must sign the log."}, "Record keeping was strengthened.", true},
		{[2]string{"The pilot should sign the log.", "The pilot must sign the log."}, "The duty of crews to countersign was strengthened.", true},
		{[2]string{"The pilot should sign the log.", "The pilot must sign the log."}, "Escalation arrangements were updated.", true},
		{[2]string{"The pilot signs the log.", "The pilot signs the log. Names are passed to nobody without a reason."}, "A paragraph on confidentiality and secrecy added.", true},
		{[2]string{"The pilot signs the log. Names are passed to nobody without a reason.", "The pilot signs the log."}, "The paragraph on confidentiality and secrecy was removed.", true},
	} {
		d, change := retold(t, c.of[0], c.of[1], c.row)
		if (d.State == diff.Confirmed) != c.yes || !c.yes && declaration.AgainstTheRow(d.Reason) != "says something else" {
			t.Errorf("%q: %s (%s); the change is %s", c.row, d.State, d.Reason, change.Declared)
		}
	}
}

// TestDayFromWhichIsNoPair: "from which ... to" names no two values.
func TestDayFromWhichIsNoPair(t *testing.T) {
	d, _ := retold(t, "From 1 May 2026 the cellar is used only by trained staff.", "From 1 September 2026 the cellar is used only by trained staff.", "The date from which the cellar is restricted was put back to 1 September 2026.")
	if d.State != diff.Confirmed {
		t.Errorf("%s (%s)", d.State, d.Reason)
	}
}

// TestRowThatQuotesASentence: a row that quotes how the edited sentence begins declares the edit,
// whatever Acts and years are in the quotation; one that quotes a sentence elsewhere says less.
func TestRowThatQuotesASentence(t *testing.T) {
	const was, is = "The Harbours Act 1989 and the Harbours Act 2004 bind the porters, who must keep a log. Boats of the year 1971 are kept in the shed.", "The Harbours Act 1989 and the Harbours Act 2004 bind the porters, who should keep a log. Boats of the year 1971 are kept in the shed."
	for row, want := range map[string]diff.State{
		"The sentence “The Harbours Act 1989 and the ...” now says should where it said must.": diff.Confirmed,
		"The sentence “The Harbours Act 1989 and the ...” was amended.":                        diff.Confirmed,
		"The sentence “Piers of the year 1972 and later ...” was amended.":                     diff.NotDetected,
	} {
		if d, change := retold(t, was, is, row); d.State != want || (change.Declared == "confirmed") != (want == diff.Confirmed) {
			t.Errorf("%q: %s (%s); the change is %s", row, d.State, d.Reason, change.Declared)
		}
	}
}
