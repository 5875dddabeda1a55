package diff_test

import (
	"slices"
	"strings"
	"testing"

	"manualwatch/diff"
	"manualwatch/diff/compare"
	"manualwatch/diff/declaration"
	"manualwatch/diff/lineage"
	"manualwatch/normalise"
	"manualwatch/parse"
)

// TestBestRowOfAChange: where several rows of the board's list bear a change out, it is that which
// fits best that declares it, in whatever order they stand; and a row does not tell of what
// another one names.
func TestBestRowOfAChange(t *testing.T) {
	const chapterName = "Lantern rules at night"
	change := func(ed *normalise.Edition) {
		s := ed.Sections[1]
		s.Title, s.Parent = chapterName, 4
		s.Blocks = slices.Clone(s.Blocks)
		s.Blocks[0].Text = strings.Replace(s.Blocks[0].Text, "must", "should", 1)
		removeSection(ed, 1)
		ed.Sections = append(ed.Sections, s)
	}
	edited, renamed, moved := row2(chapterName, "The wording changed from 'must' to 'should'."), row2(chapterName, "Renamed (was Lantern rules)."), row2(chapterName, "Moved to the part Special.")
	both := row2(chapterName, "Renamed (was Lantern rules) and moved to the part Special.")
	for _, test := range []struct {
		rows []normalise.Amendment
		want map[diff.Kind]int // ordinal of the row, 0 for undeclared
	}{
		{[]normalise.Amendment{edited, renamed, moved}, map[diff.Kind]int{diff.Edited: 1, diff.Renamed: 2, diff.Moved: 3}},
		{[]normalise.Amendment{moved, renamed, edited}, map[diff.Kind]int{diff.Edited: 3, diff.Renamed: 2, diff.Moved: 1}},
		{[]normalise.Amendment{edited, both}, map[diff.Kind]int{diff.Edited: 1, diff.Renamed: 2, diff.Moved: 2}},
		{[]normalise.Amendment{edited}, map[diff.Kind]int{diff.Edited: 1, diff.Renamed: 0, diff.Moved: 0}},
		{[]normalise.Amendment{row2(chapterName, "Attendance is now required.")}, map[diff.Kind]int{diff.Edited: 1, diff.Renamed: 0, diff.Moved: 0}},
		{[]normalise.Amendment{row2(chapterName, "The duty to keep them lit was relaxed.")}, map[diff.Kind]int{diff.Edited: 1, diff.Renamed: 0, diff.Moved: 0}},
		{[]normalise.Amendment{row2(chapterName, "Updated.")}, map[diff.Kind]int{diff.Edited: 1, diff.Renamed: 1, diff.Moved: 1}},
	} {
		changes, ds, _ := declared(t, change, declaration.History{}, test.rows...)
		for _, c := range changes {
			want, ok := test.want[c.Kind]
			if !ok {
				continue
			}
			if c.AmendmentOrdinal != want || c.Declared == "confirmed" != (want > 0) {
				t.Errorf("%d rows, %s: %s, row %d, want row %d", len(test.rows), c.Kind, c.Declared, c.AmendmentOrdinal, want)
			}
			for _, d := range ds {
				if slices.Contains(d.ChangeIDs, c.ID) && d.Ordinal != want {
					t.Errorf("row %d of %d, %q, tells of what was %s", d.Ordinal, len(test.rows), d.Details, c.Kind)
				}
			}
		}
	}
}

// TestBetterRowLeavesTheText: a row that says that a chapter was renamed and updated tells of its
// text, too, also where another one fits the edit better that tells of a number only.
func TestBetterRowLeavesTheText(t *testing.T) {
	changes, _, _ := declared(t, func(ed *normalise.Edition) {
		ed.Sections[1].Title = "Lantern rules at night"
		b := ed.Sections[1].Blocks
		b[0].Text = strings.Replace(b[0].Text, "must", "should", 1)
		b[len(b)-1].Text = "Ring 01632 960222 in the evening."
	}, declaration.History{}, row2("Lantern rules at night", "Renamed and updated."), row2("Lantern rules at night", "Telephone number changed from 01632 960111 to 01632 960222."))
	for _, c := range changes {
		if (c.Kind == diff.Edited || c.Kind == diff.Renamed) && c.Declared != "confirmed" {
			t.Errorf("%s is %s", c.Kind, c.Declared)
		}
	}
}

