package declaration

import (
	"regexp"
	"slices"
	"strings"

	"manualwatch/diff/textdiff"
)

// namesContact tells whether a part names a telephone number or an e-mail address that stands
// nowhere in the chapter, where another one came than it names: one of the two was mistyped.
func (p *part) namesContact(edits []spot, text []string) bool {
	said := textdiff.ContactsOf(p.folded)
	if len(said) == 0 {
		return false
	}
	known := strings.Join(text, " ")
	var come []string
	for i := range edits {
		known += " " + edits[i].old
		_, new := textdiff.Differ(textdiff.ContactsOf(edits[i].old), textdiff.ContactsOf(edits[i].new))
		come = append(come, new...)
	}
	missing, _ := textdiff.Differ(said, textdiff.ContactsOf(known))
	named := func(s string) bool {
		other, _ := textdiff.Differ(textdiff.ContactsOf(s), said)
		return len(other) == 0
	}
	return !slices.ContainsFunc(come, named) && slices.ContainsFunc(missing, func(m string) bool {
		return contactSort(m) != "" && slices.ContainsFunc(come, func(c string) bool { return contactSort(c) == contactSort(m) })
	})
}

// contactSort is how people are reached at a contact, "" for an address of the web or a house,
// which may stand in a link only.
func contactSort(printed string) string {
	switch {
	case strings.Contains(printed, "@"):
		return "mail"
	case !textdiff.HasLetters(printed):
		return "telephone"
	}
	return ""
}

// newEdition and newerEdition find the year of what took the place of another: "replaced by
// Working Together 2026", "Working Together 2026 replaces that of 2023".
var (
	newEdition   = regexp.MustCompile(`\b(?:replaced|superseded|changed|updated|amended|corrected) (?:by|with|to) (?:[^.;,]{0,80}? )?((?:19|20)\d\d)\b`)
	newerEdition = regexp.MustCompile(`\b((?:19|20)\d\d) (?:now )?(?:replace[sd]|supersede[sd])\b`)
)

// namesEdition tells whether a part names the year of an edition that stands nowhere in the
// chapter, where another year was replaced by another one still.
func (p *part) namesEdition(edits []spot, text []string) bool {
	f := textdiff.WithoutDates(purpose.ReplaceAllString(p.folded, ""))
	m := newEdition.FindStringSubmatch(f)
	if m == nil {
		m = newerEdition.FindStringSubmatch(f)
	}
	if m == nil || slices.ContainsFunc(text, func(s string) bool { return strings.Contains(s, m[1]) }) {
		return false
	}
	former := slices.DeleteFunc(textdiff.Years.FindAllString(f, -1), func(y string) bool { return y == m[1] })
	return slices.ContainsFunc(edits, func(s spot) bool {
		gone, come := textdiff.Years.FindAllString(s.gone, -1), textdiff.Years.FindAllString(s.come, -1)
		return len(gone) == 1 && len(come) == 1 && (len(former) == 0 || slices.Contains(former, gone[0]))
	})
}
