package parse

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A sort says how the reader treats an element.
type sort uint8

// The sorts of element. Those from block to pre break the line.
const (
	inline sort = iota
	anchor
	lineBreak
	image
	button
	super
	bold
	skipped // scripts, styles, form fields, deleted words: no text of the page
	embed
	block
	heading
	list
	listItem
	tableSort
	tableRow
	tableCell
	defTerm
	defText
	navSort
	pre
)

// isBlock reports whether an element of the sort breaks the line.
func (s sort) isBlock() bool { return s >= block }

// sortOf is the sort of an element by its name alone.
func sortOf(a atom.Atom) sort {
	switch a {
	case atom.P, atom.Div, atom.Section, atom.Article, atom.Main, atom.Header, atom.Footer, atom.Aside,
		atom.Blockquote, atom.Center, atom.Address, atom.Figure, atom.Figcaption, atom.Fieldset, atom.Legend,
		atom.Form, atom.Details, atom.Summary, atom.Body, atom.Html, atom.Hgroup, atom.Dialog, atom.Hr,
		atom.Tbody, atom.Thead, atom.Tfoot, atom.Caption, atom.Dl, atom.Dir, atom.Frameset:
		return block
	case atom.Pre, atom.Listing, atom.Xmp, atom.Plaintext:
		return pre
	case atom.Nav:
		return navSort
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return heading
	case atom.Ul, atom.Ol, atom.Menu:
		return list
	case atom.Li:
		return listItem
	case atom.Dt:
		return defTerm
	case atom.Dd:
		return defText
	case atom.Table:
		return tableSort
	case atom.Tr:
		return tableRow
	case atom.Td, atom.Th:
		return tableCell
	}
	return inlineSort(a)
}

func inlineSort(a atom.Atom) sort {
	switch a {
	case atom.A:
		return anchor
	case atom.Br:
		return lineBreak
	case atom.Img:
		return image
	case atom.Button:
		return button
	case atom.Sup:
		return super
	case atom.B, atom.Strong, atom.U:
		return bold
	case atom.Iframe, atom.Frame, atom.Object, atom.Embed:
		return embed
	case atom.Script, atom.Style, atom.Noscript, atom.Noframes, atom.Template, atom.Head, atom.Title, atom.Meta, atom.Link,
		atom.Base, atom.Select, atom.Option, atom.Input, atom.Textarea, atom.Svg, atom.Canvas, atom.Audio, atom.Video,
		atom.Map, atom.Del, atom.S, atom.Strike, atom.Datalist, atom.Progress, atom.Meter, atom.Rp, atom.Math, atom.Col, atom.Colgroup:
		return skipped
	}
	return inline
}

// A hint is what the name of an element, of its class or its id suggests. The
// structure of the page may overrule it.
type hint uint8

const (
	hintNone hint = iota
	hintMain
	hintNav
	hintFurniture
	hintAside
	hintUnseen // text for screen readers
)

func elementHint(a atom.Atom) hint {
	switch a {
	case atom.Main, atom.Article:
		return hintMain
	case atom.Footer, atom.Dialog:
		return hintFurniture
	case atom.Aside:
		return hintAside
	}
	return hintNone
}

// wordHints reads the words of a class or id.
func wordHints(val string) (h hint, f flags) {
	whole := val
	for len(val) > 0 {
		var word string
		word, val = nextWord(val)
		wh, wf := wordHint(word)
		f |= wf
		if wh != hintNone && (h == hintNone || h == hintMain) {
			h = wh
		}
	}
	if f&hidden != 0 && shownElsewhere(whole) {
		f &^= hidden
	}
	return h, f
}

// shownElsewhere reports names of frameworks that show an element again on wider
// screens: "d-none d-md-block", "hidden md:block"; or that set it there, "hidden lg:w-72",
// as nobody sets what is not shown: a script shows it.
func shownElsewhere(names string) bool {
	for _, way := range [...]string{"block", "flex", "inline", "grid", "table"} {
		if k := strings.Index(names, way); k > 0 && (names[k-1] == '-' || names[k-1] == ':') {
			return true
		}
	}
	for len(names) > 0 {
		var name string
		name, names = nextWord(names)
		if screen, set, ok := strings.Cut(name, ":"); ok && wideScreen(screen) && !strings.Contains(set, "hidden") {
			return true
		}
	}
	return false
}

// wideScreen reports the name of a width from which on a class holds, "lg".
func wideScreen(name string) bool {
	switch name {
	case "sm", "md", "lg", "xl", "2xl":
		return true
	}
	return false
}

