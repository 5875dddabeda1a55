package chaptertext

import (
	"strings"

	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

var (
	// reachLabel labels how somebody is reached, or as what a body is registered.
	reachLabel = pattern.New(`(?i)^(?:(?:contact|work|home|main|office|out\s+of\s+hours)\s+)?(?:e-?mail|tel(?:ephone)?|phone|mobile|fax|(?:postal\s+|web\s+)?address|post\s?code|web\s?site)(?:\s+(?:address|number|no\.?))?$|^(?:registered\s+)?(?:charity|company)\s+(?:number|no\.?)$`)
	// reachedBy is a telephone number or an address of e-mail.
	reachedBy = pattern.New(`^(?:\+?[\d\s()–-]{9,24}|[^\s@]+@[^\s@]+\.[^\s@]+)$`)
)

// unheadParticulars makes plain lines of what is set as large as headings and says only what the
// document tells of itself, "Published: October 2020", or how somebody is reached.
func unheadParticulars(blocks []parse.Block) {
	for i := range blocks {
		over := i+1 < len(blocks) && blocks[i+1].Kind != parse.Heading
		if b := &blocks[i]; b.Kind == parse.Heading && isParticularHead(b.Text, over) {
			b.Kind, b.Level = parse.Paragraph, 0
		}
	}
}

// unheadSentences makes paragraphs of the sentences of a file that somebody set in the style of a
// heading since that looked right: one is long, ends as a sentence does and has no number.
func unheadSentences(blocks []parse.Block) {
	const words = 12
	for i := range blocks {
		b := &blocks[i]
		if b.Kind != parse.Heading || !strings.HasSuffix(strings.TrimSpace(b.Text), ".") || wording.CountWords(b.Text) <= words {
			continue
		}
		if n, _ := headNumber(b); n.Text == "" && b.Marker == "" {
			b.Kind, b.Level, b.Bold = parse.Paragraph, 0, false
		}
	}
}

// isParticularHead reports a heading that is a particular with its label, or a way to reach
// somebody; a name of somebody may stand over what is told of them.
func isParticularHead(text string, over bool) bool {
	const longest = 12 // words behind the label
	if reachedBy.MatchString(strings.TrimSpace(text)) {
		return true
	}
	label, words, ok := strings.Cut(wording.Squeeze(text), ":")
	label, words = strings.TrimSpace(label), strings.TrimSpace(words)
	switch kind := kindOfLabel(label); {
	case !ok || words == "" || wording.CountWords(words) > longest:
		return false
	case kind == WhoKind:
		return !over
	case kind == whenKind || versionLabel.MatchString(label):
		return wording.HasDigit(words)
	}
	return reachLabel.MatchString(label)
}
