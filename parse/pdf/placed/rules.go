package placed

import (
	"cmp"
	"slices"
	"sort"
	"strings"

	"golang.org/x/net/html"
)

// Bounds of the rules of one page.
const (
	maxRules   = 100_000
	maxMatches = 64        // rules for one element
	maxSteps   = 5_000_000 // comparisons of a rule with an element, in all
)

// A sheet holds the style rules of a page by what their selector ends in.
type sheet struct {
	by      map[string][]*rule // "#id", ".class", "tag" or "*"
	n       int
	element int // the <style> element that is being read, or was passed last, from 1
	steps   int // comparisons so far: where there are too many, the styles of what is left are not known
}

// A rule is one selector and what it declares.
type rule struct {
	chain  []compound // from the outermost element to the one it styles
	weight int        // how narrowly the selector tells elements
	order  int
	at     int // its <style> element
	decl   []declaration
}

// A compound is the part of a selector that one element has to meet.
type compound struct {
	tag, id string
	classes []string
}

type declaration struct{ name, value string }

// styleSheet reads the <style> elements of a tree.
func styleSheet(root *html.Node) *sheet {
	s := &sheet{by: map[string][]*rule{}}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && n.Data == "style" && n.FirstChild != nil {
			s.element++
			s.read(n.FirstChild.Data)
		}
	}
	s.element = 0
	return s
}

// read takes in the rules of one style element. Rules for a medium, as for print, and
// those for fonts say nothing of the screen: they are passed over.
func (s *sheet) read(css string) {
	css = withoutComments(css)
	for s.n < maxRules {
		open := strings.IndexByte(css, '{')
		if open < 0 {
			return
		}
		head := strings.TrimSpace(css[:open])
		if i := strings.LastIndexByte(head, ';'); i >= 0 {
			head = strings.TrimSpace(head[i+1:]) // after an @import or @charset
		}
		end := closing(css, open)
		body := css[open+1 : end]
		css = css[min(len(css), end+1):]
		if strings.HasPrefix(head, "@") {
			continue
		}
		decl := declarations(body)
		for sel := range strings.SplitSeq(head, ",") {
			s.add(sel, decl)
		}
	}
}

// withoutComments cuts the comments out of style rules.
func withoutComments(css string) string {
	if !strings.Contains(css, "/*") {
		return css
	}
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(css, "/*")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		_, css, _ = strings.Cut(rest, "*/")
	}
}

// closing is where the brace that opens at byte open is closed.
func closing(css string, open int) int {
	depth := 0
	for i := open; i < len(css); i++ {
		switch css[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return len(css)
}

// add takes in a selector; one that asks for more than names is left out.
func (s *sheet) add(sel string, decl []declaration) {
	r := &rule{order: s.n, at: s.element, decl: decl}
	for part := range strings.FieldsSeq(strings.ReplaceAll(sel, ">", " ")) {
		c, ok := readCompound(part)
		if !ok {
			return
		}
		r.chain = append(r.chain, c)
		r.weight += c.weight()
	}
	if len(r.chain) == 0 {
		return
	}
	s.n++
	key := r.chain[len(r.chain)-1].key()
	s.by[key] = append(s.by[key], r)
}

// readCompound reads "div.t.m0" or "#p1"; false for attributes, states and the like.
func readCompound(s string) (c compound, ok bool) {
	if strings.ContainsAny(s, "[]:+~()\\") {
		return c, false
	}
	for s != "" {
		n := strings.IndexAny(s[1:], ".#") + 1
		n = cmp.Or(n, len(s))
		switch part := s[:n]; part[0] {
		case '.':
			c.classes = append(c.classes, part[1:])
		case '#':
			c.id = part[1:]
		default:
			c.tag = strings.ToLower(part)
		}
		s = s[n:]
	}
	return c, true
}

func (c *compound) weight() int {
	n := 100*len(c.classes) + 1
	if c.id != "" {
		n += 10_000
	}
	return n
}

// key is the name under which a rule that ends in c is found.
func (c *compound) key() string {
	switch {
	case c.id != "":
		return "#" + c.id
	case len(c.classes) > 0:
		return "." + c.classes[0]
	case c.tag != "":
		return c.tag
	}
	return "*"
}

// meets reports whether an element is what c asks for.
func (c *compound) meets(n *html.Node) bool {
	if c.tag != "" && c.tag != "*" && c.tag != n.Data || c.id != "" && c.id != attr(n, "id") {
		return false
	}
	has := strings.Fields(attr(n, "class"))
	return !slices.ContainsFunc(c.classes, func(class string) bool { return !slices.Contains(has, class) })
}

// isFor reports whether a rule is for an element.
func (s *sheet) isFor(r *rule, n *html.Node) bool {
	s.steps++
	k := len(r.chain) - 1
	if !r.chain[k].meets(n) {
		return false
	}
	for k--; k >= 0; k-- {
		for n = n.Parent; n != nil && (n.Type != html.ElementNode || !r.chain[k].meets(n)); n = n.Parent {
			s.steps++
		}
		if n == nil {
			return false
		}
	}
	return true
}

// of returns what the rules and the element's own style attribute declare for it, the
// later of two declarations standing, but those of a <style> element further on before
// all others: programs that write one for each page use a name again ("ft413" is the third
// font of page 41 and the thirteenth of page 4).
func (s *sheet) of(n *html.Node) map[string]string {
	var found []*rule
	look := func(key string) {
		for _, r := range s.by[key] {
			if len(found) >= maxMatches || s.steps > maxSteps {
				return
			}
			if s.isFor(r, n) {
				found = append(found, r)
			}
		}
	}
	look("*")
	look(n.Data)
	for class := range strings.FieldsSeq(attr(n, "class")) {
		look("." + class)
	}
	if id := attr(n, "id"); id != "" {
		look("#" + id)
	}
	sort.SliceStable(found, func(i, j int) bool {
		if ahead := found[i].at > s.element; ahead != (found[j].at > s.element) {
			return ahead
		}
		if found[i].weight != found[j].weight {
			return found[i].weight < found[j].weight
		}
		return found[i].order < found[j].order
	})
	own := declarations(attr(n, "style"))
	if len(found) == 0 && len(own) == 0 {
		return nil
	}
	out := map[string]string{}
	for _, r := range found {
		put(out, r.decl)
	}
	put(out, own)
	return out
}

func put(out map[string]string, decl []declaration) {
	for _, d := range decl {
		out[d.name] = d.value
	}
}

// declarations reads "left:69px;bottom:520px", names in lower case.
func declarations(s string) []declaration {
	var out []declaration
	for part := range strings.SplitSeq(s, ";") {
		name, value, ok := strings.Cut(part, ":")
		if !ok {
			continue
		}
		value = strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(value), "!important"))
		if name = strings.ToLower(strings.TrimSpace(name)); name != "" && value != "" && len(value) < 200 {
			out = append(out, declaration{name, value})
		}
	}
	return out
}

func attr(n *html.Node, name string) string {
	for i := range n.Attr {
		if n.Attr[i].Key == name {
			return n.Attr[i].Val
		}
	}
	return ""
}
