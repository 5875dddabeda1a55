package docx

import (
	"strconv"
	"strings"
	"unicode/utf16"
)

// A docStyle is a style of a .doc file.
type docStyle struct {
	sti   int // number of a built-in style
	base  int
	name  string
	para  []byte // paragraph modifiers
	char  []byte // character modifiers
	isPar bool
}

func styleID(istd int) string { return "s" + strconv.Itoa(istd) }

// readStyles reads the style sheet ([MS-DOC] 2.9.271).
func (d *doc97) readStyles(b []byte) {
	head := u16(b, 0)
	count, fixed := u16(b, 2), u16(b, 4)
	if head+2 > len(b) {
		return
	}
	b = b[head+2:]
	for i := 0; i < min(count, 4096) && len(b) >= 2; i++ {
		n := u16(b, 0)
		b = b[2:]
		if n > len(b) {
			return
		}
		d.styles = append(d.styles, readStyle(b[:n], fixed))
		b = b[n:]
	}
}

func readStyle(b []byte, fixed int) docStyle {
	s := docStyle{sti: u16(b, 0) & 0xFFF, base: u16(b, 2) >> 4, isPar: u16(b, 2)&15 == 1}
	if len(b) < 10 || fixed > len(b) {
		return docStyle{sti: -1, base: 0xFFF}
	}
	count := u16(b, 4) & 15
	b = b[fixed:]
	n := u16(b, 0)
	if 2+2*n+2 > len(b) {
		return s
	}
	units := make([]uint16, n)
	for i := range units {
		units[i] = uint16(u16(b, 2+2*i))
	}
	s.name = strings.ToLower(string(utf16.Decode(units)))
	b = b[2+2*n+2:]
	for i := range count {
		n := u16(b, 0)
		if n+2 > len(b) {
			break
		}
		switch x := b[2 : 2+n]; {
		case s.isPar && i == 0 && len(x) >= 2:
			s.para = x[2:]
		case s.isPar && i == 1 || !s.isPar && i == 0:
			s.char = x
		}
		b = b[min(2+n+n%2, len(b)):]
	}
	return s
}

// styleSheet makes Word's styles of the file's. Built-in styles are known by
// their number, whatever their name.
func (d *doc97) styleSheet() *styleSheet {
	s := &styleSheet{defs: map[string]*styleDef{}, tables: map[string]*styleDef{}, looks: map[string]*look{}, size: 20, defBold: -1, deflt: styleID(0)}
	for i, st := range d.styles {
		if st.sti < 0 {
			continue
		}
		def := &styleDef{id: styleID(i), name: st.name, paragraph: st.isPar}
		if name := builtinStyleName(st.sti); name != "" {
			def.name = name
		}
		if st.base != 0xFFF && st.base != i {
			def.basedOn = styleID(st.base)
		}
		ppr, rpr := &node{name: "w:pPr"}, &node{name: "w:rPr"}
		paragraphSprms(st.para, ppr)
		eachSprm(st.char, func(op int, arg []byte) {
			switch {
			case op == 0x0835 && arg[0] < 2:
				rpr.kids = append(rpr.kids, flag("w:b", int(arg[0])))
			case op == 0x0836 && arg[0] < 2:
				rpr.kids = append(rpr.kids, flag("w:i", int(arg[0])))
			case op == 0x083C && arg[0] < 2:
				rpr.kids = append(rpr.kids, flag("w:vanish", int(arg[0])))
			case op == 0x4A43:
				rpr.kids = append(rpr.kids, flag("w:sz", u16(arg, 0)))
			}
		})
		def.node = &node{name: "w:style", kids: []*node{ppr, rpr}}
		s.defs[def.id] = def
	}
	return s
}

// builtinStyleName names the built-in styles that matter here ([MS-DOC] 2.9.260).
func builtinStyleName(sti int) string {
	switch {
	case sti >= 1 && sti <= 9:
		return "heading " + strconv.Itoa(sti)
	case sti >= 19 && sti <= 27:
		return "toc " + strconv.Itoa(sti-18)
	case sti == 62:
		return "title"
	case sti == 74:
		return "subtitle"
	}
	return ""
}

