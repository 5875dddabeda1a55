package cite

import (
	"strings"
	"unicode/utf8"
)

// inProse tells whether words that are also the title of a document are plain English:
// "we are working together to safeguard children". A title that begins with what one
// does can be told from a sentence only by its capitals, or by what stands around it:
// an edition, quotation marks, a link, its letters, or the word guidance.
func inProse(p *passage, tokens []token, m mention) bool {
	first := tokens[m.first]
	if words := p.text[first.start:tokens[m.last].end]; words != strings.ToLower(words) {
		return false
	}
	if m.last+1 < len(tokens) && whenWords[tokens[m.last+1].fold] {
		return true // "... to safeguard children in 2015": a day and no edition
	}
	return strings.HasSuffix(first.fold, "ing") && len(m.years) == 0 && !setOff(p, tokens, m)
}

// whenWords lead to a year that says when something was done.
var whenWords = wordSet(`in from to since for during`)

// setOff tells whether what stands around words shows that they are a title.
func setOff(p *passage, tokens []token, m mention) bool {
	start, end := tokens[m.first].start, tokens[m.last].end
	before, _ := utf8.DecodeLastRuneInString(p.text[:start])
	if linkOver(p.links, start, end) != "" || strings.ContainsRune("'\"‘“*_", before) {
		return true
	}
	return m.first > 0 && calledWords[tokens[m.first-1].fold] ||
		m.last+1 < len(tokens) && (calledWords[tokens[m.last+1].fold] || abbreviated(p.text, tokens, m.last+1))
}

// calledWords stand beside the title of a document and say what it is.
var calledWords = wordSet(`guidance document statutory edition called titled entitled`)
