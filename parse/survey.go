package parse

import (
	"slices"
	"strings"
	"sync"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"manualwatch/parse/pattern"
)

// An element is what the survey knows of one element of the page. Elements stand
// in document order, so that a subtree is a range and needs no map.
type element struct {
	n          *html.Node
	up, end    int32 // parent, -1 at the top; first element after the subtree
	prev       int32 // element before it under the same parent, -1 if there is none
	text, link int32 // bytes of visible text outside and inside links
	weight     int32 // text as it counts in the search of the main region
	links      int16
	heads      int16 // headings in the subtree
	sort       sort
	hint       hint
	flags      flags
}

// flags are facts about an element.
type flags uint16

const (
	hasBlock   flags = 1 << iota // holds a block
	hasH1                        // holds a heading of rank 1
	hidden                       // not shown, by attribute or style
	toggle                       // opens or closes something
	panel                        // is named as something that opens
	dropped                      // a rule says that it is no content
	unmarked                     // a list without printed markers
	isNav                        // a menu by element or role
	ruledMain                    // a rule says that it is the main region
	ruledList                    // a rule says that it is the manual's list of contents
	ruledTOC                     // a rule says that it lists the page's own headings
	semantic                     // main region by element or role
	deepBlock                    // display: block by style or by a class of frameworks
	ruledTitle                   // a rule says that it is the title
	mayRule                      // has a class or an id of a platform's rule
)

func (e *element) is(f flags) bool { return e.flags&f != 0 }

// isLink reports a link, whatever its role makes of it: a card is an item of a list and leads
// to a page.
func (e *element) isLink() bool { return e.n.DataAtom == atom.A }

// A survey is the element table of a page and what was learnt while making it.
type survey struct {
	elems    []element
	opened   map[string]bool      // ids of panels that some toggle opens
	skipTo   string               // id of the place to which the page's first such link skips
	marks    map[*html.Node]flags // by the register's rules
	rules    []rule               // the platform's
	names    []nameHint           // those seen on the page
	tabs     []int32              // elements that open one of several panels
	tablists []int32              // rows of them, by role
	head     headFacts
	blocks   int // elements that will likely be blocks
	links    int // anchors
}

// tables are element tables for the pages to come: each is as large as its page.
var tables = sync.Pool{New: func() any { return new([]element) }}

// release gives the element table back. Nothing may be asked of the survey after that.
func (s *survey) release() {
	clear(s.elems)
	s.elems = s.elems[:0]
	tables.Put(&s.elems)
}

// newSurvey walks the tree once.
func newSurvey(root *html.Node, marks map[*html.Node]flags, rules []rule, size int) *survey {
	s := &survey{elems: slices.Grow(*tables.Get().(*[]element), 32+size/56), marks: marks, rules: rules, names: make([]nameHint, 0, 32)}
	for c := root.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode {
			s.visit(c, -1, -1, false)
		}
	}
	s.markTrees()
	s.markGrids()
	s.markTabRows()
	s.markForum()
	return s
}

// visit adds an element and its subtree, and sums the subtree up.
func (s *survey) visit(n *html.Node, up, prev int32, inLink bool) {
	i := int32(len(s.elems))
	s.elems = append(s.elems, element{n: n, up: up, prev: prev, sort: sortOf(n.DataAtom)})
	if n.DataAtom == 0 && setsLines(n) || n.DataAtom == atom.Template && isFilled(n) {
		s.elems[i].sort = block
	}
	s.attributes(i)
	if so := s.elems[i].sort; so == heading || so == listItem || so == tableRow || n.DataAtom == atom.P && up >= 0 && s.elems[up].sort == block {
		s.blocks++
	}
	if s.elems[i].isLink() {
		s.links++
	}
	if s.elems[i].sort == skipped {
		s.head.read(n)
		s.skip(n)
		s.elems[i].end = int32(len(s.elems))
		return
	}
	inLink = inLink || s.elems[i].isLink() && !s.elems[i].is(toggle)
	var own int32
	last := int32(-1)
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case html.TextNode:
			own += int32(len(strings.TrimSpace(c.Data)))
		case html.ElementNode:
			k := int32(len(s.elems))
			s.visit(c, i, last, inLink)
			last = k
		}
	}
	s.elems[i].end = int32(len(s.elems))
	if e := &s.elems[i]; e.sort == inline && e.is(hasBlock) && strings.Contains(n.Data, "-") {
		e.sort = block // a part of the page that a component makes
	}
	s.sum(i, own, inLink)
}

