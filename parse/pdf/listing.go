package pdf

import "strconv"

// isContents reports whether most lines lead to the number of a page, some of them
// over dots, or all of them to numbers that do not fall: a list of contents, whose
// page numbers are no column.
func isContents(items []item) bool {
	entries, dotted, rows := 0, 0, 0
	last, rising := 0, true
	for _, it := range rowsOf(items) {
		if it.seg == nil {
			return false
		}
		rows++
		if isContentsLine(it.seg) {
			entries++
			folio := it.seg.words[len(it.seg.words)-1].text
			page, err := strconv.Atoi(folio)
			rising, last = rising && (err == nil && page >= last || last == 0 && isRomanPage(folio)), page
		}
		if text := it.seg.text(); endsInNumber(text) && leader.MatchString(text) {
			dotted++
		}
	}
	return dotted > 0 && 2*entries > rows || rising && entries == rows && rows >= 4
}
