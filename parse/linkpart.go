package parse

import (
	"strings"

	"golang.org/x/net/html"
)

// tellsOfName reports an element of a link that tells what the link leads to is about:
// right behind the element with the name and of another class, it is a sentence or its
// class calls it a description. A style sets the two below one another, as lists of
// blocks and cards have them.
func tellsOfName(n *html.Node) bool {
	name := elementBefore(n)
	if name == nil || attr(n, "class") == "" || attr(n, "class") == attr(name, "class") {
		return false
	}
	first := plainText(name, 24)
	if first == "" || isNumber(first) {
		return false
	}
	words := strings.TrimSpace(plainText(n, 400))
	return strings.Count(words, " ") > 1 && (strings.HasSuffix(words, ".") || containsOne(strings.ToLower(attr(n, "class")), descriptionClasses))
}

// descriptionClasses are stems of the classes of descriptions.
var descriptionClasses = []string{"desc", "intro", "summary", "teaser", "excerpt"}

// elementBefore is the element right before n, with nothing but white space between
// them; nil if there is none.
func elementBefore(n *html.Node) *html.Node {
	for p := n.PrevSibling; p != nil; p = p.PrevSibling {
		if p.Type == html.ElementNode {
			return p
		}
		if p.Type == html.TextNode && strings.TrimSpace(p.Data) != "" {
			return nil
		}
	}
	return nil
}
