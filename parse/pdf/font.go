package pdf

import (
	"bytes"
	"strings"
	"unicode"
)

// A font knows text and width of its codes.
type font struct {
	id       int // order of first use
	name     string
	bold     bool
	italic   bool
	vertical bool
	ascent   float64 // of the em, above the baseline
	scale    float64 // widths to em: 0.001, or of a Type 3 font's own matrix

	// a simple font
	text  [256]string
	width [256]float64

	// a composite font, whose codes have one or more bytes
	composite bool
	encoding  *charMap     // nil: two bytes, code is glyph number
	unicode   *charMap     // nil: none
	direct    bool         // codes are UTF-16
	glyphs    map[int]rune // characters of the glyphs, where the font program tells
	gids      []byte       // glyph number of each CID, two bytes each; nil: the same
	widths    map[int]float64
	dw        float64
}

// fontOf reads a font dictionary; the same font is read once.
func fontOf(f *file, o object, cache map[string]*font) *font {
	id := o.identity()
	if known, ok := cache[id]; ok {
		return known
	}
	ft := readFont(f, o)
	ft.id = len(cache)
	cache[id] = ft
	return ft
}

func readFont(f *file, o object) *font {
	ft := &font{name: o.key("BaseFont").name(), scale: 0.001, ascent: 0.75}
	if ft.name == "" {
		ft.name = o.key("FontDescriptor").key("FontName").name()
	}
	if s := o.key("ToUnicode"); s.isStream() {
		if b, _ := f.stream(s); len(b) > 0 {
			ft.unicode = parseCharMap(b)
		}
	}
	if o.key("Subtype").name() == "Type0" {
		readComposite(f, ft, o)
	} else {
		readSimple(f, ft, o)
	}
	return ft
}

// describe takes weight and slant from the descriptor and the name.
func (ft *font) describe(desc object) {
	name := strings.ToLower(ft.name)
	if i := strings.IndexByte(name, '+'); i == 6 {
		name = name[7:]
	}
	flags := desc.key("Flags").int()
	weight := desc.key("FontWeight").num()
	ft.bold = flags&(1<<18) != 0 || weight >= 600
	for _, w := range []string{"bold", "black", "heavy", "demi", "-bd", "bdmt", "-sb", "medi"} {
		ft.bold = ft.bold || strings.Contains(name, w) && w != "medi"
	}
	ft.bold = ft.bold || strings.HasSuffix(name, "-medi") || strings.HasSuffix(name, ".b") || strings.HasSuffix(name, "bx12")
	ft.italic = flags&(1<<6) != 0 || desc.key("ItalicAngle").num() != 0 ||
		strings.Contains(name, "italic") || strings.Contains(name, "oblique")
	if a := desc.key("Ascent").num(); a > 400 && a < 1300 {
		ft.ascent = a / 1000
	}
}

func readSimple(f *file, ft *font, o object) {
	desc := o.key("FontDescriptor")
	ft.describe(desc)
	simpleTexts(f, ft, o, desc)
	if o.key("Subtype").name() == "Type3" {
		if m := o.key("FontMatrix"); m.len() == 6 {
			ft.scale = m.index(0).num()
		}
	}
	widths, first := o.key("Widths"), o.key("FirstChar").int()
	missing := desc.key("MissingWidth").num()
	for c := range 256 {
		i := c - first
		switch {
		case widths.len() > 0 && i >= 0 && i < widths.len():
			ft.width[c] = widths.index(i).num() * ft.scale
		case widths.len() > 0:
			ft.width[c] = missing * ft.scale
		default:
			ft.width[c] = standardWidth(ft.name, firstRune(ft.text[c]))
		}
	}
}

