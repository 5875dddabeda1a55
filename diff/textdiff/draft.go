package textdiff

import (
	"regexp"
	"strings"

	"manualwatch/normalise/wording"
)

var (
	// draftBehind is the mark of a draft behind a title, in brackets or behind a dash, and
	// draftBefore one before it.
	draftBehind = regexp.MustCompile(`(?i)\s*(?:[\[(]\s*(?:` + wording.DraftWords + `)(?:\s*[,;:–—-]\s*(?:` + wording.DraftWords + `))*\s*[\])]|\s[–—-]\s*(?:` + wording.DraftWords + `)(?:\s*[,;:–—-]\s*(?:` + wording.DraftWords + `))*)\s*$`)
	draftBefore = regexp.MustCompile(`(?i)^\s*(?:[\[(]\s*draft\s*[\])]|draft\s*(?::|\s[–—-]\s))\s*`)
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
func marksDraft(l *Line) bool { return wording.MarksDraft(l.Text) }