// isFilled reports a template that stands in the page as it is, filled on the server: a slot of
// a component (Vue's, Wiki.js sends whole pages so) or its shadow tree, which browsers take from
// the page (HTML Standard, "The template element", shadowrootmode). Any other is a mould for
// scripts.
func isFilled(n *html.Node) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool {
		return a.Key == "slot" || a.Key == "shadowrootmode" || strings.HasPrefix(a.Key, "v-slot") || strings.HasPrefix(a.Key, "#")
	})
}

// iconName is a class of a picture made of a letter of a font of pictures, of which the letter is
// no text: Divi's "et-pb-icon"; and of fonts of pictures that words stand for.
var (
	iconName     = pattern.New(`(?i)(?:^|[ _-])(?:icon|icons|glyphicon|dashicons|iconfont)(?:$|[ _-])`)
	wordIconName = pattern.New(`(?:^| )material-(?:icons|symbols)`)
)

// isIcon reports an element that holds a letter, or the name of a picture, in such a font.
func isIcon(n *html.Node) bool {
	class := attr(n, "class")
	if n.FirstChild == nil || n.FirstChild != n.LastChild || n.FirstChild.Type != html.TextNode || !strings.Contains(class, "ico") && !strings.Contains(class, "material") {
		return false
	}
	text := strings.TrimSpace(n.FirstChild.Data)
	letter := len(text) == 1 && (text[0] < '0' || text[0] > '9')
	return letter && iconName.MatchString(class) || wordIconName.MatchString(class) && !strings.Contains(text, " ")
}

// skip counts the elements of a subtree that is no text, so that the walk that
// follows stays in step.
func (s *survey) skip(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode {
			s.elems = append(s.elems, element{n: c, sort: skipped})
			s.head.read(c)
			s.skip(c)
		}
	}
}

// sum completes an element and adds its figures to its parent's.
func (s *survey) sum(i, own int32, inLink bool) {
	e := &s.elems[i]
	if own > 0 && own < 40 && e.sort == inline && isIcon(e.n) {
		own = 0
		e.flags |= hidden
	}
	if inLink {
		e.link += own
		e.weight += own / 5
	} else {
		e.text += own
		e.weight += own
	}
	e.rank()
	if e.up < 0 {
		return
	}
	p := &s.elems[e.up]
	if e.sort.isBlock() || e.is(hasBlock|deepBlock) {
		p.flags |= hasBlock
	} else if e.is(hidden) {
		return // an icon or a word for screen readers
	}
	p.flags |= e.flags & hasH1
	p.text += e.text
	p.link += e.link
	p.links = addSmall(p.links, e.links)
	p.heads = addSmall(p.heads, e.heads)
	p.weight += e.weight
}

// rank adds what the element itself is worth in the search of the main region.
func (e *element) rank() {
	if e.sort == heading && e.text+e.link > 0 {
		e.heads = addSmall(e.heads, 1)
		e.weight += 30
		if e.isTitle() {
			e.flags |= hasH1
			e.weight += 120
		}
	}
	if e.isLink() {
		e.links = addSmall(e.links, 1)
	}
	if e.n.DataAtom == atom.Header && e.links >= 3 && e.hint == hintNone && !e.headsPost() {
		e.hint = hintFurniture // a page's head with its menu, not an article's
	}
	switch {
	case e.is(hidden | dropped):
		e.weight /= 4
	case e.is(isNav) || e.hint == hintNav || e.hint == hintFurniture:
		e.weight /= 5
	case e.hint == hintMain:
		e.weight += e.weight / 4
	}
}

// isTitle reports a heading of the first rank, by element or by role.
func (e *element) isTitle() bool { return e.sort == heading && headingRank(e.n) == 1 }

// mostPostLinks is how many links the head of a post has at most: its title, who wrote it and
// when, its categories, its comments.
const mostPostLinks = 12

// headsPost reports a header with a heading right in an article, as a page's own with a menu
// does not stand.
func (e *element) headsPost() bool {
	if e.heads == 0 || e.links > mostPostLinks {
		return false
	}
	for n := e.n.Parent; n != nil; n = n.Parent {
		switch n.DataAtom {
		case atom.Article:
			return true
		case atom.Div:
		default:
			return false
		}
	}
	return false
}

// addSmall adds counts that stop at the top instead of turning over.
func addSmall(a, b int16) int16 {
	return int16(min(int(a)+int(b), 1<<14))
}

