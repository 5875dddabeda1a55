package toc

import (
	"strings"

	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// pageTool names what a reader can do with the page that is open, and no chapter.
var pageTool = pattern.New(`(?i)^(?:print(?:able|er[\s-]friendly)?(?:\s+(?:this|version|page|view).*)?|edit(?:\s+(?:(?:this|the)\s+)?(?:page|topic|article|source|text))?|page\s+history|back\s?links|what\s+links\s+here|e?-?mail\s+this.*)$`)

// maxToolWords is how many words the name of such a tool has at most.
const maxToolWords = 4

// A placeOf is a block of a page.
type placeOf struct{ page, block int }

// toolLines are the blocks that are one line of what can be done with the page, "Edit |
// Attach | Print version": links side by side below or above a list, one of which says so,
// none of them with a number or to a page of text that was read.
func toolLines(s *Site, rows []Row) map[placeOf]bool {
	links, out := make(map[placeOf]int), make(map[placeOf]bool)
	all := 0
	for i := range rows {
		rw := &rows[i]
		if !rw.Linked() {
			continue
		}
		all++
		links[placeOf{rw.Page, rw.Block}]++
		if pageTool.MatchString(rw.Title) {
			out[placeOf{rw.Page, rw.Block}] = true
		}
	}
	for i := range rows {
		rw, at := &rows[i], placeOf{rows[i].Page, rows[i].Block}
		if out[at] && (rw.entry() || links[at] < 2 || all-links[at] < LeastListed || !oneLine(s, at)) {
			out[at] = false
		}
	}
	return out
}

// entry reports a row that may be one of a list, and hardly a tool.
func (rw *Row) entry() bool {
	return rw.Num.Text != "" || wording.CountWords(rw.Title) > maxToolWords || rw.Target >= 0 && !JunkTitle.MatchString(rw.Title) && !pageTool.MatchString(rw.Title)
}

// oneLine reports a paragraph of one line.
func oneLine(s *Site, at placeOf) bool {
	if at.page < 0 || at.block < 0 {
		return false
	}
	b := &s.Input.Pages[at.page].Blocks[at.block]
	return b.Kind == parse.Paragraph && !strings.Contains(b.Text, "\n")
}
