package chaptertext

import (
	"strings"

	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// continuedMark stands behind a title that is printed again where its text goes on, at
// the top of a page or slide: "Signs (continued)", "Signs (2 of 3)".
var continuedMark = pattern.New(`(?i)\s*(?:[(\[]\s*(?:cont(?:inued|'?d|\.)?\.?|ctd\.?|\d{1,2}\s*(?:of|/)\s*\d{1,2})\s*[)\]]|(?:[-–—,:…]|\.\.\.)\s*(?:continued|cont'?d\.?|ctd\.?|cont\.))$`)

// A saidHead is the last heading of its level, without a mark that its text goes on.
type saidHead struct {
	level, page  int
	marker, text string
}

// dropContinued leaves out headings that say the one above again since its text goes on:
// with a mark, or on the next slide or page without.
func dropContinued(blocks []parse.Block) []parse.Block {
	var last []saidHead // from the top down
	kept := 0
	for i := range blocks {
		b := &blocks[i]
		if b.Kind == parse.Heading {
			at := 0
			for at < len(last) && last[at].level < b.Level {
				at++
			}
			mark := continuedMark.FindString(b.Text)
			head := saidHead{level: b.Level, page: b.Page, marker: b.Marker, text: strings.TrimSuffix(b.Text, mark)}
			if at < len(last) && last[at].goesOnWith(&head, mark) {
				last[at].page = b.Page
				continue
			}
			last = append(last[:at], head)
		}
		if kept < i {
			blocks[kept] = *b
		}
		kept++
	}
	return blocks[:kept]
}

// goesOnWith reports whether a heading says the heading above again; mark is what stands
// behind it.
func (above *saidHead) goesOnWith(h *saidHead, mark string) bool {
	if above.level != h.level || mark == "" && h.page != above.page+1 {
		return false
	}
	return wording.Fold(above.marker+" "+above.text) == wording.Fold(h.marker+" "+h.text)
}
