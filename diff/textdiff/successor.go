package textdiff

import (
	"regexp"
	"strings"

	"manualwatch/diff"
)

// successors are bodies and posts whose duties went by law to another, which has them now: to name
// the one in the place of the other follows the law, and changes nothing.
var successors = []struct{ was, is *regexp.Regexp }{
	// safeguarding partners: Children and Social Work Act 2017, sections 16 to 23 (sections 16E to
	// 16J of the Children Act 2004); Working Together 2018
	{regexp.MustCompile(`\b(?:(?:local )?safeguarding children(?:'s)? boards?|lscbs?)\b`), regexp.MustCompile(`\b(?:(?:local |multi-agency )?safeguarding (?:children )?(?:partners|partnerships?)(?: arrangements)?|(?:children(?:'s)? )?safeguarding (?:children )?partnerships?|lscps?|scps?)\b`)},
	// integrated care boards: Health and Care Act 2022, section 19; 1 July 2022
	{regexp.MustCompile(`\b(?:clinical commissioning groups?|ccgs?)\b`), regexp.MustCompile(`\b(?:integrated care boards?|icbs?)\b`)},
	// clinical commissioning groups: Health and Social Care Act 2012, section 10; 1 April 2013
	{regexp.MustCompile(`\b(?:primary care trusts?|pcts?)\b`), regexp.MustCompile(`\b(?:clinical commissioning groups?|ccgs?|integrated care boards?|icbs?)\b`)},
	// child trafficking guardians: Modern Slavery Act 2015, section 48; the Home Office's interim
	// guidance has called the advocates guardians since 2019
	{regexp.MustCompile(`\b(?:(?:independent )?child trafficking advocates?|ictas?)\b`), regexp.MustCompile(`\b(?:(?:independent )?child trafficking guardians?|ictgs?)\b`)},
	// UK Health Security Agency and Office for Health Improvement and Disparities: 1 October 2021
	{regexp.MustCompile(`\b(?:public health england|phe)\b`), regexp.MustCompile(`\b(?:uk health security agency|ukhsa|office for health improvement and disparities|ohid)\b`)},
}

// succeeded tells whether two names that took the place of one another are, with the words that
// stayed beside them, those of a body and its successor: "[local] safeguarding children [board]
// [partnership]".
func succeeded(spans []Span, was, is string) bool {
	var old []string
	for _, s := range spans {
		if s.Op != diff.Insert && s.Op != diff.MoveTo {
			old = append(old, s.Key)
		}
	}
	before, after := strings.Join(old, " "), keysOf(spans)
	for _, s := range successors {
		if strings.Contains(s.was.FindString(before), was) && strings.Contains(s.is.FindString(after), is) {
			return true
		}
	}
	return false
}
