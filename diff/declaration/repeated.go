package declaration

import (
	"fmt"
	"slices"

	"manualwatch/diff"
	"manualwatch/diff/lineage"
	"manualwatch/normalise"
)

// repeated judges a row that reads as another new one does; first has the ordinals of those by
// [lineage.RowKey]. Some systems write one row each time that a chapter is saved, so two rows may
// tell of two edits of one chapter: such a row is a duplicate only where the chapter changed
// in fewer places than there are rows.
func (d *declaring) repeated(a *normalise.Amendment, first map[string]int) {
	ordinal := first[lineage.RowKey(a)]
	out := d.declaration(a)
	out.State, out.Reason = diff.Duplicate, fmt.Sprintf("the same row stands in the table already (row %d)", ordinal)
	if c := d.dir.Find(a); len(c) > 0 {
		out.SectionID = c[0].Id
	}
	rows, told := 1, -1
	for i := range d.out {
		switch o := &d.out[i]; {
		case o.Chapter != a.Chapter || o.Details != a.Details || o.Date != out.Date:
		case o.Ordinal == ordinal:
			told = i
		case o.State == diff.Confirmed:
			rows++
		}
	}
	if told >= 0 && d.out[told].State == diff.Confirmed && d.places(d.out[told].ChangeIDs) > rows {
		of := &d.out[told]
		out.State, out.SectionID, out.ChangeIDs, out.Score = diff.Confirmed, of.SectionID, slices.Clone(of.ChangeIDs), of.Score
		out.Reason = fmt.Sprintf("the row says what row %d says, and the chapter changed in several places: %s", ordinal, of.Reason)
		d.resolve(a.Ordinal, of.SectionID, true)
	}
	d.out = append(d.out, out)
}

// places counts what changes tell: each is one thing, and an edited text as many as places apart
// from each other were edited.
func (d *declaring) places(ids []string) (n int) {
	for i := range d.scene.changes {
		switch c := &d.scene.changes[i]; {
		case !slices.Contains(ids, c.ID):
		case c.Kind == diff.Edited:
			n += passages(c.Edits)
		default:
			n++
		}
	}
	return n
}

// passages counts the edited places of a text that unchanged sentences or headings part.
func passages(edits []diff.Edit) (n int) {
	edited := false
	for _, e := range edits {
		switch e.Op {
		case diff.Under, diff.Skip:
			edited = false
		case diff.Insert, diff.Delete, diff.MoveTo:
			if !edited {
				n++
			}
			edited = true
		}
	}
	return n
}
