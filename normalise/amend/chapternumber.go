package amend

import (
	"strings"

	"manualwatch/normalise/layout"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// numberHead heads a column of the numbers of chapters.
var numberHead = pattern.New(`(?i)^(?:(?:chapter|section|procedure|policy|part|manual)\s*(?:no\.?|numbers?|ref(?:erence)?\.?|#)?|no\.?|numbers?|#)$`)

// joinNumbers writes the number of a chapter before its name in the rows of a table that has a
// column for each: both are the chapter as people print it. That a column holds the numbers of the
// manual, and none of paragraphs in a chapter, is known by those beside titles of it.
func (r *amendReader) joinNumbers(rows []*parse.Block) {
	number, name := r.numberColumn(rows)
	if number < 0 {
		return
	}
	for _, b := range rows {
		if number >= len(b.Cells) || name >= len(b.Cells) {
			continue
		}
		text := wording.Squeeze(b.Cells[number].Text)
		if _, ok := wording.PureNumber(text); !ok || strings.TrimSpace(b.Cells[name].Text) == "" {
			continue
		}
		cells := append([]parse.Cell(nil), b.Cells...)
		c := &cells[name]
		c.Links = append([]parse.Link(nil), c.Links...)
		for i := range c.Links {
			c.Links[i].Start += len(text) + 1
			c.Links[i].End += len(text) + 1
		}
		c.Text = text + " " + strings.TrimLeft(c.Text, " \n")
		b.Cells = cells
	}
}

// numberColumn finds a column of numbers that the manual gives the titles in another; -1 if there
// is none.
func (r *amendReader) numberColumn(rows []*parse.Block) (number, name int) {
	var head []parse.Cell
	for _, b := range rows {
		if _, ok := layout.NameColumns(b.Cells); ok && layout.NamesColumns(b) {
			head = b.Cells
			break
		}
	}
	for i := range head {
		if !numberHead.MatchString(wording.Squeeze(head[i].Text)) {
			continue
		}
		for _, k := range []int{i + 1, i - 1} {
			if k < 0 || k >= len(head) || layout.ColumnKey(head[k].Text) != layout.KeyChapter {
				continue
			}
			if right, all := r.numbersOf(rows, i, k); right >= leastRecords && right*2 >= all {
				return i, k
			}
		}
	}
	return -1, -1
}

// numbersOf counts the rows with a number in one column, and those of them with the title in
// another that has this number in the manual.
func (r *amendReader) numbersOf(rows []*parse.Block, number, name int) (right, all int) {
	for _, b := range rows {
		if number >= len(b.Cells) || name >= len(b.Cells) {
			continue
		}
		text := wording.Squeeze(b.Cells[number].Text)
		if _, ok := wording.PureNumber(text); !ok {
			continue
		}
		all++
		if at := r.titles.find(wording.Squeeze(b.Cells[name].Text)); at >= 0 && strings.EqualFold(r.titles.sections[at].Number, text) {
			right++
		}
	}
	return right, all
}
