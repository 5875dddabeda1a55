package normalise

import (
	"strings"

	"manualwatch/parse"
)

// rhythmLeast is how many dated entries make a rhythm.
const rhythmLeast = 4

// findRhythm looks for a page that says date, chapter, details, each a line of its
// own. Where most lines after a date are titles of the manual, the others are
// names of chapters too, which have since left the manual or changed their name.
func (r *amendReader) findRhythm(blocks []parse.Block) {
	var lead []int
	dates, known := 0, 0
	for i := range blocks {
		if !lineOfDate(&blocks[i]) {
			continue
		}
		dates++
		name, more := nextLine(blocks, i+1), -1
		if name >= 0 {
			more = nextLine(blocks, name+1)
		}
		switch {
		case more < 0 || lineOfDate(&blocks[name]) || lineOfDate(&blocks[more]):
		case r.titles.find(squeeze(blocks[name].Text)) >= 0:
			known++
		case countWords(blocks[name].Text) <= 16 && !isSentence(blocks[name].Text):
			lead = append(lead, name)
		}
	}
	if dates < rhythmLeast || known*3 < dates*2 {
		return
	}
	r.names = make(map[int]bool, len(lead))
	for _, i := range lead {
		r.names[i] = true
	}
}

// lineOfDate reports a paragraph that is a date and nothing else.
func lineOfDate(b *parse.Block) bool {
	if b.Region != parse.Main || b.Kind != parse.Paragraph || len(b.Text) > 40 {
		return false
	}
	d, ok := ParseDate(b.Text)
	return ok && d.Precision != Year
}

// nextLine is the next block of text from i on, -1 if it is no paragraph.
func nextLine(blocks []parse.Block, i int) int {
	for ; i < len(blocks); i++ {
		b := &blocks[i]
		if b.Region != parse.Main || strings.TrimSpace(b.Text) == "" {
			continue
		}
		if b.Kind != parse.Paragraph {
			return -1
		}
		return i
	}
	return -1
}
