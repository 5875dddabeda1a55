package crawl

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// Manuals that have no page of contents: the start page is a chapter, or an introduction, and all
// chapters stand in a menu beside the text of each page.

// leastBeside is how many other pages such a menu leads to, and timesTold how many times as
// many as the text, where it stands amid that.
const (
	leastBeside = 4
	timesTold   = 3
)

// takeMenu makes content of the menu of a start page that names the page itself among other pages
// of its folder, or in a bar at the side of its text, and leads to more than the text does: the
// menus around a list of contents are the site's. One that stands amid the text, which itself
// leads to hardly anything of the manual, need not name the page, nor need that of a book,
// see inBook.
func (v *visit) takeMenu(it *item, p *page) {
	folder := folderOf(it.target)
	inFolder := func(l *link) bool { return !isRootFolder(folder) && folderOf(l.target()) == folder }
	inBar := func(l *link) bool { return l.side }
	inMenu := func(l *link) bool { return !l.content }
	inText := func(l *link) bool { return l.amid }
	told := len(v.ledTo(it, p, func(l *link) bool { return l.content }))
	isContents := func(places map[string]bool) bool {
		return places[looseKey(it.url)] && len(places) > max(leastBeside, told)
	}
	inBook := p.inBook(it.url)
	beside := v.ledTo(it, p, func(l *link) bool { return inMenu(l) && inFolder(l) })
	if isContents(beside) && len(beside)*2 >= len(v.ledTo(it, p, inMenu)) {
		p.takeLinks(inFolder, false)
	} else if isContents(v.ledTo(it, p, inBar)) {
		p.takeLinks(inBar, true)
	} else if len(v.ledTo(it, p, inBook)) > max(leastBeside, told) {
		p.takeLinks(inBook, true)
	} else if len(v.ledTo(it, p, inText)) > max(leastBeside, timesTold*told) {
		p.takeLinks(inText, false)
	} else if list := v.menuOfFiles(it, p); list > 0 {
		p.takeLinks(func(l *link) bool { return l.list == list }, false)
	} else if parts := p.menuOfParts(); frontPage.MatchString(it.target.Path) && v.saysLittle(it, p, len(v.ledTo(it, p, parts))) {
		p.takeLinks(parts, false)
	}
}

// frontPage is the path of a site's front page: where the manual begins there, the site is the
// manual's.
var frontPage = regexp.MustCompile(`(?i)^/(?:(?:index|default|home)(?:\.[a-z]{3,5})?)?$`)

// menuOfParts tells the links of a menu of parts with lists of their own below them from the other
// links around a page's text, such as those of its footer.
func (p *page) menuOfParts() func(l *link) bool {
	over, menus := map[string]bool{}, map[int]bool{}
	for i, part := range p.over {
		if part != "" {
			over[part], menus[i+1] = true, true
		}
	}
	for i := range p.links {
		if l := &p.links[i]; over[l.url] {
			menus[l.list] = true
		}
	}
	return func(l *link) bool { return l.list > 0 && menus[l.list] }
}

// saysLittle reports a page whose text leads to no file and to far fewer pages than a menu does.
func (v *visit) saysLittle(it *item, p *page, menu int) bool {
	told := v.ledTo(it, p, func(l *link) bool { return l.content })
	files := v.ledTo(it, p, func(l *link) bool { return l.content && isDocument(l.target(), l) })
	return len(files) == 0 && len(told) <= leastBeside && menu > max(leastBeside, timesTold*len(told))
}

// menuOfFiles is the list of a menu amid the text of a start page that names the page among others
// of its folder and of no other, where the text leads to hardly anything but files: each of these
// pages may list files of the manual, as the record of changes that the register names then tells.
// It is 0 if there is none.
func (v *visit) menuOfFiles(it *item, p *page) int {
	if len(v.board.Amendments) == 0 || isRootFolder(folderOf(it.target)) {
		return 0
	}
	files := len(v.ledTo(it, p, func(l *link) bool { return l.content && isDocument(l.target(), l) }))
	if told := len(v.ledTo(it, p, func(l *link) bool { return l.content })); files < leastBeside || files*timesTold < told*(timesTold-1) {
		return 0
	}
	for list := 1; list <= len(p.over); list++ {
		places, elsewhere := map[string]bool{}, false
		for i := range p.links {
			if l := &p.links[i]; l.list == list {
				places[looseKey(l.url)] = true
				elsewhere = elsewhere || !l.amid || folderOf(l.target()) != folderOf(it.target)
			}
		}
		if !elsewhere && places[looseKey(it.url)] && len(places) > leastBeside {
			return list
		}
	}
	return 0
}

// inBook tells the links of the menu through which a page sends its reader on, as those of a book
// do: what the page calls its next stands right behind it there, or begins the list where that does
// not name the page. Nothing is in it if there is no such menu.
func (p *page) inBook(self string) func(l *link) bool {
	next := map[string]bool{}
	for i := range p.links {
		if l := &p.links[i]; l.next && l.list == 0 && !l.embedded {
			next[l.url] = true
		}
	}
	book, before := 0, map[int]string{}
	for i := range p.links {
		l := &p.links[i]
		if l.list == 0 {
			continue
		}
		menu := p.outermost(l.list)
		if last, behind := before[menu]; book == 0 && next[l.url] && l.url != self && (!behind || looseKey(last) == looseKey(self)) {
			book = menu
		}
		before[menu] = l.url
	}
	return func(l *link) bool { return book > 0 && l.list > 0 && p.outermost(l.list) == book }
}

