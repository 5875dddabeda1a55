package toc

import (
	"manualwatch/normalise/layout"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// A referring is what the rows of a table say in a column behind their links that is their
// number: "Visits | SP-04 | Updated".
type referring struct {
	table   int
	numbers map[string]bool // nil if there is no such column
}

// referenceName is what such a column is called where it counts without letters.
var referenceName = pattern.New(`(?i)^(?:(?:policy|procedure|chapter|document|doc)\.?\s+)?(?:ref(?:erence)?\.?(?:\s+(?:no\.?|number|code))?|no\.?|number|code)$`)

// isReference reports a cell that is the number of its row, behind the title.
func (r *rowReader) isReference(table int, c *parse.Cell) bool {
	if len(c.Links) > 0 || !wording.HasDigit(c.Text) || table == 0 {
		return false
	}
	if r.referring.table != table {
		r.referring = referring{table, r.referencesOf(table)}
	}
	return r.numbers[wording.Squeeze(c.Text)]
}

// referencesOf reads the numbers that stand in a column behind the links of a table: each row
// with a link has one of its own there. They begin with letters, or the column is called so.
func (r *rowReader) referencesOf(table int) map[string]bool {
	var rows, bare []*parse.Block // with a link and without one
	var names []parse.Cell
	for i := range r.doc.Blocks {
		switch b := &r.doc.Blocks[i]; {
		case b.Kind != parse.Row || b.Table != table:
		case len(b.AllLinks()) > 0:
			rows = append(rows, b)
		case len(rows) == 0 && (b.Header || layout.ColumnNames(b.Cells) >= 2):
			names = b.Cells
		default:
			bare = append(bare, b)
		}
	}
	rows = entriesWide(rows)
	if len(rows) < LeastListed {
		return nil
	}
	for k := 1; k < len(rows[0].Cells); k++ {
		called := k < len(names) && referenceName.MatchString(wording.Squeeze(names[k].Text))
		if numbers := numbersIn(rows, k, called); numbers != nil {
			addBare(numbers, bare, k)
			return numbers
		}
	}
	return nil
}

// entriesWide leaves out rows of one cell among wider ones: captions and pointers elsewhere.
func entriesWide(rows []*parse.Block) []*parse.Block {
	var out []*parse.Block
	for _, b := range rows {
		if len(b.Cells) > 1 {
			out = append(out, b)
		}
	}
	return out
}

// addBare adds the numbers in a column of rows that lost their link.
func addBare(numbers map[string]bool, bare []*parse.Block, column int) {
	for _, b := range bare {
		if column < len(b.Cells) {
			if text := wording.Squeeze(b.Cells[column].Text); isNumber(text) {
				numbers[text] = true
			}
		}
	}
}

func isNumber(text string) bool {
	_, ok := wording.PureNumber(text)
	return ok
}

// rowsASlip is how many rows of a table at least may have one among them whose number is another's,
// or none: nobody numbers by hand without a slip.
const rowsASlip = 8

// numbersIn are the cells of a column, where nearly each is a number, no two chapters share one and
// a link stands before each; nil otherwise. Without the name of such a column they begin with
// letters. A row that stands twice has its number twice.
func numbersIn(rows []*parse.Block, column int, called bool) map[string]bool {
	numbers, said := make(map[string]bool), make(map[string]bool)
	slips := 0
	for _, b := range rows {
		if column >= len(b.Cells) || len(b.Cells[column-1].Links) == 0 && len(b.Cells[0].Links) == 0 {
			return nil
		}
		text := wording.Squeeze(b.Cells[column].Text)
		row := layout.LinkOf(b.AllLinks()) + "\x00" + text
		if text == "" || said[row] {
			continue
		}
		if isNumber(b.Cells[0].Text) {
			return nil // which stands before the title
		}
		said[row] = true
		if !isNumber(text) || numbers[text] || !called && !(wording.IsLetterByte(text[0]) && wording.HasDigit(text)) {
			slips++
			continue
		}
		numbers[text] = true
	}
	if len(numbers) < LeastListed || len(numbers)*5 < len(rows)*4 || slips*rowsASlip > len(rows) {
		return nil
	}
	return numbers
}
