package toc

import (
	"slices"
	"strings"

	"manualwatch/normalise/layout"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
)

// mostInName is how many words a name has at most over the line of its links.
const mostInName = 20

// joinNames joins the name that is all that stands over a line of nothing but links that say that
// they open it: "Visits" over "View | Download PDF", as one paragraph of a list.
func joinNames(lines []layout.Line, kind parse.BlockKind) []layout.Line {
	if kind != parse.Paragraph || len(lines) != 2 || len(lines[0].Links) > 0 || !onlyOpens(lines[1]) {
		return lines
	}
	name := strings.TrimSpace(lines[0].Text)
	if name == "" || onlyNumber(name) || IsSentence(name) || wording.CountWords(name) > mostInName {
		return lines
	}
	k := lines[1].Links[0]
	text := name + " " + k.Text
	k.Start, k.End = len(name)+1, len(text)
	joined := layout.Line{Text: text, Links: []parse.Link{k}, Alts: slices.Concat(lines[0].Alts, lines[1].Alts)}
	return []layout.Line{joined}
}

// onlyOpens reports a line of links that only say what they open, or that they do, with no more
// than signs between them.
func onlyOpens(l layout.Line) bool {
	at := 0
	for _, k := range l.Links {
		if !wording.IsFormatName(k.Text) || wording.HasLetters(l.Text[at:k.Start]) {
			return false
		}
		at = k.End
	}
	return at > 0 && !wording.HasLetters(l.Text[at:])
}
