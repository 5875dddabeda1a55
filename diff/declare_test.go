package diff_test

import (
	"slices"
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

// declared runs a night on which change was made to small() and rows came new.
func declared(t *testing.T, change func(ed *normalise.Edition), h declaration.History, rows ...normalise.Amendment) ([]diff.Change, []diff.Declaration, *normalise.Edition) {
	t.Helper()
	prev := small()
	for i := range prev.Sections {
		if prev.Sections[i].Kind == normalise.KindChapter {
			prev.Sections[i].Blocks[0].Text = "The " + inventNouns[i] + " must be checked within five working days. The porter has the key of the shed and rings twice."
		}
	}
	prev.Sections[1].Blocks = append(prev.Sections[1].Blocks, parse.Block{Text: "Ring 01632 960111 in the evening."})
	prev.Sections[4].Blocks = append(prev.Sections[4].Blocks, parse.Block{Kind: parse.Heading, Level: 3, Text: "Transport and Contact"}, parse.Block{Text: "Drivers must wait at the gate until the bell has rung."})
	lineage.Carry(nil, prev)
	cur := next(prev, func(ed *normalise.Edition) {
		change(ed)
		for i, r := range rows {
			r.Ordinal = i + 1
			ed.Amendments = append(ed.Amendments, r)
		}
	})
	m := lineage.Carry(prev, cur)
	changes := compare.Editions(m, compare.Options{RunID: cur.RunID})
	return changes, declaration.Judge(prev, cur, changes, h), cur
}

func row2(chapter, details string) normalise.Amendment {
	return normalise.Amendment{Scope: "local", Chapter: chapter, Details: details, Date: normalise.Date{Y: 2020, M: 1, D: 2, Precision: normalise.Day}}
}

func TestDeclarationStates(t *testing.T) {
	edit := func(i int, from, to string) func(ed *normalise.Edition) {
		return func(ed *normalise.Edition) {
			setText(ed, i, 0, strings.Replace(ed.Sections[i].Blocks[0].Text, from, to, 1))
		}
	}
	nothing := func(*normalise.Edition) {}
	tests := []struct {
		name   string
		change func(ed *normalise.Edition)
		row    normalise.Amendment
		want   diff.State
		says   string
	}{
		{"plain", edit(1, "must", "should"), row2("1.1 Lantern rules", "Updated."), diff.Confirmed, "edited"},
		{"timescale", edit(2, "five", "three"), row2("Orchard visits", "The timescale was changed from five to three working days."), diff.Confirmed, "timescale"},
		{"quoted words", edit(3, "must", "should"), row2("Kettle safety", "Changed 'must' to 'should' in the first paragraph."), diff.Confirmed, `"must" became "should"`},
		{"nothing happened", nothing, row2("Kettle safety", "Minor changes."), diff.NotDetected, "nothing in “Kettle safety” changed"},
		{"reviewed without changes", nothing, row2("Kettle safety", "Reviewed by the policy group - no changes were needed. Next review date moved to May 2027."), diff.NotDetected, declaration.UnchangedAsSaid},
		{"reviewed, something needed no change", nothing, row2("Kettle safety", "Reviewed: no change was needed to the fees."), diff.NotDetected, declaration.UnchangedAsSaid},
		{"checked", nothing, row2("Kettle safety", "Checked against the new guidance of the harbour."), diff.NotDetected, declaration.CheckedAsSaid},
		{"links checked everywhere", nothing, row2("All chapters", "Links checked."), diff.NotDetected, declaration.CheckedAsSaid},
		{"checked, and the text changed all the same", edit(3, "must", "should"), row2("Kettle safety", "Links checked."), diff.Confirmed, "edited"},
		{"reviewed without changes, they say", edit(3, "must", "should"), row2("Kettle safety", "Annual review, no amendments."), diff.NotDetected, "changed, but not as the row says"},
		{"no change of one sort", edit(3, "must", "should"), row2("Kettle safety", "Wording amended, no change to practice."), diff.Confirmed, "edited"},
		{"another chapter changed", edit(1, "must", "should"), row2("Kettle safety", "Updated throughout."), diff.NotDetected, "nothing"},
		{"unknown chapter", edit(1, "must", "should"), row2("Zeppelin mooring", "Updated."), diff.UnknownChapter, "Zeppelin mooring"},
		{"renamed, by its old name", func(ed *normalise.Edition) { ed.Sections[7].Title = "Strings and bows" }, row2("Violin lessons", "This chapter has been renamed."), diff.Confirmed, "renamed"},
		{"renamed, by its new name", func(ed *normalise.Edition) { ed.Sections[7].Title = "Strings and bows" }, row2("Strings and bows", "Title changed; was Violin lessons."), diff.Confirmed, "renamed"},
		{"withdrawn", func(ed *normalise.Edition) { removeSection(ed, 8) }, row2("Quarry trips", "This chapter has been removed."), diff.Confirmed, "removed"},
		{"withdrawn but still there", nothing, row2("Quarry trips", "Chapter withdrawn."), diff.NotDetected, "nothing"},
		{"a flag only", func(ed *normalise.Edition) { ed.Sections[3].Flags = []string{"under_review"} }, row2("Kettle safety", "Under review"), diff.FlagOnly, "flag"},
		{"contact", func(ed *normalise.Edition) {
			b := ed.Sections[1].Blocks
			b[len(b)-1].Text = "Ring 01632 960222 in the evening."
		}, row2("Lantern rules", "Contact details updated."), diff.Confirmed, "contact details"},
		{"nothing and dated long ago", nothing, normalise.Amendment{Chapter: "Kettle safety", Details: "Updated.", Date: normalise.Date{Y: 2016, M: 5, D: 1, Precision: normalise.Month}}, diff.BeforeBaseline, "before the manual was first read"},
		{"no name, plain words", edit(2, "five", "three"), row2("", "Changed 'five working days' to 'three working days'."), diff.Confirmed, "only the change in “Orchard visits” fits"},
		{"no name, words that say nothing", edit(2, "five", "three"), row2("", "Updated in line with practice."), diff.UnknownChapter, "names no chapter"},
		{"no name, one removal", func(ed *normalise.Edition) { removeSection(ed, 8) }, row2("", "This chapter has been removed from the manual."), diff.Confirmed, "only the change in “Quarry trips” fits"},
	}
	for _, test := range tests {
		_, got, _ := declared(t, test.change, declaration.History{}, test.row)
		if len(got) != 1 || got[0].State != test.want || !strings.Contains(got[0].Reason, test.says) {
			t.Errorf("%s: %+v, want %s because of %q", test.name, got, test.want, test.says)
		}
	}
}

func TestChangesSayWhetherTheyWereDeclared(t *testing.T) {
	changes, _, cur := declared(t, func(ed *normalise.Edition) {
		for _, i := range []int{1, 2} {
			setText(ed, i, 0, strings.Replace(ed.Sections[i].Blocks[0].Text, "must", "should", 1))
		}
		ed.Sections[3].Flags = []string{"updated"}
	}, declaration.History{}, row2("1.1 Lantern rules", "Section 1 has been amended."))
	got := map[string]string{}
	for _, c := range changes {
		got[string(c.Kind)+" "+c.NewTitle] = c.Declared
	}
	if got["edited Lantern rules"] != "confirmed" || got["edited Orchard visits"] != "undeclared" || got["flagged Kettle safety"] != "not_applicable" {
		t.Errorf("%v", got)
	}
	if cur.Amendments[0].SectionID != cur.Sections[1].ID {
		t.Error("the row does not name the chapter it was resolved to")
	}
}

// TestRowsThatNameAPart: a row declares also that a chapter was moved into the part that it
// names as its place, and that the part which it names was added with it.
func TestRowsThatNameAPart(t *testing.T) {
	retitled := func(ed *normalise.Edition) {
		s := ed.Sections[2]
		removeSection(ed, 2)
		s.Parent, s.Title = 4, "Orchard and garden visits"
		insertSection(ed, 6, s)
		number(ed)
	}
	added := func(ed *normalise.Edition) {
		n := len(ed.Sections)
		insertSection(ed, n, normalise.Section{Parent: -1, Depth: 1, Kind: normalise.KindSection, Title: "Weather and tides"})
		insertSection(ed, n+1, normalise.Section{Parent: n, Depth: 2, Kind: normalise.KindChapter, Title: "Parasols", Blocks: []parse.Block{{Text: "A parasol must be dried before it is folded and hung in the porch."}}})
	}
	for _, test := range []struct {
		change          func(ed *normalise.Edition)
		chapter, detail string
		kind            diff.Kind
		want            string
	}{
		{retitled, "Orchard and garden visits", "The chapter has a new title and stands in Special.", diff.Moved, "confirmed"},
		{retitled, "Orchard and garden visits", "The chapter has a new title.", diff.Moved, "undeclared"},
		{retitled, "Orchard and garden visits", "The chapter has a new title; links to Special corrected.", diff.Moved, "undeclared"},
		{added, "Parasols", "This chapter is new and opens a new part, Weather and tides.", diff.Added, "confirmed"},
		{added, "Parasols", "This chapter is new.", diff.Added, "undeclared"},
		{added, "Parasols", "A new section and chapter about parasols.", diff.Added, "confirmed"},
		{added, "Parasols", "The first chapter of a new part of the manual.", diff.Added, "confirmed"},
	} {
		changes, _, _ := declared(t, test.change, declaration.History{}, row2(test.chapter, test.detail))
		i := slices.IndexFunc(changes, func(c diff.Change) bool { return c.Kind == test.kind && c.NewTitle != "Parasols" })
		if i < 0 || changes[i].Declared != test.want {
			t.Errorf("%q: %s, want a part or a move that is %s", test.detail, describe(changes), test.want)
		}
	}
}

// TestRowOfTitleAndText declares an edit beside a new title only where the row says so.
func TestRowOfTitleAndText(t *testing.T) {
	for details, want := range map[string]string{
		"Renamed and in large part rewritten.":                                       "confirmed",
		"Formerly Violin lessons; updated throughout":                                "confirmed",
		"Renamed from 'Violin lessons' to 'Strings and bows' and largely rewritten.": "confirmed",
		"Formerly called Violin lessons. A paragraph on strings has been inserted.":  "confirmed",
		"Formerly Violin lessons. Return of bows: two days (formerly three).":        "undeclared", // a duty was changed, no limit
		"Formerly Violin lessons. Agreed by the policy group in May.":                "undeclared",
		"The title has been amended.":                                                "undeclared",
		"This chapter has been renamed.":                                             "undeclared",
	} {
		changes, _, _ := declared(t, func(ed *normalise.Edition) {
			ed.Sections[7].Title = "Strings and bows"
			setText(ed, 7, 0, strings.Replace(ed.Sections[7].Blocks[0].Text, "must", "should", 1))
		}, declaration.History{}, row2("Strings and bows", details))
		for _, c := range changes {
			if c.Kind == diff.Renamed && c.Declared != "confirmed" || c.Kind == diff.Edited && c.Declared != want {
				t.Errorf("%s: %s is %s", details, c.Kind, c.Declared)
			}
		}
	}
}

// renamedAndMoved gives Violin lessons a new title and a place in another section.
func renamedAndMoved(ed *normalise.Edition) {
	s := ed.Sections[7]
	removeSection(ed, 7)
	s.Title, s.Number, s.Parent = "Strings and bows", "1.5", 0
	insertSection(ed, 5, s)
}

// TestRowOfTitleAndPlace declares a new place with a new title where the row tells of both.
func TestRowOfTitleAndPlace(t *testing.T) {
	for details, want := range map[string]string{
		"This chapter was formerly Violin lessons and stood in Quiet hours; it is now part of Daily work.": "confirmed",
		"Previously called Violin lessons. It has a new place in the manual.":                              "confirmed",
		"This chapter has been renamed.": "undeclared",
	} {
		changes, _, _ := declared(t, renamedAndMoved, declaration.History{}, row2("Strings and bows", details))
		kinds := map[diff.Kind]string{}
		for _, c := range changes {
			kinds[c.Kind] = c.Declared
		}
		if kinds[diff.Renamed] != "confirmed" || kinds[diff.Moved] != want {
			t.Errorf("%s: %v, want the move %s", details, kinds, want)
		}
	}
}

// TestRowOfTitleAndSeat declares a new title with another place in the same part, where the row
// says which.
func TestRowOfTitleAndSeat(t *testing.T) {
	for details, want := range map[string]string{
		"The page was renamed and now stands last in its part.":            "confirmed",
		"Retitled and placed at the end of its section.":                   "confirmed",
		"Renamed; it comes as the last chapter of this part.":              "confirmed",
		"Renamed and given a new number; it was 1.1.":                      "confirmed",
		"Renamed, and the list of telephone numbers stands at the end now": "undeclared",
		"The page was renamed.":                                            "undeclared",
	} {
		changes, _, _ := declared(t, func(ed *normalise.Edition) {
			s := ed.Sections[1]
			s.Title = "Rules for lanterns and wicks"
			removeSection(ed, 1)
			insertSection(ed, 4, s)
			number(ed)
		}, declaration.History{}, row2("Lantern rules", details))
		kinds := map[diff.Kind]string{}
		for _, c := range changes {
			kinds[c.Kind] = c.Declared
		}
		if kinds[diff.Renamed] != "confirmed" || kinds[diff.Moved] != want {
			t.Errorf("%s: %v, want the move %s", details, kinds, want)
		}
	}
}

// TestRowThatNamesTheNewTitle declares a new title with a new place, where the row calls the
// chapter so.
func TestRowThatNamesTheNewTitle(t *testing.T) {
	for name, want := range map[string]string{"Strings and bows": "confirmed", "1.5 Strings and bows": "confirmed", "Violin lessons": "undeclared"} {
		changes, _, _ := declared(t, renamedAndMoved, declaration.History{}, row2(name, "Moved to another part of the manual."))
		for _, c := range changes {
			if c.Kind == diff.Moved && c.Declared != "confirmed" || c.Kind == diff.Renamed && c.Declared != want {
				t.Errorf("%s: %s is %s", name, c.Kind, c.Declared)
			}
		}
	}
}

// TestNarrowRowDeclaresNoDuty softens a duty on the night on which a number changed, of which
// alone a row tells.
func TestNarrowRowDeclaresNoDuty(t *testing.T) {
	for details, want := range map[string]string{
		"Telephone number of the night desk amended.":                "undeclared",
		"Typing errors corrected; broken links replaced":             "undeclared",
		"Contact details and guidance on visits have been updated":   "confirmed",
		"Contact details have been updated. Section 1 was reworded.": "confirmed",
		"Now available as PDF.":                                      "undeclared",
		"This chapter is now available as a web page":                "undeclared",
		"Converted to an accessible PDF; broken links replaced":      "undeclared",
		"A printable version was added.":                             "undeclared",
		"Replaced by a new version of the document.":                 "confirmed",
		"New version added":                                          "confirmed",
		"Updated":                                                    "confirmed",
	} {
		changes, ds, _ := declared(t, func(ed *normalise.Edition) {
			b := ed.Sections[1].Blocks
			b[0].Text = strings.Replace(b[0].Text, "must", "should", 1)
			b[len(b)-1].Text = "Ring 01632 960222 in the evening."
		}, declaration.History{}, row2("Lantern rules", details))
		if len(ds) != 1 || ds[0].State != diff.Confirmed {
			t.Errorf("%s: %+v, want a row that is borne out", details, ds)
		}
		for _, c := range changes {
			if c.Kind == diff.Edited && (c.Declared != want || c.AmendmentOrdinal == 0) {
				t.Errorf("%s: the edit is %s, row %d, want it %s", details, c.Declared, c.AmendmentOrdinal, want)
			}
		}
	}
}

// TestRowOfANewSection declares the chapters of a new section with it.
func TestRowOfANewSection(t *testing.T) {
	changes, ds, _ := declared(t, func(ed *normalise.Edition) {
		at := len(ed.Sections)
		insertSection(ed, at, normalise.Section{Kind: normalise.KindSection, Depth: 1, Parent: -1, Number: "9", Title: "Prevention"})
		chapter := ed.Sections[1]
		chapter.ID, chapter.Number, chapter.Title, chapter.Parent = "", "9.1", "Night watch", at
		chapter.Blocks = []parse.Block{{Text: "Whoever keeps the watch walks round the harbour once in every hour of the night."}}
		insertSection(ed, at+1, chapter)
	}, declaration.History{}, row2("Prevention", "A new section on prevention has been inserted."), row2("Night watch", "New."))
	if len(ds) != 2 || ds[0].State != diff.Confirmed || ds[1].State != diff.Confirmed {
		t.Fatalf("%+v", ds)
	}
	for _, c := range changes {
		if c.Kind == diff.Added && c.Declared != "confirmed" {
			t.Errorf("%s is %s", c.NewTitle, c.Declared)
		}
	}
}

func TestFirstEditionIsBaseline(t *testing.T) {
	ed := small()
	ed.Amendments = []normalise.Amendment{row2("Kettle safety", "Updated.")}
	m := lineage.Carry(nil, ed)
	if c := compare.Editions(m, compare.Options{}); len(c) != 0 {
		t.Errorf("a first edition has %d changes", len(c))
	}
	d := declaration.Judge(nil, ed, nil, declaration.History{})
	if len(d) != 1 || d[0].State != diff.BeforeBaseline || d[0].SectionID != ed.Sections[3].ID {
		t.Errorf("%+v", d)
	}
}

// A chapter that a row says was withdrawn is not the one that stands under another name for its
// topic; one that was updated is.
func TestWithdrawnIsNoOtherName(t *testing.T) {
	for details, named := range map[string]bool{
		"This chapter was withdrawn; see Providing Early Help.": false,
		"This chapter was updated.":                             true,
		"The form was withdrawn and the links were updated.":    true,
	} {
		ed := small()
		ed.Sections[3].Title = "Providing Early Help"
		ed.Amendments = []normalise.Amendment{row2("Common Assessment Framework", details)}
		lineage.Carry(nil, ed)
		d := declaration.Judge(nil, ed, nil, declaration.History{})
		if got := d[0].SectionID == ed.Sections[3].ID && ed.Amendments[0].SectionID != ""; got != named {
			t.Errorf("%s names the chapter: %v", details, got)
		}
	}
}

func TestDuplicateRow(t *testing.T) {
	_, got, _ := declared(t, func(ed *normalise.Edition) { ed.Sections[1].Title = "Lantern and lamp rules" }, declaration.History{}, row2("Lantern rules", "Renamed."), row2("Lantern rules", "Renamed."))
	if len(got) != 2 || got[0].State != diff.Confirmed || got[1].State != diff.Duplicate {
		t.Errorf("%+v", got)
	}
}

// Two rows that read the same tell of two edits where the chapter was edited in two places: some
// systems write a row each time a chapter is saved.
func TestSameRowOfTwoEdits(t *testing.T) {
	row := row2("Lantern rules", "Wording amended.")
	for _, test := range []struct {
		phone string
		want  []diff.State
	}{
		{"01632 960222", []diff.State{diff.Confirmed, diff.Confirmed, diff.Duplicate}},
		{"01632 960111", []diff.State{diff.Confirmed, diff.Duplicate, diff.Duplicate}},
	} {
		_, got, cur := declared(t, func(ed *normalise.Edition) {
			b := ed.Sections[1].Blocks
			b[0].Text = strings.Replace(b[0].Text, "must", "should", 1)
			b[len(b)-1].Text = "Ring " + test.phone + " in the evening."
		}, declaration.History{}, row, row, row)
		var states []diff.State
		for _, d := range got {
			states = append(states, d.State)
		}
		if !slices.Equal(states, test.want) || got[1].SectionID != cur.Sections[1].ID {
			t.Errorf("%s: %q, want %q", test.phone, states, test.want)
		}
	}
}

// A row that says of a chapter what became of it and that its text grew declares both, and one
// that only gives it another title does not.
func TestRenamedAndExtended(t *testing.T) {
	for details, want := range map[string]string{
		"Renamed from Violin lessons and extended to cellos.": "confirmed",
		"Title extended; next review date extended to 2027.":  "undeclared",
	} {
		changes, _, _ := declared(t, func(ed *normalise.Edition) {
			ed.Sections[7].Title = "Strings and bows"
			ed.Sections[7].Blocks = append(ed.Sections[7].Blocks, parse.Block{Kind: parse.Item, Text: "a cello without its spike;"})
		}, declaration.History{}, row2("Strings and bows", details))
		for _, c := range changes {
			if c.Kind == diff.Edited && c.Declared != want {
				t.Errorf("%q: the edit is %s, want %s", details, c.Declared, want)
			}
		}
	}
}

// A note that is dated before the manual was first read, in a chapter that is new to it, declares
// nothing of this night.
func TestOldNoteInANewChapter(t *testing.T) {
	old := row2("Parasols", "This chapter was reviewed and some wording was refreshed.")
	old.Scope, old.Date = normalise.ScopeChapter, normalise.Date{Y: 2016, M: 5, Precision: normalise.Month}
	_, got, _ := declared(t, func(ed *normalise.Edition) {
		insertSection(ed, 2, normalise.Section{Parent: 0, Depth: 2, Kind: normalise.KindChapter, Title: "Parasols", Blocks: []parse.Block{{Text: "A parasol must be dried before it is folded."}}})
	}, declaration.History{}, row2("Parasols", "New chapter."), old)
	if len(got) != 2 || got[0].State != diff.Confirmed || got[1].State != diff.BeforeBaseline {
		t.Errorf("%+v", got)
	}
}

// A row of several names declares the changes of all of them, also where its link leads to
// the first or the whole is like the title of one; a title that is made of two others is
// no list.
func TestRowOfSeveralChapters(t *testing.T) {
	names := map[int]string{1: "Section 47 Enquiries", 2: "Child Protection Conferences", 3: "Contact", 6: "Contact and Section 47 Enquiries"}
	told := func(chapter string, link int) map[string]string {
		prev := small()
		for i, title := range names {
			prev.Sections[i].Title = title
			setText(prev, i, 0, "The "+inventNouns[i]+" must be checked within five working days, and the porter has the key of the shed.")
		}
		lineage.Carry(nil, prev)
		cur := next(prev, func(ed *normalise.Edition) {
			for i := range names {
				setText(ed, i, 0, strings.Replace(ed.Sections[i].Blocks[0].Text, "five", "three", 1))
			}
			row := row2(chapter, "These chapters have been amended; timescales have changed.")
			row.Ordinal, row.Link, row.SectionID = 1, ed.Sections[link].URL, ed.Sections[link].ID
			ed.Amendments = []normalise.Amendment{row}
		})
		changes := compare.Editions(lineage.Carry(prev, cur), compare.Options{RunID: cur.RunID})
		declaration.Judge(prev, cur, changes, declaration.History{})
		out := map[string]string{}
		for _, c := range changes {
			if c.Kind == diff.Edited {
				out[c.NewTitle] = c.Declared
			}
		}
		return out
	}
	if got := told("Section 47 Enquiries; Child Protection Conferences", 1); got[names[1]] != "confirmed" || got[names[2]] != "confirmed" || got[names[3]] != "undeclared" {
		t.Errorf("a list of names: %v", got)
	}
	if got := told("Contact and Section 47 Enquiries", 6); got[names[6]] != "confirmed" || got[names[1]] != "undeclared" || got[names[3]] != "undeclared" {
		t.Errorf("one name: %v", got)
	}
}

// A row that comes after the change, and a change that comes after its row.
func TestLateAndEarlyDeclarations(t *testing.T) {
	n1 := small()
	n1.ObservedAt = time.Date(2020, 1, 1, 2, 0, 0, 0, time.UTC)
	lineage.Carry(nil, n1)
	var h declaration.History
	night := func(prev *normalise.Edition, change func(ed *normalise.Edition)) *normalise.Edition {
		cur := next(prev, change)
		m := lineage.Carry(prev, cur)
		changes := compare.Editions(m, compare.Options{RunID: cur.RunID})
		h.Nights = append(h.Nights, declaration.Night{RunID: cur.RunID, ObservedAt: cur.ObservedAt, Changes: changes, Declarations: declaration.Judge(prev, cur, changes, h)})
		return cur
	}
	n2 := night(n1, func(ed *normalise.Edition) {
		ed.Sections[1].Title = "Lantern and lamp rules"
		ed.Amendments = []normalise.Amendment{{Ordinal: 1, Chapter: "Kettle safety", Details: "This chapter has been renamed."}}
	})
	night(n2, func(ed *normalise.Edition) {
		ed.Sections[3].Title = "Safety of kettles and pans"
		ed.Amendments = append(ed.Amendments, normalise.Amendment{Ordinal: 2, Chapter: "Lantern and lamp rules", Details: "Title changed."})
	})
	if got := h.Nights[0].Declarations; len(got) != 1 || got[0].State != diff.NotDetected {
		t.Fatalf("first night: %+v", got)
	}
	got := h.Nights[1].Declarations
	if len(got) != 2 || got[0].State != diff.ConfirmedLate || got[1].State != diff.ConfirmedEarly {
		t.Errorf("second night: %+v", got)
	}
}

// TestVagueRowsMonthsLater: a row that only says that something changed is late where its date
// is near the change, and declares nothing that was seen months before it; one whose words fit
// the change, or can mean no other, is late at any time.
func TestVagueRowsMonthsLater(t *testing.T) {
	for _, test := range []struct {
		details string
		month   time.Month
		want    diff.State
	}{
		{"Further amendments.", time.August, diff.NotDetected},
		{"Further amendments.", time.March, diff.ConfirmedLate},
		{"'must' now reads 'should'.", time.August, diff.ConfirmedLate},
		{"The kettle should now be checked by the steward.", time.August, diff.ConfirmedLate},
		{"The kettle should now be emptied by the steward.", time.August, diff.NotDetected},
		{"That the steward checks it is advised now rather than required.", time.August, diff.ConfirmedLate},
		{"The steward is paid by the harbour.", time.August, diff.NotDetected},
		{"The steward must sweep on five working days.", time.August, diff.NotDetected},
	} {
		n1 := small()
		n1.ObservedAt = time.Date(2020, 1, 1, 2, 0, 0, 0, time.UTC)
		setText(n1, 3, 0, "The kettle must be checked by the steward within five working days.")
		lineage.Carry(nil, n1)
		n2 := next(n1, func(ed *normalise.Edition) {
			ed.ObservedAt = time.Date(2020, 2, 20, 2, 0, 0, 0, time.UTC)
			setText(ed, 3, 0, strings.Replace(ed.Sections[3].Blocks[0].Text, "must", "should", 1))
		})
		m := lineage.Carry(n1, n2)
		changes := compare.Editions(m, compare.Options{RunID: n2.RunID})
		h := declaration.History{Nights: []declaration.Night{{RunID: n2.RunID, ObservedAt: n2.ObservedAt, Changes: changes, Declarations: declaration.Judge(n1, n2, changes, declaration.History{})}}}
		n3 := next(n2, func(ed *normalise.Edition) {
			ed.ObservedAt = time.Date(2020, 8, 20, 2, 0, 0, 0, time.UTC)
			ed.Amendments = []normalise.Amendment{{Ordinal: 1, Chapter: "Kettle safety", Details: test.details, Date: normalise.Date{Y: 2020, M: test.month, D: 1, Precision: normalise.Day}}}
		})
		m = lineage.Carry(n2, n3)
		got := declaration.Judge(n2, n3, compare.Editions(m, compare.Options{RunID: n3.RunID}), h)
		if len(got) != 1 || got[0].State != test.want {
			t.Errorf("%q in %s: %+v, want %s", test.details, test.month, got, test.want)
		}
	}
}

// TestParaphraseAmongSeveral: where two changes of a chapter wait for a row, one that came months
// later and puts its change in other words may mean either, and declares none.
func TestParaphraseAmongSeveral(t *testing.T) {
	ed := small()
	setText(ed, 3, 0, "The kettle must be checked by the steward within five working days.")
	lineage.Carry(nil, ed)
	var h declaration.History
	for i, text := range []string{"The kettle should be checked by the steward within five working days.", "The kettle should be checked by the steward within six working days."} {
		cur := next(ed, func(ed *normalise.Edition) {
			ed.ObservedAt = time.Date(2020, 2, 20+i, 2, 0, 0, 0, time.UTC)
			setText(ed, 3, 0, text)
		})
		changes := compare.Editions(lineage.Carry(ed, cur), compare.Options{RunID: cur.RunID})
		h.Nights = append(h.Nights, declaration.Night{RunID: cur.RunID, ObservedAt: cur.ObservedAt, Changes: changes, Declarations: declaration.Judge(ed, cur, changes, h)})
		ed = cur
	}
	cur := next(ed, func(ed *normalise.Edition) {
		ed.ObservedAt = time.Date(2020, 8, 20, 2, 0, 0, 0, time.UTC)
		ed.Amendments = []normalise.Amendment{{Ordinal: 1, Chapter: "Kettle safety", Details: "That the steward checks it is advised now rather than required.", Date: normalise.Date{Y: 2020, M: time.August, D: 1, Precision: normalise.Day}}}
	})
	got := declaration.Judge(ed, cur, compare.Editions(lineage.Carry(ed, cur), compare.Options{RunID: cur.RunID}), h)
	if len(got) != 1 || got[0].State != diff.NotDetected {
		t.Errorf("%+v", got)
	}
}

// Boards have many words for one thing; what happened is found in all of them, and
// none of them makes up a change.
func TestPhrasingsOfBoards(t *testing.T) {
	edit := func(i int, from, to string) func(ed *normalise.Edition) {
		return func(ed *normalise.Edition) {
			setText(ed, i, 0, strings.Replace(ed.Sections[i].Blocks[0].Text, from, to, 1))
		}
	}
	tests := []struct {
		change  func(ed *normalise.Edition)
		chapter string
		details []string
	}{
		{edit(1, "must", "should"), "Lantern rules", []string{"Amended in line with national guidance.", "Reviewed and refreshed throughout", "‘must’ now reads ‘should’", "Wording revised (section 1).", "Minor amendment", "Updated to say that lanterns should be checked", "Paragraph 1 strengthened"}},
		{edit(2, "five", "three"), "2. Orchard visits", []string{"Timeframe reduced.", "Deadline amended from five working days to three working days", "Time limits revised following an audit.", "Now three working days"}},
		{func(ed *normalise.Edition) { ed.Sections[7].Title = "Strings and bows" }, "Strings and bows", []string{"Formerly Violin lessons", "Chapter retitled.", "Now called Strings and bows.", "Change of name", "Title amended", "Previously known as 'Violin lessons'."}},
		{func(ed *normalise.Edition) { removeSection(ed, 8) }, "Quarry trips", []string{"Deleted.", "Chapter withdrawn", "This procedure is no longer part of the manual.", "Removed from the website and archived."}},
		{func(ed *normalise.Edition) {
			s := ed.Sections[2]
			removeSection(ed, 2)
			s.Parent = 4
			insertSection(ed, 6, s)
			number(ed)
		}, "Orchard visits", []string{"Moved to part 2.", "This chapter now sits within Special.", "Relocated"}},
		{func(ed *normalise.Edition) {
			insertSection(ed, 3, normalise.Section{Parent: 0, Depth: 2, Kind: normalise.KindChapter, Title: "Parasols", Blocks: []parse.Block{{Text: "A parasol must be dried before it is folded and hung in the porch."}}})
		}, "Parasols", []string{"New procedure.", "Chapter introduced following a review", "New", "New.", "Added.", "New page.", "First published"}},
	}
	for _, test := range tests {
		for _, details := range test.details {
			_, got, _ := declared(t, test.change, declaration.History{}, row2(test.chapter, details))
			if len(got) != 1 || got[0].State != diff.Confirmed {
				t.Errorf("%s | %s: %+v", test.chapter, details, got)
			}
			if test.chapter == "Parasols" {
				continue
			}
			if _, got, _ = declared(t, func(*normalise.Edition) {}, declaration.History{}, row2(test.chapter, details)); len(got) != 1 || strings.HasPrefix(string(got[0].State), "confirmed") {
				t.Errorf("nothing happened, yet %s | %s: %+v", test.chapter, details, got)
			}
		}
	}
}

// TestRowOnOpeningHours declares the hours in which somebody can be reached, which are no limit of
// time: a duty that has another limit stays undeclared beside such a row.
func TestRowOnOpeningHours(t *testing.T) {
	for _, c := range []struct{ from, to, want string }{
		{"Ring 01632 960111 in the evening.", "Ring 01632 960111 from 9am to 6pm at weekends.", "confirmed"},
		{"within five working days", "within two working days", "undeclared"},
	} {
		changes, _, _ := declared(t, func(ed *normalise.Edition) {
			for k := range ed.Sections[1].Blocks {
				setText(ed, 1, k, strings.Replace(ed.Sections[1].Blocks[k].Text, c.from, c.to, 1))
			}
		}, declaration.History{}, row2("1.1 Lantern rules", "Opening hours of the advice line."))
		i := slices.IndexFunc(changes, func(o diff.Change) bool { return o.Kind == diff.Edited })
		if i < 0 || changes[i].Declared != c.want {
			t.Errorf("%q became %q: %s, want one that is %s", c.from, c.to, describe(changes), c.want)
		}
	}
}
