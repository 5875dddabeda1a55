package parse

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"manualwatch/parse/pattern"
)

// judge looks at the blocks of a page together, after the walk: lines that are no
// text, the page's own list of contents, boxes, the title.
func (r *reader) judge() {
	doc := r.doc
	markWays(doc)
	r.takeNotes()
	markCrumbs(doc)
	markTrailBelow(doc)
	markNamedTrails(doc)
	markPageMenus(doc)
	if !r.verbatim {
		sortLines(doc, r.notes)
		markTurns(doc)
		markBelowTurns(doc)
		markBelowArticle(doc, r.over)
		markBelowFrame(doc)
		markTags(doc)
		markEndLinks(doc)
		markPagers(doc)
		markFolios(doc)
		markBeside(doc)
		markTrailLabels(doc)
		markMore(doc)
		markNews(doc)
		markContents(doc, r.links)
	}
	markLooseBoxes(doc, &r.groups)
	doc.Title = r.title()
	for i := range doc.Blocks {
		if doc.Blocks[i].Region == Main && doc.Blocks[i].Kind != Image {
			return
		}
	}
	r.find(FindingEmpty, "the main region has no words")
}

// takeNotes takes footnotes into the text that stand beside its element: where a mark in the
// text leads, up to the next note. The sign of a note on a line of its own is no text.
func (r *reader) takeNotes() {
	const most = 3 // blocks of a note
	blocks := r.doc.Blocks
	for i := range blocks {
		if blocks[i].Anchor == "" || !slices.Contains(r.notes, blocks[i].Anchor) {
			continue
		}
		in := blocks[i].Region
		for k := i; in != Nav && k < len(blocks) && k < i+most && (k == i || blocks[k].Anchor == "") && blocks[k].Region == in && blocks[k].Kind != Heading; k++ {
			if isNumber(strings.Trim(blocks[k].Text, "[]() .")) {
				blocks[k].Region = Furniture
				continue
			}
			blocks[k].Region = Main
			break
		}
	}
}

// sortLines moves lines that are no text of the manual out of the main region, and
// keeps what they say as facts about the page; a footnote, of which notes are the places, tells
// of what its mark stands at: "Published in 2016."
func sortLines(doc *Document, notes []string) {
	for i := range doc.Blocks {
		cutCounts(&doc.Blocks[i])
	}
	entries := datedEntries(doc)
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		if len(b.Text) > 400 || entries[i] {
			continue
		}
		if b.Anchor != "" && slices.Contains(notes, b.Anchor) {
			continue
		}
		if tellsAgo(doc, i) || mayBeFact(b.Text) && readFacts(doc, i) {
			continue
		}
		if b.Region == Main && (isBoilerplate(b) && !namesPage(doc, b) && !isEntry(doc, i) || isToolBelowTitle(doc, i)) {
			b.Region = Furniture
		}
	}
	dropCommentHeads(doc)
	dropEmptyBoxes(doc)
}

// namesPage reports a heading that <title> begins with: a chapter may be called "Close".
func namesPage(doc *Document, b *Block) bool {
	return b.Kind == Heading && b.Level == 1 && doc.Label != "" && strings.HasPrefix(fold(doc.Label), fold(b.Text))
}

// isEntry reports the item of a list of links to pages that has the words of a tool, and
// leads to a page that is called so.
func isEntry(doc *Document, i int) bool {
	b := &doc.Blocks[i]
	if b.Kind != Item || len(b.Links) != 1 || linked(b) < len(b.Text) || !calledSo(b.Links[0].Href, b.Text) {
		return false
	}
	others := 0
	for k := range doc.Blocks {
		o := &doc.Blocks[k]
		if k != i && o.Kind == Item && o.Group == b.Group && len(o.Links) == 1 && linked(o) == len(o.Text) && !isBoilerplate(o) {
			others++
		}
	}
	return others >= 2
}

// calledSo reports an address that ends in some words, "/process/close".
func calledSo(href, words string) bool {
	href, _, _ = strings.Cut(href, "#")
	page := strings.TrimSuffix(href[strings.LastIndexByte(strings.TrimSuffix(href, "/"), '/')+1:], "/")
	name, _, _ := strings.Cut(page, ".")
	return name != "" && strings.EqualFold(name, strings.ReplaceAll(fold(words), " ", "-"))
}

// title is the page's own title.
func (r *reader) title() string {
	for i := range r.s.elems {
		if r.s.elems[i].is(ruledTitle) {
			if t := plainText(r.s.elems[i].n, 400); t != "" {
				return t
			}
		}
	}
	return titleOf(r.doc)
}

