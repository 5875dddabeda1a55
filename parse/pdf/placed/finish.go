package placed

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"manualwatch/parse/pdf/content"
	"manualwatch/parse/pdf/font"
)

// A fontKey tells fonts apart.
type fontKey struct {
	family       string
	bold, italic bool
}

// A fontUse is a font and how many letters are set in it at which size.
type fontUse struct {
	font  *font.Font
	sizes map[int]int // letters by size, in tenths of a point
}

func (u *fontUse) note(size float64) { u.sizes[int(math.Round(size*10))]++ }

// font is the font of a look.
func (r *reader) font(l look) *fontUse {
	key := fontKey{l.family, l.bold, l.italic}
	if r.fonts == nil {
		r.fonts = map[fontKey]*fontUse{}
	}
	u := r.fonts[key]
	if u == nil {
		u = &fontUse{font: &font.Font{Name: l.family, Bold: l.bold, Italic: l.italic}, sizes: map[int]int{}}
		r.fonts[key] = u
	}
	return u
}

// nameBold finds the bold font of a document whose fonts have neither a weight nor a
// telling name, as those that are cut out of a PDF for a page: headings, larger than the
// text, are set in it and not in the font of the text.
func (r *reader) nameBold() {
	all := map[int]int{}
	for _, u := range r.fonts {
		if u.font.Bold {
			return
		}
		for size, n := range u.sizes {
			all[size] += n
		}
	}
	body := 0
	for size, n := range all {
		if n > all[body] || n == all[body] && size < body {
			body = size
		}
	}
	var text, head *fontUse
	most, mostLarge := 0, 0
	for _, key := range r.fontKeys() {
		u, letters, large := r.fonts[key], 0, 0
		for size, n := range u.sizes {
			letters += n
			if 8*size > 9*body {
				large += n
			}
		}
		if letters > most {
			text, most = u, letters
		}
		if large > mostLarge {
			head, mostLarge = u, large
		}
	}
	if head != nil && head != text {
		head.font.Bold = true
	}
}

// fontKeys are the fonts in the order of their names.
func (r *reader) fontKeys() []fontKey {
	out := make([]fontKey, 0, len(r.fonts))
	for key := range r.fonts {
		out = append(out, key)
	}
	slices.SortFunc(out, func(a, b fontKey) int {
		return strings.Compare(fmt.Sprint(a), fmt.Sprint(b))
	})
	return out
}

// An outsideLink is a link beside the pages.
type outsideLink struct {
	file  string // "" for this one
	name  string // where it leads
	text  string
	depth int // of lists around it
}

// depthOf counts the lists around an element.
func depthOf(n *html.Node) int {
	depth := 0
	for p := n.Parent; p != nil; p = p.Parent {
		if p.Data == "ul" || p.Data == "ol" {
			depth++
		}
	}
	return depth
}

// finish puts the document together: lines fitted, links to pages told by their number,
// and the outline.
func (r *reader) finish() {
	r.nameBold()
	self := r.ownName()
	for _, p := range r.pages {
		p.fit()
		p.addLinks()
		for i := range p.Links {
			p.Links[i].Href = r.pageHref(p.Links[i].Href, self)
		}
		r.doc.Pages = append(r.doc.Pages, &p.Page)
	}
	least := math.MaxInt
	for _, l := range r.links {
		if l.depth > 0 {
			least = min(least, l.depth)
		}
	}
	for _, l := range r.links {
		if n := r.anchors[l.name]; n > 0 && l.depth > 0 && l.text != "" && (l.file == "" || l.file == self) {
			r.doc.Outline = append(r.doc.Outline, content.OutlineItem{Title: l.text, Level: l.depth - least + 1, Page: n})
		}
	}
}

// ownName is the name by which the outline calls the file itself; "" where it names none,
// or several.
func (r *reader) ownName() string {
	name := ""
	for _, l := range r.links {
		if l.file == "" || l.depth == 0 {
			continue
		}
		if name != "" && l.file != name || r.anchors[l.name] == 0 {
			return ""
		}
		name = l.file
	}
	return name
}

// pageHref is a link that leads to a place on a page as one that opens the page.
func (r *reader) pageHref(href, self string) string {
	if file, name, ok := strings.Cut(href, "#"); ok && (file == "" || file == self) {
		if n := r.anchors[name]; n > 0 {
			return fmt.Sprintf("#page=%d", n)
		}
	}
	return href
}
