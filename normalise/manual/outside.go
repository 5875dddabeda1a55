package manual

import (
	"fmt"
	"strings"
	"unicode/utf8"

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
	for _, p := range pages {
		if seen[p] || a.owner[p] != nil || rd.Roles[p] != toc.RolePage {
			continue // or its text is a chapter's, or a list of changes
		}
		seen[p] = true
		d := rd.Input.Pages[p].Document
		o := normalise.Outside{URL: d.URL, Title: d.Title, Blocks: sentencesOutside(d, e, p == rd.book)}
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

// saidInside are those of some texts, solid, that are blocks of sections or rows of amendments.
func saidInside(e *normalise.Edition, texts map[string]bool) map[string]bool {
	said := make(map[string]bool)
	var first [256]bool // bytes with which one of texts begins: no other block need be made solid
	for t := range texts {
		if t != "" {
			first[t[0]] = true
		}
	}
	note := func(text string) {
		if c, plain := firstWordByte(text); plain && !first[c] {
			return
		}
		if t := wording.Solid(text); texts[t] {
			said[t] = true
		}
	}
	for i := range e.Sections {
		for k := range e.Sections[i].Blocks {
			note(e.Sections[i].Blocks[k].Text)
		}
	}
	for i := range e.Amendments {
		note(e.Amendments[i].Details)
	}
	return said
}

// firstWordByte is the byte with which a text begins that is solid; plain is false where a
// letter beyond ASCII, or an accent of its own, may make it another.
func firstWordByte(text string) (c byte, plain bool) {
	for i := range len(text) {
		switch c := text[i]; {
		case c >= utf8.RuneSelf, i+1 < len(text) && text[i+1] >= utf8.RuneSelf:
			return 0, false
		case 'A' <= c && c <= 'Z':
			return c + 'a' - 'A', true
		case wording.WordByte(c):
			return c, true
		}
	}
	return 0, false
}

// sentencesOutside are the passages of running text on a page that are not said inside a
// section; of a book only those before the first that is: what its chapters leave out below
// are notes of their own.
func sentencesOutside(d *parse.Document, e *normalise.Edition, book bool) []parse.Block {
	asked := func(b *parse.Block) bool { return b.Region == parse.Main && (book || isPassage(b)) }
	texts := make(map[string]bool)
	for i := range d.Blocks {
		if b := &d.Blocks[i]; asked(b) {
			texts[wording.Solid(b.Text)] = true
		}
	}
	if len(texts) == 0 {
		return nil
	}
	inside := saidInside(e, texts)
	var out []parse.Block
	for i := range d.Blocks {
		b := &d.Blocks[i]
		switch {
		case !asked(b):
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
