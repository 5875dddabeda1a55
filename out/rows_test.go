package out

import (
	"testing"
	"time"

	"manualwatch/normalise/cite"
)

// TestStandingMovesOn: what was in force or in use when a manual was read goes out of it
// although nobody touched the manual.
func TestStandingMovesOn(t *testing.T) {
	for _, c := range []struct {
		row  ReferenceRow
		at   string
		want string
	}{
		{ReferenceRow{Title: "Clinical Commissioning Group", Authority: cite.AuthorityTerm, Status: cite.StatusCurrent}, "2022-06-30", "current "},
		{ReferenceRow{Title: "Clinical Commissioning Group", Authority: cite.AuthorityTerm, Status: cite.StatusCurrent}, "2022-07-01", "superseded integrated care board"},
		{ReferenceRow{Title: "Working Together to Safeguard Children", EditionYear: 2015, Status: cite.StatusCurrent}, "2019-01-01", "superseded Working Together to Safeguard Children 2018"},
		{ReferenceRow{Title: "A term of which no table tells", Authority: cite.AuthorityTerm, Status: cite.StatusCurrent}, "2022-07-01", "current "},
	} {
		at, err := time.Parse(time.DateOnly, c.at)
		if err != nil {
			t.Fatal(err)
		}
		c.row.Age(at)
		if got := c.row.Status + " " + c.row.SupersededBy; got != c.want {
			t.Errorf("%s on %s: %q, want %q", c.row.Title, c.at, got, c.want)
		}
	}
}
