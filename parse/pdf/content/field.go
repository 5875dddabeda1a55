package content

import (
	"strings"

	"manualwatch/parse/pdf/geometry"
	"manualwatch/parse/pdf/object"
	"manualwatch/parse/pdf/writing"
)

// Flags of annotations and fields (ISO 32000-1, 12.5.3 and 12.7.4).
const (
	annotHidden   = 1 << 1
	annotNoView   = 1 << 5
	fieldPassword = 1 << 13
)

// fields shows the values of a page's form fields and the text of its text boxes,
// which are annotations and no part of the page's content.
func (in *interpreter) fields() {
	list := in.s.dict.Key("Annots")
	for i := range min(list.Len(), maxAnnotations) {
		o := list.Index(i)
		kind := o.Key("Subtype").Name()
		if kind != "Widget" && kind != "FreeText" || o.Key("F").Int()&(annotHidden|annotNoView) != 0 || in.f.Hidden.Hides(o, "OC") {
			continue
		}
		if kind == "Widget" && !showsText(o) {
			continue
		}
		in.annotation(o)
	}
}

// showsText reports whether a field is of text or choices and no password.
func showsText(o object.Object) bool {
	kind := inField(o, "FT").Name()
	return (kind == "Tx" || kind == "Ch") && inField(o, "Ff").Int()&fieldPassword == 0
}

// inField reads a key of a field, which it may have from its parents.
func inField(o object.Object, key string) object.Object {
	for range 16 {
		if v := o.Key(key); !v.IsNull() {
			return v
		}
		if o = o.Key("Parent"); !o.IsDict() {
			break
		}
	}
	return object.Object{}
}

// annotation shows how an annotation looks, or its value where it has no look.
func (in *interpreter) annotation(o object.Object) {
	rect := boxOf(o.Key("Rect"))
	if rect.Width() < 1 || rect.Height() < 1 {
		return
	}
	look := o.Key("AP").Key("N")
	if look.IsStream() {
		in.look(look, rect)
		return
	}
	value := inField(o, "V")
	if value.IsNull() {
		value = o.Key("Contents")
	}
	if !value.IsString() {
		return
	}
	in.value(writing.Squeeze(writing.Clean(in.f.Text(value))), rect)
}

// look runs an appearance stream so that its box fills the annotation's rectangle
// (ISO 32000-1, 12.5.5).
func (in *interpreter) look(x object.Object, rect geometry.Box) {
	m := geometry.Unit
	if v := x.Key("Matrix"); v.Len() == 6 {
		m = matrixFrom(v)
	}
	b := m.Around(boxOf(x.Key("BBox")))
	if b.Width() <= 0 || b.Height() <= 0 {
		return
	}
	sx, sy := rect.Width()/b.Width(), rect.Height()/b.Height()
	in.g = graphics{stretch: 1, ctm: geometry.Matrix{A: sx, B: 0, C: 0, D: sy, E: rect.X0 - b.X0*sx, F: rect.Y0 - b.Y0*sy}.Then(in.s.base)}
	in.stack, in.marks = nil, []mark{{mcid: -1}}
	in.form(x, in.s.resource)
}

// value puts the text of a field on the page.
func (in *interpreter) value(text string, rect geometry.Box) {
	if strings.TrimSpace(text) == "" {
		return
	}
	size := min(11, 0.7*rect.Height())
	x, y := in.s.base.Apply(rect.X0+2, rect.Y1-0.85*min(rect.Height(), 1.4*size))
	in.s.Glyphs = append(in.s.Glyphs, Glyph{Text: text, X: x, Y: y, Width: min(rect.Width()-4, 0.5*size*float64(len(text))), Size: size, MCID: -1})
}

func matrixFrom(o object.Object) geometry.Matrix {
	return geometry.Matrix{A: o.Index(0).Num(), B: o.Index(1).Num(), C: o.Index(2).Num(), D: o.Index(3).Num(), E: o.Index(4).Num(), F: o.Index(5).Num()}
}
