package docx

import (
	"cmp"
	"strconv"
	"strings"
)

// noOutline is the outline level of body text, as Word writes it.
const noOutline = 9

// A styleDef is a style as the file declares it.
type styleDef struct {
	id, name, basedOn string
	paragraph         bool
	node              *node
}

// A look is what a style means for the reader, with everything inherited.
type look struct {
	outline  int // 0-8, noOutline for body text
	title    bool
	subtitle bool
	contents bool // an entry or the heading of a table of contents
	bold     int  // 1, 0, or -1 where nothing says
	vanish   int
	slant    int
	size     int    // half points, 0 where nothing says
	numID    string // numbering, "" or "0" for none
	ilvl     int    // -1: the level that names one of chain
	chain    []string
}

// A styleSheet resolves styles through what they are based on.
type styleSheet struct {
	defs    map[string]*styleDef
	tables  map[string]*styleDef // of tables
	looks   map[string]*look
	deflt   string // id of the default paragraph style
	size    int    // of the document defaults, half points
	defBold int
}

func readStyles(a *archive, part string) (*styleSheet, error) {
	s := &styleSheet{defs: map[string]*styleDef{}, tables: map[string]*styleDef{}, looks: map[string]*look{}, size: 20, defBold: -1}
	enter := func(name string) bool { return name == "w:styles" }
	err := a.each(part, enter, func(n *node) error {
		switch n.name {
		case "w:docDefaults":
			rpr := n.child("w:rPrDefault").child("w:rPr")
			if rpr != nil {
				s.defBold = rpr.on("w:b")
				if v, ok := rpr.intVal("w:sz"); ok {
					s.size = v
				}
			}
		case "w:style":
			s.add(n)
		}
		return nil
	})
	return s, err
}

// body returns the type size of plain text.
func (s *styleSheet) body() int { return cmp.Or(s.look("").size, s.size) }

func (s *styleSheet) add(n *node) {
	d := &styleDef{id: n.attr("w:styleId"), paragraph: n.attr("w:type") != "character", node: n}
	d.basedOn, _ = n.val("w:basedOn")
	if t := n.attr("w:type"); t == "table" {
		s.tables[d.id] = d
		return
	}
	d.name, _ = n.val("w:name")
	d.name = strings.ToLower(strings.TrimSpace(d.name))
	if _, twice := s.defs[d.id]; twice || d.id == "" {
		return
	}
	s.defs[d.id] = d
	if v := n.attr("w:default"); d.paragraph && v != "" && v != "0" && v != "false" {
		s.deflt = d.id
	}
}

// look resolves a style; an unknown id is the default style, except that built-in
// ids mean what they say (some programs use them without declaring them).
func (s *styleSheet) look(id string) *look {
	id = cmp.Or(id, s.deflt)
	if l := s.looks[id]; l != nil {
		return l
	}
	l := &look{outline: -1, bold: -1, vanish: -1, slant: -1, ilvl: -1}
	at := id
	for range 40 { // a cycle of styles ends here
		d := s.defs[at]
		if d == nil {
			d = &styleDef{id: at, name: strings.ToLower(at), paragraph: true, node: &node{}}
		}
		l.inherit(d)
		if at = d.basedOn; at == "" {
			break
		}
	}
	if l.outline < 0 {
		l.outline = noOutline
	}
	s.looks[id] = l
	return l
}

// inherit takes from d whatever the styles before d in the chain left open.
func (l *look) inherit(d *styleDef) {
	l.chain = append(l.chain, d.id)
	ppr, rpr := d.node.child("w:pPr"), d.node.child("w:rPr")
	l.inheritRank(d, ppr)
	if rpr != nil {
		if l.bold < 0 {
			l.bold = rpr.on("w:b")
		}
		if l.slant < 0 {
			l.slant = slantOf(rpr)
		}
		if l.vanish < 0 {
			l.vanish = rpr.on("w:vanish")
		}
		if v, ok := rpr.intVal("w:sz"); ok && l.size == 0 {
			l.size = v
		}
	}
	num := ppr.child("w:numPr")
	if num == nil || l.numID != "" {
		return
	}
	if v, ok := num.intVal("w:ilvl"); ok && l.ilvl < 0 {
		l.ilvl = v
	}
	l.numID, _ = num.val("w:numId")
}

func (l *look) inheritRank(d *styleDef, ppr *node) {
	first := len(l.chain) == 1
	if ppr != nil && l.outline < 0 {
		if v, ok := ppr.intVal("w:outlineLvl"); ok && v >= 0 {
			l.outline = min(v, noOutline)
		}
	}
	if d.paragraph && l.outline < 0 {
		l.outline = builtinRank(d)
	}
	switch {
	case strings.HasPrefix(d.name, "toc ") || isTOCStyleID(d.id):
		l.contents = first || l.contents
	case d.name == "title" && l.outline < 0:
		l.title = true
	case d.name == "subtitle" && l.outline < 0:
		l.subtitle = true
	}
}

func isTOCStyleID(id string) bool {
	rest, ok := strings.CutPrefix(strings.ToLower(id), "toc")
	return ok && (rest == "heading" || len(rest) == 1 && rest[0] >= '1' && rest[0] <= '9')
}

// builtinRank reads the rank off the names that Word keeps for its own heading
// styles in every language ("heading 1", id Heading1), -1 for other styles. Some
// programs leave the outline level out of them.
func builtinRank(d *styleDef) int {
	for _, s := range []string{d.name, strings.ToLower(d.id)} {
		rest, ok := strings.CutPrefix(s, "heading")
		if !ok {
			continue
		}
		if n, err := strconv.Atoi(strings.TrimSpace(rest)); err == nil && n >= 1 && n <= 9 {
			return n - 1
		}
		if strings.TrimSpace(rest) == "" && d.node.child("w:pPr").child("w:outlineLvl") == nil && s == d.name {
			return 0
		}
	}
	return -1
}
