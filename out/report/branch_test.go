package report

import (
	"testing"

	"manualwatch/diff"
	"manualwatch/out"
)

// TestBranches: of a split the new chapter is told with its number, its page, and what went over
// to it or what it was; of a merger the number of what was taken in.
func TestBranches(t *testing.T) {
	rows := func(of ...string) *Outline { // id, parent, kind, title
		var rs []out.SectionRow
		for i := 0; i < len(of); i += 4 {
			rs = append(rs, out.SectionRow{SectionID: of[i], ParentSectionID: of[i+1], Kind: of[i+2], Title: of[i+3], Ordinal: int32(i)})
		}
		return NewOutline(rs)
	}
	before := rows("a", "", "chapter", "Lamps", "a1", "a", "heading", "Wicks", "a2", "a", "heading", "Oil", "a3", "a1", "heading", "Long Wicks", "a4", "a", "appendix", "Appendix 1: Signs", "b", "", "chapter", "Bells")
	now := rows("a", "", "chapter", "Lamps", "a2", "a", "heading", "Oil", "c", "", "chapter", "Wicks by Night", "c1", "c", "heading", "WICKS", "c2", "c1", "heading", "Long wicks", "c3", "c", "heading", "Oil")
	split := out.ChangeRow{Kind: "split", SectionID: "a", NewNumber: "2.6", NewTitle: "Wicks by Night", NewURL: "https://lamps.example/wicks", OtherSectionIDs: []string{"c"}}
	if got, want := *BranchOf(&split, before, now), (Branch{"New chapter: ", "2.6 Wicks by Night", "https://lamps.example/wicks", "; what stood under “Wicks” and “Long Wicks” went over to it"}); got != want {
		t.Errorf("%+v", got)
	}
	split.OtherSectionIDs = []string{"c", "a4"}
	if got := BranchOf(&split, before, now).Rest; got != "; it was “Appendix 1: Signs” there" {
		t.Errorf("%q", got)
	}
	merged := out.ChangeRow{Kind: "merged", SectionID: "a", OldNumber: "1.2", OldTitle: "Bells", OtherSectionIDs: []string{"b"}}
	part := merged
	part.Reasons = []string{diff.DividedReason}
	if got := BranchOf(&part, before, now).What; got != "Taken in, in part: " {
		t.Errorf("one of several that took a chapter in: %q", got)
	}
	if got := *BranchOf(&merged, before, now); got != (Branch{What: "Taken in: ", Label: "1.2 Bells"}) {
		t.Errorf("%+v", got)
	}
	if BranchOf(&out.ChangeRow{Kind: "edited"}, before, now) != nil {
		t.Error("an edit has a branch")
	}
}
