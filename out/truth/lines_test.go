package truth

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"golang.org/x/net/html"
)

// A line is one line of a document as a reader sees it.
type line struct {
	kind  string // h1 to h6, p, li1, li2, q (a quotation), row, head (of a table), title, nav ...
	class string
	text  string // of a row the cells, joined by " | "
	cells []cell // of a row
	cell         // of any other line
}

// A cell is a stretch of text with what is special in it.
type cell struct {
	plain string
	links []link
	marks []string // pieces that are marked as having come or gone
	attrs map[string]string
}

type link struct{ text, href, title string }

// one writes a text as one line.
func one(s string) string { return strings.Join(strings.Fields(s), " ") }

// read returns the lines of a document of the data folder; nil if it is not there.
func (w *world) read(name string) []line {
	if l, ok := w.docs[name]; ok {
		return l
	}
	b, err := os.ReadFile(filepath.Join(w.dir, filepath.FromSlash(name)))
	if err != nil {
		return nil
	}
	w.docs[name] = linesOf(name, b)
	return w.docs[name]
}

func linesOf(name string, b []byte) []line {
	switch filepath.Ext(name) {
	case ".md":
		var page bytes.Buffer
		if err := goldmark.New(goldmark.WithExtensions(extension.GFM)).Convert(b, &page); err != nil {
			panic(err)
		}
		return htmlLines(page.Bytes())
	case ".docx":
		return docxLines(b)
	}
	return htmlLines(b)
}

func htmlLines(b []byte) []line {
	root, err := html.Parse(bytes.NewReader(b))
	if err != nil {
		panic(err)
	}
	var p pageReader
	p.walk(root, 0, false)
	return p.lines
}

// A pageReader cuts a page into lines.
type pageReader struct{ lines []line }

// leaves are the elements whose text is one line each.
var leaves = []string{"h1", "h2", "h3", "h4", "h5", "h6", "p", "dt", "dd", "summary", "footer", "label", "button", "title", "text", "th", "td"}

func (p *pageReader) walk(n *html.Node, depth int, quote bool) {
	switch {
	case n.Type == html.TextNode && one(n.Data) != "":
		p.lines = append(p.lines, line{kind: "loose", text: one(n.Data)})
		return
	case n.Type != html.ElementNode:
	case n.Data == "script" || n.Data == "style" || n.Data == "meta":
		return
	case n.Data == "link":
		p.lines = append(p.lines, line{kind: "link", text: attr(n, "title"), cell: cell{links: []link{{attr(n, "rel"), attr(n, "href"), ""}}}})
		return
	case n.Data == "a":
		p.add("a", quote, n)
		return
	case n.Data == "tr":
		p.row(n)
		return
	case n.Data == "li":
		p.item(n, depth)
		return
	case n.Data == "ul" || n.Data == "ol":
		depth++
	case n.Data == "blockquote":
		quote = true
	case n.Data == "svg" && attr(n, "aria-label") != "":
		p.lines = append(p.lines, line{kind: "picture", text: one(attr(n, "aria-label"))})
	case slices.Contains(leaves, n.Data):
		p.add(n.Data, quote, n)
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		p.walk(c, depth, quote)
	}
}

// add notes the text of an element, a line more at each break.
func (p *pageReader) add(kind string, quote bool, n *html.Node) {
	if quote {
		kind = "q"
	}
	for _, c := range collect(n, nil) {
		p.lines = append(p.lines, line{kind: kind, class: attr(n, "class"), text: c.plain, cell: c})
	}
}

// item notes the text of an item of a list before what stands in it.
func (p *pageReader) item(n *html.Node, depth int) {
	blocks := []string{"ul", "ol", "blockquote", "p", "h3"}
	for _, c := range collect(n, blocks) {
		p.lines = append(p.lines, line{kind: "li" + string(rune('0'+max(depth, 1))), class: attr(n, "class"), text: c.plain, cell: c})
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && slices.Contains(blocks, c.Data) {
			p.walk(c, depth, false)
		}
	}
}

