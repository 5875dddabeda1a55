package parse

import (
	"cmp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// headFacts is what a page says of itself outside its text.
type headFacts struct {
	base  string // href of the first <base>
	next  string // href of the first <link rel=next>
	title *html.Node
	meta  map[string]string
}

// metaNames maps names of meta elements to keys of [Document.Meta].
var metaNames = map[string]string{
	"robots": "robots", "generator": "generator", "description": "description",
	"og:title": "og_title", "dc.title": "og_title", "dcterms.title": "og_title",
	"last-modified": "modified", "article:modified_time": "modified", "dcterms.modified": "modified", "dc.date.modified": "modified",
	"refresh": "refresh",
}

// read takes in one element that is no text.
func (h *headFacts) read(n *html.Node) {
	switch n.DataAtom {
	case atom.Title:
		if h.title == nil {
			h.title = n
		}
	case atom.Base:
		if h.base == "" {
			h.base = strings.TrimSpace(attr(n, "href"))
		}
	case atom.Meta:
		h.readMeta(n)
	case atom.Link:
		switch strings.ToLower(attr(n, "rel")) {
		case "canonical":
			h.set("canonical", attr(n, "href"))
		case "next":
			h.next = cmp.Or(h.next, strings.TrimSpace(attr(n, "href")))
		}
	}
}

func (h *headFacts) readMeta(n *html.Node) {
	for _, key := range []string{"name", "property", "http-equiv"} {
		if to := metaNames[strings.ToLower(attr(n, key))]; to != "" {
			h.set(to, attr(n, "content"))
			return
		}
	}
}

// set keeps the first value of a key.
func (h *headFacts) set(key, val string) {
	val = strings.Join(strings.Fields(val), " ")
	if val == "" || h.meta[key] != "" {
		return
	}
	if h.meta == nil {
		h.meta = map[string]string{}
	}
	h.meta[key] = val
}

// label is the text of <title>.
func (h *headFacts) label() string {
	if h.title == nil || h.title.FirstChild == nil {
		return ""
	}
	return cleanText(h.title.FirstChild.Data)
}