// nextWord cuts the next space-separated name from a class attribute.
func nextWord(s string) (word, rest string) {
	i := 0
	for i < len(s) && s[i] <= ' ' {
		i++
	}
	k := i
	for k < len(s) && s[k] > ' ' {
		k++
	}
	return s[i:k], s[k:]
}

// A hintStem is a part of a name and what it suggests.
type hintStem struct {
	stem string
	at   stemAt
	hint hint
	flag flags
	mask uint32 // letters of the stem
}

// withMasks notes the letters of each stem, so that most names are told from most
// stems at one glance.
func withMasks(stems []hintStem) []hintStem {
	for k := range stems {
		stems[k].mask = letterMask(stems[k].stem)
	}
	return stems
}

// letterMask has a bit for each letter of a word.
func letterMask(s string) uint32 {
	var m uint32
	for k := 0; k < len(s); k++ {
		if c := s[k] | 0x20; c >= 'a' && c <= 'z' {
			m |= 1 << (c - 'a')
		}
	}
	return m
}

// hintStems are parts of names. A name is tried against them in this order.
var hintStems = withMasks([]hintStem{
	{stem: "sr-only", hint: hintUnseen},
	{stem: "visually-hidden", hint: hintUnseen},
	{stem: "visuallyhidden", hint: hintUnseen},
	{stem: "visually_hidden", hint: hintUnseen},
	{stem: "hidden-visually", hint: hintUnseen},
	{stem: "screen-reader", hint: hintUnseen},
	{stem: "screenreader", hint: hintUnseen},
	{stem: "show-for-sr", hint: hintUnseen},
	{stem: "offscreen", hint: hintUnseen},
	{stem: "off-screen", hint: hintUnseen},
	{stem: "accesshide", hint: hintUnseen},
	{stem: "element-invisible", hint: hintUnseen},
	{stem: "hidden-accessible", hint: hintUnseen},
	{stem: "rich-snippet-hidden", hint: hintUnseen},
	{stem: "d-none", at: whole, flag: hidden},
	{stem: "hidden", at: whole, flag: hidden},
	{stem: "hide", at: whole, flag: hidden},
	{stem: "print-only", at: whole, flag: hidden},
	{stem: "printonly", at: whole, flag: hidden},
	{stem: "visible-print", flag: hidden},
	{stem: "invisible", at: whole, flag: hidden},
	{stem: "ui-helper-hidden", at: whole, flag: hidden},
	{stem: "block", at: whole, flag: deepBlock},
	{stem: "d-block", at: whole, flag: deepBlock},
	{stem: "skip", at: starts, hint: hintNav},
	{stem: "breadcrumb", hint: hintNav},
	{stem: "crumb", at: starts, hint: hintNav},
	{stem: "sidebar", hint: hintNav},
	{stem: "sidenav", hint: hintNav},
	{stem: "navigation", hint: hintNav},
	{stem: "navbar", hint: hintNav},
	{stem: "nav", at: whole, hint: hintNav},
	{stem: "nav-", at: starts, hint: hintNav},
	{stem: "nav", at: ends, hint: hintNav},
	{stem: "menu", at: whole, hint: hintNav},
	{stem: "menu", at: ends, hint: hintNav},
	{stem: "menubar", hint: hintNav},
	{stem: "pagination", hint: hintNav},
	{stem: "pager", at: whole, hint: hintNav},
	{stem: "pager", at: ends, hint: hintNav},
	{stem: "prev-next", hint: hintNav},
	{stem: "footer", hint: hintFurniture},
	{stem: "foot", at: whole, hint: hintFurniture},
	{stem: "cookie", hint: hintFurniture},
	{stem: "banner", hint: hintFurniture},
	{stem: "masthead", hint: hintFurniture},
	{stem: "copyright", hint: hintFurniture},
	{stem: "share", at: whole, hint: hintFurniture},
	{stem: "sharing", hint: hintFurniture},
	{stem: "sharedaddy", hint: hintFurniture},
	{stem: "related-post", hint: hintFurniture},
	{stem: "relatedpost", hint: hintFurniture},
	{stem: "recent-posts", hint: hintFurniture},
	{stem: "social", at: starts, hint: hintFurniture},
	{stem: "addthis", hint: hintFurniture},
	{stem: "feedback", hint: hintFurniture},
	{stem: "text-size", hint: hintFurniture},
	{stem: "textsize", hint: hintFurniture},
	{stem: "fontsize", hint: hintFurniture},
	{stem: "widget", at: starts, hint: hintAside},
	{stem: "accordion", flag: panel},
	{stem: "collaps", flag: panel},
	{stem: "spoiler", flag: panel},
	{stem: "expand", flag: panel},
	{stem: "toggle", flag: panel | toggle},
	{stem: "tab-pane", flag: panel},
	{stem: "panel", flag: panel},
	{stem: "content", at: whole, hint: hintMain},
	{stem: "main", at: whole, hint: hintMain},
	{stem: "maincontent", hint: hintMain},
	{stem: "main-content", hint: hintMain},
	{stem: "main_content", hint: hintMain},
	{stem: "entry-content", hint: hintMain},
	{stem: "page-content", hint: hintMain},
	{stem: "pagecontent", hint: hintMain},
	{stem: "content-main", hint: hintMain},
	{stem: "content-area", hint: hintMain},
	{stem: "article", at: whole, hint: hintMain},
})

