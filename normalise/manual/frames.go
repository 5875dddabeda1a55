package manual

import (
	"manualwatch/normalise/layout"
	"manualwatch/normalise/toc"
	"manualwatch/parse"
)

// withFrames adds to the start pages what they show in frames, and these in theirs: a start
// page of frames holds nothing itself, and the list of contents stands in one of them.
func (rd *reading) withFrames(starts []int) []int {
	known := make(map[int]bool, len(starts))
	for _, p := range starts {
		known[p] = true
	}
	for i := 0; i < len(starts); i++ {
		for _, p := range rd.framesOf(rd.Input.Pages[starts[i]].Document) {
			if !known[p] && rd.Roles[p] == toc.RolePage {
				known[p] = true
				starts = append(starts, p)
			}
		}
	}
	return starts
}

// framesOf are the web pages that were read of those in the frames of a page.
func (rd *reading) framesOf(d *parse.Document) []int {
	var out []int
	for _, href := range d.Frames {
		if p := rd.Site.PageAt(href); p >= 0 && rd.Input.Pages[p].Document.IsWebPage() {
			out = append(out, p)
		}
	}
	return out
}

// framed is the page that holds the text of a chapter whose own page consists of frames: the
// longest in them that is text, and no other chapter; nil if there is none.
func (a *assembly) framed(d *parse.Document) *parse.Document {
	var best *parse.Document
	most := 0
	for _, p := range a.rd.framesOf(d) {
		doc := a.rd.Input.Pages[p].Document
		if a.owner[p] != nil || doc == d || layout.MostlyLinks(doc) {
			continue
		}
		if words := layout.MainWords(doc, chapterWords*100); words > most {
			best, most = doc, words
		}
	}
	return best
}
