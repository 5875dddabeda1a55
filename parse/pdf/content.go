package pdf

import "math"

// A glyph is a shown character, with its place on the upright page. Text that
// does not run from left to right is turned into a frame of its own (turn), in
// which it does.
type glyph struct {
	text   string
	x, y   float64 // left end on the baseline, y down
	w      float64 // advance
	track  float64 // letter spacing that follows on purpose
	size   float64
	font   *font
	colour uint32
	mcid   int32 // marked content it belongs to, -1 if none
	turn   uint8 // quarter turns of the text against the page, counter-clockwise
	art    bool  // marked as an artifact
	bold   bool  // stroked as well as filled
	out    bool  // wholly outside the page or what the content is clipped to
}

// A rule is a painted straight line, horizontal or vertical.
type rule struct {
	box
	vertical bool
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
	ctm     matrix
	font    *font
	size    float64
	charSp  float64
	wordSp  float64
	stretch float64 // horizontal scaling, 1 is none
	leading float64
	rise    float64
	mode    int
	colour  uint32
	clip    box // on the upright page
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
	f     *file
	s     *sheet
	fonts map[string]*font
	forms map[string][]byte

	g     graphics
	stack []graphics
	tm    matrix
	tlm   matrix
	marks []mark
	path  pathState
	cuts  bool // the path becomes a clip when it is painted
	depth int  // of forms
	ops   int
}

// interpret reads the content of a page into s.
func interpret(f *file, s *sheet, fonts map[string]*font, forms map[string][]byte) {
	content, err := contentsOf(f, s)
	if err != nil && len(content) == 0 {
		s.failed = err
		return
	}
	in := &interpreter{f: f, s: s, fonts: fonts, forms: forms}
	in.g = graphics{ctm: s.base, stretch: 1}
	in.tm, in.tlm = unit, unit
	in.marks = []mark{{mcid: -1}}
	in.run(content, s.resource)
	in.fields()
}

// run executes one content stream.
func (in *interpreter) run(b []byte, res object) {
	l := &lexer{b: b}
	args := make([]token, 0, 64)
	named := map[string]*font{}
	for len(in.s.glyphs) < maxGlyphs {
		t := l.next()
		if t.kind == tokEOF {
			in.endsInside(l, args)
			return
		}
		if t.kind != tokWord {
			if len(args) < 20000 {
				args = append(args, t)
			}
			continue
		}
		in.operator(t.text, args, l, res, named)
		args = args[:0]
	}
}

// endsInside notes content that ends before its last operator does.
func (in *interpreter) endsInside(l *lexer, args []token) {
	open := 0
	for _, t := range args {
		switch t.kind {
		case tokOpenArray, tokOpenDict:
			open++
		case tokCloseArray, tokCloseDict:
			open--
		}
	}
	switch {
	case l.cut:
		in.f.damaged(in.s.number, "the content ends inside a string")
	case open > 0:
		in.f.damaged(in.s.number, "the content ends inside an array or dictionary")
	case len(args) > 0:
		in.f.damaged(in.s.number, "the content ends with values but no operator")
	}
}

func num(args []token, i int) float64 {
	if i < 0 || i >= len(args) || args[i].kind != tokNumber {
		return 0
	}
	return args[i].num
}

func matrixOf(args []token) matrix {
	return matrix{num(args, 0), num(args, 1), num(args, 2), num(args, 3), num(args, 4), num(args, 5)}
}

