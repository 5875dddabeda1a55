package docx

import (
	"strconv"
	"strings"
	"unicode/utf16"
)

// A docBuilder turns the characters of a .doc into the elements of a .docx.
type docBuilder struct {
	d    *doc97
	refs map[int]string // notes by the character position of their mark

	para  *node
	run   strings.Builder
	look  charLook
	high  rune // first half of a surrogate pair
	stack []bool

	out   []*node // finished paragraphs and tables
	rows  []*node
	ruled bool // lines are drawn in one of the rows
	tcs   []*node
	cell  []*node
}

// A charLook is what matters of a character's properties.
type charLook struct {
	bold    int
	slant   int  // italic
	lined   bool // underlined
	size    int  // half points, 0 where the style's holds
	hidden  bool
	deleted bool
	added   bool
	special bool
	symbol  rune
	run     *propRun
}

// build returns the paragraphs and tables of the characters from cp to end.
func (b *docBuilder) build(cp, end int) []*node {
	b.out, b.rows, b.tcs, b.cell, b.stack = nil, nil, nil, nil, nil
	b.para = &node{name: "w:p"}
	last := 0
	b.d.each(cp, end, func(r rune, cp, fc int) {
		last = fc
		b.char(r, cp, fc)
	})
	b.flushRun()
	if len(b.para.kids) > 0 {
		b.endParagraph('\r', last)
	}
	b.endTable()
	return b.out
}

func (b *docBuilder) char(r rune, cp, fc int) {
	look := b.lookAt(fc)
	if look.run != b.look.run {
		b.flushRun()
		b.look = look
	}
	switch r {
	case '\r', 0x07, 0x0C:
		b.flushRun()
		b.endParagraph(r, fc)
	case '\t':
		b.element("w:tab")
	case 0x0B:
		b.element("w:br")
	case 0x0E:
		b.element("w:br")
	case 0x1E:
		b.element("w:noBreakHyphen")
	case 0x13:
		b.field("begin")
	case 0x14:
		b.field("separate")
	case 0x15:
		b.field("end")
	case 0x02:
		if ref, ok := b.refs[cp]; ok {
			kind, id, _ := strings.Cut(ref, ":")
			b.element("w:"+kind+"Reference", attr{"w:id", id})
		}
	case 0x28:
		if b.look.special {
			r = b.look.symbol
		}
		b.text(r)
	default:
		if r >= ' ' {
			b.text(r)
		}
	}
}

// text adds a character, joining the two halves of those beyond U+FFFF.
func (b *docBuilder) text(r rune) {
	switch {
	case r >= 0xD800 && r < 0xDC00:
		b.high = r
		return
	case r >= 0xDC00 && r < 0xE000:
		r = utf16.DecodeRune(b.high, r)
	}
	b.high = 0
	if r != 0 {
		b.run.WriteRune(r)
	}
}

// lookAt returns the character properties at an offset.
func (b *docBuilder) lookAt(fc int) charLook {
	if r := b.look.run; r != nil && r.fc <= fc && fc < r.end {
		return b.look
	}
	l := charLook{bold: -1, slant: -1, run: find(b.d.chpx, fc)}
	if l.run == nil {
		return l
	}
	eachSprm(l.run.sprms, func(op int, arg []byte) {
		on := len(arg) > 0 && arg[0]&1 != 0
		switch op {
		case 0x0800:
			l.deleted = on
		case 0x0801:
			l.added = on
		case 0x0835:
			if arg[0] < 2 {
				l.bold = int(arg[0])
			}
		case 0x0836:
			if arg[0] < 2 {
				l.slant = int(arg[0])
			}
		case 0x2A3E: // of which the kinds of line do not matter ([MS-DOC] 2.6.1, sprmCKul)
			l.lined = arg[0] != 0
		case 0x083C:
			l.hidden = on
		case 0x4A43:
			l.size = u16(arg, 0)
		case 0x0855:
			l.special = on
		case 0x6A09:
			l.symbol = rune(u16(arg, 2))
			if l.symbol < 0x20 {
				l.symbol = 0
			}
		}
	})
	return l
}

