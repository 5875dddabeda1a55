package crawl

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

// A region tells whether a part of a page is its content or its furniture.
type region uint8

const (
	unknownRegion region = iota
	contentRegion
	furnitureRegion
)

var furnitureWords = map[string]bool{
	"nav": true, "navbar": true, "navigation": true, "menu": true, "breadcrumb": true, "breadcrumbs": true, "crumb": true,
	"crumbs": true, "footer": true, "foot": true, "header": true, "banner": true, "sidebar": true, "topnav": true, "leftnav": true,
	"subnav": true, "mainnav": true, "topbar": true, "masthead": true, "skip": true, "share": true, "sharing": true, "social": true,
	"cookie": true, "cookies": true, "siteinfo": true, "utility": true,
}

var contentWords = map[string]bool{
	"content": true, "contents": true, "main": true, "maincontent": true, "toc": true, "chapters": true, "procedures": true,
	"manual": true, "outline": true, "article": true, "accordion": true, "list-chapters": true,
}

// A place is one element on the way from the page's root to where the walk is.
type place struct {
	node   *html.Node
	region region // unknownRegion until somebody asks
	asked  bool   // somebody asked for side
	side   bool   // see sideBar
	list   int    // see listOf
}

// region tells what the i-th element of the walk's path lies in, by the nearest
// ancestor that says what it is; a page that says nothing is all content.
func (p *page) region(i int) region {
	if i < 0 {
		if p.contents != nil {
			return furnitureRegion // the register says what is content, so the rest is not
		}
		return contentRegion
	}
	at := &p.path[i]
	if at.region == unknownRegion {
		if at.region = p.ownRegion(at.node); at.region == unknownRegion || at.node.Data == "header" && p.inArticle(i) || p.endsCard(at.node) {
			at.region = p.region(i - 1)
		}
	}
	return at.region
}

// inArticle reports whether the i-th element of the walk's path stands in an article
// or in the page's main part: its header is no banner then (HTML, section 4.3.8).
func (p *page) inArticle(i int) bool {
	for k := i - 1; k >= 0; k-- {
		if d := p.path[k].node.Data; d == "main" || d == "article" {
			return true
		}
	}
	return false
}

// endsCard reports a part that is none of the content only for being called a header or a footer,
// as another part of the page is: a page has one of each, its cards have many.
func (p *page) endsCard(n *html.Node) bool {
	class := attr(n, "class")
	if n.Data != "div" || wordRegion(class) != furnitureRegion || wordRegion(cardEnds.Replace(strings.ToLower(class))) == furnitureRegion {
		return false
	}
	if p.classes == nil {
		p.classes = make(map[string]int)
		root := n
		for root.Parent != nil {
			root = root.Parent
		}
		for d := range root.Descendants() {
			if d.Type == html.ElementNode && d.Data == "div" {
				p.classes[attr(d, "class")]++
			}
		}
	}
	return p.classes[class] > 1 && attr(n, "role") == "" && wordRegion(attr(n, "id")) != furnitureRegion
}

// cardEnds takes the names of the ends of a card out of a class.
var cardEnds = strings.NewReplacer("header", "", "footer", "")

func (p *page) ownRegion(n *html.Node) region {
	if p.contents != nil {
		if p.contents.Match(n) {
			return contentRegion
		}
		return unknownRegion
	}
	if n.Type != html.ElementNode || n.Data == "body" || n.Data == "html" || n.Data == "a" {
		return unknownRegion
	}
	names := attr(n, "class") + " " + attr(n, "id")
	r := wordRegion(names)
	if contentsLabel.MatchString(attr(n, "aria-label")) {
		r = contentRegion
	}
	if r == furnitureRegion && isHeading(n) && wordRegion(withoutHeader(names)) != furnitureRegion {
		r = unknownRegion // "module_header": it heads a card
	}
	if r == furnitureRegion && (n.Data == "ul" || n.Data == "ol") && wordRegion(modifier.ReplaceAllString(names, "")) != furnitureRegion {
		r = unknownRegion // "list--navigation": how a list looks, wherever it stands
	}
	if r == furnitureRegion && n.Data == "div" && !bannerName.MatchString(names) && holdsTitle(n) {
		r = unknownRegion // where a link skips to the text, "skip-target", or the menu and the text
	}
	switch n.Data {
	case "main", "article":
		return contentRegion
	case "nav", "footer", "aside", "header":
		if r == contentRegion {
			return r // a contents list is often marked up as navigation
		}
		return furnitureRegion
	}
	switch attr(n, "role") {
	case "main":
		return contentRegion
	case "navigation", "banner", "contentinfo", "complementary", "search":
		if r == contentRegion {
			return r
		}
		return furnitureRegion
	}
	return r
}

// contentsLabel says to readers who do not see that a menu is the list of contents.
var contentsLabel = regexp.MustCompile(`(?i)^(?:table of )?contents$|^(?:(?:list of|all|manual) )?(?:chapters|procedures)(?: menu)?$`)

// bannerName is a name of the top of a page, where the heading may be the site's.
var bannerName = regexp.MustCompile(`(?i)header|banner|masthead|topbar|topnav`)

// modifier is the end of a class that tells a sort of a thing (BEM, "Modifier").
var modifier = regexp.MustCompile(`--\S+`)

// holdsTitle reports an element with a heading of rank 1 in it.
func holdsTitle(n *html.Node) bool {
	for c := range n.Descendants() {
		if c.Type == html.ElementNode && c.Data == "h1" {
			return true
		}
	}
	return false
}

// isHeading reports an element that is a heading.
func isHeading(n *html.Node) bool {
	return len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6'
}

// withoutHeader is a name without "header": builders of pages call the heading of a card so,
// which is no banner then.
func withoutHeader(name string) string {
	return strings.ReplaceAll(strings.ToLower(name), "header", "")
}

func wordRegion(names string) region {
	r := unknownRegion
	for name := range strings.FieldsFuncSeq(strings.ToLower(names), func(c rune) bool { return c == ' ' || c == '-' || c == '_' }) {
		switch {
		case name == "toc" || name == "contents" || name == "chapters":
			return contentRegion
		case furnitureWords[name]:
			r = furnitureRegion
		case contentWords[name] && r == unknownRegion:
			r = contentRegion
		}
	}
	return r
}
