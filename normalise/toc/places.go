package toc

import (
	"slices"

	"manualwatch/normalise/wording"
	"manualwatch/parse"
)

// dropHeadings takes away rows that lead to places on the page of the row before them,
// where such pages stand in sections: they are headings of chapters, without numbers or
// with numbers below the chapter's. Where the pages are the sections, such places are the
// chapters. Below a heading that only names the list, the places are chapters where most
// have headings of their own on their pages.
func dropHeadings(s *Site, rows []Row) []Row {
	inside, pages, under, sure := make(map[int]bool), 0, 0, 0
	headed, named := false, false
	for i := range rows {
		if rows[i].Head && !rows[i].Linked() {
			headed = true
			named = named || rows[i].Rank > 1 && !ListTitle.MatchString(rows[i].Title)
		}
		if rows[i].Frag != "" || rows[i].Target < 0 {
			continue
		}
		from := i + 1
		for from < len(rows) && rows[from].Frag != "" && rows[from].Target == rows[i].Target && (rows[from].Num.Text == "" || wording.NumberPrefix(rows[i].Num.Text, rows[from].Num.Text)) {
			inside[from] = true
			from++
		}
		if from > i+1 {
			pages++
			under += wording.BoolInt(headed)
			sure += wording.BoolInt(named)
		}
	}
	if pages < 2 || under*2 < pages || sure == 0 && s.headChapters(rows, inside) {
		return rows
	}
	out := rows[:0:0]
	for i := range rows {
		if !inside[i] {
			out = append(out, rows[i])
		}
	}
	return out
}

// headChapters reports that rows which lead to places on pages are chapters: they have
// numbers, and most stand over headings of their own there.
func (s *Site) headChapters(rows []Row, places map[int]bool) bool {
	rich := 0
	for i := range places {
		if rows[i].Num.Parts != 2 {
			return false
		}
		rich += wording.BoolInt(overHeading(s.Input.Pages[rows[i].Target].Document, rows[i].Frag))
	}
	return rich*2 > len(places)
}

// overHeading reports whether a place on a page is a heading and the next one stands below it.
func overHeading(d *parse.Document, place string) bool {
	blocks := d.Blocks
	at := slices.IndexFunc(blocks, func(b parse.Block) bool { return b.Anchor == place || slices.Contains(b.Anchors, place) })
	if at < 0 || blocks[at].Kind != parse.Heading {
		return false
	}
	for i := at + 1; i < len(blocks); i++ {
		if blocks[i].Kind == parse.Heading && blocks[i].Region == parse.Main {
			return blocks[i].Level > blocks[at].Level
		}
	}
	return false
}
