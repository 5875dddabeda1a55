package parse

import (
	"strconv"
	"strings"

	"manualwatch/parse/pattern"
)

// folioClass is what the element of the number of a printed page is called.
var folioClass = pattern.New(`(?i)(?:^|[\s_-])(?:folio|page-?(?:no|num|number)|pagenum(?:ber)?|pgnum)(?:$|[\s_-])`)

// markFolios takes the numbers of printed pages out of the text that was made of them: lines
// that are a number and nothing else, called so and counting on, each by one.
func markFolios(doc *Document) {
	const least = 3
	var at []int
	last := 0
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		if b.Region != Main || b.Kind != Paragraph || len(b.Text) > 12 || !folioClass.MatchString(b.Class) {
			continue
		}
		n, err := strconv.Atoi(strings.TrimSpace(strings.TrimPrefix(fold(b.Text), "page ")))
		if err != nil || last > 0 && n != last+1 {
			return
		}
		at, last = append(at, i), n
	}
	if len(at) < least {
		return
	}
	for _, i := range at {
		doc.Blocks[i].Region = Furniture
	}
}