// operator executes one operator; those that neither show text, paint lines nor
// change what these need are passed over.
func (in *interpreter) operator(op []byte, args []token, l *lexer, res object, named map[string]*font) {
	switch string(op) {
	case "q":
		if len(in.stack) < maxGraphics {
			in.stack = append(in.stack, in.g)
		}
	case "Q":
		if n := len(in.stack); n > 0 {
			in.g, in.stack = in.stack[n-1], in.stack[:n-1]
		} else {
			in.f.damaged(in.s.number, "unbalanced operators: Q without q")
		}
	case "cm":
		if m := matrixOf(args).then(in.g.ctm); m.finite() {
			in.g.ctm = m
		}
	case "Do":
		in.xobject(args, res)
	case "BI":
		if wrong := skipInlineImage(l); wrong != "" {
			in.f.damaged(in.s.number, wrong)
		}
		in.s.images += math.Abs(in.g.ctm.a*in.g.ctm.d-in.g.ctm.b*in.g.ctm.c) / (in.s.width * in.s.height)
	case "gs":
		in.extState(args, res, named)
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

func (in *interpreter) textOperator(op []byte, args []token, res object, named map[string]*font) bool {
	switch string(op) {
	case "BT":
		in.tm, in.tlm = unit, unit
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
		if m := matrixOf(args); m.finite() {
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

func (in *interpreter) setFont(args []token, res object, named map[string]*font) {
	if len(args) < 2 {
		return
	}
	in.g.size = num(args, 1)
	name := string(args[0].text)
	ft, ok := named[name]
	if !ok {
		ft = fontOf(in.f, res.key("Font").key(name), in.fonts)
		named[name] = ft
	}
	in.g.font = ft
}

// extState takes the font that an extended graphics state may set.
func (in *interpreter) extState(args []token, res object, named map[string]*font) {
	if len(args) == 0 {
		return
	}
	pair := res.key("ExtGState").key(string(args[0].text)).key("Font")
	if pair.len() == 2 {
		in.g.font, in.g.size = fontOf(in.f, pair.index(0), in.fonts), pair.index(1).num()
	}
}

func (in *interpreter) move(x, y float64) {
	in.tlm = matrix{1, 0, 0, 1, x, y}.then(in.tlm)
	in.tm = in.tlm
}

func (in *interpreter) showLast(args []token) {
	if n := len(args); n > 0 && args[n-1].kind == tokString {
		in.show(args[n-1].text)
	}
}

func (in *interpreter) showArray(args []token) {
	for _, t := range args {
		switch t.kind {
		case tokString:
			in.show(t.text)
		case tokNumber:
			d := -t.num / 1000 * in.g.size
			if in.g.font != nil && in.g.font.vertical {
				in.tm = matrix{1, 0, 0, 1, 0, d}.then(in.tm)
			} else {
				in.tm = matrix{1, 0, 0, 1, d * in.g.stretch, 0}.then(in.tm)
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
	in.s.glyphs = growGlyphs(in.s.glyphs, len(s))
	ft.each(s, func(c char) {
		adv := c.width*in.g.size + in.g.charSp
		if c.space {
			adv += in.g.wordSp
		}
		in.place(c, c.width*in.g.size*in.g.stretch)
		if ft.vertical {
			in.tm = matrix{1, 0, 0, 1, 0, -math.Abs(in.g.size) - in.g.charSp}.then(in.tm)
			return
		}
		in.tm.e += adv * in.g.stretch * in.tm.a
		in.tm.f += adv * in.g.stretch * in.tm.b
	})
}

func growGlyphs(g []glyph, n int) []glyph {
	if cap(g)-len(g) >= n {
		return g
	}
	out := make([]glyph, len(g), 2*cap(g)+n+256)
	copy(out, g)
	return out
}

// place puts one glyph on the page, if it is on it.
func (in *interpreter) place(c char, width float64) {
	if len(in.s.glyphs) >= maxGlyphs {
		return
	}
	m := in.tm.then(in.g.ctm)
	x, y := m.apply(0, in.g.rise)
	size := math.Abs(in.g.size) * math.Hypot(m.c, m.d)
	if size < 0.2 || size > 5000 || math.IsNaN(x+y+size) {
		return
	}
	top := &in.marks[len(in.marks)-1]
	if top.hidden || x < -in.s.width || x > 2*in.s.width || y < -in.s.height || y > 2*in.s.height {
		return
	}
	g := glyph{text: c.text, size: size, font: in.g.font, colour: in.g.colour, bold: in.g.mode == 2}
	g.w = width * math.Hypot(m.a, m.b)
	g.track = min(max(0, in.g.charSp*in.g.stretch*math.Hypot(m.a, m.b)), 0.6*size)
	g.x, g.y, g.turn = turned(x, y, m.a, m.b, in.g.size*width)
	g.mcid, g.art = top.mcid, top.art
	g.out = in.outside(m, width, in.g.rise)
	if c.text == "\uFFFD" || c.text == "" {
		in.s.bad++
	}
	if top.actual != nil && !in.replace(top.actual, &g) {
		return
	}
	in.s.glyphs = append(in.s.glyphs, g)
}

// outside reports whether a glyph that begins at the text's origin lies wholly
// outside the page or the clip.
func (in *interpreter) outside(m matrix, width, rise float64) bool {
	b := m.around(box{0, rise - 0.1*in.g.size, width, rise + 0.6*in.g.size})
	if b.x1 < 0 || b.y1 < 0 || b.x0 > in.s.width || b.y0 > in.s.height {
		return true
	}
	c := in.g.clip
	return in.g.clipped && (b.x1 < c.x0 || b.x0 > c.x1 || b.y1 < c.y0 || b.y0 > c.y1)
}

// clipTo narrows the clip to a box.
func (in *interpreter) clipTo(b box) {
	if in.g.clipped {
		c := in.g.clip
		b = box{max(b.x0, c.x0), max(b.y0, c.y0), min(b.x1, c.x1), min(b.y1, c.y1)}
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
func (in *interpreter) replace(a *actualText, g *glyph) bool {
	if a.first < 0 {
		a.first = len(in.s.glyphs)
		g.text = a.text
		return a.text != ""
	}
	if a.first < len(in.s.glyphs) {
		first := &in.s.glyphs[a.first]
		if math.Abs(first.y-g.y) < g.size/2 && g.x+g.w > first.x+first.w {
			first.w = g.x + g.w - first.x
		}
	}
	return false
}

func (in *interpreter) beginMark(args []token, res object) {
	m := in.marks[len(in.marks)-1]
	if len(args) > 0 && string(args[0].text) == "Artifact" {
		m.art = true
	}
	if len(args) == 2 && args[1].kind == tokName && string(args[0].text) == "OC" {
		m.hidden = m.hidden || in.f.off.hides(res.key("Properties"), string(args[1].text))
	} else if len(args) == 2 && args[1].kind == tokName {
		in.propertyMark(&m, res.key("Properties").key(string(args[1].text)))
	}
	for i := 1; i+1 < len(args); i++ {
		if args[i].kind != tokName {
			continue
		}
		switch v := args[i+1]; {
		case string(args[i].text) == "MCID" && v.kind == tokNumber:
			m.mcid = in.scoped(int32(v.num))
		case string(args[i].text) == "ActualText" && v.kind == tokString:
			m.actual = &actualText{textString(string(v.text)), -1}
		}
	}
	if len(in.marks) < 1024 {
		in.marks = append(in.marks, m)
	}
}

func (in *interpreter) propertyMark(m *mark, props object) {
	if id := props.key("MCID"); id.isNumber() {
		m.mcid = in.scoped(int32(id.int()))
	}
	if a := props.key("ActualText"); a.isString() {
		m.actual = &actualText{in.f.text(a), -1}
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
func (in *interpreter) xobject(args []token, res object) {
	if len(args) == 0 || in.depth >= maxFormDepth {
		return
	}
	x := res.key("XObject").key(string(args[0].text))
	if in.marks[len(in.marks)-1].hidden || in.f.off.hides(x, "OC") {
		return
	}
	if x.key("Subtype").name() != "Form" {
		m := in.g.ctm
		in.s.images += math.Abs(m.a*m.d-m.b*m.c) / (in.s.width * in.s.height)
		return
	}
	in.ops++
	if in.ops > 20000 {
		return
	}
	in.form(x, res)
}

func (in *interpreter) form(x, outer object) {
	id := x.identity()
	body, ok := in.forms[id]
	if !ok {
		body, _ = in.f.stream(x)
		if len(body) < 1<<20 && len(in.forms) < 256 {
			in.forms[id] = body
		}
	}
	res := x.key("Resources")
	if res.null() {
		res = outer
	}
	g, stack, marks, tm, tlm := in.g, in.stack, in.marks, in.tm, in.tlm
	if m := x.key("Matrix"); m.len() == 6 {
		in.g.ctm = matrixFrom(m).then(in.g.ctm)
	}
	if b := boxOf(x.key("BBox")); b.width() > 0 && b.height() > 0 && in.g.ctm.finite() {
		in.clipTo(in.g.ctm.around(b))
	}
	in.stack, in.depth = nil, in.depth+1
	if in.g.ctm.finite() {
		in.run(body, res)
	}
	in.depth--
	in.g, in.stack, in.marks, in.tm, in.tlm = g, stack, marks[:len(marks):len(marks)], tm, tlm
}