// attributes reads the attributes of element i once.
func (s *survey) attributes(i int32) {
	e := &s.elems[i]
	switch e.sort {
	case navSort:
		e.flags |= isNav
	case inline:
	default:
		e.hint = elementHint(e.n.DataAtom)
		if e.hint == hintFurniture && e.up >= 0 && s.elems[e.up].n.DataAtom == atom.Blockquote {
			e.hint = hintNone // whose words they are
		}
		if e.n.DataAtom == atom.Main {
			e.flags |= semantic
		}
	}
	for k := range e.n.Attr {
		s.attribute(e, e.n.Attr[k].Key, e.n.Attr[k].Val)
	}
	if (e.sort == button || e.sort == anchor) && opensBelow(e.n) {
		e.flags |= toggle
	}
	if len(s.marks) > 0 {
		e.flags |= s.marks[e.n]
	}
	if e.is(mayRule) || e.n.DataAtom == atom.Main {
		s.apply(e)
	}
}

// opensBelow reports a button, or a link that leads nowhere, first in its element and with a
// list behind it: it opens the list.
func opensBelow(n *html.Node) bool {
	if n.DataAtom == atom.A {
		if href := strings.TrimSpace(attr(n, "href")); href != "" && href != "#" && !strings.HasPrefix(href, "javascript:") {
			return false
		}
	}
	list := after(n)
	return list != nil && (list.DataAtom == atom.Ul || list.DataAtom == atom.Ol) && before(n) == nil
}

// apply marks an element that the platform's rules name. They name elements by a
// class or an id, or as main.
func (s *survey) apply(e *element) {
	for k := range s.rules {
		if s.rules[k].match(e.n) {
			e.flags |= s.rules[k].flag
		}
	}
}

func (s *survey) attribute(e *element, key, val string) {
	switch key {
	case "class", "id":
		s.name(e, val)
	case "itemtype":
		if strings.HasSuffix(val, "schema.org/BreadcrumbList") {
			e.hint = hintNav
		}
	case "role":
		e.role(strings.ToLower(val))
		if val == "tablist" {
			s.tablists = append(s.tablists, int32(len(s.elems))-1)
		}
		if val == "tab" {
			s.tabs = append(s.tabs, int32(len(s.elems))-1)
		}
	case "style":
		e.style(val)
	case "hidden":
		e.flags |= hidden
	case "aria-hidden":
		if val == "true" && !seenNumber(e) {
			e.flags |= hidden
		}
	case "aria-expanded", boundExpanded, "data-toggle", "data-bs-toggle":
		e.flags |= toggle
		if val == "tab" || val == "pill" {
			s.tabs = append(s.tabs, int32(len(s.elems))-1)
		}
	case "aria-controls", "data-target", "data-bs-target":
		s.opens(e, val)
	case "href":
		if len(val) > 1 && val[0] == '#' && len(val) < 80 {
			s.leadsTo(val[1:])
			if s.skipTo == "" && s.links < firstLinks && skipWords.MatchString(plainText(e.n, 60)) {
				s.skipTo = val[1:]
			}
		} else if len(val) > 11 && strings.EqualFold(val[:11], "javascript:") {
			s.scripted(val)
		}
	case "onclick":
		s.scripted(val)
		if strings.Contains(val, "oggle") || strings.Contains(val, "xpand") || strings.Contains(val, "how") || strings.Contains(val, "display") {
			e.flags |= toggle
		}
	}
}

// boundExpanded is the attribute of a control that tells whether its panel is open, as a page has it
// whose script has not run.
const boundExpanded = ":aria-expanded"

// firstLinks are how many links of a page may stand before the one over its menus, and with it.
const firstLinks = 4

// skipWords are those of the link over a page's menus to its text.
var skipWords = pattern.New(`(?i)^\s*(?:skip|jump|go)\s+(?:straight\s+|directly\s+)?to\s+(?:(?:the|main|page)\s+)*(?:content|text|body|article|main)\b`)

// seenNumber reports the number before a title, "1.2.", that a page keeps from screen
// readers only: it stands on the screen like all that is hidden from them alone, while
// other such marks are signs and doublets of words.
func seenNumber(e *element) bool {
	const most = 16 // bytes of a number
	return (e.sort == inline || e.sort == bold) && e.n.NextSibling != nil && e.n.FirstChild != nil && isDotted(strings.TrimSpace(plainText(e.n, most)))
}

// scriptedName is what a script names in quotes: "toggle('a2018')".
var scriptedName = pattern.New(`['"]#?([\w:.-]{1,80})['"]`)

