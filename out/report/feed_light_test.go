package report

import (
	"testing"

	"manualwatch/out"
)

// TestTitleOfANightOfRows: the title in the feed of a night on which only rows of the list of
// amendments came does not call them links, and counts those that were not found.
func TestTitleOfANightOfRows(t *testing.T) {
	row, link := out.ChangeRow{Kind: "amendment_added", Significance: "editorial"}, out.ChangeRow{Kind: "link_changed", Significance: "links"}
	lost := []out.DeclarationRow{{State: "not_detected", Reason: "nothing changed there"}, {State: "confirmed_late"}}
	for _, c := range []struct {
		changes []out.ChangeRow
		rows    []out.DeclarationRow
		want    string
	}{
		{[]out.ChangeRow{row, {Kind: "amendment_removed", Significance: "editorial"}}, nil, "Ash: rows of its own list of amendments only"},
		{[]out.ChangeRow{row}, lost, "Ash: rows of its own list of amendments only; 1 declared, not found"},
		{[]out.ChangeRow{row, link}, nil, "Ash: rows of its own list of amendments, links and typography only"},
		{[]out.ChangeRow{link}, nil, "Ash: links and typography only"},
		{nil, nil, "Ash: links and typography only"},
		{[]out.ChangeRow{row, {Kind: "edited", Significance: "minor", SectionID: "s"}}, lost, "Ash: 1 chapter with minor changes"},
	} {
		n := &Night{Board: out.Board{Name: "Ash"}, Changes: c.changes, Declarations: c.rows}
		if got := feedTitle(n); got != c.want {
			t.Errorf("%v: %q, want %q", c.changes, got, c.want)
		}
	}
}
