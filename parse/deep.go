package parse

import (
	"bytes"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxDepth is the nesting to which an over-deep page is flattened. The parser's own
// limit is 512, with room for elements that it adds itself.
const maxDepth = 240

// flatten rewrites a page so that no element stands deeper than depth: the tags of
// deeper elements go, their text stays, and deeper blocks are set apart by a line
// break. With depth 0 only lines of text are left.
func flatten(body []byte, depth int) []byte {
	f := flattener{limit: depth}
	z := html.NewTokenizer(bytes.NewReader(body))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return f.out.Bytes()
		case html.StartTagToken:
			f.start(z)
		case html.EndTagToken:
			f.end(z)
		case html.CommentToken, html.DoctypeToken:
		default:
			f.out.Write(z.Raw())
		}
	}
}

type flattener struct {
	out   bytes.Buffer
	open  []atom.Atom
	limit int
}

func (f *flattener) start(z *html.Tokenizer) {
	raw := bytes.Clone(z.Raw())
	name, _ := z.TagName()
	a := atom.Lookup(name)
	if void(a) || rawText(a) {
		if f.limit > 0 || rawText(a) || a == atom.Br {
			f.out.Write(raw)
		}
		return
	}
	if n := len(f.open); n > 0 && f.open[n-1] == a && impliedEnd(a) {
		f.open = f.open[:n-1]
	}
	if len(f.open) >= f.limit {
		f.gap(a)
	} else {
		f.out.Write(raw)
	}
	f.open = append(f.open, a)
}

// end closes the nearest open element of the name, as a browser would; an end tag
// without a start tag goes.
func (f *flattener) end(z *html.Tokenizer) {
	raw := bytes.Clone(z.Raw())
	name, _ := z.TagName()
	a := atom.Lookup(name)
	if rawText(a) {
		f.out.Write(raw)
		return
	}
	for k := len(f.open) - 1; k >= 0 && k >= len(f.open)-64; k-- {
		if f.open[k] != a {
			continue
		}
		if k < f.limit {
			f.out.Write(raw)
		} else {
			f.gap(a)
		}
		f.open = f.open[:k]
		return
	}
}

func (f *flattener) gap(a atom.Atom) {
	if sortOf(a).isBlock() {
		f.out.WriteString("<br>")
	}
}

// impliedEnd reports elements that end where the next of them begins.
func impliedEnd(a atom.Atom) bool {
	switch a {
	case atom.P, atom.Li, atom.Td, atom.Th, atom.Tr, atom.Dt, atom.Dd, atom.Option:
		return true
	}
	return false
}

func void(a atom.Atom) bool {
	switch a {
	case atom.Area, atom.Base, atom.Br, atom.Col, atom.Embed, atom.Hr, atom.Img, atom.Input, atom.Link, atom.Meta, atom.Param, atom.Source, atom.Track, atom.Wbr:
		return true
	}
	return false
}

func rawText(a atom.Atom) bool {
	switch a {
	case atom.Script, atom.Style, atom.Title, atom.Textarea, atom.Noscript, atom.Iframe, atom.Noembed, atom.Noframes, atom.Xmp:
		return true
	}
	return false
}
