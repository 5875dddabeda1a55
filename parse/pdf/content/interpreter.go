package content

import (
	"math"

	"manualwatch/parse/pdf/font"
	"manualwatch/parse/pdf/geometry"
	"manualwatch/parse/pdf/object"
	"manualwatch/parse/pdf/writing"
)

// A Glyph is a shown character, with its place on the upright page. Text that
// does not run from left to right is turned into a frame of its own (Turn), in
// which it does.
type Glyph struct {
	Text     string     // one character or several, "" or U+FFFD where it is not known
	X, Y     float64    // left end on the baseline, y down
	Width    float64    // advance
	Track    float64    // letter spacing that follows on purpose
	Size     float64    // of the em, in points
	Font     *font.Font // nil for the value of a form field
	Colour   uint32     // 0xRRGGBB, coarsely
	MCID     int32      // marked content it belongs to, -1 if none
	Turn     uint8      // quarter turns of the text against the page, counter-clockwise
	Artifact bool       // marked as an artifact
	Bold     bool       // stroked as well as filled
	Out      bool       // wholly outside the page or what the content is clipped to
}

// A Rule is a painted straight line, horizontal or vertical.
type Rule struct {
	geometry.Box
	Vertical bool // X0 is X1; else Y0 is Y1
}

// Bounds of one page.
const (
	maxGlyphs    = 400_000
	maxRules     = 20_000
	maxFormDepth = 12
	maxGraphics  = 256 // depth of q
)

// A graphics is the part of the graphics state that text and rulings need.
type graphics struct {
	ctm     geometry.Matrix
	font    *font.Font
	size    float64
	charSp  float64
	wordSp  float64
	stretch float64 // horizontal scaling, 1 is none
	leading float64
	rise    float64
	mode    int
	colour  uint32
	clip    geometry.Box // on the upright page
	clipped bool
}

// A mark is an open marked-content sequence.
type mark struct {
	mcid   int32
	art    bool
	hidden bool // in a layer that is off
	actual *actualText
}

// An actualText replaces the glyphs of a marked-content sequence.
type actualText struct {
	text  string
	first int // index of its glyph, -1 before it is shown
}

// An interpreter runs content streams.
type interpreter struct {
	f     *object.File
	s     *Sheet
	fonts map[string]*font.Font
	forms map[string][]byte

	g     graphics
	stack []graphics
	tm    geometry.Matrix
	tlm   geometry.Matrix
	marks []mark
	path  pathState
	cuts  bool // the path becomes a clip when it is painted
	depth int  // of forms
	ops   int
}

// Interpret reads the content of a page, with the values of its form fields, into s. fonts
// and forms hold what pages of the file share, and are filled. What cannot be read is
// s.Failed or a damage of the file.
func Interpret(f *object.File, s *Sheet, fonts map[string]*font.Font, forms map[string][]byte) {
	content, err := contentsOf(f, s)
	if err != nil && len(content) == 0 {
		s.Failed = err
		return
	}
	in := &interpreter{f: f, s: s, fonts: fonts, forms: forms}
	in.g = graphics{ctm: s.base, stretch: 1}
	in.tm, in.tlm = geometry.Unit, geometry.Unit
	in.marks = []mark{{mcid: -1}}
	in.run(content, s.resource)
	in.fields()
}

// run executes one content stream.
func (in *interpreter) run(b []byte, res object.Object) {
	l := &object.Lexer{Bytes: b}
	args := make([]object.Token, 0, 64)
	named := map[string]*font.Font{}
	for len(in.s.Glyphs) < maxGlyphs {
		t := l.Next()
		if t.Kind == object.TokEOF {
			in.endsInside(l, args)
			return
		}
		if t.Kind != object.TokWord {
			if len(args) < 20000 {
				args = append(args, t)
			}
			continue
		}
		in.operator(t.Text, args, l, res, named)
		args = args[:0]
	}
}

// endsInside notes content that ends before its last operator does.
func (in *interpreter) endsInside(l *object.Lexer, args []object.Token) {
	open := 0
	for _, t := range args {
		switch t.Kind {
		case object.TokOpenArray, object.TokOpenDict:
			open++
		case object.TokCloseArray, object.TokCloseDict:
			open--
		}
	}
	switch {
	case l.Cut:
		in.f.NoteDamage(in.s.Number, "the content ends inside a string")
	case open > 0:
		in.f.NoteDamage(in.s.Number, "the content ends inside an array or dictionary")
	case len(args) > 0:
		in.f.NoteDamage(in.s.Number, "the content ends with values but no operator")
	}
}