// outermost is the list in which a list of a menu stands that stands in no other, by its number.
func (p *page) outermost(list int) int {
	for p.within[list-1] > 0 {
		list = p.within[list-1]
	}
	return list
}

// takeLinks makes content of some links, which stay those of a bar or are as good as others.
func (p *page) takeLinks(in func(l *link) bool, side bool) {
	for i := range p.links {
		if l := &p.links[i]; in(l) {
			l.content, l.side = true, side
		}
	}
}

// ledTo are the places, see looseKey, to which some of the links of a page lead that would be
// followed if they were its content, the page itself among them.
func (v *visit) ledTo(it *item, p *page, in func(l *link) bool) map[string]bool {
	places := map[string]bool{}
	for i := range p.links {
		l := &p.links[i]
		if !in(l) {
			continue
		}
		content := *l
		content.content = true
		if _, ok := v.scope.wanted(it.target, indexRole, &content, l.target()); ok {
			places[looseKey(l.url)] = true
		}
	}
	return places
}

// amidText reports whether the walk is in a menu that stands in what the page calls its text.
func (p *page) amidText() bool {
	menu := slices.IndexFunc(p.path, func(at place) bool { return at.node.Data == "nav" || attr(at.node, "role") == "navigation" })
	return menu > 0 && p.region(menu-1) == contentRegion &&
		slices.ContainsFunc(p.path[:menu], func(at place) bool { return p.ownRegion(at.node) == contentRegion })
}

// sideBar reports whether the i-th element of the walk's path stands in a bar at the side of the
// page's text that is in parts.
func (p *page) sideBar(i int) bool {
	if i < 0 {
		return false
	}
	at := &p.path[i]
	if !at.asked {
		at.asked, at.side = true, isSideBar(at.node) || p.sideBar(i-1)
	}
	return at.side
}

// sideName is what such bars are called.
var sideName = regexp.MustCompile(`(?i)side[-_]?(?:bar|nav|menu)|(?:nav|menu)[-_]?side|left[-_]?(?:nav|menu)`)

// isSideBar reports an element that is such a bar, and not called so for having one. A single
// list may be of the pages around this one, on a site of any kind.
func isSideBar(n *html.Node) bool {
	if n.Type != html.ElementNode || n.Data == "html" || n.Data == "body" || n.Data == "a" {
		return false
	}
	if n.Data != "aside" && !sideName.MatchString(attr(n, "class")+" "+attr(n, "id")) || holdsTitle(n) {
		return false
	}
	lists := 0
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && (d.Data == "ul" || d.Data == "ol") {
			lists++
		}
	}
	return lists > 1
}

// isCurrent reports a link of a menu that says that it leads to the page that it stands on.
func isCurrent(n *html.Node) bool {
	if attr(n, "aria-current") == "page" {
		return true
	}
	names := strings.Fields(attr(n, "class"))
	return slices.ContainsFunc(names, func(s string) bool { return s == "current" || s == "active" || s == "selected" })
}

// listOf is the number of the innermost list that the i-th element of the walk's path stands in, 0
// for none.
func (p *page) listOf(i int) int {
	for ; i >= 0; i-- {
		at := &p.path[i]
		if at.node.Data != "ul" && at.node.Data != "ol" {
			continue
		}
		if at.list == 0 {
			around := p.listOf(i - 1)
			p.over, p.within = append(p.over, p.linkOver(at.node)), append(p.within, around)
			at.list = len(p.over)
		}
		return at.list
	}
	return 0
}

// linkOver is where the entry leads below which a list is nested, in whatever boxes, or the heading
// right above it, canonical; "" where that is no single link.
func (p *page) linkOver(list *html.Node) string {
	entry := list.Parent
	for entry != nil && entry.Data == "div" {
		entry = entry.Parent
	}
	for box := list; ; box = box.Parent {
		for s := box.PrevSibling; s != nil; s = s.PrevSibling {
			if box != list && holdsList(s) {
				continue // a column beside that of the list
			}
			switch links := linksIn(s); len(links) {
			case 0:
			case 1:
				if u, err := canonicalURL(p.base, attr(links[0], "href")); err == nil {
					return u.String()
				}
				return ""
			default:
				return ""
			}
		}
		if entry == nil || entry.Data != "li" || box.Parent == entry {
			return ""
		}
	}
}

// holdsList reports a node with a list in it.
func holdsList(n *html.Node) bool {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && (d.Data == "ul" || d.Data == "ol") {
			return true
		}
	}
	return false
}

// linksIn are the first two links in a node, itself among them.
func linksIn(n *html.Node) []*html.Node {
	var links []*html.Node
	if n.Data == "a" && hasAttr(n, "href") {
		links = append(links, n)
	}
	for d := range n.Descendants() {
		if len(links) > 1 {
			break
		}
		if d.Data == "a" && hasAttr(d, "href") {
			links = append(links, d)
		}
	}
	return links
}

// ownMenus are the lists in the menus of a page, by their numbers, that are its own: they stand
// below the entry of the page, or most of their entries have addresses below its own. The others
// belong to the page too, wherever their addresses lie.
func (v *visit) ownMenus(it *item, p *page) map[int]bool {
	if it.role != pageRole || it.listed == 0 || it.listed > maxListed {
		return nil
	}
	below, all := map[int]int{}, map[int]int{}
	for i := range p.links {
		if l := &p.links[i]; l.list > 0 && l.url != it.url {
			all[l.list]++
			if isBelow(it.target, l.target()) {
				below[l.list]++
			}
		}
	}
	own := map[int]bool{}
	for k, over := range p.over {
		own[k+1] = over == it.url || below[k+1] > 1 && below[k+1]*2 > all[k+1]
	}
	return own
}
