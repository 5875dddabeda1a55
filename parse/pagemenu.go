package parse

import (
	"strings"

	"manualwatch/parse/pattern"
)

// menuName is how the menus of pages are called, for readers who do not see what they are.
var menuName = pattern.New(`^(?:(?:guide|page|section|site|manual|book|chapter|document|article|table of) )?(?:contents|navigation|menu)$|^(?:book )?traversal links for |^pages in (?:this|the) |^in this (?:guide|section)$|^pagination$|^breadcrumbs?$`)

// namesMenu reports a heading that only says that a menu is one.
func (r *reader) namesMenu(i int32) bool {
	if !r.inMenu(i) {
		return false
	}
	said := plainText(r.s.elems[i].n, 100)
	return said != "" && len(said) < 90 && menuName.MatchString(fold(said))
}

// inMenu reports an element close below a menu.
func (r *reader) inMenu(i int32) bool {
	for k, near := r.s.elems[i].up, 0; k >= 0 && near < 3; k, near = r.s.elems[k].up, near+1 {
		if r.s.elems[k].is(isNav) {
			return true
		}
	}
	return false
}

// leastGuide is how many pages such a menu has at least.
const leastGuide = 3

// markPageMenus finds the lists of a guide's pages, the page itself among them, below a heading
// that says what they are: the menu of the guide, whatever element holds it.
func markPageMenus(doc *Document) {
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		if i+leastGuide >= len(doc.Blocks) || doc.Blocks[i+leastGuide].Kind != Item {
			continue // most headings, which need no look at what they say
		}
		if b.Region != Main || b.Kind != Heading || b.Level == 1 || !folded(menuName, b.Text, "") {
			continue
		}
		end, bare, self := i+1, 0, 0
		for ; end < len(doc.Blocks) && doc.Blocks[end].Kind == Item && doc.Blocks[end].Group == doc.Blocks[i+1].Group; end++ {
			if item := &doc.Blocks[end]; len(item.Links) == 0 {
				bare++
			} else if len(item.Links) == 1 && leadsTo(item.Links[0].Href, doc.URL) {
				self++
			}
		}
		if bare > 1 || bare+self != 1 || end-i-1 < leastGuide {
			continue
		}
		b.Region = Furniture
		for k := i + 1; k < end; k++ {
			doc.Blocks[k].Region, doc.Blocks[k].Marker = Nav, "" // menus are counted by their markup, and styles hide it
		}
	}
}

// leadsTo reports a link to a page, or to a place on it.
func leadsTo(href, page string) bool {
	href, _, _ = strings.Cut(href, "#")
	return strings.TrimRight(href, "/") == strings.TrimRight(page, "/")
}