// scripted notes the places that the script of a link or button names: if one is hidden,
// it opens it.
func (s *survey) scripted(script string) {
	if len(script) > 500 {
		return
	}
	for _, m := range scriptedName.FindAllStringSubmatch(script, 8) {
		s.leadsTo(m[1])
	}
}

// leadsTo notes a place of the page that a link leads to: if it is hidden, the link
// opens it.
func (s *survey) leadsTo(id string) {
	if s.opened == nil {
		s.opened = map[string]bool{}
	}
	s.opened[id] = true
}

// opens notes the panel that a toggle names.
func (s *survey) opens(e *element, val string) {
	e.flags |= toggle
	if s.opened == nil {
		s.opened = map[string]bool{}
	}
	for id := range strings.FieldsSeq(val) {
		s.opened[strings.TrimPrefix(id, "#")] = true
	}
}

// A nameHint is what a class or id attribute suggests.
type nameHint struct {
	name  string
	hint  hint
	flags flags
}

// name reads class and id words. Pages repeat the same few, so that each is
// looked at once a page.
func (s *survey) name(e *element, val string) {
	if len(val) < 3 {
		return
	}
	h := s.lookup(val)
	if h.hint != hintNone && (e.hint == hintNone || e.hint == hintMain) {
		e.hint = h.hint
	}
	if h.flags&deepBlock != 0 && e.sort == inline {
		e.sort = block // an element inside a line that frameworks set in a line of its own
	} else {
		h.flags &^= deepBlock
	}
	e.flags |= h.flags
}

// lookup finds what a name suggests. Only so many are remembered as can be
// searched at no cost.
func (s *survey) lookup(val string) nameHint {
	for k := range s.names {
		if s.names[k].name == val {
			return s.names[k]
		}
	}
	h := nameHint{name: val}
	h.hint, h.flags = wordHints(val)
	for k := range s.rules {
		if containsOne(val, s.rules[k].words) {
			h.flags |= mayRule
		}
	}
	if len(s.names) < cap(s.names) {
		s.names = append(s.names, h)
	}
	return h
}

func (e *element) role(val string) {
	switch val {
	case "main":
		// A header, a footer and a menu are never the main part: ARIA in HTML (W3C), section 4,
		// allows them no such role, and builders of sites give it to the whole top of the page.
		if a := e.n.DataAtom; a != atom.Header && a != atom.Footer && a != atom.Nav {
			e.flags |= semantic
			e.hint = hintMain
		}
	case "navigation", "menu", "menubar":
		e.flags |= isNav
	case "banner", "contentinfo", "search", "dialog", "alertdialog":
		e.hint = hintFurniture
	case "complementary":
		e.hint = hintAside
	case "button", "tab":
		e.flags |= toggle
	case "tabpanel":
		e.flags |= panel
	case "heading":
		e.sort = heading
	case "list":
		e.sort = list
	case "listitem":
		e.sort = listItem
	case "table", "grid":
		e.sort = tableSort
	case "row":
		e.sort = tableRow
	case "cell", "gridcell", "columnheader", "rowheader":
		e.sort = tableCell
	case "presentation", "none":
		if e.sort == list || e.sort == listItem {
			e.sort = block
		}
	}
}

// style reads the few declarations that decide whether and how text is shown.
func (e *element) style(val string) {
	if !strings.ContainsAny(val, ":") {
		return
	}
	low := strings.ToLower(val)
	for decl := range strings.SplitSeq(low, ";") {
		prop, v, _ := strings.Cut(decl, ":")
		prop, v = strings.TrimSpace(prop), strings.TrimSpace(v)
		switch {
		case prop == "display" && strings.HasPrefix(v, "none"), prop == "visibility" && strings.HasPrefix(v, "hidden"):
			e.flags |= hidden
		case prop == "display" && e.sort == inline && (strings.HasPrefix(v, "block") || strings.HasPrefix(v, "table") || strings.HasPrefix(v, "list-item") || v == "flex" || v == "grid"):
			e.flags |= deepBlock
			e.sort = block
		case (prop == "list-style" || prop == "list-style-type") && strings.Contains(v, "none"):
			e.flags |= unmarked
		case prop == "font-weight" && e.sort == inline && boldWeight(v):
			e.sort = bold
		}
	}
}

// boldWeight reports a CSS font weight that people see as bold.
func boldWeight(v string) bool {
	return strings.HasPrefix(v, "bold") || len(v) >= 3 && v[0] >= '6' && v[0] <= '9' && v[1] == '0'
}
