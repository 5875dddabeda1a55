package normalise

import (
	"strings"

	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// continuedMark stands behind a title that is printed again where its text goes on, at
// the top of a page or slide: "Signs (continued)", "Signs (2 of 3)".
var continuedMark = pattern.New(`(?i)\s*(?:[(\[]\s*(?:cont(?:inued|'?d|\.)?\.?|ctd\.?|\d{1,2}\s*(?:of|/)\s*\d{1,2})\s*[)\]]|(?:[-–—,:…]|\.\.\.)\s*(?:continued|cont'?d\.?|ctd\.?|cont\.))$`)

// dropContinued leaves out headings that say the one above again since its text goes on:
// with a mark, or on the next slide or page without.
func dropContinued(blocks []parse.Block) []parse.Block {
	last := make(map[int]*parse.Block) // last heading of each level
	kept := blocks[:0]
	for i := range blocks {
		b := &blocks[i]
		if b.Kind != parse.Heading {
			kept = append(kept, *b)
			continue
		}
		above := last[b.Level]
		mark := continuedMark.FindString(b.Text)
		if above != nil && goesOnWith(above, b, mark) {
			above.Page = b.Page
			continue
		}
		kept = append(kept, *b)
		for l := range last {
			if l > b.Level {
				delete(last, l)
			}
		}
		title := *b
		title.Text = strings.TrimSuffix(b.Text, mark)
		last[b.Level] = &title
	}
	return kept
}

// goesOnWith reports whether heading b says heading above again; mark is what stands
// behind it.
func goesOnWith(above, b *parse.Block, mark string) bool {
	if fold(above.Marker+" "+above.Text) != fold(b.Marker+" "+strings.TrimSuffix(b.Text, mark)) {
		return false
	}
	return mark != "" || b.Page == above.Page+1
}