// add hangs a run with the given content on the paragraph.
func (b *docBuilder) add(content *node) {
	props := &node{name: "w:rPr"}
	if b.look.bold >= 0 {
		props.kids = append(props.kids, flag("w:b", b.look.bold))
	}
	if b.look.slant >= 0 {
		props.kids = append(props.kids, flag("w:i", b.look.slant))
	}
	if b.look.lined {
		props.kids = append(props.kids, &node{name: "w:u", attrs: []attr{{"w:val", "single"}}})
	}
	if b.look.size > 0 {
		props.kids = append(props.kids, flag("w:sz", b.look.size))
	}
	if b.look.hidden {
		props.kids = append(props.kids, flag("w:vanish", 1))
	}
	run := &node{name: "w:r", kids: []*node{props, content}}
	if b.look.deleted && content.name != "w:fldChar" {
		run = &node{name: "w:del", kids: []*node{run}}
	} else if b.look.added {
		run = &node{name: "w:ins", kids: []*node{run}}
	}
	b.para.kids = append(b.para.kids, run)
}

func flag(name string, v int) *node {
	return &node{name: name, attrs: []attr{{"w:val", strconv.Itoa(v)}}}
}

func (b *docBuilder) flushRun() {
	if b.run.Len() == 0 {
		return
	}
	name := "w:t"
	if n := len(b.stack); n > 0 && !b.stack[n-1] {
		name = "w:instrText"
	}
	b.add(&node{name: name, kids: []*node{{text: b.run.String()}}})
	b.run.Reset()
}

func (b *docBuilder) element(name string, attrs ...attr) {
	b.flushRun()
	b.add(&node{name: name, attrs: attrs})
}

func (b *docBuilder) field(kind string) {
	b.element("w:fldChar", attr{"w:fldCharType", kind})
	switch n := len(b.stack); {
	case kind == "begin":
		b.stack = append(b.stack, false)
	case kind == "separate" && n > 0:
		b.stack[n-1] = true
	case kind == "end" && n > 0:
		b.stack = b.stack[:n-1]
	}
}

// paraProps is what matters of a paragraph's properties.
type paraProps struct {
	inTable, rowEnd, header bool

	deep   int   // tables around the paragraph
	merges []int // of the cells of the row that ends
	ruled  bool  // lines are drawn in the row that ends
}

// endParagraph closes the paragraph with the properties of its mark.
func (b *docBuilder) endParagraph(mark rune, fc int) {
	p := b.para
	b.para = &node{name: "w:p"}
	b.stack = b.stack[:0]
	props := &node{name: "w:pPr"}
	var pp paraProps
	if run := find(b.d.papx, fc); run != nil {
		props.kids = append(props.kids, &node{name: "w:pStyle", attrs: []attr{{"w:val", styleID(run.istd)}}})
		pp = paragraphSprms(run.sprms, props)
	}
	if look := b.lookAt(fc); look.deleted {
		props.kids = append(props.kids, &node{name: "w:rPr", kids: []*node{{name: "w:del"}}})
	}
	p.kids = append([]*node{props}, p.kids...)
	if pp.rowEnd && (mark == 0x07 || pp.deep > 1) {
		if pp.deep <= 1 {
			b.endRow(pp)
		}
		return
	}
	if !pp.inTable && mark != 0x07 {
		b.endTable()
		if mark == 0x0C {
			p.kids = append(p.kids, &node{name: "w:r", kids: []*node{{name: "w:br", attrs: []attr{{"w:type", "page"}}}}})
		}
		b.out = append(b.out, p)
		return
	}
	b.cell = append(b.cell, p)
	if mark == 0x07 {
		b.tcs = append(b.tcs, &node{name: "w:tc", kids: b.cell})
		b.cell = nil
	}
}

