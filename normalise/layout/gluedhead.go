package layout

import (
	"slices"
	"strings"

	"manualwatch/parse"
)

// The head of a table in a PDF may stand on a line above it, its names run together:
// "Version Date Description of change".

// HeadedTables makes the head of a table that has none of the line right above it that has
// the names of all its columns.
func HeadedTables(blocks []parse.Block) []parse.Block {
	out := blocks
	for i := range blocks {
		b := &blocks[i]
		if b.Kind != parse.Paragraph || b.Region != parse.Main || len(b.Text) > MaxTitle || strings.HasSuffix(b.Text, ":") || i+1 == len(blocks) || blocks[i+1].Kind != parse.Row {
			continue
		}
		if _, named := NameColumns(blocks[i+1].Cells); named && NamesColumns(&blocks[i+1]) {
			continue
		}
		cells := gluedNames(strings.Fields(strings.ReplaceAll(b.Text, "|", " ")), len(blocks[i+1].Cells))
		if _, ok := NameColumns(cells); cells == nil || !ok {
			continue
		}
		if &out[0] == &blocks[0] {
			out = slices.Clone(blocks)
		}
		out[i] = parse.Block{Kind: parse.Row, Header: true, Table: blocks[i+1].Table, Text: b.Text, Cells: cells, Page: b.Page}
	}
	return out
}

// gluedNames parts words into the names of n columns, nil if they are none. Of several ways
// the first names are as long as can be.
func gluedNames(words []string, n int) []parse.Cell {
	const longest, most = 5, 10 // words of a name, columns
	if n < 1 || n > most || len(words) < n || len(words) > n*longest {
		return nil
	}
	for at := min(longest, len(words)-n+1); at > 0 && (n > 1 || at == len(words)); at-- {
		name := strings.Join(words[:at], " ")
		if ColumnKey(name) == KeyNone {
			continue
		}
		rest := gluedNames(words[at:], n-1)
		if rest != nil || at == len(words) && n == 1 {
			return append([]parse.Cell{{Text: name, ColSpan: 1, RowSpan: 1}}, rest...)
		}
	}
	return nil
}
