package pdf

import "fmt"

// A sheet is one page: where it lies and what is on it.
type sheet struct {
	number   int // from 1
	dict     object
	ref      string // the reference by which the page tree names it, "" if none
	base     matrix // from the page's own space to the upright page
	width    float64
	height   float64
	glyphs   []glyph
	rules    []rule
	fills    []box
	dots     []box   // small filled shapes
	images   float64 // part of the page that pictures cover, may exceed 1
	painted  int     // path and shading operators, a sign of drawn text
	bad      int     // glyphs without a known character
	failed   error   // why the content could not be read
	resource object
}

// inherited are the attributes that a page takes from its parents.
type inherited struct{ resources, mediaBox, cropBox, rotate object }

func (in inherited) under(node object) inherited {
	take := func(old object, key string) object {
		if v := node.key(key); !v.null() {
			return v
		}
		return old
	}
	return inherited{
		take(in.resources, "Resources"), take(in.mediaBox, "MediaBox"),
		take(in.cropBox, "CropBox"), take(in.rotate, "Rotate"),
	}
}

// pagesOf lists the pages in order; a node that was seen before is left out, so
// that a page tree with a loop ends.
func pagesOf(f *file) []*sheet {
	w := &pageWalk{seen: map[string]bool{}}
	root := f.trailer().key("Root").key("Pages")
	if !root.key("Parent").null() {
		f.damaged(0, "the page tree goes in a circle: its root has a parent")
	}
	w.f = f
	w.node(root, "", inherited{}.under(root), 0)
	if n := root.key("Count"); n.isNumber() && n.int() != len(w.sheets) && len(w.sheets) > 0 {
		f.damaged(0, fmt.Sprintf("the page tree says %.0f pages and has %d", n.num(), len(w.sheets)))
	}
	return w.sheets
}

type pageWalk struct {
	f      *file
	seen   map[string]bool
	sheets []*sheet
}

func (w *pageWalk) node(node object, ref string, in inherited, depth int) {
	if depth > 64 || len(w.sheets) >= maxPages || !node.isDict() {
		return
	}
	kids := node.key("Kids")
	if !kids.isArray() {
		if node.key("Type").name() != "Pages" {
			w.sheets = append(w.sheets, newSheet(len(w.sheets)+1, node, ref, in))
		}
		return
	}
	refs := arrayRefs(kids.identity(), kids.len())
	for i := range kids.len() {
		if refs[i] != "" {
			if w.seen[refs[i]] {
				w.f.damaged(0, "the page tree goes in a circle or names a page twice")
				continue
			}
			w.seen[refs[i]] = true
		}
		kid := kids.index(i)
		w.node(kid, refs[i], in.under(kid), depth+1)
	}
}

func newSheet(number int, node object, ref string, in inherited) *sheet {
	s := &sheet{number: number, dict: node, ref: ref, resource: in.resources}
	b := boxOf(in.cropBox)
	if b.width() < 1 || b.height() < 1 {
		b = boxOf(in.mediaBox)
	}
	if b.width() < 1 || b.height() < 1 {
		b = box{0, 0, 612, 792}
	}
	w, h := b.width(), b.height()
	switch ((in.rotate.int() % 360) + 360) % 360 {
	case 90:
		s.base, s.width, s.height = matrix{0, 1, 1, 0, -b.y0, -b.x0}, h, w
	case 180:
		s.base, s.width, s.height = matrix{-1, 0, 0, 1, b.x1, -b.y0}, w, h
	case 270:
		s.base, s.width, s.height = matrix{0, -1, -1, 0, b.y1, b.x1}, h, w
	default:
		s.base, s.width, s.height = matrix{1, 0, 0, -1, -b.x0, b.y1}, w, h
	}
	return s
}

// turnUpright turns a page whose text nearly all runs up, down or upside down, as
// that of a wide table on a tall page, and drops what was read of it, so that it
// can be read again; false where the page stands as it should.
func (s *sheet) turnUpright() bool {
	var by [4]int
	for i := range s.glyphs {
		by[s.glyphs[i].turn&3]++
	}
	w, h := s.width, s.height
	var turn matrix
	switch all := len(s.glyphs); {
	case all < 40:
		return false
	case 10*by[1] > 9*all:
		turn, s.width, s.height = matrix{0, 1, -1, 0, h, 0}, h, w
	case 10*by[2] > 9*all:
		turn = matrix{-1, 0, 0, -1, w, h}
	case 10*by[3] > 9*all:
		turn, s.width, s.height = matrix{0, -1, 1, 0, 0, w}, h, w
	default:
		return false
	}
	*s = sheet{number: s.number, dict: s.dict, ref: s.ref, base: s.base.then(turn), width: s.width, height: s.height, resource: s.resource}
	return true
}

// boxOf reads a rectangle of four numbers.
func boxOf(o object) box {
	if o.len() != 4 {
		return box{}
	}
	x0, y0, x1, y1 := o.index(0).num(), o.index(1).num(), o.index(2).num(), o.index(3).num()
	return box{min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)}
}

// contentsOf returns the page's content streams, joined by white space.
func contentsOf(f *file, s *sheet) ([]byte, error) {
	c := s.dict.key("Contents")
	if c.isStream() {
		return f.stream(c)
	}
	var all []byte
	var first error
	for i := range min(c.len(), 10000) {
		b, err := f.stream(c.index(i))
		if err != nil && first == nil {
			first = err
		}
		if len(all)+len(b) > maxStream {
			return all, errDecoded
		}
		all = append(append(all, b...), '\n')
	}
	return all, first
}

// maxPages bounds the pages that are read of one document.
const maxPages = 20000