func num(args []object.Token, i int) float64 {
	if i < 0 || i >= len(args) || args[i].Kind != object.TokNumber {
		return 0
	}
	return args[i].Num
}

func matrixOf(args []object.Token) geometry.Matrix {
	return geometry.Matrix{A: num(args, 0), B: num(args, 1), C: num(args, 2), D: num(args, 3), E: num(args, 4), F: num(args, 5)}
}

// operator executes one operator; those that neither show text, paint lines nor
// change what these need are passed over.
func (in *interpreter) operator(op []byte, args []object.Token, l *object.Lexer, res object.Object, named map[string]*font.Font) {
	switch string(op) {
	case "q":
		if len(in.stack) < maxGraphics {
			in.stack = append(in.stack, in.g)
		}
	case "Q":
		if n := len(in.stack); n > 0 {
			in.g, in.stack = in.stack[n-1], in.stack[:n-1]
		} else {
			in.f.NoteDamage(in.s.Number, "unbalanced operators: Q without q")
		}
	case "cm":
		if m := matrixOf(args).Then(in.g.ctm); m.Finite() {
			in.g.ctm = m
		}
	case "Do":
		in.xobject(args, res)
	case "BI":
		if wrong := skipInlineImage(l); wrong != "" {
			in.f.NoteDamage(in.s.Number, wrong)
		}
		in.s.Images += math.Abs(in.g.ctm.A*in.g.ctm.D-in.g.ctm.B*in.g.ctm.C) / (in.s.Width * in.s.Height)
	case "gs":
		in.extState(args, res)
	case "BMC", "BDC":
		in.beginMark(args, res)
	case "EMC":
		in.endMark()
	case "sh":
		in.s.painted++
	default:
		if !in.textOperator(op, args, res, named) && !in.colourOperator(op, args) {
			in.pathOperator(op, args)
		}
	}
}

func (in *interpreter) textOperator(op []byte, args []object.Token, res object.Object, named map[string]*font.Font) bool {
	switch string(op) {
	case "BT":
		in.tm, in.tlm = geometry.Unit, geometry.Unit
	case "ET":
	case "Tf":
		in.setFont(args, res, named)
	case "Tc":
		in.g.charSp = num(args, 0)
	case "Tw":
		in.g.wordSp = num(args, 0)
	case "Tz":
		in.g.stretch = num(args, 0) / 100
	case "TL":
		in.g.leading = num(args, 0)
	case "Ts":
		in.g.rise = num(args, 0)
	case "Tr":
		in.g.mode = int(num(args, 0))
	case "Td":
		in.move(num(args, 0), num(args, 1))
	case "TD":
		in.g.leading = -num(args, 1)
		in.move(num(args, 0), num(args, 1))
	case "Tm":
		if m := matrixOf(args); m.Finite() {
			in.tm, in.tlm = m, m
		}
	case "T*":
		in.move(0, -in.g.leading)
	case "Tj":
		in.showLast(args)
	case "'":
		in.move(0, -in.g.leading)
		in.showLast(args)
	case `"`:
		in.g.wordSp, in.g.charSp = num(args, 0), num(args, 1)
		in.move(0, -in.g.leading)
		in.showLast(args)
	case "TJ":
		in.showArray(args)
	default:
		return false
	}
	return true
}

func (in *interpreter) setFont(args []object.Token, res object.Object, named map[string]*font.Font) {
	if len(args) < 2 {
		return
	}
	in.g.size = num(args, 1)
	name := string(args[0].Text)
	ft, ok := named[name]
	if !ok {
		ft = font.Of(in.f, res.Key("Font").Key(name), in.fonts)
		named[name] = ft
	}
	in.g.font = ft
}

// extState takes the font that an extended graphics state may set.
func (in *interpreter) extState(args []object.Token, res object.Object) {
	if len(args) == 0 {
		return
	}
	pair := res.Key("ExtGState").Key(string(args[0].Text)).Key("Font")
	if pair.Len() == 2 {
		in.g.font, in.g.size = font.Of(in.f, pair.Index(0), in.fonts), pair.Index(1).Num()
	}
}

func (in *interpreter) move(x, y float64) {
	in.tlm = geometry.Matrix{A: 1, B: 0, C: 0, D: 1, E: x, F: y}.Then(in.tlm)
	in.tm = in.tlm
}

func (in *interpreter) showLast(args []object.Token) {
	if n := len(args); n > 0 && args[n-1].Kind == object.TokString {
		in.show(args[n-1].Text)
	}
}

