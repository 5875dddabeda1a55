package toc

import (
	"manualwatch/normalise"
	"manualwatch/normalise/dates"
	"manualwatch/normalise/layout"
	"manualwatch/normalise/titleflag"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// leads reports whether a plain short line stands right above a list or table of
// links and below no heading: then it may be what opens the list, unless it tells of the
// file above.
func (r *rowReader) leads(i int) bool {
	b := &r.doc.Blocks[i]
	if !isTitleLine(b) || i+1 >= len(r.doc.Blocks) || r.plain || titleflag.Particulars(b.Text) {
		return false
	}
	if d, ok := dates.Parse(b.Text); ok && d.Precision == normalise.Day {
		return false // it tells of the entry above
	}
	at := i + 1
	if r.countsList(at) {
		at++
	}
	for k := at + 1; k < min(len(r.doc.Blocks), at+3) && r.namesPart(k-1); k++ {
		at = k
	}
	next := &r.doc.Blocks[at]
	if next.Region != b.Region || next.Kind != parse.Item && next.Kind != parse.Row || len(next.AllLinks()) == 0 && !r.isHere(at) {
		return false
	}
	if i > 0 {
		above := &r.doc.Blocks[i-1]
		if above.Kind == parse.Heading && above.Level > 1 || above.Bold && len(above.Links) == 0 {
			return false
		}
		if b.Group != 0 && b.Group == above.Group && b.Group == next.Group && len(above.Links) > 0 {
			return false // it stands within an entry of the list and tells of it
		}
	}
	return true
}

// countsList reports a line between the name of a list and its first entry that only says how many
// the list has: "5".
func (r *rowReader) countsList(i int) bool {
	b := &r.doc.Blocks[i]
	return i+1 < len(r.doc.Blocks) && b.Kind == parse.Paragraph && len(b.Links) == 0 && listTally.MatchString(b.Text)
}

// listTally is a number of entries alone on a line.
var listTally = pattern.New(`^[(\[]?\d{1,3}[)\]]?$`)

// namesPart reports a row above entries: names of columns, or one cell without a
// link.
func (r *rowReader) namesPart(i int) bool {
	b := &r.doc.Blocks[i]
	return b.Kind == parse.Row && len(b.AllLinks()) == 0 && (b.Header || layout.ColumnNames(b.Cells) >= 2 || len(b.Cells) == 1 || r.aboveLinks(i))
}

// isHere reports the first entry of a list in a menu that may stand for the page itself: it leads
// nowhere, and the next entry does.
func (r *rowReader) isHere(i int) bool {
	if !r.nav || i+1 >= len(r.doc.Blocks) {
		return false
	}
	b, next := &r.doc.Blocks[i], &r.doc.Blocks[i+1]
	return b.Kind == parse.Item && next.Kind == parse.Item && next.Group == b.Group && next.Level == b.Level && len(next.Links) > 0
}
