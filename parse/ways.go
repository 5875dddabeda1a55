package parse

import "strings"

// markWays finds the lines in which the pages of a book that was made as one name those
// around them: "Next: X Up: Y Previous: Z Contents". Converters of typeset documents print
// them above and below each page, in any order.
func markWays(doc *Document) {
	title, first := firstTitle(doc), ""
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		if b.Region != Main || b.Kind != Paragraph || len(b.Links) == 0 {
			continue
		}
		if n := waysOf(b); n > 1 || n == 1 && (i < title || b.Text == first) {
			b.Region, first = Furniture, b.Text
		}
	}
}

// wayWords are the words that name a page by its place in the book.
var wayWords = map[string]bool{
	"next": true, "previous": true, "prev": true, "up": true, "home": true, "contents": true, "index": true, "top": true,
	"next topic": true, "previous topic": true, "parent topic": true, "next section": true, "previous section": true, "parent section": true,
	"next chapter": true, "previous chapter": true, "next page": true, "previous page": true, "parent page": true, "table of contents": true,
}

// waysOf counts the words of a line that name a page around this one, each with a colon
// and the link to it behind; 0 if the line says anything else.
func waysOf(b *Block) int {
	const most = 12 // links
	if len(b.Links) > most {
		return 0
	}
	ways, from := 0, 0
	for _, l := range b.Links {
		if l.Start < from {
			return 0
		}
		if wordsBefore(b.Text[from:l.Start]) {
			return 0
		}
		label := strings.Trim(fold(b.Text[from:l.Start]), " ,|·[]()-")
		way, named := strings.CutSuffix(label, ":")
		switch {
		case l.Start == l.End: // a picture
			if label == "" {
				continue
			}
			return 0
		case named && wayWords[strings.TrimSpace(way)]:
			ways++
		case label != "" || !wayWords[strings.Trim(fold(l.Text), " []()")]:
			return 0
		}
		from = l.End
	}
	if strings.Trim(b.Text[from:], " ,|·[]()-\n") != "" {
		return 0
	}
	return ways
}

// wordsBefore is a cheap test for the words of a sentence before a link, which end in no colon.
func wordsBefore(s string) bool {
	s = strings.TrimRight(s, " ,|·[]()-")
	return s != "" && s[len(s)-1]|0x20 >= 'a' && s[len(s)-1]|0x20 <= 'z'
}
