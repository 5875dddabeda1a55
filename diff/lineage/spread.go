package lineage

import (
	"strings"

	"manualwatch/diff/textdiff"
	"manualwatch/parse"
)

// Bounds of what cells are repeated: the rows or columns that one covers, and the bytes that
// all of a section take more than they are printed with.
const (
	maxSpread      = 100
	maxSpreadBytes = 1 << 18
)

// A spreader reads the rows of tables as a reader sees them: a cell that covers several rows or
// columns says in each what it says. What a row says so does not change when cells are merged.
type spreader struct {
	table   int
	covered []covered // by column
	spent   int       // bytes
}

// A covered column has the text of a cell above for some rows more.
type covered struct {
	text string
	rows int
}

// row is what a row says with the cells that reach into it; "" where these add nothing.
func (s *spreader) row(b *parse.Block) textdiff.Sum {
	if b.Table != s.table {
		s.table, s.covered = b.Table, s.covered[:0]
	}
	var cells []string
	merged := false
	put := func(text string, again bool) {
		if merged = merged || again; again {
			s.spent += len(text) + 1
		}
		if text != "" {
			cells = append(cells, text)
		}
	}
	col := 0
	above := func() {
		for ; col < len(s.covered) && s.covered[col].rows > 0; col++ {
			put(s.covered[col].text, true)
			s.covered[col].rows--
		}
	}
	for i := range b.Cells {
		if s.spent > maxSpreadBytes {
			return ""
		}
		above()
		c := &b.Cells[i]
		for k := range min(max(c.ColSpan, 1), maxSpread) {
			put(c.Text, k > 0)
			s.cover(col, covered{c.Text, min(max(c.RowSpan, 1), maxSpread) - 1})
			col++
		}
	}
	for ; col < len(s.covered); col++ {
		above()
	}
	if !merged {
		return ""
	}
	return textdiff.Sum(textdiff.FoldText(strings.ReplaceAll(strings.Join(cells, " | "), "\n", " ")))
}

// cover notes for how many rows more a cell stands in a column.
func (s *spreader) cover(col int, c covered) {
	for c.rows > 0 && len(s.covered) <= col {
		s.covered = append(s.covered, covered{})
	}
	if c.rows > 0 {
		s.covered[col] = c
	}
}
