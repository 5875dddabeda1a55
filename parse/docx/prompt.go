package docx

import (
	"strings"

	"manualwatch/parse/pattern"
)

// stockPrompt is what Word itself puts into a field of a form that nobody has filled in yet. A prompt
// that the author wrote says what to fill in, and is text.
var stockPrompt = pattern.New(`(?i)^(?:click(?:\s+here|\s+or\s+tap(?:\s+here)?)?\s+to\s+(?:enter|add|choose)\s+(?:text|a\s+date)|choose\s+an\s+item)\.?$`)

// isPrompt reports a w:sdt that shows such a prompt and nothing else.
func isPrompt(control *node) bool {
	if control.child("w:sdtPr").child("w:showingPlcHdr") == nil {
		return false
	}
	const deep = 4 // in a paragraph or without
	var shown strings.Builder
	if c := control.child("w:sdtContent"); c != nil {
		c.nearWords(&shown, deep)
	}
	return stockPrompt.MatchString(strings.TrimSpace(shown.String()))
}

// nearWords writes the words that stand no more than so deep below an element.
func (n *node) nearWords(b *strings.Builder, deep int) {
	b.WriteString(n.text)
	if deep == 0 {
		return
	}
	for _, k := range n.kids {
		k.nearWords(b, deep-1)
	}
}
