package docx

import (
	"strings"

	"manualwatch/parse"
)

// Of the passages beside side headings two in three are leastPassage bytes long or of
// several paragraphs, and some are of several: a list of terms or of dates has neither.
const (
	leastPassage = 60
	leastSides   = 2
)

// sideHeads writes a table that only sets headings in the margin of a text: beside a
// title, or nothing, stands a passage in every row, and no line parts them. A line may,
// where styles say that the titles are headings. It reports whether the table is one.
func (t *tableWriter) sideHeads() bool {
	heads, styled, passages, several := 0, 0, 0, 0
	for i := range t.rows {
		head, passage := t.side(i)
		if passage == nil {
			return false
		}
		if head != nil {
			heads++
			styled += boolInt(head.Kind == parse.Heading)
		}
		several += boolInt(len(passage) > 1)
		passages += boolInt(len(passage) > 1 || len(passage[0].Text) >= leastPassage)
	}
	if t.w.depth > 0 || t.w.region != parse.Main || heads < leastSides || several == 0 || passages*3 < len(t.rows)*2 || t.ruled && styled < heads {
		return false
	}
	rank := t.w.rank
	for i := range t.rows {
		head, passage := t.side(i)
		if head != nil {
			t.w.sideHead(head, blockLook{size: t.w.body(), bold: true}, rank)
		}
		for _, b := range passage {
			t.w.emit(b)
		}
	}
	t.w.rank = rank
	return true
}

// sideHead writes a heading of the margin below that of the text above, of level rank. Where
// no heading has had a style so far, its look ranks it, as it does those of the text.
func (w *writer) sideHead(b *parse.Block, look blockLook, rank int) {
	switch {
	case b.Kind == parse.Heading:
		w.emit(*b)
	case rank > 0:
		asHeading(b, rank+1)
		w.emit(*b)
	default:
		w.emit(*b)
		look.at = len(w.doc.Blocks) - 1
		w.looks = append(w.looks, look)
	}
}

// side is the title in the first cell of a row of two, nil if that is empty, and the
// passage in the second, nil if the row is not made so.
func (t *tableWriter) side(i int) (head *parse.Block, passage []parse.Block) {
	row := &t.rows[i]
	if !t.hasSides(i) || row.Bold {
		return nil, nil
	}
	title, text := t.content[i][0].blocks, t.content[i][1].blocks
	switch {
	case !blocksText(title):
		return nil, text
	case len(title) > 1 || len(title[0].Text) > maxBar || title[0].Kind == parse.Row:
		return nil, nil
	}
	b := title[0]
	if b.Kind != parse.Heading && (!b.Bold || strings.ContainsAny(b.Text[len(b.Text)-1:], ".;,")) {
		return nil, nil
	}
	return &b, text
}

// hasSides reports a row of two cells, in the second of which stands something.
func (t *tableWriter) hasSides(i int) bool {
	row := &t.rows[i]
	return !row.Header && len(row.Cells) == 2 && row.Cells[0].RowSpan <= 1 && blocksText(t.content[i][1].blocks)
}
