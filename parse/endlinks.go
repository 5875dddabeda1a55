package parse

import (
	"slices"
	"strings"
	"unicode"

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
	switch {
	case b.Kind == Row && i > 0 && doc.Blocks[i-1].Kind == Row && doc.Blocks[i-1].Table == b.Table:
		return false // of a table that says more
	case b.Kind != Paragraph && b.Kind != Row:
		return false
	}
	return (len(b.Links) > 0 && onlyTags(b) || isWayBack(b)) && saidBefore(doc, i)
}

// isWayBack reports a line, or the only row of a table, of nothing but links in words that name a
// page by its place, "Contents", "Back to procedures", and those that print or share the page.
func isWayBack(b *Block) bool {
	links, rest := b.AllLinks(), b.Text
	tools := slices.ContainsFunc(links, func(k Link) bool { return readerTool.MatchString(fold(k.Text)) })
	for i := range links {
		said := fold(links[i].Text)
		if !wayWords[said] && !backToList.MatchString(said) && !readerTool.MatchString(said) && !(tools && backTo.MatchString(said)) {
			return false
		}
		rest = strings.Replace(rest, links[i].Text, "", 1)
	}
	return len(links) > 0 && !strings.ContainsFunc(rest, unicode.IsLetter)
}

// backTo are the words of a link that may lead up from a page, or name a chapter, "Back to school":
// beside a link that prints the page they lead up. backToList names where.
var (
	backTo     = pattern.New(`^(?:back|return) to (?:the |our |all )?[a-z0-9][^.:;]{0,60}$`)
	backToList = pattern.New(`^(?:[«‹←<]+ ?(?:back|return) to [^.:;]{1,60}|(?:back|return) to (?:[a-z’'&-]+ ){0,4}(?:procedures|policies|contents|list|index|home ?page|manual|handbook|chapters|results|menu|overview|library|documents|resources|a-z)) ?[«‹←<]*$`)
)

// tagAddress is the address of the pages that a site files under one kind.
var tagAddress = pattern.New(`(?i)[/_-]tags?/[^/]|[?&]tags?=`)

// onlyTags reports a line of nothing but links to such pages.
func onlyTags(b *Block) bool {
	between, ok := b.BesideLinks()
	return ok && strings.Trim(strings.Join(between, ""), " ,|·") == "" &&
		!slices.ContainsFunc(b.Links, func(k Link) bool { return !tagAddress.MatchString(k.Href) })
}
