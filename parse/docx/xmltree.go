package docx

import (
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"golang.org/x/text/encoding/htmlindex"
)

// Bounds of the XML reader. A deeper element is not dropped: its children hang
// on the deepest element that was kept.
const (
	maxDepth = 600
	maxNodes = 6 << 20 // elements and texts of all parts of one file
)

// errTooLarge says that a file went over one of the bounds.
var errTooLarge = errors.New("larger than this reader allows")

// A node is an element, or a piece of text if name is empty. Names carry the
// customary prefix of their namespace ("w:p"), whatever prefix the file uses.
type node struct {
	name  string
	text  string
	attrs []attr
	kids  []*node
}

type attr struct{ name, value string }

// attr returns an attribute's value, "" if it is absent.
func (n *node) attr(name string) string {
	for i := range n.attrs {
		if n.attrs[i].name == name {
			return n.attrs[i].value
		}
	}
	return ""
}

// child returns the first child element of that name, or nil. It may be called
// on nil, so that paths can be chained.
func (n *node) child(name string) *node {
	if n == nil {
		return nil
	}
	for _, k := range n.kids {
		if k.name == name {
			return k
		}
	}
	return nil
}

// val returns w:val of the child element, and whether the child is there.
func (n *node) val(child string) (string, bool) {
	c := n.child(child)
	if c == nil {
		return "", false
	}
	return c.attr("w:val"), true
}

// intVal is val for numbers; ok is false where there is none.
func (n *node) intVal(child string) (v int, ok bool) {
	s, ok := n.val(child)
	if !ok {
		return 0, false
	}
	v, err := strconv.Atoi(strings.TrimSpace(s))
	return v, err == nil
}

// on reads an on/off property: 1 on, 0 off, -1 not given.
func (n *node) on(child string) int {
	s, ok := n.val(child)
	switch {
	case !ok:
		return -1
	case s == "0" || s == "false" || s == "off":
		return 0
	}
	return 1
}

// words returns all text below n, without what was deleted.
func (n *node) words() string {
	var b strings.Builder
	n.writeWords(&b)
	return b.String()
}

func (n *node) writeWords(b *strings.Builder) {
	b.WriteString(n.text)
	for _, k := range n.kids {
		k.writeWords(b)
	}
}

// An xmlReader cuts one XML part into trees, of which only one is in memory at a
// time.
type xmlReader struct {
	dec    *xml.Decoder
	ns     map[string]string // prefix in the file -> customary prefix
	names  map[xml.Name]string
	budget *int // nodes left for the whole file
	mixed  bool // white space between elements is text (OpenDocument)
	deep   bool // elements were nested over maxDepth
}

func newXMLReader(r io.Reader, budget *int) *xmlReader {
	d := xml.NewDecoder(r)
	d.Strict = false
	d.CharsetReader = decodeCharset
	return &xmlReader{dec: d, ns: map[string]string{}, names: map[xml.Name]string{}, budget: budget}
}

func decodeCharset(label string, r io.Reader) (io.Reader, error) {
	e, err := htmlindex.Get(label)
	if err != nil {
		return nil, fmt.Errorf("character set %q: %w", label, err)
	}
	return e.NewDecoder().Reader(r), nil
}

// each walks a part: elements for which enter is true are walked into, all
// others are given to emit as trees. An error of emit ends the walk.
func (r *xmlReader) each(enter func(name string) bool, emit func(*node) error) error {
	for {
		tok, err := r.dec.RawToken()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		start, ok := tok.(xml.StartElement)
		if !ok {
			continue
		}
		r.declare(start.Attr)
		if enter(r.name(start.Name)) {
			continue
		}
		n, err := r.tree(start)
		if n != nil {
			if e := emit(n); e != nil {
				return e
			}
		}
		if err != nil {
			return err
		}
	}
}

// tree reads up to the end of the element that start opened. With an error the
// part that was read is returned as well. End tags are counted, not compared:
// the decoder's caller wants words, not a validation.
func (r *xmlReader) tree(start xml.StartElement) (*node, error) {
	root := r.element(start)
	stack := []*node{root}
	over, deepest := 0, "" // open elements below maxDepth, and the last of them
	for {
		tok, err := r.dec.RawToken()
		if err != nil {
			if err == io.EOF {
				err = io.ErrUnexpectedEOF
			}
			return root, err
		}
		if *r.budget <= 0 {
			return root, errTooLarge
		}
		top := stack[len(stack)-1]
		switch t := tok.(type) {
		case xml.StartElement:
			r.declare(t.Attr)
			if len(stack) >= maxDepth {
				over, r.deep = over+1, true
				deepest = r.name(t.Name)
				continue
			}
			stack = append(stack, r.element(t))
		case xml.EndElement:
			if over > 0 {
				over--
				continue
			}
			stack = stack[:len(stack)-1]
			if len(stack) == 0 {
				return root, nil
			}
			adopt(stack[len(stack)-1], top)
		case xml.CharData:
			if over > 0 && !r.mixed {
				text := &node{name: deepest}
				r.addText(text, t)
				top.kids = append(top.kids, text)
				continue
			}
			r.addText(top, t)
		}
	}
}

