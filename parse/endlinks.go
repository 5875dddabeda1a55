package parse

import (
	"slices"
	"strings"

	"manualwatch/parse/pattern"
)

// Links that a site sets below the text of each page, with no label: to the list of contents,
// and to the kinds under which it files the page.

// markEndLinks finds such lines at the end of the text.
func markEndLinks(doc *Document) {
	for i := len(doc.Blocks) - 1; i >= 0; i-- {
		if doc.Blocks[i].Region != Main {
			continue
		}
		if !isEndLink(doc, i) {
			return
		}
		doc.Blocks[i].Region = Nav
	}
}

// markEmptyBox moves out the label of a box that most pages end with, where all that stood in it was
// found to be links of the site.
func (s *site) markEmptyBox(p *page) {
	for i := len(p.Blocks) - 2; i >= 0; i-- {
		b := &p.Blocks[i]
		if b.Region != Main {
			continue
		}
		if next := &p.Blocks[i+1]; b.Kind == Box && len(b.Links) == 0 && next.Region == Nav && next.Class == b.Class && s.common(p, i) {
			b.Region = Furniture
		}
		return
	}
}

// isEndLink reports such a line below a text.
func isEndLink(doc *Document, i int) bool {
	b := &doc.Blocks[i]
	return b.Kind == Paragraph && len(b.Links) > 0 && (onlyTags(b) || isWayBack(b)) && saidBefore(doc, i)
}

// isWayBack reports one link in the words that name a page by its place, "Contents".
func isWayBack(b *Block) bool {
	return len(b.Links) == 1 && linked(b) >= len(b.Text) && wayWords[fold(b.Text)]
}

// tagAddress is the address of the pages that a site files under one kind.
var tagAddress = pattern.New(`(?i)[/_-]tags?/[^/]|[?&]tags?=`)

// onlyTags reports a line of nothing but links to such pages.
func onlyTags(b *Block) bool {
	between, ok := b.BesideLinks()
	return ok && strings.Trim(strings.Join(between, ""), " ,|·") == "" &&
		!slices.ContainsFunc(b.Links, func(k Link) bool { return !tagAddress.MatchString(k.Href) })
}
