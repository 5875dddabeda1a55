package heading

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"manualwatch/parse/pdf/piece"
	"manualwatch/parse/pdf/writing"
)

// withPlainTitles adds to the headings that were found, pieces in order, the titles counted
// below them, "3.1" below "3", that are set like the text: in a document that was typed, or
// of which a program that read its picture tells but one type. Where paragraphs are
// counted so, most are sentences, and none is a title.
func withPlainTitles(ps []piece.Piece, found []int) []int {
	const least = 3
	var titles []int
	counted, above, next := 0, "", 0
	for i := range ps {
		p := &ps[i]
		switch {
		case next < len(found) && found[next] == i:
			next++
			if number := countOf(p); number != "" && !strings.Contains(number, ".") {
				above = number
			}
		case p.Region == piece.InMain && p.Row == nil && numberDepth(p) == 2:
			counted++
			if stem, _, _ := strings.Cut(p.FullText(), "."); stem == above && titled(ps, i) {
				titles = append(titles, i)
			}
		}
	}
	if len(titles) < least || len(titles)*5 < counted*4 {
		return found
	}
	found = append(found, titles...)
	slices.Sort(found)
	return found
}

// countOf is the number of a heading, "3" of "3. Visits" and of "Chapter 3: Visits"; ""
// if it has none.
func countOf(p *piece.Piece) string {
	for k, word := range strings.Fields(p.FullText()) {
		if word = strings.TrimRight(word, ".:)"); writing.IsSectionNumber(word) {
			return word
		}
		if k == 1 {
			break
		}
	}
	return ""
}

// titled reports a short line that is no sentence, with text or a table below it.
func titled(ps []piece.Piece, i int) bool {
	p := &ps[i]
	_, title, _ := strings.Cut(p.FullText(), " ")
	if len(p.Lines) > 2 || utf8.RuneCountInString(title) > 100 || !unicode.IsUpper(writing.FirstRune(title)) || endsLikeText(title) || strings.HasSuffix(title, ":") {
		return false
	}
	for k := i + 1; k < len(ps); k++ {
		if ps[k].Region == piece.InMain {
			return ps[k].Row != nil || numberDepth(&ps[k]) == 0
		}
	}
	return false
}