// TestWhatRowsTell: the dots of the numbers in a row end no sentence, and an appendix that is a
// chapter now was split off.
func TestWhatRowsTell(t *testing.T) {
	k := declaration.ReadClaim("The titles of 1.4 and 1.5 had been put on the wrong way round and were exchanged.", false)
	if !slices.Contains(k.Kinds, diff.Renamed) {
		t.Errorf("it tells of %q", k.Kinds)
	}
	for details, want := range map[string]bool{
		"The appendix is now section 2.3": true, "Appendix 2 has become a page.": true, "The appendix is now a chapter and no longer a file.": true,
		"The appendix is now up to date.": false, "The appendix now has a section on boats.": false,
	} {
		if k := declaration.ReadClaim(details, false); slices.Contains(k.Kinds, diff.Split) != want {
			t.Errorf("%q tells of %q", details, k.Kinds)
		}
	}
}

// TestRowsOnWhatWasReplacedThroughout: a row on the telephone number and one on a name each tell of
// what was replaced throughout, and one on a chapter that was swept along does not.
func TestRowsOnWhatWasReplacedThroughout(t *testing.T) {
	prev := manual(21, 2, 5, 60)
	for i := range prev.Sections {
		if prev.Sections[i].Kind == normalise.KindChapter {
			prev.Sections[i].Blocks = append(prev.Sections[i].Blocks, parse.Block{Text: "The Harbour Watch keeps the book of " + prev.Sections[i].Title + ". Ring 01632 960111 in the evening."})
		}
	}
	lineage.Carry(nil, prev)
	cur := next(prev, func(ed *normalise.Edition) {
		replaceWords(ed, "Harbour Watch", "Coastal Office")
		replaceWords(ed, "01632 960111", "01632 960222")
		rows := []normalise.Amendment{
			row2(ed.Sections[3].Title, "The titles of 1.3 and 1.4 had been put on the wrong way round and were exchanged."),
			row2("All chapters", "The telephone number has changed on every page that prints it."),
			row2("All chapters", "The Harbour Watch is the Coastal Office throughout."),
		}
		ed.Sections[3].Title, ed.Sections[4].Title = ed.Sections[4].Title, ed.Sections[3].Title
		for i := range rows {
			rows[i].Ordinal = i + 1
		}
		ed.Amendments = rows
	})
	m := lineage.Carry(prev, cur)
	changes := compare.Editions(m, compare.Options{RunID: cur.RunID})
	ds := declaration.Judge(prev, cur, changes, declaration.History{})
	swept := map[int]string{} // what was replaced throughout, by the row that declares it best
	for _, c := range changes {
		if c.Kind == diff.TermsSwept {
			swept[c.AmendmentOrdinal] = c.ID
		}
	}
	if len(swept) != 2 || swept[2] == "" || swept[3] == "" {
		t.Fatalf("%q, declared by rows %v", facts(changes), swept)
	}
	for i := range ds {
		for row, id := range swept {
			if slices.Contains(ds[i].ChangeIDs, id) != (row == i+1) || ds[i].State != diff.Confirmed {
				t.Errorf("row %d, %s, tells of the sweep of row %d: %v; %s", i+1, ds[i].State, row, row != i+1, ds[i].Reason)
			}
		}
	}
}

// TestBothEndsOfASplit: the chapter that gave a part away and the one that was made of it may each
// have a row of the record, and neither takes the change from the other.
func TestBothEndsOfASplit(t *testing.T) {
	_, got, _ := declared(t, func(ed *normalise.Edition) {
		n := ed.Sections[2]
		n.Title, n.URL, n.Blocks = "Gates", "https://manual.example/gates.html", slices.Clone(n.Blocks[1:])
		ed.Sections[2].Blocks = ed.Sections[2].Blocks[:1]
		insertSection(ed, 3, n)
	}, declaration.History{}, row2("Gates", "Taken out of Orchard visits to stand alone."), row2("Orchard visits", "Part of this chapter is now Gates."))
	for i := range got {
		if got[i].State != diff.Confirmed {
			t.Errorf("%s: %s, %s", got[i].Chapter, got[i].State, got[i].Reason)
		}
	}
	if len(got) != 2 {
		t.Errorf("%+v", got)
	}
}
