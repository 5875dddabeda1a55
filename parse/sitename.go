package parse

import (
	"strings"
	"unicode/utf8"
)

// behindSite reports a <title> that says the name of the site first, as most do, and then
// these words: "Board: Contacts".
func (s *site) behindSite(label, title string) bool {
	front, ok := strings.CutSuffix(saidOnce(label), title)
	name := strings.TrimRight(front, " ")
	if !ok || title == "" || name == "" || strings.HasSuffix(name, ".") {
		return false
	}
	sign, width := utf8.DecodeLastRuneInString(name)
	name = strings.TrimRight(name[:len(name)-width], " ")
	if name == "" || !strings.ContainsRune(labelSigns, sign) {
		return false
	}
	return s.opensMost(name)
}

// opensMost reports words with which the <title> of most pages begins.
func (s *site) opensMost(words string) bool {
	var n int32
	for k := range s.pages {
		if strings.HasPrefix(s.pages[k].Label, words) {
			n++
		}
	}
	return s.onMost(n)
}

// saidOnce is a <title> without the name of the site at its end, where it begins with that too.
func saidOnce(label string) string {
	for _, sep := range siteBreaks {
		if k := strings.LastIndex(label, sep); k > 0 && strings.HasPrefix(label, label[k+len(sep):]) {
			return label[:k]
		}
	}
	return label
}

// labelSigns stand in a <title> between the name of the site and that of the page.
const labelSigns = ":|-–—»›>·•/"

// isTitleLine reports a plain line that is the title of a page whose first heading of rank one
// is the site's: the page's <title> begins with it, and hardly another's.
func (s *site) isTitleLine(p *page, i int) bool {
	const least = 4 // bytes
	b := &p.Blocks[i]
	return b.Kind == Paragraph && b.Region == Main && len(b.Text) >= least && len(b.Links) == 0 && strings.HasPrefix(p.Label, b.Text) &&
		s.isSite(p.Title) && !s.common(p, i) && s.namesPage(p, b.Text)
}

// titleLine is the first line of a page's text if that is its title, "" if it is not.
func (s *site) titleLine(p *page) string {
	i := IndexBlock(p.Blocks, func(b *Block) bool { return b.Region == Main })
	if i < 0 || !s.isTitleLine(p, i) {
		return ""
	}
	return p.Blocks[i].Text
}
