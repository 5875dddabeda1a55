package diff_test

import (
	"strings"
	"testing"
	"time"

	"manualwatch/diff"
	"manualwatch/diff/compare"
	"manualwatch/diff/declaration"
	"manualwatch/diff/lineage"
	"manualwatch/normalise"
	"manualwatch/parse"
)

// TestRowsThatSayTheContrary: a row does not declare the contrary of what it says, another value or
// a change of something else; the change stays undeclared, with the row named.
func TestRowsThatSayTheContrary(t *testing.T) {
	for _, c := range []struct{ was, is, row, how string }{
		{"Reports reach the panel within five working days.", "Reports reach the panel within ten working days.", "The timescale for reports was reduced from ten to five working days.", "says the contrary"},
		{"Reports reach the panel within five working days.", "Reports reach the panel within ten working days.", "The timescale was shortened.", "says the contrary"},
		{"Cards are kept for 4 weeks.", "Cards are kept for 6 weeks.", "The period for cards was changed from 4 weeks to 12 weeks.", "says something else"},
		{"Cards are kept for 4 weeks.", "Cards are kept for 6 weeks.", "Time limit reduced.", "says the contrary"},
		{"Cards are kept for 4 weeks.", "Cards are kept for 6 weeks.", "Cards are now kept for a shorter period.", "says the contrary"},
		{"Cards are kept for 3 years.", "Cards are kept for 18 months.", "The period for cards was extended.", "says the contrary"},
		{"Schools should ring the parents by noon.", "Schools must ring the parents by noon.", "“Must” was changed to “should” for schools.", "says the contrary"},
		{"Schools should ring the parents by noon.", "Schools must ring the parents by noon.", "Must was changed to should for schools.", "says the contrary"},
		{"Drivers must wear belts.", "Drivers should wear belts.", "“Should” was strengthened to “must”.", "says the contrary"},
		{"Drivers must wear belts.", "Drivers may wear belts.", "The duty of drivers was strengthened.", "says the contrary"},
		{"Drivers must wear belts.", "Drivers should wear belts.", "Drivers must now wear belts.", "says the contrary"},
		{"The matron leads the meeting.", "The head of service leads the meeting.", "The meeting is no longer led by the head of service but by the matron.", "says the contrary"},
		{"Lamps are tested every 4 weeks.", "Lamps are tested every 6 weeks.", "Lamps are now tested every 12 weeks.", "says something else"},
		{"The shed is locked at 6pm.", "The shed is locked at 7pm.", "The shed is now locked at 8pm.", "says something else"},
		{"The shed is locked at dusk.", "The shed is locked at 9pm.", "Shed to be locked at 8pm.", "says something else"},
		{"The shed is locked at 6pm.", "The shed is locked at 7pm.", "Locking time changed from 6pm to 8pm.", "says something else"},
		{"The shed is locked at 6pm.", "The shed is locked at 7pm.", "The shed is now locked at 6pm.", "says something else"},
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
		{[2]string{"The shed is locked at 6pm.", "The shed is locked at 7pm."}, []string{"The shed is now locked at 19:00.", "Shed locked at 7.00 p.m.", "The shed is no longer locked at 6pm.", "Changed from 6pm to 7pm.", "An hour later.", "Times updated."}},
		{[2]string{"The shed is locked at 6pm. The gate is shut at 8pm.", "The shed is locked at 7pm. The gate is shut at 8pm."}, []string{"Before the gate is shut at 8pm, the shed is locked."}},
		{verbs, []string{"Minor amendments.", "Updated in line with guidance.", "Should was changed to must.", "“Should” was strengthened to “must”.", "Duty strengthened.", "Drivers must now wear belts.", "Changed from should to must.", "Wording relaxed and clarified.", "Belts are now compulsory."}},
		{lamps, []string{"Lamps are now tested every twelve weeks.", "Lamps are now tested every three months.", "Tests are now more frequent.", "The frequency of tests was increased.", "The shed is now named."}},
		{[2]string{"Plans are kept for ten years. Parents are told of the outcome.", "Plans are kept for ten years. Mothers and fathers are told first, and then the school. Parents are told of the outcome."}, []string{"Parents are now told first."}},
		{[2]string{"Meet within five days of the end of extended visits. Reduced hours are agreed.", "Meet within ten days of the end of extended visits. Reduced hours are agreed."}, []string{
			"The time limit for reduced hours was amended.", "The section on time limits was reduced to the main points.", "The limit was extended to ten days.", "The deadline was raised by five days.", "Timescale updated following the move to 24 hour cover."}},
		{[2]string{"Meet within ten days.", "Meet within five days."}, []string{"The paragraph on the time limit was extended.", "The time limit was extended to include boats.", "Time limits in the chapter on extended families."}},
		{[2]string{"Drivers must wear belts.", "Drivers are required to wear belts."}, []string{"Drivers must now wear belts.", "The requirement was strengthened."}},
		{[2]string{"Drivers must wear belts.", "Drivers should wear belts."}, []string{"The section on duties was strengthened.", "Paragraph 1 strengthened."}},
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

// TestWideRowThatSaysTheContrary: a row for all chapters declares the edits that it tells of, and not
// their contrary.
func TestWideRowThatSaysTheContrary(t *testing.T) {
	for row, want := range map[string]string{"Must was changed to should.": "confirmed", "‘Must’ was changed to ‘should’.": "confirmed", "Should was changed to must.": "undeclared", "‘Should’ was strengthened to ‘must’.": "undeclared"} {
		changes, ds, _ := declared(t, func(ed *normalise.Edition) {
			for _, i := range []int{1, 2, 3} {
				setText(ed, i, 0, strings.Replace(ed.Sections[i].Blocks[0].Text, "must", "should", 1))
			}
		}, declaration.History{}, row2("All chapters", row))
		for _, c := range changes {
			if c.Kind == diff.Edited && c.Declared != want {
				t.Errorf("%q: the edit is %s (%s)", row, c.Declared, ds[0].Reason)
			}
		}
	}
}

// nights runs one night after another on which a paragraph of "Lantern rules" reads so and the list
// of amendments has these rows, and returns what they told; the first is the baseline.
func nights(texts []string, rows [][]normalise.Amendment) []declaration.Night {
	var h declaration.History
	var prev *normalise.Edition
	for i, text := range texts {
		cur := small()
		if prev != nil {
			cur = next(prev, func(*normalise.Edition) {})
		} else {
			cur.Sections[1].Blocks = append(cur.Sections[1].Blocks, parse.Block{})
		}
		cur.ObservedAt = time.Date(2020, 1, 2+i, 2, 0, 0, 0, time.UTC)
		cur.Sections[1].Blocks[len(cur.Sections[1].Blocks)-1].Text = text
		cur.Amendments = rows[i]
		for k := range cur.Amendments {
			cur.Amendments[k].Ordinal = k + 1
		}
		seal(cur)
		m := lineage.Carry(prev, cur)
		n := declaration.Night{RunID: cur.RunID, ObservedAt: cur.ObservedAt}
		if prev != nil {
			n.Changes = compare.Editions(m, compare.Options{RunID: cur.RunID})
		}
		n.Declarations = declaration.Judge(prev, cur, n.Changes, h)
		h.Nights, prev = append(h.Nights, n), cur
	}
	return h.Nights
}

// TestEarlyRowWithTheNewWords: a row that stood before its change and says what the text says since
// declares it; another that speaks of something else does not.
func TestEarlyRowWithTheNewWords(t *testing.T) {
	for details, want := range map[string]string{"The hall must be heated from September.": "confirmed", "The hall must be swept in September.": "undeclared"} {
		row := []normalise.Amendment{row2("Lantern rules", details)}
		got := nights([]string{"The hall is heated from October.", "The hall is heated from October.", "The hall must be heated from September."}, [][]normalise.Amendment{nil, row, row})
		if d := got[1].Declarations; len(d) != 1 || d[0].State != diff.NotDetected {
			t.Errorf("%q at first: %+v", details, d)
		}
		for _, c := range got[2].Changes {
			if c.Kind == diff.Edited && c.Declared != want {
				t.Errorf("%q: the change is %s", details, c.Declared)
			}
		}
	}
}

// TestRowOnWhatWasDeclared: a later row that says what the text says since another row declared it
// is a duplicate, and one that says what it does not say is not found.
func TestRowOnWhatWasDeclared(t *testing.T) {
	first := row2("Lantern rules", "Rewritten throughout.")
	for details, want := range map[string]diff.State{"Toys are now washed daily.": diff.Duplicate, "Toys are now washed weekly.": diff.NotDetected} {
		got := nights([]string{"Toys are washed weekly.", "Toys are washed daily.", "Toys are washed daily."}, [][]normalise.Amendment{nil, {first}, {row2("Lantern rules", details), first}})
		if d := got[2].Declarations; len(d) != 1 || d[0].State != want {
			t.Errorf("%q: %+v, want %s", details, d, want)
		}
	}
}

// TestRowThatSaysMoreThanBefore: what was written to an old row is judged by itself; words without
// a claim are none.
func TestRowThatSaysMoreThanBefore(t *testing.T) {
	row := func(details string) []normalise.Amendment {
		a := row2("Lantern rules", details)
		a.Date = normalise.Date{Y: 2019, M: 2, D: 15, Precision: normalise.Day}
		return []normalise.Amendment{a}
	}
	const was, is = "The check on hosts must be done.", "The check on hosts may be done."
	for _, c := range []struct {
		texts   []string
		details string
		state   diff.State
		says    string
	}{
		{[]string{is, is}, "Section on hosts added and the check made compulsory.", diff.NotDetected, "says more than before the manual was last read on 2020-01-02, “the check made compulsory”: nothing in"},
		{[]string{was, is}, "Section on hosts added and the check made compulsory.", diff.NotDetected, "but the row says the contrary"},
		{[]string{is, was}, "Section on hosts added and the check made compulsory.", diff.Confirmed, "“the check made compulsory”: named by"},
		{[]string{is, is}, "Section on hosts added. Hosts must wear gloves.", diff.NotDetected, "“Hosts must wear gloves”"},
		{[]string{is, was}, "Section on hosts added (page 3).", diff.BeforeBaseline, "in other words"},
	} {
		got := nights(c.texts, [][]normalise.Amendment{row("Section on hosts added."), row(c.details)})
		if d := got[1].Declarations; len(d) != 1 || d[0].State != c.state || !strings.Contains(d[0].Reason, c.says) || d[0].Details != c.details || d[0].Date != "2019-02-15" {
			t.Errorf("%q: %+v, want %s, %s", c.details, d, c.state, c.says)
		}
	}
}

// TestOldRowWithItsDateCorrected: an old row with a date put right declares nothing of what changed
// that night; one that may be of another month, or that is dated since, is judged.
func TestOldRowWithItsDateCorrected(t *testing.T) {
	on := func(m time.Month, day int, details string) []normalise.Amendment {
		a := row2("Lantern rules", details)
		a.Date = normalise.Date{Y: 2019, M: m, D: day, Precision: normalise.Day}
		return []normalise.Amendment{a}
	}
	for _, c := range []struct {
		row, again []normalise.Amendment
		want       string
	}{
		{on(time.September, 3, "Consent to lamps must be recorded in writing."), on(time.September, 5, "Consent to lamps must be recorded in writing."), "undeclared"},
		{on(time.September, 28, "Consent to lamps must be recorded in writing."), on(time.September, 3, "Consent to lamps must be recorded in writing."), "undeclared"},
		{on(time.September, 3, "First issue of this chapter."), on(time.September, 5, "First issue of this chapter."), "undeclared"},
		{on(time.September, 3, "Links updated."), on(time.September, 5, "Updated."), "confirmed"},
		{on(time.September, 3, "Updated."), on(time.September, 5, "Updated."), "undeclared"},
		{on(time.September, 3, "Updated."), on(time.October, 2, "Updated."), "confirmed"},
		{on(time.December, 30, "Updated."), []normalise.Amendment{{Chapter: "Lantern rules", Details: "Updated.", Date: normalise.Date{Y: 2020, M: time.January, D: 3, Precision: normalise.Day}}}, "confirmed"},
	} {
		got := nights([]string{"Porters must ring.", "Porters should ring."}, [][]normalise.Amendment{c.row, c.again})
		for _, change := range got[1].Changes {
			if change.Kind == diff.Edited && change.Declared != c.want {
				t.Errorf("%q, %s then %s: the edit is %s (%s)", c.again[0].Details, c.row[0].Date, c.again[0].Date, change.Declared, got[1].Declarations[0].Reason)
			}
		}
	}
}

// TestRowsMadeOne: a row that says what two rows on its chapters said before declares nothing anew,
// also of an edit of that night; what none of them said is judged.
func TestRowsMadeOne(t *testing.T) {
	row := func(chapter, details string) normalise.Amendment {
		a := row2(chapter, details)
		a.Date = normalise.Date{Y: 2019, M: 2, D: 15, Precision: normalise.Day}
		return a
	}
	was := func() []normalise.Amendment {
		return []normalise.Amendment{row("Lantern rules", "Section on hosts added."), row("Kettle safety", "Kettles must be emptied at night.")}
	}
	for _, c := range []struct {
		chapter, details, says string
	}{
		{"Lantern rules and Kettle safety", "Section on hosts added. Kettles must be emptied at night.", "nothing new is declared"},
		{"Lantern rules and Kettle safety", "Section on hosts added; kettles must be emptied at night", "nothing new is declared"},
		{"Lantern rules and Kettle safety", "Section on hosts added. Kettles must be emptied at night, and barges must be moored.", "named by"},
		{"Lantern rules", "Section on hosts added. Kettles must be emptied at night.", "says more than before"},
	} {
		got := nights([]string{"Porters must ring.", "Porters should ring."}, [][]normalise.Amendment{was(), {row(c.chapter, c.details)}})
		ds := got[1].Declarations
		if len(ds) != 1 || !strings.Contains(ds[0].Reason, c.says) {
			t.Errorf("%q: %+v, want %s", c.details, ds, c.says)
		}
	}
}
