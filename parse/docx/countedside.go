package docx

import (
	"strings"

	"manualwatch/parse"
)

// countedSides writes a table that only sets the numbers of a text in its margin: beside some
// stands a title, which is a heading, and beside the others, or nothing, what the titles head. No
// line parts them. It reports whether the table is one.
func (t *tableWriter) countedSides() bool {
	if t.ruled || t.w.depth > 0 || t.w.region != parse.Main {
		return false
	}
	heads, deep := 0, map[int]int{} // depth of the numbered titles, by how they are set
	for i := range t.rows {
		number, ok := t.countedSide(i)
		if !ok {
			return false
		}
		if look := t.soleLook(i); look != nil && number != "" {
			heads++
			if d := deep[look.height()]; d == 0 || deepOf(number) < d {
				deep[look.height()] = deepOf(number)
			}
		}
	}
	if heads < leastSides || heads*2 > len(t.rows) { // a list of contents has nothing below its titles
		return false
	}
	t.writeCounted(deep)
	return true
}

// writeCounted writes the rows; those set as numbered titles are headings, be they without a
// number: "Appendix 1".
func (t *tableWriter) writeCounted(deep map[int]int) {
	rank, least := t.w.rank, 0
	for _, d := range deep {
		if least == 0 || d < least {
			least = d
		}
	}
	for i := range t.rows {
		number, _ := t.countedSide(i)
		blocks := t.content[i][1].blocks
		if number != "" {
			blocks[0].Marker = number
		}
		if side := t.content[i][0].blocks; blocks[0].Anchor == "" && len(side) > 0 {
			blocks[0].Anchor, blocks[0].Anchors = side[0].Anchor, side[0].Anchors
		}
		look := t.soleLook(i)
		if look == nil || deep[look.height()] == 0 {
			for _, b := range blocks {
				t.w.emit(b)
			}
			continue
		}
		above := rank
		if d := deep[look.height()]; rank > 0 {
			above += max(d, deepOf(number)) - least
		}
		t.w.sideHead(&blocks[0], *look, above)
	}
	t.w.rank = rank
}

// countedSide is the number in the first cell of a row of two, "" for an empty one; ok is false if
// the row is not made so, or what stands in the second has a number of its own.
func (t *tableWriter) countedSide(i int) (number string, ok bool) {
	if !t.hasSides(i) {
		return "", false
	}
	first := t.content[i][0].blocks
	number = cellNumber(first)
	return number, len(first) == 0 || number != "" && t.content[i][1].blocks[0].Marker == ""
}

// soleLook is the look of the only line in the second cell of a row, nil if it is not set as a
// heading is.
func (t *tableWriter) soleLook(i int) *blockLook {
	if c := &t.content[i][1]; len(c.blocks) == 1 {
		return c.look
	}
	return nil
}

// deepOf is how many parts a number has, 1 for none.
func deepOf(number string) int {
	return 1 + strings.Count(strings.TrimRight(number, "."), ".")
}