// simpleTexts fills the texts of a simple font: the ToUnicode map, then the names
// of its differences, then its base encoding.
func simpleTexts(f *file, ft *font, o, desc object) {
	enc := o.key("Encoding")
	base := enc.name()
	if enc.isDict() {
		base = enc.key("BaseEncoding").name()
	}
	symbolic := desc.key("Flags").int()&4 != 0
	named := base != ""
	if !named {
		base = builtinEncoding(ft.name, symbolic, o)
	}
	own := ownEncoding(f, desc, named)
	names := differences(o, enc)
	for c := range 256 {
		if ft.unicode != nil {
			if s, ok := ft.unicode.text[uint32(c)]; ok && s != "" && s != "\x00" {
				ft.text[c] = s
				continue
			}
		}
		if s, ok := names[byte(c)]; ok {
			ft.text[c] = s
			continue
		}
		if s, ok := own[byte(c)]; ok {
			ft.text[c] = s
			continue
		}
		if r := baseEncoding(base, byte(c)); r != 0 && c >= 0x20 {
			ft.text[c] = string(r)
		}
	}
}

// ownEncoding reads the encoding that an embedded Type 1 font program has of its
// own ("dup 27 /ff put"), where the font names no base encoding.
func ownEncoding(f *file, desc object, named bool) map[byte]string {
	program := desc.key("FontFile")
	if named || !program.isStream() {
		return nil
	}
	b, _ := f.stream(program)
	if n := program.key("Length1").int(); n > 0 && n < len(b) {
		b = b[:n]
	}
	at := bytes.Index(b, []byte("/Encoding"))
	if at < 0 {
		return nil
	}
	l := &lexer{b: b, pos: at + len("/Encoding")}
	out := map[byte]string{}
	for range 4096 {
		t := l.next()
		if t.kind == tokEOF || t.kind == tokWord && (string(t.text) == "def" || string(t.text) == "readonly" || string(t.text) == "StandardEncoding") {
			break
		}
		if t.kind != tokWord || string(t.text) != "dup" {
			continue
		}
		code, name := l.next(), l.next()
		if code.kind == tokNumber && name.kind == tokName && code.num >= 0 && code.num < 256 {
			out[byte(code.num)] = glyphText(string(name.text), texRune(string(name.text)))
		}
	}
	return out
}

// texRune gives glyph names of fonts made for TeX that the plain names lack.
func texRune(name string) rune {
	return texNames[name]
}

var texNames = map[string]rune{
	"alpha": 'α', "beta": 'β', "gamma": 'γ', "delta": 'δ', "epsilon": 'ε', "lambda": 'λ', "mu": 'μ', "pi": 'π',
	"sigma": 'σ', "theta": 'θ', "omega": 'ω', "phi": 'φ', "rho": 'ρ', "tau": 'τ', "dotlessi": 'ı', "asteriskmath": '∗',
	"multiply": '×', "plusminus": '±', "lessequal": '≤', "greaterequal": '≥', "arrowright": '→', "arrowleft": '←',
	"element": '∈', "infinity": '∞', "braceleft": '{', "braceright": '}', "section": '§', "paragraph": '¶', "dagger": '†',
	"daggerdbl": '‡', "copyright": '©', "exclamdown": '¡', "questiondown": '¿', "germandbls": 'ß', "ae": 'æ', "oe": 'œ',
	"oslash": 'ø', "AE": 'Æ', "OE": 'Œ', "Oslash": 'Ø', "similar": '∼', "approxequal": '≈', "summation": '∑', "radical": '√',
}

// builtinEncoding guesses the encoding that a font program has of its own.
func builtinEncoding(name string, symbolic bool, o object) string {
	low := strings.ToLower(name)
	switch {
	case strings.Contains(low, "zapfdingbats") || strings.Contains(low, "wingdings") || strings.Contains(low, "webdings"):
		return "ZapfDingbats"
	case strings.HasSuffix(low, "symbol") || strings.HasSuffix(low, "symbolmt") || strings.HasSuffix(low, "standardsymbolsps"):
		return "Symbol"
	case o.key("Subtype").name() == "TrueType" || symbolic:
		return "WinAnsiEncoding"
	}
	return "StandardEncoding"
}

