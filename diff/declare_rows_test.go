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

// Rows as boards write them, against nights on which one thing happened: what it
// says is found, and what it does not say is denied.
func TestRowsOfBoards(t *testing.T) {
	edit := func(i int, from, to string) func(ed *normalise.Edition) {
		return func(ed *normalise.Edition) {
			setText(ed, i, 0, strings.Replace(ed.Sections[i].Blocks[0].Text, from, to, 1))
		}
	}
	grow := func(i int, text string) func(ed *normalise.Edition) {
		return func(ed *normalise.Edition) {
			ed.Sections[i].Blocks = append(ed.Sections[i].Blocks, parse.Block{Text: text})
		}
	}
	phone := func(ed *normalise.Edition) {
		b := ed.Sections[1].Blocks
		b[len(b)-1].Text = "Ring 01632 960222 in the evening."
	}
	both := func(ed *normalise.Edition) { edit(1, "must", "should")(ed); edit(3, "must", "should")(ed) }
	rename := func(ed *normalise.Edition) { ed.Sections[7].Title = "Strings and bows" }
	link := func(ed *normalise.Edition) {
		ed.Sections[2].Blocks[0].Links = []parse.Link{{Text: "porter", Href: "https://guide.example/porter"}}
	}
	tests := []struct {
		name             string
		change           func(ed *normalise.Edition)
		chapter, details string
		want             diff.State
		says             string
	}{
		// names
		{"number and title", edit(1, "must", "should"), "1.1: Lantern rules", "Updated.", diff.Confirmed, "its title"},
		{"title with a flag", edit(1, "must", "should"), "Lantern rules (Updated)", "Updated.", diff.Confirmed, "its title"},
		{"title as a file", edit(1, "must", "should"), "Lantern rules.pdf", "Updated.", diff.Confirmed, "its title"},
		{"a letter lost", edit(1, "must", "should"), "Lantrn rules", "Updated.", diff.Confirmed, "spelled otherwise"},
		{"two letters changed about", edit(2, "must", "should"), "Orchard vistis", "Updated.", diff.Confirmed, "spelled otherwise"},
		{"words run together", edit(3, "must", "should"), "KettleSafety", "Updated.", diff.Confirmed, "spelled otherwise"},
		{"words cut short", edit(3, "must", "should"), "Kett. saf.", "Updated.", diff.Confirmed, "cut short"},
		{"the old title", rename, "Violin lessons chapter", "Chapter renamed.", diff.Confirmed, "renamed"},
		{"two chapters in one row", both, "Lantern rules and Kettle safety", "Changed 'must' to 'should'.", diff.Confirmed, "“Kettle safety”"},
		{"two chapters, one of them quiet", edit(1, "must", "should"), "Lantern rules; Kettle safety", "Updated.", diff.Confirmed, "“Kettle safety” did not change so"},
		{"two quiet chapters", edit(2, "must", "should"), "Lantern rules / Kettle safety", "Updated.", diff.NotDetected, "nothing"},
		{"a chapter of another manual", edit(1, "must", "should"), "Lanyard tools", "Updated.", diff.UnknownChapter, "Lanyard tools"},
		// what was done
		{"days of the week", grow(1, "Stewards ring the porter at noon on Saturday and on Sunday."), "Lantern rules", "Rings are now made on both days of the weekend.", diff.Confirmed, "a timescale"},
		{"updated to", grow(1, "Stewards must look at the wick before dusk."), "Lantern rules", "This chapter has been updated to include the wick.", diff.Confirmed, "words were added"},
		{"section revised", edit(1, "must", "should"), "Lantern rules", "Section 4 has been revised.", diff.Confirmed, "edited"},
		{"minor throughout", edit(1, "twice", "once"), "Lantern rules", "Minor changes throughout.", diff.Confirmed, "edited"},
		{"replaced with", edit(1, "porter", "warden"), "Lantern rules", "Replaced 'porter' with 'warden'.", diff.Confirmed, `"porter" became "warden"`},
		{"replaced, in longer words", edit(1, "porter", "warden"), "Lantern rules", "Replaced 'the porter' with 'the warden'.", diff.Confirmed, "became"},
		{"a link added", link, "Orchard visits", "A link has been added.", diff.Confirmed, "a link changed"},
		{"in line with guidance", edit(1, "must", "should"), "Lantern rules", "Amended in line with national guidance.", diff.Confirmed, "edited"},
		{"changed to reflect", edit(1, "must", "should"), "Lantern rules", "Changed to reflect the move to one hub.", diff.Confirmed, "edited"},
		{"renamed from", rename, "Strings and bows", "Renamed from 'Violin lessons'.", diff.Confirmed, `renamed`},
		{"title shortened", rename, "Strings and bows", "The title of the chapter was shortened.", diff.Confirmed, "renamed"},
		{"a shorter title", rename, "Strings and bows", "Shorter title.", diff.Confirmed, "renamed"},
		{"links throughout", link, "Orchard visits", "Links updated throughout.", diff.Confirmed, "a link changed"},
		{"updated, and a link changed", link, "Orchard visits", "This chapter was updated.", diff.Confirmed, "a link changed"},
		{"contact", phone, "Lantern rules", "Telephone number amended.", diff.Confirmed, "contact details"},
		{"a heading of words that could be what was done", func(ed *normalise.Edition) {
			b := ed.Sections[4].Blocks
			b[len(b)-1].Text = "Drivers should wait at the gate until the bell has rung."
		}, "Harbour watch", "Duties in Transport and Contact reworded.", diff.Confirmed, `under "transport and contact"`},
		{"removed, bare", func(ed *normalise.Edition) { removeSection(ed, 8) }, "Quarry trips", "Removed as out of date.", diff.Confirmed, "removed"},
		{"merged", func(ed *normalise.Edition) {
			ed.Sections[2].Blocks = append(ed.Sections[2].Blocks, ed.Sections[3].Blocks...)
			removeSection(ed, 3)
		}, "Orchard visits", "This chapter has been merged with Kettle safety.", diff.Confirmed, "merged"},
		{"split", func(ed *normalise.Edition) {
			n := ed.Sections[2]
			n.Title, n.URL, n.Blocks = "Gates", "https://manual.example/gates.html", slices.Clone(n.Blocks[1:])
			ed.Sections[2].Blocks = ed.Sections[2].Blocks[:1]
			insertSection(ed, 3, n)
		}, "Orchard visits", "The second half is now a chapter of its own, Gates.", diff.Confirmed, "split"},
		// what was not done
		{"updated throughout, but only a link", link, "Orchard visits", "This chapter has been updated throughout.", diff.NotDetected, "not as the row says"},
		{"rewritten, but only a link", link, "Orchard visits", "Rewritten.", diff.NotDetected, "not as the row says"},
		{"reviewed, no changes", func(*normalise.Edition) {}, "Lantern rules", "Reviewed: no changes.", diff.NotDetected, "nothing"},
		{"renamed, but only edited", edit(1, "must", "should"), "Lantern rules", "This chapter has been renamed.", diff.NotDetected, "not as the row says"},
		{"withdrawn, but only edited", edit(1, "must", "should"), "Lantern rules", "Chapter withdrawn.", diff.NotDetected, "not as the row says"},
		{"merged, but only edited", grow(1, "Stewards must look at the wick before dusk."), "Lantern rules", "This chapter has been merged with Boat hire.", diff.NotDetected, "not as the row says"},
		{"split, but only edited", edit(1, "must", "should"), "Lantern rules", "Split into two chapters.", diff.NotDetected, "not as the row says"},
		{"other words", edit(1, "porter", "warden"), "Lantern rules", "Replaced 'the named nurse' with 'the lead nurse'.", diff.NotDetected, "not as the row says"},
		{"contact, but only edited", edit(2, "must", "should"), "Orchard visits", "Contact details have been updated.", diff.NotDetected, "not as the row says"},
		{"timescale, but only edited", edit(2, "must", "should"), "Orchard visits", "The timescale has been changed.", diff.NotDetected, "not as the row says"},
		{"an Act that is not there", edit(1, "must", "should"), "Lantern rules", "Reference to 'Lantern Act 2031' added.", diff.NotDetected, "not as the row says"},
		{"a link, but only a word", edit(2, "must", "should"), "Orchard visits", "A link to the harbour guide has been added.", diff.NotDetected, "not as the row says"},
	}
	for _, test := range tests {
		_, got, _ := declared(t, test.change, declaration.History{}, row2(test.chapter, test.details))
		if len(got) != 1 || got[0].State != test.want || !strings.Contains(got[0].Reason, test.says) {
			t.Errorf("%s: %s, %s; want %s because of %q", test.name, got[0].State, got[0].Reason, test.want, test.says)
		}
	}
}

