package toc

import (
	"slices"
	"strings"
	"unicode/utf8"

	"manualwatch/normalise"
	"manualwatch/normalise/titleflag"
	"manualwatch/normalise/wording"
	"manualwatch/parse/pattern"
)

// ownNumber is a number in brackets right behind the link of a row.
var ownNumber = pattern.New(`^[\s,;]*\(([\d.]{1,6}[A-Za-z]?)\)[\s,;]*`)

// withoutOwnNumber takes the number of a row, said once more in brackets, off what stands behind
// its link: "Appendix 2a: <a>Code</a> (2a); (2022)".
func withoutOwnNumber(suffix, core string, number wording.Numeral) string {
	m := ownNumber.FindStringSubmatch(suffix)
	if m == nil {
		return suffix
	}
	text := number.Text
	if a := wording.AppendixStart.FindStringSubmatch(core); a != nil {
		text = a[2]
	}
	if !strings.EqualFold(m[1], text) {
		return suffix
	}
	return suffix[len(m[0]):]
}

// quotesBelow reports a line of the entry above that leads nowhere and is all in quotation marks:
// "'In applying this policy there is useful information in the national policy'".
func (r *rowReader) quotesBelow(rw *Row, said string) bool {
	const least = 5 // words that are no title
	if len(r.rows) == 0 || wording.CountWords(said) < least {
		return false
	}
	above := &r.rows[len(r.rows)-1]
	first, _ := utf8.DecodeRuneInString(said)
	last, _ := utf8.DecodeLastRuneInString(said)
	return above.Block == rw.Block && above.Linked() && strings.ContainsRune(`'"‘“`, first) && strings.ContainsRune(`'"’”`, last)
}

// sameAsBefore says, in brackets at the end of a title, that a chapter is as it was.
var sameAsBefore = pattern.New(`(?i)[\s,;–-]*\((?:original|unchanged|no\s+changes?)\)(?:\s+with\s+(?:slight|minor|small)\s+(?:amendments?|changes?))?$`)

// dropUnchanged takes such a remark off the titles of a list that marks others as new or updated.
// One that tells two titles apart stays.
func dropUnchanged(rows []Row) {
	remarked, flagged := 0, false
	bare := make([]string, len(rows))
	for i := range rows {
		rw := &rows[i]
		bare[i] = rw.Title
		if strings.Contains(rw.Title, "(") {
			bare[i] = sameAsBefore.ReplaceAllString(rw.Title, "")
		}
		remarked += wording.BoolInt(bare[i] != rw.Title)
		flagged = flagged || slices.Contains(rw.Flags, normalise.FlagNew) || slices.Contains(rw.Flags, normalise.FlagUpdated)
	}
	if remarked < 2 || !flagged {
		return
	}
	same := make(map[string]int)
	for _, title := range bare {
		same[wording.Fold(title)]++
	}
	for i := range rows {
		if bare[i] != "" && same[wording.Fold(bare[i])] == 1 {
			rows[i].Title = bare[i]
		}
	}
}

// flaggedWithDate reads flags before a date in brackets: "- updated March 2024 (2024)".
func flaggedWithDate(s string) ([]string, bool) {
	at := strings.LastIndexByte(s, '(')
	if at <= 0 {
		return nil, false
	}
	if _, dated := titleflag.PureFlags(s[at:]); !dated {
		return nil, false
	}
	return titleflag.OnlyFlagged(strings.TrimSpace(s[:at]))
}
