package compare

import (
	"strings"

	"manualwatch/diff/textdiff"
	"manualwatch/normalise"
	"manualwatch/normalise/cite"
	"manualwatch/parse"
)

// isRule tells whether a replacement is that of a value, and at a place where it may be a limit,
// a level or the day from which something holds: one number for another is no term of which
// nobody need see each place. Where it is part of a name or of a citation it is.
func (x *comparison) isRule(sw textdiff.Swap, sentence []textdiff.Span, del *textdiff.Span) bool {
	if !sw.OfValues() {
		return false
	}
	before, value, after := textdiff.Around(sentence, del)
	return !textdiff.Names(before, value, after) && !x.cites(before, value, after)
}

// cites tells whether a value is in the words by which a sentence cites a document, whose title
// need not be in capitals: "Working together to safeguard children 2023".
func (x *comparison) cites(before, value, after string) bool {
	sentence := before + value + after
	if _, ok := x.cited[sentence]; !ok {
		if x.cited == nil {
			x.cited = map[string][]string{}
		}
		x.cited[sentence] = nil
		for _, r := range cite.References([]normalise.Section{{Blocks: []parse.Block{{Text: sentence}}}}, x.p.Ed.Nation, x.p.Ed.ObservedAt) {
			x.cited[sentence] = append(x.cited[sentence], r.CitedText)
		}
	}
	for _, words := range x.cited[sentence] {
		if at := strings.Index(sentence, words); at >= 0 && at <= len(before) && len(before)+len(strings.TrimSpace(value)) <= at+len(words) {
			return true
		}
	}
	return false
}
