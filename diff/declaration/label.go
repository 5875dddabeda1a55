package declaration

import (
	"regexp"
	"strings"

	"manualwatch/diff"
	"manualwatch/diff/textdiff"
)

var (
	// numberOf and hasNumber find whose number or address a row says has changed: "The number of
	// the Front Desk has changed", "The Front Desk has a new telephone number".
	numberOf  = regexp.MustCompile(`\b(?:numbers?|contact details?|e-?mails?(?: address(?:es)?)?|address(?:es)?|telephones?|phones?|lines?) (?:of|for|to reach) (?:the |our )?([^.;,:()]{3,60}?),? (?:(?:has|have|had|was|were|is|are|been|now) )*(?:changed|new|updated|amended|corrected|replaced|different|another)\b`)
	hasNumber = regexp.MustCompile(`(?:^|[.;,:] )(?:the |our )?([^.;,:()]{3,60}?) (?:now )?(?:has|have|had) (?:now )?(?:got )?(?:an? )?(?:new|another|different|changed) (?:(?:tele)?phone |contact |e-?mail )?(?:numbers?|address(?:es)?|contact details?)\b`)
)

// labelOf is whose number or address a row says has changed, folded, "" for none. Whether it is
// such a number, and not that of visits, only the text tells in which it stands: see
// [claim.numberIn].
func labelOf(f string) string {
	for _, re := range []*regexp.Regexp{numberOf, hasNumber} {
		if m := re.FindStringSubmatch(f); m != nil {
			return textdiff.KeyOf(textdiff.Tokens(m[1]))
		}
	}
	return ""
}

// numberIn is the telephone number or address in an edited chapter that took the place of
// another behind the label that a row names, "" for none.
func (k *claim) numberIn(c *diff.Change) (from, to string) {
	if c.Kind != diff.Edited || k.label == "" {
		return "", ""
	}
	var old, new strings.Builder
	found := func() bool {
		was, is := textdiff.FoldText(old.String()), textdiff.FoldText(new.String())
		old.Reset()
		new.Reset()
		gone, come := textdiff.Differ(textdiff.ContactsOf(was), textdiff.ContactsOf(is))
		for i := range min(len(gone), len(come)) {
			before, _, _ := strings.Cut(is, come[i])
			if has(" "+textdiff.KeyOf(textdiff.Tokens(before))+" ", k.label) {
				from, to = gone[i], come[i]
				return true
			}
		}
		return false
	}
	for _, e := range append(c.Edits[:len(c.Edits):len(c.Edits)], diff.Edit{Op: diff.Break}) {
		switch e.Op {
		case diff.Keep:
			old.WriteString(e.Text)
			new.WriteString(e.Text)
		case diff.Delete:
			old.WriteString(e.Text)
		case diff.Insert:
			new.WriteString(e.Text)
		default:
			if found() {
				return from, to
			}
		}
	}
	return "", ""
}