func (in *interpreter) showArray(args []object.Token) {
	for _, t := range args {
		switch t.Kind {
		case object.TokString:
			in.show(t.Text)
		case object.TokNumber:
			d := -t.Num / 1000 * in.g.size
			if in.g.font != nil && in.g.font.Vertical {
				in.tm = geometry.Matrix{A: 1, B: 0, C: 0, D: 1, E: 0, F: d}.Then(in.tm)
			} else {
				in.tm = geometry.Matrix{A: 1, B: 0, C: 0, D: 1, E: d * in.g.stretch, F: 0}.Then(in.tm)
			}
		}
	}
}

// show shows a string and moves on by its advance.
func (in *interpreter) show(s []byte) {
	ft := in.g.font
	if ft == nil {
		return
	}
	in.s.Glyphs = growGlyphs(in.s.Glyphs, len(s))
	ft.Each(s, func(c font.Char) {
		adv := c.Width*in.g.size + in.g.charSp
		if c.Space {
			adv += in.g.wordSp
		}
		in.place(c, c.Width*in.g.size*in.g.stretch)
		if ft.Vertical {
			in.tm = geometry.Matrix{A: 1, B: 0, C: 0, D: 1, E: 0, F: -math.Abs(in.g.size) - in.g.charSp}.Then(in.tm)
			return
		}
		in.tm.E += adv * in.g.stretch * in.tm.A
		in.tm.F += adv * in.g.stretch * in.tm.B
	})
}

func growGlyphs(g []Glyph, n int) []Glyph {
	if cap(g)-len(g) >= n {
		return g
	}
	out := make([]Glyph, len(g), 2*cap(g)+n+256)
	copy(out, g)
	return out
}

// place puts one glyph on the page, if it is on it.
func (in *interpreter) place(c font.Char, width float64) {
	if len(in.s.Glyphs) >= maxGlyphs {
		return
	}
	m := in.tm.Then(in.g.ctm)
	x, y := m.Apply(0, in.g.rise)
	size := math.Abs(in.g.size) * math.Hypot(m.C, m.D)
	if size < 0.2 || size > 5000 || math.IsNaN(x+y+size) {
		return
	}
	top := &in.marks[len(in.marks)-1]
	if top.hidden || x < -in.s.Width || x > 2*in.s.Width || y < -in.s.Height || y > 2*in.s.Height {
		return
	}
	g := Glyph{Text: c.Text, Size: size, Font: in.g.font, Colour: in.g.colour, Bold: in.g.mode == 2}
	g.Width = width * math.Hypot(m.A, m.B)
	g.Track = min(max(0, in.g.charSp*in.g.stretch*math.Hypot(m.A, m.B)), 0.6*size)
	g.X, g.Y, g.Turn = turned(x, y, m.A, m.B, in.g.size*width)
	g.MCID, g.Artifact = top.mcid, top.art
	g.Out = in.outside(m, width, in.g.rise)
	if c.Text == "\uFFFD" || c.Text == "" {
		in.s.Bad++
	}
	if top.actual != nil && !in.replace(top.actual, &g) {
		return
	}
	in.s.Glyphs = append(in.s.Glyphs, g)
}

// outside reports whether a glyph that begins at the text's origin lies wholly
// outside the page or the clip.
func (in *interpreter) outside(m geometry.Matrix, width, rise float64) bool {
	b := m.Around(geometry.Box{X0: 0, Y0: rise - 0.1*in.g.size, X1: width, Y1: rise + 0.6*in.g.size})
	if b.X1 < 0 || b.Y1 < 0 || b.X0 > in.s.Width || b.Y0 > in.s.Height {
		return true
	}
	c := in.g.clip
	return in.g.clipped && (b.X1 < c.X0 || b.X0 > c.X1 || b.Y1 < c.Y0 || b.Y0 > c.Y1)
}

// clipTo narrows the clip to a box.
func (in *interpreter) clipTo(b geometry.Box) {
	if in.g.clipped {
		c := in.g.clip
		b = geometry.Box{X0: max(b.X0, c.X0), Y0: max(b.Y0, c.Y0), X1: min(b.X1, c.X1), Y1: min(b.Y1, c.Y1)}
	}
	in.g.clip, in.g.clipped = b, true
}

// turned gives a point's place in the frame in which text that runs along (a, b)
// runs from left to right.
func turned(x, y, a, b, sign float64) (tx, ty float64, turn uint8) {
	if sign < 0 {
		a, b = -a, -b
	}
	switch {
	case math.Abs(a) >= math.Abs(b) && a >= 0:
		return x, y, 0
	case math.Abs(a) < math.Abs(b) && b < 0:
		return -y, x, 1
	case math.Abs(a) >= math.Abs(b):
		return -x, -y, 2
	}
	return y, -x, 3
}

