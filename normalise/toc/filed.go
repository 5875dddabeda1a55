package toc

import (
	"slices"
	"strings"

	"manualwatch/normalise/layout"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// Sites that keep their chapters as records show them in one list, in order, and say beside each
// in which section it stands: in a column of a table, or in a line above the title on a card.

// sectionColumn heads such a column.
var sectionColumn = pattern.New(`(?i)^(?:sort\s+by\s+)?(?:section|part|volume|category|theme|topic|group)(?:\s+(?:name|title))?$`)

// sectionsFirst is a document whose tables with such a column have it first, where the names of
// sections stand in most tables.
func sectionsFirst(d *parse.Document) *parse.Document {
	moved := make(map[int]int) // table -> column
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if b.Kind != parse.Row {
			continue
		}
		if k := slices.IndexFunc(b.Cells, func(c parse.Cell) bool { return sectionColumn.MatchString(wording.Squeeze(c.Text)) }); k > 0 && layout.NamesColumns(b) && linkedBefore(d.Blocks[i+1:], b.Table, k) {
			moved[b.Table] = k
		}
	}
	if len(moved) == 0 {
		return d
	}
	out := *d
	out.Blocks = slices.Clone(d.Blocks)
	for i := range out.Blocks {
		b := &out.Blocks[i]
		k, ok := moved[b.Table]
		if b.Kind != parse.Row || !ok || k >= len(b.Cells) {
			continue
		}
		cells := append([]parse.Cell{b.Cells[k]}, b.Cells[:k]...)
		b.Cells = append(cells, b.Cells[k+1:]...)
	}
	return &out
}

// linkedBefore reports a row of a table below the names of its columns whose title, before column
// k, is a link: what names the section of several rows stands before the titles already.
func linkedBefore(rows []parse.Block, table, k int) bool {
	return len(rows) > 0 && rows[0].Kind == parse.Row && rows[0].Table == table && k < len(rows[0].Cells) &&
		slices.ContainsFunc(rows[0].Cells[:k], func(c parse.Cell) bool { return len(c.Links) > 0 })
}

// sectionLabels are the lines above the titles of cards that say in which section each stands: by
// its block the name that a line begins to say, "" where it says that of the card before.
func sectionLabels(d *parse.Document, region parse.Region) map[int]string {
	labels := make(map[string][]int) // by class
	titles := 0
	last, between := -1, 0
	for i := range d.Blocks {
		b := &d.Blocks[i]
		switch {
		case b.Region != region || b.Kind == parse.Image:
		case b.Kind == parse.Heading && len(b.Links) == 1 && layout.LinkShare(b.Text, b.Links) > 0.9:
			titles++
			if last >= 0 {
				labels[d.Blocks[last].Class] = append(labels[d.Blocks[last].Class], last)
			}
			last = -1
		case last < 0 && isSectionLabel(b):
			last, between = i, 0
		default:
			if between++; between > 1 || !isSectionLabel(b) { // a flag may stand between
				last = -1
			}
		}
	}
	for class, at := range labels {
		if n := len(at); class == "" || n < leastTagged || n*10 < titles*9 {
			continue
		}
		if out := runsOf(d, at); out != nil {
			return out
		}
	}
	return nil
}

// isSectionLabel reports a short line without a link that may be the name of a section.
func isSectionLabel(b *parse.Block) bool {
	return b.Kind == parse.Paragraph && len(b.Links) == 0 && !b.Bold && wording.CountWords(b.Text) <= longestTag && !strings.ContainsAny(b.Text, ".;:()\n") && b.Text != "" && b.Text[0] >= 'A' && b.Text[0] <= 'Z'
}

// runsOf are the names that labels of titles, by their blocks, begin to say, where the cards of each section stand
// together and there are two of these at least; otherwise nil.
func runsOf(d *parse.Document, labels []int) map[int]string {
	out, names := make(map[int]string), make(map[string]bool)
	last := ""
	for _, at := range labels {
		name := wording.Squeeze(d.Blocks[at].Text)
		if name == last {
			out[at] = ""
			continue
		}
		if names[name] {
			return nil
		}
		last, names[name], out[at] = name, true, name
	}
	if len(names) < 2 || len(names)*2 > len(labels) {
		return nil
	}
	return out
}
