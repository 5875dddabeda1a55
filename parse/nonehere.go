package parse

import (
	"strings"

	"manualwatch/parse/pattern"
)

// noneHere says of a page that it has nothing of what a box of the site is for.
var noneHere = pattern.New(`^(?:there (?:are|is) )?(?:currently |at present )?no (?:related |linked |attached |associated |further |other )?(?:documents?|files?|attachments?|downloads?|links?|items?|resources?|pages?|articles?|forms?)(?: (?:are|is|have been))?(?: currently)? (?:linked|attached|associated|related|uploaded|added|assigned|available)(?: (?:to|with|for|on) this (?:page|article|item))$`)

// tellsNone reports such a line.
func tellsNone(s string) bool {
	return len(s) <= 100 && noneHere.Opens(s) && noneHere.MatchString(strings.TrimRight(fold(s), " ."))
}

// dropEmptyBoxes moves the labels out of boxes, and the headings of parts, in which nothing stands
// but such a line.
func dropEmptyBoxes(doc *Document) {
	for i := 1; i < len(doc.Blocks); i++ {
		head, b := &doc.Blocks[i-1], &doc.Blocks[i]
		if b.Region != Furniture || head.Region != Main || head.Kind != Box && (head.Kind != Heading || head.Level == 1) || !tellsNone(b.Text) {
			continue
		}
		next := i + 1
		for next < len(doc.Blocks) && doc.Blocks[next].Region != Main {
			next++
		}
		if next == len(doc.Blocks) || endsBox(head, &doc.Blocks[next]) {
			head.Region = Furniture
		}
	}
}

// endsBox reports a block that stands no longer in the box, or the part of a heading, that head opens.
func endsBox(head, b *Block) bool {
	if head.Kind == Box {
		return b.Kind == Heading || b.Group != head.Group
	}
	return head.Kind == Heading && b.Kind == Heading && b.Level <= head.Level
}
