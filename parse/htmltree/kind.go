package htmltree

import "golang.org/x/net/html/atom"

// A kind is what the rules for an element of a page are, as bits.
type kind uint32

const (
	special     kind = 1 << iota // ends the search for an inline element to end
	scope                        // bounds the search for an element to end
	buttonScope                  // bounds it for paragraphs
	listScope                    // bounds it for items of lists
	bounds                       // bounds the formatting inside
	space                        // holds nothing but parts of a table and space
	keepsLines                   // the line break right behind its start tag is none of the text
	implied                      // its end tag may be left out
	headOnly                     // belongs into the head, without content
	rawText                      // its text is no markup
	block                        // ends a paragraph
	closed                       // its end tag also ends what may be left open in it
	heading                      // of whatever rank
	void                         // without content
	format                       // formatting, which goes on over the ends of elements
	part                         // a table or a part of it
	strange                      // left to the library
)

// is reports whether a kind has one of some bits.
func (k kind) is(bits kind) bool { return k&bits != 0 }

// kindOf is the kind of the elements of a name.
func kindOf(a atom.Atom) kind {
	switch a {
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Center, atom.Details, atom.Dir, atom.Div,
		atom.Dl, atom.Fieldset, atom.Figcaption, atom.Figure, atom.Footer, atom.Header, atom.Hgroup, atom.Main,
		atom.Menu, atom.Nav, atom.Section, atom.Summary:
		return special | block | closed
	case atom.Dialog, atom.Search:
		return block | closed
	case atom.Ol, atom.Ul:
		return special | block | closed | listScope
	case atom.P:
		return special | block | implied
	case atom.Pre, atom.Listing:
		return special | block | closed | keepsLines
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return special | heading
	case atom.Li, atom.Dd, atom.Dt:
		return special | implied
	case atom.Form:
		return special
	case atom.A, atom.B, atom.Big, atom.Code, atom.Em, atom.Font, atom.I, atom.S, atom.Small, atom.Strike, atom.Strong,
		atom.Tt, atom.U:
		return format
	case atom.Area, atom.Br, atom.Embed, atom.Img, atom.Keygen, atom.Wbr, atom.Input, atom.Param, atom.Source, atom.Track, atom.Hr:
		return special | void
	}
	return rareKind(a)
}

// rareKind is the kind of the elements of a name that stands less often.
func rareKind(a atom.Atom) kind {
	switch a {
	case atom.Base, atom.Basefont, atom.Bgsound, atom.Link, atom.Meta:
		return special | headOnly
	case atom.Script, atom.Style, atom.Title, atom.Noscript, atom.Noframes, atom.Noembed, atom.Iframe, atom.Textarea, atom.Xmp:
		return special | rawText
	case atom.Button:
		return special | closed | buttonScope
	case atom.Select:
		return special | closed | scope
	case atom.Option, atom.Optgroup:
		return implied
	case atom.Html:
		return special | scope
	case atom.Head, atom.Body, atom.Template:
		return special
	case atom.Table:
		return special | scope | space | part
	case atom.Tbody, atom.Thead, atom.Tfoot, atom.Tr, atom.Colgroup, atom.Col:
		return special | space | part
	case atom.Td, atom.Th, atom.Caption:
		return special | scope | bounds | part
	case atom.Applet, atom.Marquee, atom.Object, atom.Plaintext, atom.Frameset, atom.Frame, atom.Math, atom.Nobr,
		atom.Image, atom.Rb, atom.Rp, atom.Rt, atom.Rtc:
		return special | strange
	}
	return 0
}

// level is how deep a part of a table stands in it: its sections, the rows, the cells.
func level(a atom.Atom) int {
	switch a {
	case atom.Table:
		return 0
	case atom.Tr, atom.Col:
		return 2
	case atom.Td, atom.Th:
		return 3
	}
	return 1
}