func (p *pageReader) row(n *html.Node) {
	l := line{kind: "row", class: attr(n, "class")}
	if n.Parent.Data == "thead" {
		l.kind = "head"
	}
	l.attrs = attrs(n)
	var texts []string
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode {
			parts := collect(c, nil)
			all := cell{attrs: attrs(c)}
			for i, part := range parts {
				if i > 0 {
					all.plain += " / "
				}
				all.plain += part.plain
				all.links, all.marks = append(all.links, part.links...), append(all.marks, part.marks...)
			}
			l.cells = append(l.cells, all)
			texts = append(texts, all.plain)
		}
	}
	l.text = strings.Join(texts, " | ")
	p.lines = append(p.lines, l)
}

// collect gathers the text of an element, parted at breaks, without the blocks named.
func collect(n *html.Node, without []string) []cell {
	cells := []cell{{}}
	var walk func(n *html.Node, mark bool)
	walk = func(n *html.Node, mark bool) {
		last := &cells[len(cells)-1]
		switch {
		case n.Type == html.TextNode:
			last.plain += n.Data
			if mark {
				last.marks = append(last.marks, one(n.Data))
			}
		case n.Type == html.ElementNode && attr(n, "class") == "sr": // read to those who do not see the mark
			return
		case n.Type == html.ElementNode && n.Data == "br":
			cells = append(cells, cell{})
			return
		case n.Type == html.ElementNode && n.Data == "option":
			last.plain += "; "
		case n.Type == html.ElementNode && n.Data == "a":
			last.links = append(last.links, link{one(textOf(n)), attr(n, "href"), attr(n, "title")})
		case n.Type == html.ElementNode && slices.Contains([]string{"strong", "b", "ins", "del"}, n.Data):
			mark = true
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type != html.ElementNode || !slices.Contains(without, c.Data) {
				walk(c, mark)
			}
		}
	}
	walk(n, false)
	cells = slices.DeleteFunc(cells, func(c cell) bool { return one(c.plain) == "" && len(c.links) == 0 })
	for i := range cells {
		cells[i].plain = one(cells[i].plain)
	}
	return cells
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}

func attr(n *html.Node, key string) string { return attrs(n)[key] }

func attrs(n *html.Node) map[string]string {
	m := map[string]string{}
	for _, a := range n.Attr {
		m[a.Key] = a.Val
	}
	return m
}

// docxLines reads the paragraphs of a Word file; those of a table's cell are one line.
func docxLines(b []byte) []line {
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		panic(err)
	}
	f, err := z.Open("word/document.xml")
	if err != nil {
		panic(err)
	}
	defer f.Close()
	var lines []line
	var text strings.Builder
	in := false
	for d := xml.NewDecoder(f); ; {
		tok, err := d.Token()
		if err == io.EOF {
			return lines
		}
		if err != nil {
			panic(err)
		}
		switch t := tok.(type) {
		case xml.StartElement:
			in = t.Name.Local == "t" || t.Name.Local == "delText"
			if t.Name.Local == "br" || t.Name.Local == "tab" {
				text.WriteByte(' ')
			}
		case xml.CharData:
			if in {
				text.Write(t)
			}
		case xml.EndElement:
			in = false
			if t.Name.Local == "p" {
				if s := one(text.String()); s != "" {
					lines = append(lines, line{kind: "p", text: s})
				}
				text.Reset()
			}
		}
	}
}

var spaces = regexp.MustCompile(`\s+`)

// flat are the texts of lines alone, cell by cell, without spaces: what two formats of
// one document must have in common.
func flat(lines []line) []string {
	var list []string
	for _, l := range lines {
		switch {
		case l.kind == "title" || l.kind == "link":
		case len(l.cells) > 0:
			for _, c := range l.cells {
				list = append(list, spaces.ReplaceAllString(c.plain, ""))
			}
		default:
			list = append(list, spaces.ReplaceAllString(l.text, ""))
		}
	}
	return slices.DeleteFunc(list, func(s string) bool { return s == "" })
}

// same complains where two formats of a document say different things.
func (w *world) same(name string, a, b []line) {
	x, y := flat(a), flat(b)
	for i := range max(len(x), len(y)) {
		switch {
		case i >= len(x):
			w.say(name, "more than the other format: %q", y[i])
		case i >= len(y):
			w.say(name, "less than the other format: %q", x[i])
		case x[i] != y[i]:
			w.say(name, "%q, the other format has %q", y[i], x[i])
		default:
			continue
		}
		return
	}
}
