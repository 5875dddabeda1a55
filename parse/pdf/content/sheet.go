// Package content reads pages: the glyphs, lines and areas that their content streams
// paint; and what the file says about pages: links, bookmarks, tags and its own facts.
package content

import (
	"fmt"

	"manualwatch/parse/pdf/geometry"
	"manualwatch/parse/pdf/object"
)

// A Sheet is one page: where it lies and what is on it.
type Sheet struct {
	Number   int // from 1
	dict     object.Object
	ref      string          // the reference by which the page tree names it, "" if none
	base     geometry.Matrix // from the page's own space to the upright page
	Width    float64         // of the upright page, in points
	Height   float64
	Glyphs   []Glyph        // in the order of the content
	Rules    []Rule         // painted lines
	Fills    []geometry.Box // coloured areas that are no lines, none as wide as the page
	Rounds   []geometry.Box // those with rounded corners, coloured or framed
	Dots     []geometry.Box // small filled shapes
	Images   float64        // part of the page that pictures cover, may exceed 1
	painted  int            // path and shading operators, a sign of drawn text
	Bad      int            // glyphs without a known character
	Failed   error          // why the content could not be read
	resource object.Object
}

// inherited are the attributes that a page takes from its parents.
type inherited struct{ resources, mediaBox, cropBox, rotate object.Object }

func (in inherited) under(node object.Object) inherited {
	take := func(old object.Object, key string) object.Object {
		if v := node.Key(key); !v.IsNull() {
			return v
		}
		return old
	}
	return inherited{
		take(in.resources, "Resources"), take(in.mediaBox, "MediaBox"),
		take(in.cropBox, "CropBox"), take(in.rotate, "Rotate"),
	}
}

// Sheets lists the pages in order; a node that was seen before is left out, so
// that a page tree with a loop ends.
func Sheets(f *object.File) []*Sheet {
	w := &pageWalk{seen: map[string]bool{}}
	root := f.Trailer().Key("Root").Key("Pages")
	if !root.Key("Parent").IsNull() {
		f.NoteDamage(0, "the page tree goes in a circle: its root has a parent")
	}
	w.f = f
	w.node(root, "", inherited{}.under(root), 0)
	if n := root.Key("Count"); n.IsNumber() && n.Int() != len(w.sheets) && len(w.sheets) > 0 {
		f.NoteDamage(0, fmt.Sprintf("the page tree says %.0f pages and has %d", n.Num(), len(w.sheets)))
	}
	return w.sheets
}

type pageWalk struct {
	f      *object.File
	seen   map[string]bool
	sheets []*Sheet
}

func (w *pageWalk) node(node object.Object, ref string, in inherited, depth int) {
	if depth > 64 || len(w.sheets) >= MaxPages || !node.IsDict() {
		return
	}
	kids := node.Key("Kids")
	if !kids.IsArray() {
		if node.Key("Type").Name() != "Pages" {
			w.sheets = append(w.sheets, newSheet(len(w.sheets)+1, node, ref, in))
		}
		return
	}
	refs := object.ArrayRefs(kids.Identity(), kids.Len())
	for i := range kids.Len() {
		if refs[i] != "" {
			if w.seen[refs[i]] {
				w.f.NoteDamage(0, "the page tree goes in a circle or names a page twice")
				continue
			}
			w.seen[refs[i]] = true
		}
		kid := kids.Index(i)
		w.node(kid, refs[i], in.under(kid), depth+1)
	}
}

func newSheet(number int, node object.Object, ref string, in inherited) *Sheet {
	s := &Sheet{Number: number, dict: node, ref: ref, resource: in.resources}
	b := boxOf(in.cropBox)
	if b.Width() < 1 || b.Height() < 1 {
		b = boxOf(in.mediaBox)
	}
	if b.Width() < 1 || b.Height() < 1 {
		b = geometry.Box{X0: 0, Y0: 0, X1: 612, Y1: 792}
	}
	w, h := b.Width(), b.Height()
	switch ((in.rotate.Int() % 360) + 360) % 360 {
	case 90:
		s.base, s.Width, s.Height = geometry.Matrix{A: 0, B: 1, C: 1, D: 0, E: -b.Y0, F: -b.X0}, h, w
	case 180:
		s.base, s.Width, s.Height = geometry.Matrix{A: -1, B: 0, C: 0, D: 1, E: b.X1, F: -b.Y0}, w, h
	case 270:
		s.base, s.Width, s.Height = geometry.Matrix{A: 0, B: -1, C: -1, D: 0, E: b.Y1, F: b.X1}, h, w
	default:
		s.base, s.Width, s.Height = geometry.Matrix{A: 1, B: 0, C: 0, D: -1, E: -b.X0, F: b.Y1}, w, h
	}
	return s
}

// TurnUpright turns a page whose text nearly all runs up, down or upside down, as
// that of a wide table on a tall page, and drops what was read of it, so that it
// can be read again; false where the page stands as it should.
func (s *Sheet) TurnUpright() bool {
	var by [4]int
	for i := range s.Glyphs {
		by[s.Glyphs[i].Turn&3]++
	}
	w, h := s.Width, s.Height
	var turn geometry.Matrix
	switch all := len(s.Glyphs); {
	case all < 40:
		return false
	case 10*by[1] > 9*all:
		turn, s.Width, s.Height = geometry.Matrix{A: 0, B: 1, C: -1, D: 0, E: h, F: 0}, h, w
	case 10*by[2] > 9*all:
		turn = geometry.Matrix{A: -1, B: 0, C: 0, D: -1, E: w, F: h}
	case 10*by[3] > 9*all:
		turn, s.Width, s.Height = geometry.Matrix{A: 0, B: -1, C: 1, D: 0, E: 0, F: w}, h, w
	default:
		return false
	}
	s.base = s.base.Then(turn)
	s.Renew()
	return true
}

// Renew forgets what was read of a page, which can then be interpreted again.
func (s *Sheet) Renew() {
	*s = Sheet{Number: s.Number, dict: s.dict, ref: s.ref, base: s.base, Width: s.Width, Height: s.Height, resource: s.resource}
}

// boxOf reads a rectangle of four numbers.
func boxOf(o object.Object) geometry.Box {
	if o.Len() != 4 {
		return geometry.Box{}
	}
	x0, y0, x1, y1 := o.Index(0).Num(), o.Index(1).Num(), o.Index(2).Num(), o.Index(3).Num()
	return geometry.Box{X0: min(x0, x1), Y0: min(y0, y1), X1: max(x0, x1), Y1: max(y0, y1)}
}

// contentsOf returns the page's content streams, joined by white space.
func contentsOf(f *object.File, s *Sheet) ([]byte, error) {
	c := s.dict.Key("Contents")
	if c.IsStream() {
		return f.Stream(c)
	}
	var all []byte
	var first error
	for i := range min(c.Len(), 10000) {
		b, err := f.Stream(c.Index(i))
		if err != nil && first == nil {
			first = err
		}
		if len(all)+len(b) > object.MaxStream {
			return all, object.ErrLimit
		}
		all = append(append(all, b...), '\n')
	}
	return all, first
}

// MaxPages bounds the pages that are read of one document.
const MaxPages = 20000