// titleOf picks the title among the headings: the first of rank 1 in the main
// region, unless there are several and <title> names another, or all have numbers; or a heading that
// <title> begins with, or ends with behind the site's name, or what <title> says without that.
func titleOf(doc *Document) string {
	first, named, last, top, tops, parts := "", "", "", "", 0, 0
	label := fold(doc.Label)
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		if b.Kind != Heading {
			continue
		}
		if b.Region == Main && b.Level == 1 {
			if tops++; tops == 1 {
				top = b.Text
			}
			if numbered(b.Text) {
				parts++
			}
		}
		if first == "" && b.Region == Main {
			first = b.Text
		}
		if named == "" && len(b.Text) > 3 && opensWith(label, b.Text) {
			named = b.Text
		}
		if last == "" && b.Region == Main && endsLabel(doc.Label, b.Text) {
			last = b.Text
		}
	}
	if tops > 1 && named == "" {
		named = lineOfLabel(doc)
	}
	sections := tops > 1 && parts == tops // "1. Introduction" is the first of several
	if top != "" && (tops == 1 || named == "" && !(sections && doc.Label != "") || strings.Contains(label, fold(top))) {
		return top
	}
	if named != "" {
		return named
	}
	if last != "" {
		return last
	}
	if t := withoutSite(doc.Label); t != "" {
		return t
	}
	return first
}

// opensWith reports whether a folded text begins with the words of another. Nearly none
// does: the first letters tell.
func opensWith(folded, s string) bool {
	return folded != "" && (s[0] >= utf8.RuneSelf || s[0]|0x20 == folded[0]|0x20) && strings.HasPrefix(folded, fold(s))
}

// lineOfLabel is the first line of the text, if <title> says the same.
func lineOfLabel(doc *Document) string {
	for i := range doc.Blocks {
		if b := &doc.Blocks[i]; b.Region == Main {
			if b.Kind == Paragraph && len(b.Text) > 3 && strings.HasPrefix(fold(doc.Label), fold(b.Text)) {
				return b.Text
			}
			return ""
		}
	}
	return ""
}

// siteBreaks stand between the site's name and the page's in a <title>.
var siteBreaks = []string{" | ", " – ", " — ", " - ", " :: ", " » ", " « ", " · "}

// endsLabel reports whether a <title> ends with a heading, its number apart, behind the
// site's name.
func endsLabel(label, heading string) bool {
	if !endAlike(label, heading) {
		return false // nearly all
	}
	name := unnumbered(heading)
	if len(name) < 4 || len(label) <= len(name) {
		return false
	}
	at := len(label) - len(name)
	return strings.EqualFold(label[at:], name) && slices.ContainsFunc(siteBreaks, func(sep string) bool { return strings.HasSuffix(label[:at], sep) })
}

// endAlike reports texts that may end in the same words: their last letters tell.
func endAlike(s, t string) bool {
	if s == "" || t == "" {
		return false
	}
	a, b := s[len(s)-1], t[len(t)-1]
	return a|0x20 == b|0x20 || a >= utf8.RuneSelf || b >= utf8.RuneSelf
}

// withoutSite cuts the site's name from a <title>: it stands last, behind a bar or
// a dash between spaces.
func withoutSite(label string) string {
	cut := len(label)
	for _, sep := range siteBreaks {
		if k := strings.LastIndex(label, sep); k > 0 && (cut == len(label) || k > cut) {
			cut = k
		}
	}
	return strings.TrimSpace(label[:cut])
}

// fold is the key in which texts are compared: lower case, plain quotes and
// dashes, single spaces.
func fold(s string) string {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf || s[i] == '\n' {
			return strings.Map(foldRune, s)
		}
	}
	return strings.ToLower(s)
}

func foldRune(r rune) rune {
	switch r {
	case '’', '‘':
		return '\''
	case '“', '”':
		return '"'
	case '–', '—', '‑':
		return '-'
	case '\u00ad':
		return -1
	case '\n':
		return ' '
	}
	return unicode.ToLower(r)
}

// folded asks a pattern of folded texts whether a text, folded and trimmed, is one of them.
// Nearly none is: those whose first bytes tell are not folded.
func folded(p *pattern.Pattern, s, trim string) bool {
	return p.Opens(strings.TrimLeft(s, trim)) && p.MatchString(strings.Trim(fold(s), trim))
}
