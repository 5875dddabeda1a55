package docx

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// An odtStyle is a style with the name of its parent.
type odtStyle struct {
	parent  string
	display string // name as people see it, lower case
	outline int    // from 1, 0 if none
	list    string
	noList  bool // the style takes the numbering away
	bold    int  // 1, 0, or -1 where nothing says
	slant   int  // italic or underlined: 1, 0, or -1 where nothing says
	lined   int  // underlined, the same
	size    int  // half points, 0 where nothing says
	hidden  bool
	page    bool // a new page begins before the paragraph
	ruled   bool // of a cell: lines are drawn around it
}

func isODTDeclaration(name string) bool {
	return strings.HasPrefix(name, "style:") || strings.HasPrefix(name, "text:list-style") || name == "text:outline-style"
}

// declaration reads a style, a list style, the numbering of headings, or a
// master page.
func (o *odtReader) declaration(n *node) error {
	switch n.name {
	case "style:style":
		o.addStyle(n)
	case "text:list-style":
		o.addList(n.attr("style:name"), n)
	case "text:outline-style":
		o.addList(outlineList, n)
	case "style:master-page":
		for _, k := range n.kids {
			if strings.HasPrefix(k.name, "style:header") || strings.HasPrefix(k.name, "style:footer") {
				o.master = append(o.master, k)
			}
		}
	}
	return o.ctx.Err()
}

func (o *odtReader) addStyle(n *node) {
	s := &odtStyle{parent: n.attr("style:parent-style-name"), bold: -1, slant: -1, lined: -1}
	s.display = strings.ToLower(n.attr("style:display-name"))
	if s.display == "" {
		s.display = strings.ToLower(n.attr("style:name"))
	}
	s.outline, _ = atoi(n.attr("style:default-outline-level"))
	for _, a := range n.attrs {
		if a.name == "style:list-style-name" {
			s.list, s.noList = a.value, a.value == ""
		}
	}
	if t := n.child("style:text-properties"); t != nil {
		s.bold = boldWeight(t.attr("fo:font-weight"))
		s.hidden = t.attr("text:display") == "none"
		s.size = pointSize(t.attr("fo:font-size"))
		if u := t.attr("style:text-underline-style"); u != "" {
			s.lined = boolInt(u != "none")
		}
		if i := t.attr("fo:font-style"); i != "" {
			s.slant = boolInt(i != "normal")
		}
	}
	if p := n.child("style:paragraph-properties"); p != nil {
		s.page = p.attr("fo:break-before") == "page"
	}
	if c := n.child("style:table-cell-properties"); c != nil {
		s.ruled = slices.ContainsFunc(c.attrs, func(a attr) bool {
			return strings.HasPrefix(a.name, "fo:border") && a.value != "none"
		})
	}
	o.styles[n.attr("style:family")+":"+n.attr("style:name")] = s
}

// pointSize reads "14pt" in half points, 0 for any other measure.
func pointSize(s string) int {
	v, err := strconv.ParseFloat(strings.TrimSuffix(s, "pt"), 64)
	if err != nil || !strings.HasSuffix(s, "pt") || v < 1 || v > 500 {
		return 0
	}
	return int(2*v + 0.5)
}

func boldWeight(s string) int {
	if s == "" {
		return -1
	}
	if v, err := strconv.Atoi(s); s == "bold" || err == nil && v >= 600 {
		return 1
	}
	return 0
}

// addList makes a Word-like list definition of an OpenDocument one, so that both
// are counted by the same code.
func (o *odtReader) addList(name string, n *node) {
	a := &abstractNum{}
	for i := range a.levels {
		a.levels[i] = numLevel{format: "none", start: 1, restart: -1}
	}
	for _, k := range n.kids {
		lvl, ok := atoi(k.attr("text:level"))
		if !ok || lvl < 1 || lvl > maxLevel {
			continue
		}
		switch k.name {
		case "text:list-level-style-number", "text:outline-level-style":
			a.levels[lvl-1] = odtLevel(k, lvl)
		case "text:list-level-style-bullet", "text:list-level-style-image":
			a.levels[lvl-1] = numLevel{format: "bullet", start: 1, restart: -1}
		}
	}
	o.num.abstracts[name] = a
	o.num.nums[name] = &numInstance{abstract: name}
}

func odtLevel(k *node, lvl int) numLevel {
	l := numLevel{format: "none", start: 1, restart: -1}
	switch k.attr("style:num-format") {
	case "":
		return l
	case "a":
		l.format = "lowerLetter"
	case "A":
		l.format = "upperLetter"
	case "i":
		l.format = "lowerRoman"
	case "I":
		l.format = "upperRoman"
	default:
		l.format = "decimal"
	}
	if v, ok := atoi(k.attr("text:start-value")); ok {
		l.start = v
	}
	show, ok := atoi(k.attr("text:display-levels"))
	if !ok {
		show = 1
	}
	var b strings.Builder
	b.WriteString(k.attr("style:num-prefix"))
	for i := max(lvl-show+1, 1); i <= lvl; i++ {
		b.WriteString("%" + strconv.Itoa(i))
		if i < lvl {
			b.WriteByte('.')
		}
	}
	b.WriteString(k.attr("style:num-suffix"))
	l.text = b.String()
	for _, a := range k.attrs { // LibreOffice's own, exact form: "%1%.%2%"
		if strings.HasSuffix(a.name, ":num-list-format") {
			l.text = odtFormat(a.value)
		}
	}
	l.text = l.text[:min(len(l.text), maxLevelText)]
	return l
}

// odtFormat turns "%1%.%2%" into Word's "%1.%2".
func odtFormat(s string) string {
	for i := range maxLevel + 1 {
		d := "%" + strconv.Itoa(i+1)
		s = strings.ReplaceAll(s, d+"%", d)
	}
	return s
}

// An odtLook is a paragraph style with everything inherited.
type odtLook struct {
	title, subtitle, page bool
	bold                  bool
	slant, lined          bool
	size                  int    // half points
	style                 string // the first of its styles that has a name of its own, "" for that of plain text
	hidden                bool
	outline               int
	list                  string
	noList                bool
	contents              int // level of an entry of the contents, 0 for others
}

func (o *odtReader) look(family, name string) odtLook {
	var l odtLook
	bold, slant, lined, listed := -1, -1, -1, false
	for depth := 0; depth < 40 && name != ""; depth++ {
		s := o.styles[family+":"+name]
		if s == nil {
			break
		}
		if bold < 0 {
			bold = s.bold
		}
		slant, lined, l.size = first(slant, s.slant), first(lined, s.lined), cmp.Or(l.size, s.size)
		if l.style == "" && !automatic(name) {
			l.style = s.display
		}
		if !listed && (s.list != "" || s.noList) {
			l.list, l.noList, listed = s.list, s.noList, true
		}
		l.outline = cmp.Or(l.outline, s.outline)
		l.hidden = l.hidden || s.hidden
		l.page = l.page || s.page && depth == 0
		l.title = l.title || s.display == "title"
		l.subtitle = l.subtitle || s.display == "subtitle"
		if v, ok := atoi(strings.TrimPrefix(s.display, "contents ")); ok && l.contents == 0 {
			l.contents = v
		}
		name = s.parent
	}
	l.bold, l.slant, l.lined = bold == 1, slant == 1, lined == 1
	if l.style == "standard" {
		l.style = ""
	}
	return l
}

// automatic reports the name of a style that a program made of direct formatting.
func automatic(name string) bool {
	return len(name) > 1 && name[0] == 'P' && strings.Trim(name[1:], "0123456789") == ""
}
