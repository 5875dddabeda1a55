package parse

import (
	"strings"

	"manualwatch/parse/pattern"
)

// newsLabel is a heading over the news and the events of those who keep a site.
var newsLabel = pattern.New(`^(?:(?:latest|recent|related|upcoming|forthcoming|more|other|our|site) )*(?:news|events|stories|headlines|tweets|(?:blog|news) posts|newsletters?)(?: (?:and|&) (?:news|events|updates|stories))?$`)

// longestLabel is how many bytes such a heading has at most.
const longestLabel = 40

func isNewsLabel(text string) bool {
	return len(text) <= longestLabel && newsLabel.MatchString(strings.Trim(fold(text), " :"))
}

// markNews takes boxes of news out of the menus: what stands in them are no chapters, and next
// week others do.
func markNews(doc *Document) {
	for i := range doc.Blocks {
		if b := &doc.Blocks[i]; b.Region != Main && b.Kind == Heading && isNewsLabel(b.Text) {
			if end := endOfBox(doc, i); end > i+1 {
				for k := i; k < end; k++ {
					doc.Blocks[k].Region = Furniture
				}
			}
		}
	}
}

// endOfBox is the end of what stands below heading i outside the text, in its part of the page
// and in one list.
func endOfBox(doc *Document, i int) int {
	end, group := i+1, 0
	for ; end < len(doc.Blocks); end++ {
		b := &doc.Blocks[end]
		if b.Region == Main || b.Kind == Heading || b.Part != doc.Blocks[i].Part {
			break
		}
		if b.Kind == Item && b.Level == 1 {
			if group != 0 && b.Group != group {
				break
			}
			group = b.Group
		}
	}
	return end
}
