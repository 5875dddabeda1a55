package layout

import (
	"strconv"

	"manualwatch/parse/pdf/line"
)

// isContents reports whether most lines lead to the number of a page, some of them
// over dots, or all of them to numbers that do not fall: a list of contents, whose
// page numbers are no column.
func isContents(items []Item) bool {
	entries, dotted, rows := 0, 0, 0
	last, rising := 0, true
	for _, it := range RowsOf(items) {
		if it.Line == nil {
			return false
		}
		rows++
		if line.IsContentsLine(it.Line) {
			entries++
			folio := it.Line.Words[len(it.Line.Words)-1].Text
			page, err := strconv.Atoi(folio)
			rising, last = rising && (err == nil && page >= last || last == 0 && line.IsRomanPage(folio)), page
		}
		if text := it.Line.Text(); line.EndsInNumber(text) && line.Leader.MatchString(text) {
			dotted++
		}
	}
	return dotted > 0 && 2*entries > rows || rising && entries == rows && rows >= 4
}