// replace puts the replacement text on the first glyph of its sequence and
// stretches that glyph over the others; it reports whether g is shown itself.
func (in *interpreter) replace(a *actualText, g *Glyph) bool {
	if a.first < 0 {
		a.first = len(in.s.Glyphs)
		g.Text = a.text
		return a.text != ""
	}
	if a.first < len(in.s.Glyphs) {
		first := &in.s.Glyphs[a.first]
		if math.Abs(first.Y-g.Y) < g.Size/2 && g.X+g.Width > first.X+first.Width {
			first.Width = g.X + g.Width - first.X
		}
	}
	return false
}

func (in *interpreter) beginMark(args []object.Token, res object.Object) {
	m := in.marks[len(in.marks)-1]
	if len(args) > 0 && string(args[0].Text) == "Artifact" {
		m.art = true
	}
	if len(args) == 2 && args[1].Kind == object.TokName && string(args[0].Text) == "OC" {
		m.hidden = m.hidden || in.f.Hidden.Hides(res.Key("Properties"), string(args[1].Text))
	} else if len(args) == 2 && args[1].Kind == object.TokName {
		in.propertyMark(&m, res.Key("Properties").Key(string(args[1].Text)))
	}
	for i := 1; i+1 < len(args); i++ {
		if args[i].Kind != object.TokName {
			continue
		}
		switch v := args[i+1]; {
		case string(args[i].Text) == "MCID" && v.Kind == object.TokNumber:
			m.mcid = in.scoped(int32(v.Num))
		case string(args[i].Text) == "ActualText" && v.Kind == object.TokString:
			m.actual = &actualText{writing.TextString(string(v.Text)), -1}
		}
	}
	if len(in.marks) < 1024 {
		in.marks = append(in.marks, m)
	}
}

func (in *interpreter) propertyMark(m *mark, props object.Object) {
	if id := props.Key("MCID"); id.IsNumber() {
		m.mcid = in.scoped(int32(id.Int()))
	}
	if a := props.Key("ActualText"); a.IsString() {
		m.actual = &actualText{in.f.Text(a), -1}
	}
}

// scoped keeps the numbers of the page's own content; those inside a form count
// by themselves and are left out.
func (in *interpreter) scoped(id int32) int32 {
	if in.depth > 0 {
		return in.marks[len(in.marks)-1].mcid
	}
	return id
}

func (in *interpreter) endMark() {
	if n := len(in.marks); n > 1 {
		in.marks = in.marks[:n-1]
	}
}

// xobject runs a form, or notes a picture.
func (in *interpreter) xobject(args []object.Token, res object.Object) {
	if len(args) == 0 || in.depth >= maxFormDepth {
		return
	}
	x := res.Key("XObject").Key(string(args[0].Text))
	if in.marks[len(in.marks)-1].hidden || in.f.Hidden.Hides(x, "OC") {
		return
	}
	if x.Key("Subtype").Name() != "Form" {
		m := in.g.ctm
		in.s.Images += math.Abs(m.A*m.D-m.B*m.C) / (in.s.Width * in.s.Height)
		return
	}
	in.ops++
	if in.ops > 20000 {
		return
	}
	in.form(x, res)
}

func (in *interpreter) form(x, outer object.Object) {
	id := x.Identity()
	body, ok := in.forms[id]
	if !ok {
		body, _ = in.f.Stream(x)
		if len(body) < 1<<20 && len(in.forms) < 256 {
			in.forms[id] = body
		}
	}
	res := x.Key("Resources")
	if res.IsNull() {
		res = outer
	}
	g, stack, marks, tm, tlm := in.g, in.stack, in.marks, in.tm, in.tlm
	if m := x.Key("Matrix"); m.Len() == 6 {
		in.g.ctm = matrixFrom(m).Then(in.g.ctm)
	}
	if b := boxOf(x.Key("BBox")); b.Width() > 0 && b.Height() > 0 && in.g.ctm.Finite() {
		in.clipTo(in.g.ctm.Around(b))
	}
	in.stack, in.depth = nil, in.depth+1
	if in.g.ctm.Finite() {
		in.run(body, res)
	}
	in.depth--
	in.g, in.stack, in.marks, in.tm, in.tlm = g, stack, marks[:len(marks):len(marks)], tm, tlm
}
