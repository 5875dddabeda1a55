package manual

import (
	"fmt"
	"strings"

	"manualwatch/normalise"
	"manualwatch/normalise/layout"
	"manualwatch/normalise/toc"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
)

// leastOutside is how many words the sentences of a page have at least that stand in no
// section and are told of.
const leastOutside = 20

// outside gathers what the start pages, the page of the contents and a document that is the
// whole manual say in sentences above their list of chapters, or beside it, and that stands
// in no section: whom to ring, who is bound. None of it is a chapter; it is told of as a
// doubt, and kept for the comparison with other nights.
func (a *assembly) outside() {
	rd, e := a.rd, a.e
	if len(e.Sections) == 0 {
		return // all that there is stands in no chapter, which is told already
	}
	pages := []int{rd.list, rd.book}
	for _, at := range rd.Input.Start {
		pages = append(pages, rd.Site.PageAt(at))
	}
	seen := map[int]bool{-1: true}
	inside := saidInside(e)
	for _, p := range pages {
		if seen[p] || a.owner[p] != nil || rd.Roles[p] != toc.RolePage {
			continue // or its text is a chapter's, or a list of changes
		}
		seen[p] = true
		d := rd.Input.Pages[p].Document
		o := normalise.Outside{URL: d.URL, Title: d.Title, Blocks: sentencesOutside(d, inside, p == rd.book)}
		e.Outside = append(e.Outside, o)
		words := 0
		for i := range o.Blocks {
			words += wording.CountWords(o.Blocks[i].Text)
		}
		if words >= leastOutside {
			e.Findings = append(e.Findings, normalise.Finding{URL: d.URL, Code: normalise.CodeInNone, Detail: fmt.Sprintf("%d words of sentences stand here in no chapter, from “%s …” on", words, opening(o.Blocks[0].Text))})
		}
	}
}

// saidInside are the texts of the blocks of all sections, and of the rows of amendments.
func saidInside(e *normalise.Edition) map[string]bool {
	said := make(map[string]bool)
	for i := range e.Sections {
		for k := range e.Sections[i].Blocks {
			said[wording.Solid(e.Sections[i].Blocks[k].Text)] = true
		}
	}
	for i := range e.Amendments {
		said[wording.Solid(e.Amendments[i].Details)] = true
	}
	return said
}

// sentencesOutside are the passages of running text on a page that are not said inside a
// section; of a book only those before the first that is: what its chapters leave out below
// are notes of their own.
func sentencesOutside(d *parse.Document, inside map[string]bool, book bool) []parse.Block {
	var out []parse.Block
	for i := range d.Blocks {
		b := &d.Blocks[i]
		switch {
		case b.Region != parse.Main:
		case inside[wording.Solid(b.Text)]:
			if book && wording.CountWords(b.Text) > 6 {
				return out
			}
		case isPassage(b):
			out = append(out, *b)
		}
	}
	return out
}

// isPassage reports running text: a sentence that ends as one, or several, not the lead-in of
// a list and not the words of links.
func isPassage(b *parse.Block) bool {
	text := strings.TrimSpace(b.Text)
	if b.Kind != parse.Paragraph && b.Kind != parse.Item || strings.HasSuffix(text, ":") || layout.LinkShare(b.Text, b.Links) >= 0.5 {
		return false
	}
	return toc.IsSentence(text) || strings.Contains(text, ". ") && wording.CountWords(text) > 6
}

// opening are the first words of a text.
func opening(text string) string {
	const words = 8
	all := strings.Fields(text)
	return strings.Join(all[:min(words, len(all))], " ")
}
