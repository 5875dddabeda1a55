package pdf

import (
	"strings"
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
	list := in.s.dict.key("Annots")
	for i := range min(list.len(), maxAnnotations) {
		o := list.index(i)
		kind := o.key("Subtype").name()
		if kind != "Widget" && kind != "FreeText" || o.key("F").int()&(annotHidden|annotNoView) != 0 || in.f.off.hides(o, "OC") {
			continue
		}
		if kind == "Widget" && !showsText(o) {
			continue
		}
		in.annotation(o)
	}
}

// showsText reports whether a field is of text or choices and no password.
func showsText(o object) bool {
	kind := inField(o, "FT").name()
	return (kind == "Tx" || kind == "Ch") && inField(o, "Ff").int()&fieldPassword == 0
}

// inField reads a key of a field, which it may have from its parents.
func inField(o object, key string) object {
	for range 16 {
		if v := o.key(key); !v.null() {
			return v
		}
		if o = o.key("Parent"); !o.isDict() {
			break
		}
	}
	return object{}
}

// annotation shows how an annotation looks, or its value where it has no look.
func (in *interpreter) annotation(o object) {
	rect := boxOf(o.key("Rect"))
	if rect.width() < 1 || rect.height() < 1 {
		return
	}
	look := o.key("AP").key("N")
	if look.isStream() {
		in.look(look, rect)
		return
	}
	value := inField(o, "V")
	if value.null() {
		value = o.key("Contents")
	}
	if !value.isString() {
		return
	}
	in.value(squeeze(cleanText(in.f.text(value))), rect)
}

// look runs an appearance stream so that its box fills the annotation's rectangle
// (ISO 32000-1, 12.5.5).
func (in *interpreter) look(x object, rect box) {
	m := unit
	if v := x.key("Matrix"); v.len() == 6 {
		m = matrixFrom(v)
	}
	b := m.around(boxOf(x.key("BBox")))
	if b.width() <= 0 || b.height() <= 0 {
		return
	}
	sx, sy := rect.width()/b.width(), rect.height()/b.height()
	in.g = graphics{stretch: 1, ctm: matrix{sx, 0, 0, sy, rect.x0 - b.x0*sx, rect.y0 - b.y0*sy}.then(in.s.base)}
	in.stack, in.marks = nil, []mark{{mcid: -1}}
	in.form(x, in.s.resource)
}

// value puts the text of a field on the page.
func (in *interpreter) value(text string, rect box) {
	if strings.TrimSpace(text) == "" {
		return
	}
	size := min(11, 0.7*rect.height())
	x, y := in.s.base.apply(rect.x0+2, rect.y1-0.85*min(rect.height(), 1.4*size))
	in.s.glyphs = append(in.s.glyphs, glyph{text: text, x: x, y: y, w: min(rect.width()-4, 0.5*size*float64(len(text))), size: size, mcid: -1})
}

func matrixFrom(o object) matrix {
	return matrix{o.index(0).num(), o.index(1).num(), o.index(2).num(), o.index(3).num(), o.index(4).num(), o.index(5).num()}
}
