package declaration

import (
	"slices"
	"strings"

	"manualwatch/diff"
	"manualwatch/diff/compare"
	"manualwatch/diff/textdiff"
)

// besideDocument tells whether a row for several chapters tells of documents with their years,
// while an edited chapter has one of these years changed where it cites none: "the grant ends in
// [2023] [2026]" is no reference to the guidance of these years.
func (d *declaring) besideDocument(details string, c *diff.Change) bool {
	if c.Kind != diff.Edited {
		return false
	}
	var years []string
	for _, at := range textdiff.Years.FindAllStringIndex(details, -1) {
		if year := details[at[0]:at[1]]; textdiff.Names(details[:at[0]], year, details[at[1]:]) {
			years = append(years, year)
		}
	}
	beside := false
	for i, e := range c.Edits {
		if e.Op != diff.Delete || !slices.Contains(years, strings.Trim(e.Text, " \u00a0.,;:()")) {
			continue
		}
		var before, after string
		if i > 0 && c.Edits[i-1].Op == diff.Keep {
			before = c.Edits[i-1].Text
		}
		if i+2 < len(c.Edits) && c.Edits[i+1].Op == diff.Insert && c.Edits[i+2].Op == diff.Keep {
			after = c.Edits[i+2].Text
		}
		if compare.InCitation(before, e.Text, after, d.sides[0].Ed) {
			return false
		}
		beside = true
	}
	return beside
}