// paragraphSprms reads the modifiers of a paragraph; those that a .docx would
// write into w:pPr go there.
func paragraphSprms(sprms []byte, ppr *node) paraProps {
	var pp paraProps
	num := &node{name: "w:numPr"}
	eachSprm(sprms, func(op int, arg []byte) {
		switch op {
		case 0x2416:
			pp.inTable = arg[0] != 0
		case 0x2417, 0x244C:
			pp.rowEnd = arg[0] != 0
		case 0x6649:
			pp.deep = int(u32(arg, 0))
		case 0x3404:
			pp.header = arg[0] != 0
		case 0xD608:
			pp.merges = cellMerges(arg)
			pp.ruled = pp.ruled || cellsRuled(arg)
		case 0xD605: // lines in the form of Word 97 ([MS-DOC] 2.6.3, sprmTTableBorders80)
			pp.ruled = pp.ruled || anyLine(arg, 4, 1)
		case 0xD613: // the same since Word 2000 (sprmTTableBorders)
			pp.ruled = pp.ruled || anyLine(arg, 8, 5)
		case 0x2640:
			ppr.kids = append(ppr.kids, flag("w:outlineLvl", int(arg[0])))
		case 0x2407:
			ppr.kids = append(ppr.kids, flag("w:pageBreakBefore", int(arg[0])))
		case 0x260A:
			num.kids = append(num.kids, flag("w:ilvl", int(arg[0])))
		case 0x460B:
			num.kids = append(num.kids, flag("w:numId", u16(arg, 0)))
		}
	})
	if len(num.kids) > 0 {
		ppr.kids = append(ppr.kids, num)
	}
	return pp
}

// cellMerges reads the flags of the cells of a table definition ([MS-DOC]
// 2.9.321): 1 first merged, 2 merged, 0x20 vertically merged, 0x40 its first.
func cellMerges(arg []byte) []int {
	if len(arg) == 0 {
		return nil
	}
	n := int(arg[0])
	var out []int
	for i := range n {
		at := 1 + 2*(n+1) + 20*i
		if at+2 > len(arg) {
			break
		}
		out = append(out, u16(arg, at))
	}
	return out
}

// cellsRuled reports whether a table definition draws lines around a cell: 16 bytes of
// four lines, of four each, end what it says of each cell.
func cellsRuled(arg []byte) bool {
	if len(arg) == 0 {
		return false
	}
	n := int(arg[0])
	for i := range n {
		at := 1 + 2*(n+1) + 20*i
		if at+20 <= len(arg) && anyLine(arg[at+4:at+20], 4, 1) {
			return true
		}
	}
	return false
}

// anyLine reports whether one of several lines, size bytes each, has at kind another
// kind than none (0) and nothing said (255) ([MS-DOC], Brc and Brc80).
func anyLine(lines []byte, size, kind int) bool {
	for ; len(lines) >= size; lines = lines[size:] {
		if k := lines[kind]; k != 0 && k != 0xFF {
			return true
		}
	}
	return false
}

func (b *docBuilder) endRow(pp paraProps) {
	row := &node{name: "w:tr"}
	if pp.header {
		row.kids = append(row.kids, &node{name: "w:trPr", kids: []*node{flag("w:tblHeader", 1)}})
	}
	for i, c := range b.tcs {
		if i < len(pp.merges) {
			c.kids = append([]*node{mergeProps(pp.merges[i])}, c.kids...)
		}
		row.kids = append(row.kids, c)
	}
	b.tcs = nil
	b.rows = append(b.rows, row)
	b.ruled = b.ruled || pp.ruled
}

func mergeProps(flags int) *node {
	p := &node{name: "w:tcPr"}
	switch {
	case flags&0x40 != 0:
		p.kids = append(p.kids, &node{name: "w:vMerge", attrs: []attr{{"w:val", "restart"}}})
	case flags&0x20 != 0:
		p.kids = append(p.kids, &node{name: "w:vMerge"})
	}
	if flags&3 == 2 {
		p.kids = append(p.kids, &node{name: "w:hMerge"})
	}
	return p
}

// endTable writes the table whose rows have been collected, and the words of a
// row that never ended.
func (b *docBuilder) endTable() {
	if len(b.rows) > 0 {
		lines := &node{name: "w:tblBorders"}
		if b.ruled {
			lines.kids = []*node{{name: "w:insideV", attrs: []attr{{"w:val", "single"}}}}
		}
		props := &node{name: "w:tblPr", kids: []*node{lines}}
		b.out = append(b.out, &node{name: "w:tbl", kids: append([]*node{props}, b.rows...)})
	}
	for _, c := range b.tcs {
		b.out = append(b.out, c.kids...)
	}
	b.out = append(b.out, b.cell...)
	b.rows, b.tcs, b.cell, b.ruled = nil, nil, nil, false
}
