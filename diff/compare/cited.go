package compare

import (
	"slices"
	"strings"

	"manualwatch/diff/textdiff"
	"manualwatch/normalise"
	"manualwatch/normalise/cite"
)

// isRule tells whether a replacement is that of a value, and at a place where it may be a limit,
// a level or the day from which something holds: one number for another is no term of which
// nobody need see each place. Where it is part of a name or of a citation it is.
func (x *comparison) isRule(sw textdiff.Swap, sentence []textdiff.Span, del *textdiff.Span) bool {
	if !sw.OfValues() {
		return false
	}
	before, value, after := textdiff.Around(sentence, del)
	key := before + "\x00" + value + "\x00" + after
	named, known := x.named[key]
	if !known {
		named = InCitation(before, value, after, x.p.Ed)
		x.named[key] = named
	}
	return !named
}

// InCitation tells whether a value is part of a name or of the words by which its sentence cites a
// document, whose title need not be in capitals: "Working together to safeguard children 2023".
func InCitation(before, value, after string, ed *normalise.Edition) bool {
	if named := textdiff.Names(before, value, after); named || !textdiff.Years.MatchString(value) {
		return named
	}
	sentence := before + value + after
	return slices.ContainsFunc(cite.ReferencesIn(sentence, ed.Nation, ed.ObservedAt), func(r normalise.Reference) bool {
		at := strings.Index(sentence, r.CitedText)
		return at >= 0 && at <= len(before) && len(before)+len(strings.TrimSpace(value)) <= at+len(r.CitedText)
	})
}
