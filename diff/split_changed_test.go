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

// TestChangedOnTheWayToASplit: a table that went over to the chapter that was split off, and got
// a column on the way, is told of the new chapter, beside the split; the row that says so is
// borne out. The contacts below it stayed where they were.
func TestChangedOnTheWayToASplit(t *testing.T) {
	contacts := []parse.Block{{Kind: parse.Heading, Text: "Contacts"}, {Text: "Harbour desk: 01632 960101"}, {Text: "Night bell: 01632 960102"}}
	table := func(rows ...string) []parse.Block {
		var out []parse.Block
		for i, row := range rows {
			out = append(out, parse.Block{Kind: parse.Row, Table: 1, Header: i == 0, Text: row})
		}
		return out
	}
	prev := manual(9, 1, 6, 240)
	stays, goes := prev.Sections[2].Blocks[:2], prev.Sections[2].Blocks[2:]
	prev.Sections[2].Blocks = slices.Concat(stays, goes, table("Paper | Held by | Kept for", "Minutes of meetings | harbour office | six years", "List of those who came | porter | two years"), contacts)
	seal(prev)
	lineage.Carry(nil, prev)
	cur := next(prev, func(ed *normalise.Edition) {
		s := ed.Sections[2]
		s.Title, s.URL, s.ID = "What came of the thimbles", "https://manual.example/thimbles.html", ""
		s.Blocks = slices.Concat(goes, table("Paper | Held by | Kept for | Notes", "Minutes of meetings | harbour office | six years | in the loft", "List of those who came | porter | two years | none"))
		ed.Sections[2].Blocks = slices.Concat(stays, contacts)
		insertSection(ed, 3, s)
		number(ed)
		row := row2("What came of the thimbles", "Extra column in the table.")
		row.Ordinal = 1
		ed.Amendments = append(ed.Amendments, row)
	})
	changes := compare.Editions(lineage.Carry(prev, cur), compare.Options{RunID: cur.RunID})
	told := declaration.Judge(prev, cur, changes, declaration.History{})
	changes = slices.DeleteFunc(changes, func(c diff.Change) bool { return c.Kind != diff.Split && c.Kind != diff.Edited })
	if len(changes) != 2 || changes[0].Kind == changes[1].Kind {
		t.Fatalf("%s", describe(changes))
	}
	split, edit := &changes[0], &changes[1]
	if edit.Kind == diff.Split {
		split, edit = edit, split
	}
	if edit.NewTitle != "What came of the thimbles" || edit.Detail != "since it was part of “"+split.OldTitle+"”" || !slices.Contains(edit.Reasons, "a column was added to a table") || !strings.Contains(joined(edit.Edits, diff.Insert), "Notes") || joined(edit.Edits, diff.Delete) != "" {
		t.Errorf("the edit is %+v", edit)
	}
	if len(split.Edits) > 0 {
		t.Errorf("the split has the edits %v", split.Edits)
	}
	if len(told) != 1 || told[0].State != diff.Confirmed || !slices.Equal(told[0].ChangeIDs, []string{edit.ID}) {
		t.Errorf("the row is judged %+v", told)
	}
}
