package cite

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// inActTitle are the small words of an act's title.
var inActTitle = wordSet(`and of the to from against for in on with or under`)

// maxActWords bounds the title of an act.
const maxActWords = 14

// otherAct reads an act that is not in the table, "Gangmasters (Licensing) Act
// 2004", from its first word. A mention with end 0 is none.
func (c *citer) otherAct(text string, tokens []token, i int) mention {
	if !capitalAt(text, tokens[i]) || inActTitle[tokens[i].fold] || leadsIn[tokens[i].fold] || (i > 0 && inTitleRun(text, tokens, i)) {
		return mention{}
	}
	for k := i; k+1 < len(tokens) && k-i < maxActWords; k++ {
		if k > i && strings.ContainsAny(text[tokens[k-1].end:tokens[k].start], ".;:|!?") {
			return mention{}
		}
		if k > i && tokens[k-1].fold == "the" && c.table.names.at(text, tokens, k) != nil {
			return mention{} // "GDPR and the Data Protection Act 2018"
		}
		if k > i && tokens[k].fold == "act" && capitalAt(text, tokens[k]) {
			y, ok := yearOf(tokens[k+1].fold)
			if !ok {
				return mention{}
			}
			return mention{first: i, last: k, years: []int{y}, end: k + 2, before: -1}
		}
		if !capitalAt(text, tokens[k]) && !inActTitle[tokens[k].fold] {
			return mention{}
		}
	}
	return mention{}
}

// lastActOf is the last token that ends the title of an act with its year behind it,
// -1 if there is none.
func lastActOf(text string, tokens []token) int {
	for k := len(tokens) - 2; k > 0; k-- {
		if tokens[k].fold != "act" || !capitalAt(text, tokens[k]) {
			continue
		}
		if _, ok := yearOf(tokens[k+1].fold); ok {
			return k
		}
	}
	return -1
}

// inTitleRun tells whether the word before belongs to the same title, so that the
// title does not begin here.
func inTitleRun(text string, tokens []token, i int) bool {
	if strings.ContainsAny(text[tokens[i-1].end:tokens[i].start], ".;:|!?\n") {
		return false
	}
	return capitalAt(text, tokens[i-1]) && !inActTitle[tokens[i-1].fold] && !leadsIn[tokens[i-1].fold]
}

// leadsIn are capitalised words before an act that are not of its title: "Section
// 5", "See", "Under".
var leadsIn = wordSet(`see under section sections part schedule the in by s ss refer and`)

func capitalAt(text string, t token) bool {
	r, _ := utf8.DecodeRuneInString(text[t.start:t.end])
	return unicode.IsUpper(r)
}

// actTitle is the title of an act as it stands in the text, on one line.
func actTitle(s string) string { return strings.Join(strings.Fields(s), " ") }