// TestTimescaleInATable: the unit of a number may head its column, so that the row of the board
// alone says that it is a time.
func TestTimescaleInATable(t *testing.T) {
	prev := next(small(), func(ed *normalise.Edition) {
		ed.Sections[2].Blocks = append(ed.Sections[2].Blocks, parse.Block{Kind: parse.Row, Text: "3 | Head porter", Cells: []parse.Cell{{Text: "3"}, {Text: "Head porter"}}})
	})
	lineage.Carry(nil, prev)
	cur := next(prev, func(ed *normalise.Edition) {
		row := &ed.Sections[2].Blocks[len(ed.Sections[2].Blocks)-1]
		row.Text, row.Cells = "2 | Head porter", []parse.Cell{{Text: "2"}, {Text: "Head porter"}}
		ed.Amendments = append(ed.Amendments, row2("Orchard visits", "The head porter is now told after two days."))
		ed.Amendments[0].Ordinal = 1
	})
	m := lineage.Carry(prev, cur)
	got := declaration.Judge(prev, cur, compare.Editions(m, compare.Options{}), declaration.History{})
	if len(got) != 1 || got[0].State != diff.Confirmed || !strings.Contains(got[0].Reason, "a number is among the edits") {
		t.Errorf("%+v", got)
	}
}

