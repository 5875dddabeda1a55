package textdiff

import (
	"regexp"
	"strings"
)

const draftWords = `(?:(?:first|final|working|consultation) )?draft(?: (?:version|for (?:public )?(?:consultation|comments?|approval|discussion)|only|v?\d[\d.]*)(?: (?:until|to|by) [\pL\d ]{3,30})?)?|not yet (?:approved|agreed|ratified|adopted|in force)(?: by (?:the )?[\pL ]{3,40})?|(?:awaiting|subject to|pending) (?:approval|ratification|sign-off)(?: by (?:the )?[\pL ]{3,40})?`

var (
	// draftBehind is the mark of a draft behind a title, in brackets or behind a dash, and
	// draftBefore one before it.
	draftBehind = regexp.MustCompile(`(?i)\s*(?:[\[(]\s*(?:` + draftWords + `)(?:\s*[,;:–—-]\s*(?:` + draftWords + `))*\s*[\])]|\s[–—-]\s*(?:` + draftWords + `)(?:\s*[,;:–—-]\s*(?:` + draftWords + `))*)\s*$`)
	draftBefore = regexp.MustCompile(`(?i)^\s*(?:[\[(]\s*draft\s*[\])]|draft\s*(?::|\s[–—-]\s))\s*`)
	// draftAlone is a line that is the mark of a draft and nothing else.
	draftAlone = regexp.MustCompile(`(?i)^[^\pL\pN]*(?:this (?:chapter|procedure|policy|document|page) is )?(?:an? |still an? |currently an? )?(?:` + draftWords + `)(?:[^\pL\pN]+(?:and )?(?:` + draftWords + `))*[^\pL\pN]*$`)
)

// CutDraft takes the mark of a draft off a title; marked tells whether it had one.
func CutDraft(title string) (rest string, marked bool) {
	rest = strings.TrimSpace(draftBefore.ReplaceAllString(draftBehind.ReplaceAllString(title, ""), ""))
	if rest == "" {
		return title, false
	}
	return rest, rest != strings.TrimSpace(title)
}

// marksDraft tells whether a line says that the text is a draft, and nothing else.
func marksDraft(l *Line) bool { return draftAlone.MatchString(l.Text) }
