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
			t.w.sideHead(head, rank)
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
func (w *writer) sideHead(b *parse.Block, rank int) {
	switch {
	case b.Kind == parse.Heading:
		w.emit(*b)
	case rank > 0:
		asHeading(b, rank+1)
		w.emit(*b)
	default:
		w.emit(*b)
		w.looks = append(w.looks, blockLook{at: len(w.doc.Blocks) - 1, size: w.body(), bold: true})
	}
}

// side is the title in the first cell of a row of two, nil if that is empty, and the
// passage in the second, nil if the row is not made so.
func (t *tableWriter) side(i int) (head *parse.Block, passage []parse.Block) {
	row, cells := &t.rows[i], t.content[i]
	if row.Header || len(row.Cells) != 2 || row.Cells[0].RowSpan > 1 || !blocksText(cells[1]) || row.Bold {
		return nil, nil
	}
	switch {
	case !blocksText(cells[0]):
		return nil, cells[1]
	case len(cells[0]) > 1 || len(cells[0][0].Text) > maxBar || cells[0][0].Kind == parse.Row:
		return nil, nil
	}
	b := cells[0][0]
	if b.Kind != parse.Heading && (!b.Bold || strings.ContainsAny(b.Text[len(b.Text)-1:], ".;,")) {
		return nil, nil
	}
	return &b, cells[1]
}
