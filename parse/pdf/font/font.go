// Package font tells the text and the widths of codes: encodings, maps to Unicode and what
// font programs say of their glyphs.
package font

import (
	"bytes"
	"strings"
	"unicode"

	"manualwatch/parse/pdf/object"
	"manualwatch/parse/pdf/writing"
)

// A Font knows text and width of its codes.
type Font struct {
	Name     string  // as the file has it, with the tag of a subset
	Bold     bool    // by its weight or its name
	Italic   bool    // by its angle or its name
	Vertical bool    // its text runs from top to bottom
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

// Of reads a font dictionary; the same font is read once, as cache holds the fonts of the
// file by the identity of their dictionaries.
func Of(f *object.File, o object.Object, cache map[string]*Font) *Font {
	id := o.Identity()
	if known, ok := cache[id]; ok {
		return known
	}
	ft := readFont(f, o)
	cache[id] = ft
	return ft
}

func readFont(f *object.File, o object.Object) *Font {
	ft := &Font{Name: o.Key("BaseFont").Name(), scale: 0.001}
	if ft.Name == "" {
		ft.Name = o.Key("FontDescriptor").Key("FontName").Name()
	}
	if s := o.Key("ToUnicode"); s.IsStream() {
		if b, _ := f.Stream(s); len(b) > 0 {
			ft.unicode = parseCharMap(b)
		}
	}
	if o.Key("Subtype").Name() == "Type0" {
		readComposite(f, ft, o)
	} else {
		readSimple(f, ft, o)
	}
	return ft
}

// describe takes weight and slant from the descriptor and the name.
func (ft *Font) describe(desc object.Object) {
	name := strings.ToLower(ft.Name)
	if i := strings.IndexByte(name, '+'); i == 6 {
		name = name[7:]
	}
	flags := desc.Key("Flags").Int()
	weight := desc.Key("FontWeight").Num()
	ft.Bold = flags&(1<<18) != 0 || weight >= 600
	for _, w := range []string{"bold", "black", "heavy", "demi", "-bd", "bdmt", "-sb", "medi"} {
		ft.Bold = ft.Bold || strings.Contains(name, w) && w != "medi"
	}
	ft.Bold = ft.Bold || strings.HasSuffix(name, "-medi") || strings.HasSuffix(name, ".b") || strings.HasSuffix(name, "bx12")
	ft.Italic = flags&(1<<6) != 0 || desc.Key("ItalicAngle").Num() != 0 ||
		strings.Contains(name, "italic") || strings.Contains(name, "oblique")
}

func readSimple(f *object.File, ft *Font, o object.Object) {
	desc := o.Key("FontDescriptor")
	ft.describe(desc)
	simpleTexts(f, ft, o, desc)
	if o.Key("Subtype").Name() == "Type3" {
		if m := o.Key("FontMatrix"); m.Len() == 6 {
			ft.scale = m.Index(0).Num()
		}
	}
	widths, first := o.Key("Widths"), o.Key("FirstChar").Int()
	missing := desc.Key("MissingWidth").Num()
	for c := range 256 {
		i := c - first
		switch {
		case widths.Len() > 0 && i >= 0 && i < widths.Len():
			ft.width[c] = widths.Index(i).Num() * ft.scale
		case widths.Len() > 0:
			ft.width[c] = missing * ft.scale
		default:
			ft.width[c] = StandardWidth(ft.Name, writing.FirstRune(ft.text[c]))
		}
	}
}

// simpleTexts fills the texts of a simple font: the ToUnicode map, then the names
// of its differences, then its base encoding.
func simpleTexts(f *object.File, ft *Font, o, desc object.Object) {
	enc := o.Key("Encoding")
	base := enc.Name()
	if enc.IsDict() {
		base = enc.Key("BaseEncoding").Name()
	}
	symbolic := desc.Key("Flags").Int()&4 != 0
	named := base != ""
	if !named {
		base = builtinEncoding(ft.Name, symbolic, o)
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
func ownEncoding(f *object.File, desc object.Object, named bool) map[byte]string {
	program := desc.Key("FontFile")
	if named || !program.IsStream() {
		return nil
	}
	b, _ := f.Stream(program)
	if n := program.Key("Length1").Int(); n > 0 && n < len(b) {
		b = b[:n]
	}
	at := bytes.Index(b, []byte("/Encoding"))
	if at < 0 {
		return nil
	}
	l := &object.Lexer{Bytes: b, Pos: at + len("/Encoding")}
	out := map[byte]string{}
	for range 4096 {
		t := l.Next()
		if t.Kind == object.TokEOF || t.Kind == object.TokWord && (string(t.Text) == "def" || string(t.Text) == "readonly" || string(t.Text) == "StandardEncoding") {
			break
		}
		if t.Kind != object.TokWord || string(t.Text) != "dup" {
			continue
		}
		code, name := l.Next(), l.Next()
		if code.Kind == object.TokNumber && name.Kind == object.TokName && code.Num >= 0 && code.Num < 256 {
			out[byte(code.Num)] = glyphText(string(name.Text), texNames[string(name.Text)])
		}
	}
	return out
}

// texNames are glyph names of fonts made for TeX that the plain names lack.
var texNames = map[string]rune{
	"alpha": 'α', "beta": 'β', "gamma": 'γ', "delta": 'δ', "epsilon": 'ε', "lambda": 'λ', "mu": 'μ', "pi": 'π',
	"sigma": 'σ', "theta": 'θ', "omega": 'ω', "phi": 'φ', "rho": 'ρ', "tau": 'τ', "dotlessi": 'ı', "asteriskmath": '∗',
	"multiply": '×', "plusminus": '±', "lessequal": '≤', "greaterequal": '≥', "arrowright": '→', "arrowleft": '←',
	"element": '∈', "infinity": '∞', "braceleft": '{', "braceright": '}', "section": '§', "paragraph": '¶', "dagger": '†',
	"daggerdbl": '‡', "copyright": '©', "exclamdown": '¡', "questiondown": '¿', "germandbls": 'ß', "ae": 'æ', "oe": 'œ',
	"oslash": 'ø', "AE": 'Æ', "OE": 'Œ', "Oslash": 'Ø', "similar": '∼', "approxequal": '≈', "summation": '∑', "radical": '√',
}

// builtinEncoding guesses the encoding that a font program has of its own.
func builtinEncoding(name string, symbolic bool, o object.Object) string {
	low := strings.ToLower(name)
	switch {
	case strings.Contains(low, "zapfdingbats") || strings.Contains(low, "wingdings") || strings.Contains(low, "webdings"):
		return "ZapfDingbats"
	case strings.HasSuffix(low, "symbol") || strings.HasSuffix(low, "symbolmt") || strings.HasSuffix(low, "standardsymbolsps"):
		return "Symbol"
	case o.Key("Subtype").Name() == "TrueType" || symbolic:
		return "WinAnsiEncoding"
	}
	return "StandardEncoding"
}

func readComposite(f *object.File, ft *Font, o object.Object) {
	ft.composite = true
	down := o.Key("DescendantFonts").Index(0)
	ft.describe(down.Key("FontDescriptor"))
	enc := o.Key("Encoding")
	switch name := enc.Name(); {
	case enc.IsStream():
		if b, _ := f.Stream(enc); len(b) > 0 {
			ft.encoding = parseCharMap(b)
			ft.Vertical = ft.encoding.vertical || enc.Key("WMode").Int() == 1
		}
	case strings.Contains(name, "UCS2") || strings.Contains(name, "UTF16"):
		ft.direct = true
		ft.Vertical = strings.HasSuffix(name, "-V")
	default:
		ft.Vertical = strings.HasSuffix(name, "-V")
	}
	if ft.unicode == nil && !ft.direct {
		readGlyphs(f, ft, down)
	}
	ft.dw = 1
	if dw := down.Key("DW"); dw.IsNumber() {
		ft.dw = dw.Num() / 1000
	}
	ft.widths = map[int]float64{}
	readWidths(ft.widths, down.Key("W"))
}

// readWidths reads the two forms of a /W array: first [w w w] and first last w.
func readWidths(out map[int]float64, w object.Object) {
	n := min(w.Len(), maxMappings)
	for i := 0; i+1 < n; {
		first := w.Index(i).Int()
		if list := w.Index(i + 1); list.IsArray() {
			for j := range min(list.Len(), maxMappings) {
				out[first+j] = list.Index(j).Num() / 1000
			}
			i += 2
			continue
		}
		last, width := w.Index(i+1).Int(), w.Index(i+2).Num()/1000
		for c := first; c <= last && len(out) < maxMappings; c++ {
			out[c] = width
		}
		i += 3
	}
}

// A Char is one code of a shown string.
type Char struct {
	Text  string  // U+FFFD or "" where it is not known
	Width float64 // of the em
	Space bool    // the one-byte code 32, which word spacing widens
}

// Each calls show for every code of s.
func (ft *Font) Each(s []byte, show func(Char)) {
	if !ft.composite {
		for _, c := range s {
			show(Char{ft.text[c], ft.width[c], c == ' '})
		}
		return
	}
	for len(s) > 0 {
		code, n, cid := ft.cutComposite(s)
		width, ok := ft.widths[cid]
		if !ok {
			width = ft.dw
		}
		show(Char{ft.compositeText(code, cid), width, n == 1 && code == ' '})
		s = s[n:]
	}
}

func (ft *Font) cutComposite(s []byte) (code uint32, n, cid int) {
	if ft.encoding != nil {
		code, n = ft.encoding.cut(s)
		return code, n, ft.encoding.cid(code)
	}
	n = min(2, len(s))
	code = codeOf(s[:n])
	return code, n, int(code)
}

func (ft *Font) compositeText(code uint32, cid int) string {
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
func readGlyphs(f *object.File, ft *Font, down object.Object) {
	desc := down.Key("FontDescriptor")
	program := desc.Key("FontFile2")
	if !program.IsStream() {
		program = desc.Key("FontFile3")
	}
	if b, _ := f.Stream(program); len(b) > 0 {
		ft.glyphs = glyphRunes(b)
	}
	if m := down.Key("CIDToGIDMap"); m.IsStream() {
		ft.gids, _ = f.Stream(m)
	}
}
