package parse

import (
	"strings"

	"manualwatch/parse/pattern"
)

// markCrumbs finds what stands before the title and only leads elsewhere: the trail
// of links with signs between them and at most the page's own name, and other lines
// that are nothing but links. Where no heading is the title, nor the first what <title> says
// first, the trail is among the first lines.
func markCrumbs(doc *Document) {
	title := firstTitle(doc)
	if title < 0 {
		title = namedTitle(doc)
	}
	others := 0
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		if b.Region != Main {
			continue
		}
		if i >= title && title >= 0 || b.Kind == Row || title < 0 && others >= 3 {
			return
		}
		others++
		if title >= 0 && b.Kind == Item {
			if end := trailItems(doc.Blocks[i:title], &doc.Blocks[title]); end > 0 {
				for k := i; k < i+end; k++ {
					doc.Blocks[k].Region = Nav
				}
				continue
			}
		}
		linksOnly := title >= 0 && b.Kind != Heading && saysLinksOnly(b)
		if linksOnly || b.Kind == Paragraph && (isTrail(b) || saysWhere(b)) {
			b.Region = Nav
		}
	}
}

// markTrailBelow finds the trail that stands right below the title and ends in it.
func markTrailBelow(doc *Document) {
	title := firstTitle(doc)
	if title < 0 || title+1 >= len(doc.Blocks) {
		return
	}
	b := &doc.Blocks[title+1]
	if b.Region != Main || b.Kind != Paragraph || !isTrail(b) {
		return
	}
	last := b.Links[len(b.Links)-1]
	if said := titleKey(strings.TrimLeft(b.Text[last.End:], " >»›→/|\\:")); said != "" && said == titleKey(doc.Blocks[title].Text) {
		b.Region = Nav
	}
}

// markNamedTrails finds the trails that are called so, wherever they stand: where the name of
// the site is set as a title above them, no place tells them from text. On the first page
// nothing may stand behind the label.
func markNamedTrails(doc *Document) {
	for i := range doc.Blocks {
		if b := &doc.Blocks[i]; b.Region == Main && b.Kind == Paragraph && strings.Contains(b.Class, "crumb") && (isTrail(b) || trailLabel.MatchString(b.Text)) {
			b.Region = Nav
		}
	}
}

// saysLinksOnly reports a block whose words are all links, with blanks between them.
func saysLinksOnly(b *Block) bool {
	return len(b.Links) > 0 && linked(b)+len(b.Links) > len(b.Text) && linked(b)+strings.Count(b.Text, " ") >= len(b.Text)
}

// trailItems counts the items of a list before the title that lead to it: the first
// is a link and the last says the title, with or without its number, or the section it is in,
// right above the title and behind links alone. 0 if they are something else.
func trailItems(blocks []Block, title *Block) int {
	n := 1
	for n < len(blocks) && blocks[n].Kind == Item && blocks[n].Group == blocks[0].Group && blocks[n].Region == Main {
		n++
	}
	last := &blocks[n-1]
	if n < 2 || n > 8 || linked(&blocks[0]) < len(blocks[0].Text) || titleKey(last.Text) == "" {
		return 0
	}
	if titleKey(last.Text) == titleKey(title.Text) {
		return n
	}
	const longest = 80 // bytes of the name of a section
	for k := range blocks[:n-1] {
		if linked(&blocks[k]) < len(blocks[k].Text) {
			return 0
		}
	}
	if n < len(blocks) || len(last.Text) > longest || endsSentence(last.Text) {
		return 0
	}
	return n
}

// firstTitle is the place of the first heading of rank one in the main region, -1 if
// there is none.
func firstTitle(doc *Document) int {
	for i := range doc.Blocks {
		if b := &doc.Blocks[i]; b.Region == Main && b.Kind == Heading && b.Level == 1 {
			return i
		}
	}
	return -1
}

// namedTitle is the place of the first heading in the main region if <title> begins with it,
// -1 otherwise.
func namedTitle(doc *Document) int {
	for i := range doc.Blocks {
		if b := &doc.Blocks[i]; b.Region == Main && b.Kind == Heading {
			if said := fold(b.Text); said != "" && strings.HasPrefix(fold(doc.Label), said) {
				return i
			}
			return -1
		}
	}
	return -1
}

// trailLabel is what may stand before a trail.
var trailLabel = pattern.New(`(?i)^(?:you are here|navigation|breadcrumbs?):?$`)

// isTrail reports links with separators between them.
func isTrail(b *Block) bool {
	if len(b.Links) == 0 || len(b.Text) > 300 || len(b.Links) > 12 {
		return false
	}
	between, ok := b.BesideLinks()
	if !ok {
		return false
	}
	seps, words := 0, 0
	for _, part := range between {
		part = strings.TrimSpace(part)
		t := strings.TrimSpace(strings.TrimLeft(part, ">»›→/|\\: "))
		if len(t) < len(part) {
			seps++
		}
		if strings.HasSuffix(t, ".") {
			return false // a sentence, no name
		}
		if t != "" && !trailLabel.MatchString(t) {
			words++
		}
	}
	return seps > 0 && seps >= len(b.Links)-1 && words <= 1
}
