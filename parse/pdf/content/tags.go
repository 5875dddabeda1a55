package content

import (
	"regexp"
	"slices"
	"strings"

	"manualwatch/parse/pdf/object"
)

// A Node is an element of the tag tree.
type Node struct {
	Role       string         // a standard type, "P", "H1", "TD", or the file's own where it maps to none
	Kids       []*Node        // in the order of reading
	Leaf       *MarkedContent // set for content, which has no kids
	ActualText string         // what its content is to be read as, "" for what is shown
	Header     bool           // a cell that heads a row or a column
	Span       [2]int         // columns and rows of a cell
}

// A MarkedContent is a marked-content sequence of a page.
type MarkedContent struct {
	Page int   // from 1
	MCID int32 // its number on the page
}

// Bounds of a tag tree.
const (
	maxNodes    = 400_000
	maxTagDepth = 80
)

// A tagReader reads the tag tree.
type tagReader struct {
	f       *object.File
	pages   map[string]int // page number by reference
	roles   map[string]string
	nodes   int
	seen    map[string]bool
	content int
}

// Tags reads the document's tags, nil if it has none.
func Tags(f *object.File, sheets []*Sheet) *Node {
	root := f.Trailer().Key("Root").Key("StructTreeRoot")
	if !root.IsDict() {
		return nil
	}
	t := &tagReader{f: f, pages: map[string]int{}, roles: map[string]string{}, seen: map[string]bool{}}
	for _, s := range sheets {
		if s.ref != "" {
			t.pages[s.ref] = s.Number
		}
	}
	roleMap := root.Key("RoleMap")
	for i, k := range roleMap.Keys() {
		if i > 2000 {
			break
		}
		t.roles[k] = roleMap.Key(k).Name()
	}
	top := &Node{Role: "Document"}
	t.kids(top, root, 0, 0)
	if t.content == 0 {
		return nil
	}
	return top
}

// kids reads the children of an element into n.
func (t *tagReader) kids(n *Node, elem object.Object, page, depth int) {
	if depth > maxTagDepth || t.nodes > maxNodes {
		return
	}
	k := elem.Key("K")
	printed := elem.Refs()
	if !k.IsArray() {
		r, _ := printed["K"].(object.Ref)
		t.kid(n, k, r, page, depth)
		return
	}
	refs, _ := printed["K"].([]any)
	if refs == nil {
		refs, _ = (&object.Lexer{Bytes: []byte(k.Identity())}).Value().([]any)
	}
	for i := range min(k.Len(), maxNodes) {
		var r object.Ref
		if i < len(refs) {
			r, _ = refs[i].(object.Ref)
		}
		t.kid(n, k.Index(i), r, page, depth)
	}
}

// kid reads one child: content, or an element.
func (t *tagReader) kid(n *Node, k object.Object, r object.Ref, page, depth int) {
	t.nodes++
	if t.nodes > maxNodes {
		return
	}
	if k.IsNumber() {
		t.leaf(n, page, k.Int())
		return
	}
	if !k.IsDict() {
		return
	}
	if r != (object.Ref{}) {
		if t.seen[r.String()] {
			return
		}
		t.seen[r.String()] = true
	}
	if p, ok := k.Refs()["Pg"].(object.Ref); ok {
		page = t.pages[p.String()]
	}
	switch k.Key("Type").Name() {
	case "MCR":
		if k.Key("Stm").IsNull() {
			t.leaf(n, page, k.Key("MCID").Int())
		}
		return
	case "OBJR":
		return
	}
	t.element(n, k, page, depth)
}

func (t *tagReader) leaf(n *Node, page, mcid int) {
	t.content++
	n.Kids = append(n.Kids, &Node{Leaf: &MarkedContent{page, int32(mcid)}})
}

func (t *tagReader) element(n *Node, k object.Object, page, depth int) {
	child := &Node{Role: t.role(k.Key("S").Name())}
	child.ActualText = t.f.Text(k.Key("ActualText"))
	child.Header = child.Role == "TH"
	if child.Role == "TH" || child.Role == "TD" {
		child.Span = cellSpan(k.Key("A"))
	}
	n.Kids = append(n.Kids, child)
	t.kids(child, k, page, depth+1)
}

// cellSpan reads ColSpan and RowSpan of a cell's attributes.
func cellSpan(a object.Object) [2]int {
	out := [2]int{1, 1}
	read := func(o object.Object) {
		if v := o.Key("ColSpan").Int(); v > 1 && v < 1000 {
			out[0] = v
		}
		if v := o.Key("RowSpan").Int(); v > 1 && v < 10000 {
			out[1] = v
		}
	}
	read(a)
	for i := range min(a.Len(), 16) {
		read(a.Index(i))
	}
	return out
}

// headingName matches style names that programs use as tags for headings.
var headingName = regexp.MustCompile(`(?i)^(?:heading|head|überschrift|titre|kop)[ _-]?([1-6])$`)

// standardRoles are the element types that are known here (ISO 32000-1, 14.8.4).
var standardRoles = map[string]bool{
	"Document": true, "Part": true, "Art": true, "Sect": true, "Div": true, "BlockQuote": true, "Caption": true,
	"TOC": true, "TOCI": true, "Index": true, "NonStruct": true, "Private": true, "P": true, "H": true,
	"H1": true, "H2": true, "H3": true, "H4": true, "H5": true, "H6": true, "L": true, "LI": true, "Lbl": true,
	"LBody": true, "Table": true, "TR": true, "TH": true, "TD": true, "THead": true, "TBody": true, "TFoot": true,
	"Span": true, "Quote": true, "Note": true, "Reference": true, "BibEntry": true, "Code": true, "Link": true,
	"Annot": true, "Ruby": true, "Warichu": true, "Figure": true, "Formula": true, "Form": true, "Title": true,
	"Aside": true, "FENote": true, "Sub": true, "Em": true, "Strong": true, "Artifact": true, "DocumentFragment": true,
}

// role follows the role map to a standard type.
func (t *tagReader) role(name string) string {
	if m := headingName.FindStringSubmatch(name); m != nil {
		return "H" + m[1]
	}
	for range 8 {
		if standardRoles[name] {
			return name
		}
		next, ok := t.roles[name]
		if !ok {
			break
		}
		name = next
		if m := headingName.FindStringSubmatch(name); m != nil {
			return "H" + m[1]
		}
	}
	if len(name) == 2 && name[0] == 'H' && name[1] >= '7' && name[1] <= '9' {
		return "H6"
	}
	if strings.EqualFold(name, "Textbox") {
		return "Div"
	}
	return name
}

// inlineRoles hold text that belongs to the block around it.
var inlineRoles = map[string]bool{
	"Span": true, "Quote": true, "Reference": true, "BibEntry": true, "Code": true, "Link": true, "Annot": true,
	"Ruby": true, "RB": true, "RT": true, "RP": true, "Warichu": true, "Em": true, "Strong": true, "Sub": true, "Form": true,
	"Lbl": true, "Formula": true, "StyleSpan": true, "ParagraphSpan": true,
}

// Inline reports whether a node holds only running text.
func (n *Node) Inline() bool {
	if n.Leaf != nil {
		return true
	}
	if n.Role == "Link" || n.Role == "Reference" {
		return true
	}
	if !inlineRoles[n.Role] && n.Role != "NonStruct" && n.Role != "Private" || len(n.Kids) == 0 && n.Role == "NonStruct" {
		return false
	}
	return !slices.ContainsFunc(n.Kids, func(k *Node) bool { return !k.Inline() })
}
