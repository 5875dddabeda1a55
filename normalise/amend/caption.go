package amend

import (
	"strings"

	"manualwatch/normalise/chaptertext"
	"manualwatch/normalise/dates"
	"manualwatch/normalise/layout"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// longestCaption is how many words the caption of a table has at most.
const longestCaption = 12

// namesTable begins a line that names a table or the list in it.
var namesTable = pattern.New(`(?i)^(?:table\s+\d{1,2}\b|(?:a\s+|the\s+)?(?:list|table|schedule|register|summary|log|record|details)\s+of\b)`)

// withoutCaptions are the blocks of a page without the lines that only say what table stands right
// below them, "Changes": no row of the record, and none goes on with them. What tells when or
// whose the rows are stays.
func (r *amendReader) withoutCaptions(blocks []parse.Block) []parse.Block {
	drop := make(map[int]bool)
	for i := range blocks {
		if r.isCaption(blocks, i) {
			drop[i] = true
		}
	}
	return leftOut(blocks, drop)
}

// isCaption reports a short line right above a table that names its columns, if it names a
// record of changes, or if the names of chapters have a column there.
func (r *amendReader) isCaption(blocks []parse.Block, i int) bool {
	b := &blocks[i]
	if b.Region != parse.Main || b.Kind != parse.Paragraph || len(b.Links) > 0 || i+1 == len(blocks) || blocks[i+1].Kind != parse.Row || !layout.NamesColumns(&blocks[i+1]) {
		return false
	}
	text := wording.Squeeze(b.Text)
	columns, known := layout.NameColumns(blocks[i+1].Cells)
	if text == "" || !known || wording.CountWords(text) > longestCaption || r.mention(text) != "" || r.titleIn(text) != "" {
		return false
	}
	if _, _, dated := dates.FirstDate(text); dated {
		return false
	}
	text = strings.TrimSpace(strings.TrimRight(text, ":"))
	record := chaptertext.AmendLabel.MatchString(text) || listCaption.MatchString(text) || recordTitle.MatchString(text)
	names := columns.Chapter >= 0 && (!tellsChange(text) || namesTable.MatchString(text) && !changeSentence.MatchString(text)) && !strings.HasSuffix(text, ".")
	return (record || names) && !r.again().setContext(text)
}