// numbering makes list definitions of the file's ([MS-DOC] 2.9.150, 2.9.131).
func (d *doc97) numbering() *numbering {
	n := &numbering{abstracts: map[string]*abstractNum{}, nums: map[string]*numInstance{}}
	lst, lfo := d.lcb(73), d.lcb(74)
	if len(lst) < 2 {
		return n
	}
	count := u16(lst, 0)
	levels := d.afterLCB(73)
	for i := 0; i < count && 2+28*(i+1) <= len(lst); i++ {
		f := lst[2+28*i:]
		a := &abstractNum{}
		for k := range a.levels {
			a.levels[k] = numLevel{format: "none", start: 1, restart: -1}
		}
		have := maxLevel
		if f[26]&1 != 0 { // a simple list has one level
			have = 1
		}
		for k := range have {
			a.levels[k], levels = docLevel(levels)
		}
		n.abstracts[strconv.Itoa(int(u32(f, 0)))] = a
	}
	d.overrides(n, lfo)
	return n
}

// afterLCB returns the table stream from the end of an entry on: list levels
// stand behind the list table without being counted in it.
func (d *doc97) afterLCB(i int) []byte {
	end := int(u32(d.text, 0x9A+8*i)) + int(u32(d.text, 0x9A+8*i+4))
	if end < 0 || end > len(d.table) {
		return nil
	}
	return d.table[end:]
}

// docLevel reads one LVL and returns the bytes after it.
func docLevel(b []byte) (numLevel, []byte) {
	l := numLevel{format: "none", start: 1, restart: -1}
	if len(b) < 28 {
		return l, nil
	}
	l.start, l.format = int(u32(b, 0)), docNumberFormat(b[4])
	l.legal = b[5]&4 != 0
	if b[5]&8 != 0 { // restarts only after a level of its own choice
		l.restart = int(b[26])
	}
	skip := 28 + int(b[25]) + int(b[24])
	if skip > len(b) {
		return l, nil
	}
	b = b[skip:]
	n := u16(b, 0)
	if 2+2*n > len(b) {
		return l, nil
	}
	var text strings.Builder
	for i := range min(n, maxLevelText) {
		c := rune(u16(b, 2+2*i))
		switch {
		case c < 9:
			text.WriteString("%" + strconv.Itoa(int(c)+1))
		case c >= ' ' && (c < 0xD800 || c > 0xDFFF):
			text.WriteRune(c)
		}
	}
	l.text = text.String()
	return l, b[2+2*n:]
}

func docNumberFormat(nfc byte) string {
	switch nfc {
	case 1:
		return "upperRoman"
	case 2:
		return "lowerRoman"
	case 3:
		return "upperLetter"
	case 4:
		return "lowerLetter"
	case 5:
		return "ordinal"
	case 6:
		return "cardinalText"
	case 7:
		return "ordinalText"
	case 22:
		return "decimalZero"
	case 23:
		return "bullet"
	case 255:
		return "none"
	}
	return "decimal"
}

// overrides reads the list instances; their numbers count from 1.
func (d *doc97) overrides(n *numbering, b []byte) {
	count := int(u32(b, 0))
	if count < 0 || len(b) < 4+16*count || count > 1<<16 {
		return
	}
	data := b[4+16*count:]
	for i := range count {
		lfo := b[4+16*i:]
		inst := &numInstance{abstract: strconv.Itoa(int(u32(lfo, 0))), levels: map[int]numLevel{}, starts: map[int]int{}, applied: map[int]bool{}}
		n.nums[strconv.Itoa(i+1)] = inst
		data = data[min(4, len(data)):]
		for range int(lfo[12]) {
			if len(data) < 8 {
				data = nil
				break
			}
			flags := u32(data, 4)
			lvl, start := int(flags&15), int(u32(data, 0))
			data = data[8:]
			if flags&0x20 != 0 && lvl < maxLevel {
				inst.levels[lvl], data = docLevel(data)
				start = inst.levels[lvl].start
			}
			if flags&0x10 != 0 && lvl < maxLevel {
				inst.starts[lvl] = start
			}
		}
	}
}
