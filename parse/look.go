package parse

import (
	"strconv"
	"strings"

	"golang.org/x/net/html/atom"
)

// A Look is how all words of a block are set, as far as the markup says it: lines
// set alike mean alike. Bold is told apart, as [Block.Bold].
type Look struct {
	Slant, Line bool  // italic, underlined
	Size        uint8 // of the letters in CSS pixels, 0 where the markup names none
	// Name stands for the class of the elements inside the line that hold all of its
	// words, 0 for none. Only its being equal or not says something.
	Name uint16
}

// common is what two looks share.
func (l Look) common(m Look) Look {
	l.Slant, l.Line = l.Slant && m.Slant, l.Line && m.Line
	if l.Size != m.Size {
		l.Size = 0
	}
	if l.Name != m.Name {
		l.Name = 0
	}
	return l
}

// dress changes the look of the walk to that of an element's words, and tells
// whether its style makes them bold.
func (r *reader) dress(e *element) (bold bool) {
	n, l := e.n, &r.run.look
	class := attr(n, "class")
	switch n.DataAtom {
	case atom.I, atom.Em:
		l.Slant = true
	case atom.U:
		l.Line = true
	case atom.Font:
		l.Size = fontSize(attr(n, "size"), l.Size)
	}
	if !sortOf(n.DataAtom).isBlock() {
		l.Name = nameOf(class, l.Name)
	}
	const line = 200 // bytes: what a longer frame names holds until something in it is set otherwise
	bold = l.utilities(class) && (!e.is(hasBlock) || e.text+e.link <= line)
	bold = bold || n.DataAtom == atom.Span && callsHeading(class)
	style := attr(n, "style")
	if style == "" {
		return bold
	}
	for rest, more := strings.ToLower(style), true; more; {
		var decl string
		decl, rest, more = strings.Cut(rest, ";")
		prop, v, _ := strings.Cut(decl, ":")
		switch v = strings.TrimSpace(v); strings.TrimSpace(prop) {
		case "font-weight":
			bold = bold || boldWeight(v)
		case "font-style":
			l.Slant = v == "italic" || v == "oblique"
		case "text-decoration", "text-decoration-line":
			l.Line = l.Line || strings.HasPrefix(v, "underline")
		case "font-size":
			l.Size = cssSize(v, l.Size)
		}
	}
	return bold
}

// utilities changes the look to what utility classes say, which name a style and no thing, and
// tells whether they make the words bold. They are those of Tailwind CSS
// (https://tailwindcss.com/docs/font-weight, /docs/font-size, /docs/font-style) and Bootstrap
// (https://getbootstrap.com/docs/5.3/utilities/text/, /docs/5.3/content/typography/).
func (l *Look) utilities(class string) (bold bool) {
	if !strings.Contains(class, "f") && !strings.Contains(class, "text-") && !strings.Contains(class, "italic") {
		return false
	}
	for w := range strings.FieldsSeq(class) {
		switch w {
		case "font-semibold", "font-bold", "font-extrabold", "font-black", "fw-semibold", "fw-bold", "fw-bolder", "font-weight-bold":
			bold = true
		case "italic", "fst-italic", "font-italic":
			l.Slant = true
		default:
			if size, ok := strings.CutPrefix(w, "text-"); ok && textSizes[size] != 0 {
				l.Size = textSizes[size]
			}
		}
	}
	return bold
}

// textSizes are Tailwind's sizes in CSS pixels.
var textSizes = map[string]uint8{"xs": 12, "sm": 14, "base": 16, "lg": 18, "xl": 20, "2xl": 24, "3xl": 30, "4xl": 36, "5xl": 48, "6xl": 60, "7xl": 72, "8xl": 96, "9xl": 128}

// callsHeading reports a class of a line's words that says of them, in a word of its
// own, that they are a heading: "heading2", "sub-heading".
func callsHeading(class string) bool {
	for w := range strings.FieldsSeq(class) {
		w = strings.TrimRight(w, "0123456789-_")
		at := len(w) - len("heading")
		if at < 0 || !strings.EqualFold(w[at:], "heading") {
			continue
		}
		switch strings.ToLower(strings.Trim(w[:at], "-_")) {
		case "", "sub", "section", "para":
			return true
		}
	}
	return false
}

// nameOf is a number for a class inside what has another's: FNV-1a, folded.
func nameOf(class string, outer uint16) uint16 {
	if class == "" {
		return outer
	}
	h := uint32(2166136261) ^ uint32(outer)
	for k := 0; k < len(class); k++ {
		h = (h ^ uint32(class[k])) * 16777619
	}
	return uint16(h ^ h>>16)
}

// fontSize is the size that <font size> asks for, by the HTML Standard's table
// (https://html.spec.whatwg.org/multipage/rendering.html, "rules for parsing a legacy
// font size"): 1 to 7, or steps from 3.
func fontSize(v string, outer uint8) uint8 {
	n, err := strconv.Atoi(v)
	if err != nil {
		return outer
	}
	if v[0] == '+' || v[0] == '-' {
		n += 3
	}
	return [...]uint8{10, 13, 16, 18, 24, 32, 48}[min(max(n, 1), 7)-1]
}

// cssSize is a CSS font size in pixels; one that is relative to the text around
// counts from 16.
func cssSize(v string, outer uint8) uint8 {
	for _, u := range [...]struct {
		unit string
		px   float64
	}{{"px", 1}, {"pt", 4.0 / 3}, {"rem", 16}, {"em", 16}, {"%", .16}} {
		if num, ok := strings.CutSuffix(v, u.unit); ok {
			if n, err := strconv.ParseFloat(strings.TrimSpace(num), 64); err == nil && n*u.px > 0 && n*u.px < 200 {
				return uint8(n*u.px + .5)
			}
			return outer
		}
	}
	return outer
}
