package amend

import (
	"strings"

	"manualwatch/normalise"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// Some manuals count their paragraphs, "2.11", and their records of changes name nothing else.

var (
	// ofParagraph is all that a row says of a place: "2.11", "Para 1.9", "Page 24 after 1.8".
	ofParagraph = pattern.New(`(?i)^(?:page\s+\d{1,4}\s*,?\s+)?(?:(?:after|before|new)\s+)?(?:para(?:graph)?\.?\s+)?(\d{1,3}(?:\.\d{1,3}){1,3})$`)
	// paragraphNumber begins a paragraph that is counted.
	paragraphNumber = pattern.New(`^(\d{1,3}(?:\.\d{1,3}){1,3})\.?\s+\S`)
)

// byParagraph finds the one chapter that has the paragraph of a number and is counted with its
// paragraphs, "2.11" in Part 2A; -1 if there is none.
func (x *titleIndex) byParagraph(name string) int {
	m := ofParagraph.FindStringSubmatch(wording.Squeeze(name))
	if m == nil {
		return -1
	}
	x.counted.Do(x.countParagraphs)
	if i, ok := x.paragraph[m[1]]; ok {
		return i
	}
	return -1
}

// countParagraphs notes the chapter of each counted paragraph, -1 where several have its number.
func (x *titleIndex) countParagraphs() {
	x.paragraph = make(map[string]int)
	for i := range x.sections {
		chapter := i
		for chapter >= 0 && x.sections[chapter].Kind == normalise.KindHeading {
			chapter = x.sections[chapter].Parent
		}
		if chapter < 0 {
			continue
		}
		for k := range x.sections[i].Blocks {
			number := countOf(&x.sections[i].Blocks[k])
			if number == "" || !countedIn(number, x.sections[chapter].Number) {
				continue
			}
			if known, ok := x.paragraph[number]; ok && known != chapter {
				x.paragraph[number] = -1
				continue
			}
			x.paragraph[number] = chapter
		}
	}
}

// countOf is the number with which a paragraph begins, "" if it has none.
func countOf(b *parse.Block) string {
	text := strings.TrimLeft(b.Text, " \n")
	if b.Marker != "" {
		text = b.Marker + " " + text
	}
	if text == "" || !wording.IsDigit(text[0]) {
		return ""
	}
	if m := paragraphNumber.FindStringSubmatch(text); m != nil {
		return m[1]
	}
	return ""
}

// countedIn reports the number of a paragraph that goes on from that of its chapter: "2.11" from "2"
// or "2A".
func countedIn(number, chapter string) bool {
	first, _, _ := strings.Cut(number, ".")
	rest, ok := strings.CutPrefix(chapter, first)
	return ok && (rest == "" || len(rest) == 1 && !wording.IsDigit(rest[0]))
}
