package diff_test

import (
	"strings"
	"testing"

	"manualwatch/diff"
	"manualwatch/diff/declaration"
)

// TestRowsThatSayTheContrary: a row does not declare the contrary of what it says, another value or
// a change of something else; the change stays undeclared, with the row named.
func TestRowsThatSayTheContrary(t *testing.T) {
	for _, c := range []struct{ was, is, row, how string }{
		{"Reports reach the panel within five working days.", "Reports reach the panel within ten working days.", "The timescale for reports was reduced from ten to five working days.", "says the contrary"},
		{"Reports reach the panel within five working days.", "Reports reach the panel within ten working days.", "The timescale was shortened.", "says the contrary"},
		{"Cards are kept for 3 years.", "Cards are kept for 18 months.", "The period for cards was extended.", "says the contrary"},
		{"Schools should ring the parents by noon.", "Schools must ring the parents by noon.", "“Must” was changed to “should” for schools.", "says the contrary"},
		{"Schools should ring the parents by noon.", "Schools must ring the parents by noon.", "Must was changed to should for schools.", "says the contrary"},
		{"Drivers must wear belts.", "Drivers should wear belts.", "“Should” was strengthened to “must”.", "says the contrary"},
		{"Drivers must wear belts.", "Drivers may wear belts.", "The duty of drivers was strengthened.", "says the contrary"},
		{"Drivers must wear belts.", "Drivers should wear belts.", "Drivers must now wear belts.", "says the contrary"},
		{"The matron leads the meeting.", "The head of service leads the meeting.", "The meeting is no longer led by the head of service but by the matron.", "says the contrary"},
		{"Lamps are tested every 4 weeks.", "Lamps are tested every 6 weeks.", "Lamps are now tested every 12 weeks.", "says something else"},
		{"Tents are aired for two days. Ropes are checked yearly.", "Tents are aired for three days. Ropes are checked yearly.", "Ropes are now checked every month.", "says something else"},
	} {
		d, change := retold(t, c.was, c.is, c.row)
		if d.State != diff.NotDetected || declaration.AgainstTheRow(d.Reason) != c.how || len(d.ChangeIDs) > 0 {
			t.Errorf("%q: %s (%s)", c.row, d.State, d.Reason)
		}
		if change.Declared != "undeclared" || change.AmendmentOrdinal != 1 {
			t.Errorf("%q: the change is %s, row %d", c.row, change.Declared, change.AmendmentOrdinal)
		}
	}
}

// TestRowsThatSayLittleOrTheSame: none of these speaks against what changed.
func TestRowsThatSayLittleOrTheSame(t *testing.T) {
	days, verbs := [2]string{"Reports reach the panel within ten working days.", "Reports reach the panel within five working days."}, [2]string{"Drivers should wear belts.", "Drivers must wear belts."}
	lamps := [2]string{"Lamps are tested every 6 months. Lamps are kept in the shed.", "Lamps are tested every 12 weeks. Lamps are kept in the shed."}
	for _, c := range []struct {
		of   [2]string
		rows []string
	}{
		{days, []string{"Updated.", "Timescales amended.", "The timescale was reduced from 10 to 5 days.", "Timescales tightened.", "Reduced from ten working days to five working days.", "Now five working days.", "The panel must now have reports sooner.", "Strengthened in line with guidance.", "The time to reach the panel is now a week."}},
		{verbs, []string{"Minor amendments.", "Updated in line with guidance.", "Should was changed to must.", "“Should” was strengthened to “must”.", "Duty strengthened.", "Drivers must now wear belts.", "Changed from should to must.", "Wording relaxed and clarified.", "Belts are now compulsory."}},
		{lamps, []string{"Lamps are now tested every twelve weeks.", "Lamps are now tested every three months.", "Tests are now more frequent.", "The frequency of tests was increased.", "The shed is now named."}},
		{[2]string{"Plans are kept for ten years. Parents are told of the outcome.", "Plans are kept for ten years. Mothers and fathers are told first, and then the school. Parents are told of the outcome."}, []string{"Parents are now told first."}},
		{[2]string{"Ring within two days.", "Ring within 48 hours of the call, and write within five days."}, []string{"The limit is now two days for the ring."}},
	} {
		for _, row := range c.rows {
			d, change := retold(t, c.of[0], c.of[1], row)
			if d.State != diff.Confirmed || strings.Contains(d.Reason, ", but the row") || change.Declared != "confirmed" {
				t.Errorf("%q: %s (%s); the change is %s", row, d.State, d.Reason, change.Declared)
			}
		}
	}
}

// TestRowThatIsRightInPart: of a row of two things of which one is seen, that which speaks against
// the text is what was not found.
func TestRowThatIsRightInPart(t *testing.T) {
	const against = "The timescale for reports was reduced from ten to five working days"
	d, change := retold(t, "Reports reach the panel within five working days, and the clerk may keep a copy.", "Reports reach the panel within ten working days, and the clerk must keep a copy.", against+". The clerk must now keep a copy.")
	if d.State != diff.Confirmed || len(d.Missing) != 1 || d.Missing[0] != against || change.Declared != "confirmed" {
		t.Errorf("%s, missing %q (%s)", d.State, d.Missing, d.Reason)
	}
}