func (r *xmlReader) element(t xml.StartElement) *node {
	*r.budget--
	n := &node{name: r.name(t.Name)}
	if len(t.Attr) > 0 {
		n.attrs = make([]attr, 0, len(t.Attr))
	}
	for _, a := range t.Attr {
		if a.Name.Space != "xmlns" && a.Name.Local != "xmlns" {
			n.attrs = append(n.attrs, attr{r.name(a.Name), a.Value})
		}
	}
	return n
}

func (r *xmlReader) addText(top *node, t xml.CharData) {
	if !r.mixed && !strings.HasSuffix(top.name, "t") && !strings.HasSuffix(top.name, "Text") && strings.TrimSpace(string(t)) == "" {
		return
	}
	*r.budget--
	top.kids = append(top.kids, &node{text: string(t)})
}

// adopt hangs a finished element on its parent. Of an mc:AlternateContent only
// one branch is taken, so that a text box, written twice for old programs, is
// read once.
func adopt(parent, n *node) {
	if n.name != "mc:AlternateContent" {
		parent.kids = append(parent.kids, n)
		return
	}
	var fallback []*node
	for _, k := range n.kids {
		if k.name == "mc:Choice" && len(k.kids) > 0 {
			parent.kids = append(parent.kids, k.kids...)
			return
		}
		if k.name == "mc:Fallback" {
			fallback = k.kids
		}
	}
	parent.kids = append(parent.kids, fallback...)
}

// declare notes namespace declarations. Scopes are not kept: a prefix that is
// bound twice in one part to different namespaces means the later one.
func (r *xmlReader) declare(attrs []xml.Attr) {
	for _, a := range attrs {
		prefix, ok := a.Name.Local, a.Name.Space == "xmlns"
		if a.Name.Space == "" && prefix == "xmlns" {
			prefix, ok = "", true
		}
		if !ok {
			continue
		}
		canon := cmp.Or(customaryPrefix(a.Value), prefix)
		if old, seen := r.ns[prefix]; !seen || old != canon {
			r.ns[prefix] = canon
			clear(r.names)
		}
	}
}

func (r *xmlReader) name(n xml.Name) string {
	if s, ok := r.names[n]; ok {
		return s
	}
	prefix, ok := r.ns[n.Space]
	if !ok {
		prefix = n.Space
	}
	s := n.Local
	if prefix != "" {
		s = prefix + ":" + n.Local
	}
	if len(r.names) < 4096 {
		r.names[n] = s
	}
	return s
}

// customaryPrefix returns the prefix by which this package calls a namespace, ""
// for those it does not know. Both the transitional and the strict namespaces of
// ISO 29500 are there.
func customaryPrefix(uri string) string {
	uri = strings.Replace(uri, "http://purl.oclc.org/ooxml/", "http://schemas.openxmlformats.org/", 1)
	switch {
	case strings.HasPrefix(uri, "http://schemas.openxmlformats.org/wordprocessingml/"):
		return "w"
	case strings.HasPrefix(uri, "http://schemas.openxmlformats.org/officeDocument/") && strings.HasSuffix(uri, "/relationships"):
		return "r"
	case strings.HasPrefix(uri, "http://schemas.openxmlformats.org/officeDocument/") && strings.HasSuffix(uri, "/math"):
		return "m"
	case strings.HasPrefix(uri, "http://schemas.openxmlformats.org/drawingml/") && strings.HasSuffix(uri, "/main"):
		return "a"
	case strings.HasPrefix(uri, "http://schemas.openxmlformats.org/drawingml/") && strings.HasSuffix(uri, "/wordprocessingDrawing"):
		return "wp"
	case strings.HasPrefix(uri, "http://schemas.openxmlformats.org/drawingml/") && strings.HasSuffix(uri, "/diagram"):
		return "dgm"
	}
	return otherPrefixes(uri)
}

func otherPrefixes(uri string) string {
	switch uri {
	case "http://schemas.openxmlformats.org/markup-compatibility/2006":
		return "mc"
	case "urn:schemas-microsoft-com:vml":
		return "v"
	case "urn:schemas-microsoft-com:office:office":
		return "o"
	case "http://schemas.microsoft.com/office/word/2010/wordprocessingShape":
		return "wps"
	case "http://schemas.openxmlformats.org/package/2006/metadata/core-properties":
		return "cp"
	case "http://purl.org/dc/elements/1.1/":
		return "dc"
	case "http://purl.org/dc/terms/":
		return "dcterms"
	case "http://www.w3.org/1999/xlink":
		return "xlink"
	case "http://www.w3.org/XML/1998/namespace":
		return "xml"
	}
	const odf = "urn:oasis:names:tc:opendocument:xmlns:"
	if rest, ok := strings.CutPrefix(uri, odf); ok {
		rest, _, _ = strings.Cut(rest, ":")
		switch rest {
		case "drawing":
			return "draw"
		case "xsl-fo-compatible":
			return "fo"
		case "svg-compatible":
			return "svg"
		}
		return rest // office, text, table, style, meta, number, ...
	}
	return ""
}
