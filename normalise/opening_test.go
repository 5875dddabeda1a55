package normalise

import (
	"regexp"
	"slices"
	"strings"
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

// TestWorded: a pattern that is tried only at the beginnings of words finds what the
// pattern behind "\b" finds.
func TestWorded(t *testing.T) {
	texts := []string{"", "was updated", "It was updated, and were added", "_was updated", "éwas updated", "washed; has been\nre-written", "Changes were made",
		"the next update is due in May", "annex update", "Next: x", "NEXT RELEASE March 2020", "born 3 May 2019, left 4/5/2020", "x1/2/2020 1/2/2020", "Mayor May 2018", "12-Jan-20"}
	for _, w := range []*worded{changeSentence, nextWords, dateInText} {
		plain := regexp.MustCompile(`\b` + strings.TrimPrefix(w.re.String(), "^"))
		for _, s := range texts {
			if got, want := w.FindStringIndex(s), plain.FindStringIndex(s); !slices.Equal(got, want) {
				t.Errorf("%.40s on %q: %v, want %v", w.re, s, got, want)
			}
		}
	}
}

// TestHeadDate: a date with words of a release beside it heads what stands below it.
func TestHeadDate(t *testing.T) {
	for _, lead := range []string{"", "Amendments - ", "Latest Updates: ", "Updates made in ", "Version 3.1 - ", "(", "Uploaded on ", "Release, v2 ", "Update 14: ", "w/c "} {
		for _, date := range []string{"March 2018", "Tuesday 3rd May 2016", "27/02/2018", "3.5.20", "2019-05-04", "12 May 2020 at 5:30 pm"} {
			for _, trail := range []string{"", ")", " Updates", " release", ".", " ]"} {
				if text := lead + date + trail; !dated(text) {
					t.Errorf("%q was refused", text)
				}
			}
		}
	}
	for _, text := range []string{"Bullying (March 2018)", "Reviewed by the board in 2018", "A meeting of 3 May 2016 in the hall"} {
		if dated(text) {
			t.Errorf("%q heads nothing", text)
		}
	}
}

func dated(text string) bool {
	_, _, ok := headDate(text)
	return ok
}
