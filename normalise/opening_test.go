package normalise

import (
	"testing"
)

// TestAnchored: the table before a pattern never changes its answer.
func TestAnchored(t *testing.T) {
	texts := []string{"", "a", "(", "Home", "home page", "HOMEPAGE", "Back to top", "ſite map", "»", "1", "12", "  pdf", "(PDF, 3kb)", "éa",
		"See also: x", "[see also", "Note: x", "N.B. x", "* note", "Under review", "(new)", "– updated", "NEW March 2018", "Appendix 1 x",
		"Contents", "In this chapter", "quick lin\u212a s", "Quic\u212a guide", "1 January 2020", "Tues, 3rd May 2016", "Version 3, May 2016", "t", "to"}
	for _, a := range []*anchored{formatName, junkTitle, boxTitle, listTitle, pagerLine, seeAlso, noteStart, onlyFlags, litter, amendLabel, contentLabel, versionLead, nextMark, anchor(`(?i)^(?:é|k)a$|^»$|^$`), anchor(`no anchor`)} {
		for _, s := range texts {
			if got, want := a.MatchString(s), a.re.MatchString(s); got != want {
				t.Errorf("%.40s on %q: %v, want %v", a.re, s, got, want)
			}
		}
	}
}