func readComposite(f *file, ft *font, o object) {
	ft.composite = true
	down := o.key("DescendantFonts").index(0)
	ft.describe(down.key("FontDescriptor"))
	enc := o.key("Encoding")
	switch name := enc.name(); {
	case enc.isStream():
		if b, _ := f.stream(enc); len(b) > 0 {
			ft.encoding = parseCharMap(b)
			ft.vertical = ft.encoding.vertical || enc.key("WMode").int() == 1
		}
	case strings.Contains(name, "UCS2") || strings.Contains(name, "UTF16"):
		ft.direct = true
		ft.vertical = strings.HasSuffix(name, "-V")
	default:
		ft.vertical = strings.HasSuffix(name, "-V")
	}
	if ft.unicode == nil && !ft.direct {
		readGlyphs(f, ft, down)
	}
	ft.dw = 1
	if dw := down.key("DW"); dw.isNumber() {
		ft.dw = dw.num() / 1000
	}
	ft.widths = map[int]float64{}
	readWidths(ft.widths, down.key("W"))
}

// readWidths reads the two forms of a /W array: first [w w w] and first last w.
func readWidths(out map[int]float64, w object) {
	n := min(w.len(), maxMappings)
	for i := 0; i+1 < n; {
		first := w.index(i).int()
		if list := w.index(i + 1); list.isArray() {
			for j := range min(list.len(), maxMappings) {
				out[first+j] = list.index(j).num() / 1000
			}
			i += 2
			continue
		}
		last, width := w.index(i+1).int(), w.index(i+2).num()/1000
		for c := first; c <= last && len(out) < maxMappings; c++ {
			out[c] = width
		}
		i += 3
	}
}

// A char is one code of a shown string.
type char struct {
	text  string
	width float64 // of the em
	space bool    // the one-byte code 32, which word spacing widens
}

// each calls show for every code of s.
func (ft *font) each(s []byte, show func(char)) {
	if !ft.composite {
		for _, c := range s {
			show(char{ft.text[c], ft.width[c], c == ' '})
		}
		return
	}
	for len(s) > 0 {
		code, n, cid := ft.cutComposite(s)
		width, ok := ft.widths[cid]
		if !ok {
			width = ft.dw
		}
		show(char{ft.compositeText(code, cid), width, n == 1 && code == ' '})
		s = s[n:]
	}
}

func (ft *font) cutComposite(s []byte) (code uint32, n, cid int) {
	if ft.encoding != nil {
		code, n = ft.encoding.cut(s)
		return code, n, ft.encoding.cid(code)
	}
	n = min(2, len(s))
	code = codeOf(s[:n])
	return code, n, int(code)
}

func (ft *font) compositeText(code uint32, cid int) string {
	if ft.unicode != nil {
		if s, ok := ft.unicode.text[code]; ok && s != "\x00" {
			return s
		}
	}
	if ft.direct && unicode.IsPrint(rune(code)) {
		return string(rune(code))
	}
	if ft.unicode != nil {
		return ""
	}
	if i := 2 * cid; ft.gids != nil && i+1 < len(ft.gids) {
		cid = int(codeOf(ft.gids[i : i+2]))
	}
	if r, ok := ft.glyphs[cid]; ok {
		return string(r)
	}
	return "\uFFFD"
}

// readGlyphs takes the characters of glyphs from an embedded TrueType program.
func readGlyphs(f *file, ft *font, down object) {
	desc := down.key("FontDescriptor")
	program := desc.key("FontFile2")
	if !program.isStream() {
		program = desc.key("FontFile3")
	}
	if b, _ := f.stream(program); len(b) > 0 {
		ft.glyphs = glyphRunes(b)
	}
	if m := down.key("CIDToGIDMap"); m.isStream() {
		ft.gids, _ = f.stream(m)
	}
}