// stemAt says where in a name a stem must stand.
type stemAt uint8

const (
	within stemAt = iota
	whole
	starts
	ends
)

// wordHint looks one name up. Names longer than any person writes are noise.
func wordHint(word string) (h hint, f flags) {
	if len(word) < 3 || len(word) > 60 {
		return hintNone, 0
	}
	word = lowerASCII(word)
	mask := letterMask(word)
	for k := range hintStems {
		st := &hintStems[k]
		if st.mask&^mask != 0 || !stands(word, st.stem, st.at) {
			continue
		}
		f |= st.flag
		if h == hintNone && !saysHas(word, st.stem) {
			h = st.hint
		}
	}
	if f&panel != 0 && titlesPanel(word) {
		f |= toggle
	}
	if h == hintNav && strings.HasSuffix(word, "note") {
		h = hintNone // "sidebar-note" stands in the text
	}
	return h, f
}

// saysHas reports a name that says whether an element has such a part, "no-footer", "has-sidebar":
// it is none itself.
func saysHas(word, stem string) bool {
	before := strings.TrimRight(word[:strings.Index(word, stem)], "-_")
	switch before[strings.LastIndexAny(before, "-_")+1:] {
	case "no", "without", "has", "with":
		return true
	}
	return false
}

// titlesPanel reports the name of the line above what opens: "accordion-title",
// "collapsible-header".
func titlesPanel(word string) bool {
	if strings.Contains(word, "panel") {
		return false // a box that may stand open for ever
	}
	for _, end := range [...]string{"title", "header", "heading", "trigger", "button", "summary"} {
		if strings.HasSuffix(word, end) {
			return true
		}
	}
	return false
}

func stands(word, stem string, at stemAt) bool {
	switch at {
	case whole:
		return word == stem
	case starts:
		return strings.HasPrefix(word, stem)
	case ends:
		return strings.HasSuffix(word, stem)
	}
	return len(word) >= len(stem) && strings.Contains(word, stem)
}

// lowerASCII is strings.ToLower without its cost for names that are lower-case.
func lowerASCII(s string) string {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= 'A' && c <= 'Z' || c >= 0x80 {
			return strings.ToLower(s)
		}
	}
	return s
}

// setsLines reports an element of a framework's own, <x-item>, right beside another of its
// name, both with more than a number: frameworks set those as the lines of a list.
func setsLines(n *html.Node) bool {
	if !strings.Contains(n.Data, "-") {
		return false
	}
	worded := func(k *html.Node) bool { return !isNumber(strings.TrimSpace(plainText(k, 24))) }
	alike := func(k *html.Node) bool { return k != nil && k.Data == n.Data && worded(k) }
	return (alike(before(n)) || alike(after(n))) && worded(n)
}

// before is the element right before a node, nil if there is none or words stand between.
func before(n *html.Node) *html.Node {
	k := n.PrevSibling
	if k != nil && blankText(k) {
		k = k.PrevSibling
	}
	return elementOnly(k)
}

// after is the element right behind a node, nil if there is none or words stand between.
func after(n *html.Node) *html.Node {
	k := n.NextSibling
	if k != nil && blankText(k) {
		k = k.NextSibling
	}
	return elementOnly(k)
}

func blankText(n *html.Node) bool {
	return n.Type == html.TextNode && strings.TrimSpace(n.Data) == ""
}

func elementOnly(n *html.Node) *html.Node {
	if n != nil && n.Type == html.ElementNode {
		return n
	}
	return nil
}

// attr is the value of an attribute, "" if it is absent.
func attr(n *html.Node, key string) string {
	for k := range n.Attr {
		if n.Attr[k].Key == key {
			return n.Attr[k].Val
		}
	}
	return ""
}

// names are the class and id words of an element.
func names(n *html.Node) string {
	class, id := attr(n, "class"), attr(n, "id")
	switch {
	case class == "":
		return id
	case id == "":
		return class
	}
	return class + " " + id
}
