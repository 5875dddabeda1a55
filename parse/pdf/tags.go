package pdf

import (
	"regexp"
	"strings"
)

// A node is an element of the tag tree.
type node struct {
	role   string
	kids   []*node
	leaf   *contentRef // set for content, which has no kids
	alt    string
	actual string
	header bool
	span   [2]int // columns and rows of a cell
}

// A contentRef is a marked-content sequence of a page.
type contentRef struct {
	page int // from 1
	mcid int32
}

// Bounds of a tag tree.
const (
	maxNodes    = 400_000
	maxTagDepth = 80
)

// A tagReader reads the tag tree.
type tagReader struct {
	f       *file
	pages   map[string]int // page number by reference
	roles   map[string]string
	nodes   int
	seen    map[string]bool
	content int
}

// tagTree reads the document's tags, nil if it has none.
func tagTree(f *file, sheets []*sheet) *node {
	root := f.trailer().key("Root").key("StructTreeRoot")
	if !root.isDict() {
		return nil
	}
	t := &tagReader{f: f, pages: map[string]int{}, roles: map[string]string{}, seen: map[string]bool{}}
	for _, s := range sheets {
		if s.ref != "" {
			t.pages[s.ref] = s.number
		}
	}
	roleMap := root.key("RoleMap")
	for i, k := range roleMap.keys() {
		if i > 2000 {
			break
		}
		t.roles[k] = roleMap.key(k).name()
	}
	top := &node{role: "Document"}
	t.kids(top, root, 0, 0)
	if t.content == 0 {
		return nil
	}
	return top
}

// kids reads the children of an element into n.
func (t *tagReader) kids(n *node, elem object, page, depth int) {
	if depth > maxTagDepth || t.nodes > maxNodes {
		return
	}
	k := elem.key("K")
	printed := elem.refs()
	if !k.isArray() {
		r, _ := printed["K"].(ref)
		t.kid(n, k, r, page, depth)
		return
	}
	refs, _ := printed["K"].([]any)
	if refs == nil {
		refs, _ = (&lexer{b: []byte(k.identity())}).value().([]any)
	}
	for i := range min(k.len(), maxNodes) {
		var r ref
		if i < len(refs) {
			r, _ = refs[i].(ref)
		}
		t.kid(n, k.index(i), r, page, depth)
	}
}

// kid reads one child: content, or an element.
func (t *tagReader) kid(n *node, k object, r ref, page, depth int) {
	t.nodes++
	if t.nodes > maxNodes {
		return
	}
	if k.isNumber() {
		t.leaf(n, page, k.int())
		return
	}
	if !k.isDict() {
		return
	}
	if r != (ref{}) {
		if t.seen[r.String()] {
			return
		}
		t.seen[r.String()] = true
	}
	if p, ok := k.refs()["Pg"].(ref); ok {
		page = t.pages[p.String()]
	}
	switch k.key("Type").name() {
	case "MCR":
		if k.key("Stm").null() {
			t.leaf(n, page, k.key("MCID").int())
		}
		return
	case "OBJR":
		return
	}
	t.element(n, k, page, depth)
}

func (t *tagReader) leaf(n *node, page, mcid int) {
	t.content++
	n.kids = append(n.kids, &node{leaf: &contentRef{page, int32(mcid)}})
}

func (t *tagReader) element(n *node, k object, page, depth int) {
	child := &node{role: t.role(k.key("S").name())}
	child.actual = t.f.text(k.key("ActualText"))
	child.alt = t.f.text(k.key("Alt"))
	child.header = child.role == "TH"
	if child.role == "TH" || child.role == "TD" {
		child.span = cellSpan(k.key("A"))
	}
	n.kids = append(n.kids, child)
	t.kids(child, k, page, depth+1)
}

// cellSpan reads ColSpan and RowSpan of a cell's attributes.
func cellSpan(a object) [2]int {
	out := [2]int{1, 1}
	read := func(o object) {
		if v := o.key("ColSpan").int(); v > 1 && v < 1000 {
			out[0] = v
		}
		if v := o.key("RowSpan").int(); v > 1 && v < 10000 {
			out[1] = v
		}
	}
	read(a)
	for i := range min(a.len(), 16) {
		read(a.index(i))
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

// inline reports whether a node holds only running text.
func (n *node) inline() bool {
	if n.leaf != nil {
		return true
	}
	if n.role == "Link" || n.role == "Reference" {
		return true
	}
	if !inlineRoles[n.role] && n.role != "NonStruct" && n.role != "Private" || len(n.kids) == 0 && n.role == "NonStruct" {
		return false
	}
	for _, k := range n.kids {
		if !k.inline() {
			return false
		}
	}
	return true
}