// TestChangedPlaces holds a row on each of two chapters that changed places against the night: of
// one of them is told that it moved, and the other's number follows from that.
func TestChangedPlaces(t *testing.T) {
	rows := []normalise.Amendment{row2("Orchard visits", "1.2 and 1.3 have changed places."), row2("Kettle safety", "1.2 and 1.3 have changed places."), row2("Harbour watch", "Renumbered.")}
	changes, ds, _ := declared(t, func(ed *normalise.Edition) {
		s := ed.Sections
		s[2], s[3] = s[3], s[2]
		s[2].Number, s[3].Number = s[3].Number, s[2].Number
		s[2].NumberKey, s[3].NumberKey = s[3].NumberKey, s[2].NumberKey
	}, declaration.History{}, rows...)
	for i, want := range []diff.State{diff.Confirmed, diff.Confirmed, diff.NotDetected} {
		if ds[i].State != want {
			t.Errorf("%s: %s, %s; %q", ds[i].Chapter, ds[i].State, ds[i].Reason, facts(changes))
		}
	}
	for _, c := range changes {
		if c.CausedBy != "" && c.Declared != "not_applicable" {
			t.Errorf("what follows from another change is %s", c.Declared)
		}
	}
}

// TestRowsOnChaptersThatWent: rows on a chapter that was withdrawn name no new one whose title has
// the words of its own, neither those that stood before nor the one that says so, on that night
// and the next.
func TestRowsOnChaptersThatWent(t *testing.T) {
	prev := small()
	prev.Amendments = []normalise.Amendment{row2("Kettle safety", "Examples added.")}
	prev.Amendments[0].Ordinal = 1
	lineage.Carry(nil, prev)
	named := func(ed *normalise.Edition) {
		for i := range ed.Amendments {
			ed.Amendments[i].SectionID = ed.Sections[3].ID
		}
	}
	named(prev)
	n2 := next(prev, func(ed *normalise.Edition) {
		ed.Sections[3] = normalise.Section{Parent: 0, Depth: 2, Kind: normalise.KindChapter, Number: ed.Sections[3].Number, Title: "Kettle and urn safety", ID: "new", URL: "https://manual.example/urns.html", Blocks: []parse.Block{{Text: "Urns are filled from the well by whoever is first on the pier in the morning, and nobody else."}}}
		ed.Amendments = append(ed.Amendments, row2("Kettle safety", "Withdrawn."))
		ed.Amendments[1].Ordinal = 2
		named(ed)
	})
	m := lineage.Carry(prev, n2)
	changes := compare.Editions(m, compare.Options{RunID: n2.RunID})
	ds := declaration.Judge(prev, n2, changes, declaration.History{})
	n3 := next(n2, named)
	lineage.Carry(n2, n3)
	if len(ds) != 1 || ds[0].State != diff.Confirmed || ds[0].SectionID != prev.Sections[3].ID {
		t.Errorf("%+v; %q", ds, facts(changes))
	}
	for _, ed := range []*normalise.Edition{n2, n3} {
		for _, a := range ed.Amendments {
			if a.SectionID != "" {
				t.Errorf("%s: %s: %s names %s", ed.RunID, a.Chapter, a.Details, a.SectionID)
			}
		}
	}
}
