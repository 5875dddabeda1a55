package object

import (
	"bytes"
	"errors"
)

// The object layer (ledongthuc/pdf) trusts cross references: it loops on a cyclic
// chain, allocates what /Size says, ignores /XRefStm and decompresses an object
// stream from its beginning for each object in it. So a file is flattened first:
// its cross references are read here, checked and mended; objects in object
// streams are written out as objects of their own; and one plain cross-reference
// stream is appended that names every object once.

const (
	maxObjects  = 2_000_000
	maxSections = 4096 // cross-reference sections of one file
	headerSpan  = 4096 // where the header may begin
)

// ErrNoPDF says that bytes are no PDF at all.
var ErrNoPDF = errors.New("not a PDF: no header in the first 4096 bytes")

// An entry says where an object stands.
type entry struct {
	offset int // of an object in the file
	gen    int
	stream int // number of the object stream it stands in, 0 if in none
	index  int // place in the object stream
}

// A flat is a file that the object layer can open.
type flat struct {
	image  []byte
	mended []string // what had to be mended, in words
}

// flatten mends a file. It fails only for bytes that hold no PDF at all.
func flatten(body []byte) (*flat, error) {
	at := bytes.Index(body[:min(len(body), headerSpan)], []byte("%PDF-"))
	if at < 0 {
		return nil, ErrNoPDF
	}
	f := &flattener{body: body[at:], entries: map[int]entry{}, trailer: map[string]any{}}
	if at > 0 {
		f.mend("bytes before the header")
	}
	f.readChain()
	f.checkEnds()
	if !f.sound() {
		f.mend("cross references rebuilt")
		f.rebuild()
	}
	if _, ok := f.trailer["Root"].(Ref); !ok {
		return nil, errors.New("no document catalogue found")
	}
	if _, encrypted := f.trailer["Encrypt"]; encrypted {
		if err := f.decrypt(); err != nil {
			return nil, err
		}
	}
	return f.write(), nil
}

type flattener struct {
	body    []byte
	entries map[int]entry
	trailer map[string]any
	mended  []string
	absurd  bool // a trailer says more objects than any file has
}

// checkEnds notes a file without an end mark, or with more than white space and a
// few stray bytes behind it.
func (f *flattener) checkEnds() {
	i := bytes.LastIndex(f.body, []byte("%%EOF"))
	switch {
	case i < 0:
		f.mend("no end mark")
	case len(bytes.TrimSpace(bytes.Trim(f.body[i+5:], "\x00"))) > 16:
		f.mend("bytes after the end mark")
	}
}

func (f *flattener) mend(what string) { f.mended = append(f.mended, what) }

// readChain follows the cross-reference sections from the last startxref.
func (f *flattener) readChain() {
	tailStart := max(0, len(f.body)-4096)
	i := bytes.LastIndex(f.body[tailStart:], []byte("startxref"))
	if i < 0 {
		f.mend("startxref missing")
		return
	}
	l := &Lexer{Bytes: f.body, Pos: tailStart + i + len("startxref")}
	t := l.Next()
	if t.Kind != TokNumber {
		return
	}
	seen := map[int]bool{}
	queue := []int{int(t.Num)}
	for len(queue) > 0 && len(seen) < maxSections {
		pos := queue[0]
		queue = queue[1:]
		if seen[pos] || pos < 0 || pos >= len(f.body) {
			continue
		}
		seen[pos] = true
		queue = append(f.section(pos), queue...)
	}
}

// section reads one cross-reference section and returns where the next ones are:
// first the stream of a hybrid file, then the previous section.
func (f *flattener) section(pos int) []int {
	l := &Lexer{Bytes: f.body, Pos: pos}
	var dict map[string]any
	if t := l.Next(); t.Kind == TokWord && string(t.Text) == "xref" {
		dict = f.table(l)
	} else {
		dict = f.xrefStream(pos)
	}
	f.adopt(dict)
	var next []int
	for _, key := range []string{"XRefStm", "Prev"} {
		if v, ok := dict[key].(float64); ok {
			next = append(next, int(v))
		}
	}
	return next
}

// adopt takes the trailer's entries that no newer trailer has.
func (f *flattener) adopt(dict map[string]any) {
	if n, ok := dict["Size"].(float64); ok && n > maxObjects && !f.absurd {
		f.absurd = true
		f.mend("an absurd number of objects")
	}
	for _, key := range []string{"Root", "Info", "Encrypt", "ID"} {
		if v, ok := dict[key]; ok && f.trailer[key] == nil {
			f.trailer[key] = v
		}
	}
}

func (f *flattener) table(l *Lexer) map[string]any {
	for {
		t := l.Next()
		if t.Kind == TokWord && string(t.Text) == "trailer" {
			dict, _ := l.Value().(map[string]any)
			return dict
		}
		count := l.Next()
		if t.Kind != TokNumber || count.Kind != TokNumber {
			return nil
		}
		for i := range int(count.Num) {
			off, gen, kind := l.Next(), l.Next(), l.Next()
			if off.Kind != TokNumber || gen.Kind != TokNumber || kind.Kind != TokWord {
				return nil
			}
			if string(kind.Text) == "n" {
				f.add(int(t.Num)+i, entry{offset: int(off.Num), gen: int(gen.Num)})
			} else {
				f.add(int(t.Num)+i, entry{offset: -1})
			}
		}
	}
}

// add notes an entry unless a newer section named the object.
func (f *flattener) add(num int, e entry) {
	if num <= 0 || num > maxObjects {
		return
	}
	if _, known := f.entries[num]; !known {
		f.entries[num] = e
	}
}

func (f *flattener) xrefStream(pos int) map[string]any {
	dict, data, err := f.streamAt(pos)
	if err != nil || dict["Type"] != nameValue("XRef") {
		return nil
	}
	w, _ := dict["W"].([]any)
	if len(w) < 3 {
		return nil
	}
	widths := [3]int{intOf(w[0]), intOf(w[1]), intOf(w[2])}
	for _, n := range widths {
		if n < 0 || n > 8 {
			return nil
		}
	}
	index, _ := dict["Index"].([]any)
	if index == nil {
		index = []any{0.0, dict["Size"]}
	}
	for i := 0; i+1 < len(index); i += 2 {
		data = f.xrefRows(data, widths, intOf(index[i]), intOf(index[i+1]))
	}
	return dict
}

func (f *flattener) xrefRows(data []byte, w [3]int, first, count int) []byte {
	size := w[0] + w[1] + w[2]
	for i := 0; i < count && size > 0 && len(data) >= size; i++ {
		kind := 1
		if w[0] > 0 {
			kind = bigEndian(data[:w[0]])
		}
		a, b := bigEndian(data[w[0]:w[0]+w[1]]), bigEndian(data[w[0]+w[1]:size])
		data = data[size:]
		switch kind {
		case 1:
			f.add(first+i, entry{offset: a, gen: b})
		case 2:
			f.add(first+i, entry{stream: a, index: b})
		default:
			f.add(first+i, entry{offset: -1})
		}
	}
	return data
}

func bigEndian(b []byte) int {
	v := 0
	for _, c := range b {
		v = v<<8 | int(c)
	}
	return v
}

// streamAt reads the stream object at pos and decodes it.
func (f *flattener) streamAt(pos int) (map[string]any, []byte, error) {
	_, _, after, ok := objectHead(f.body, pos)
	if !ok {
		return nil, nil, errors.New("no object")
	}
	l := &Lexer{Bytes: f.body, Pos: after}
	dict, _ := l.Value().(map[string]any)
	if t := l.Next(); dict == nil || t.Kind != TokWord || string(t.Text) != "stream" {
		return nil, nil, errors.New("no stream")
	}
	raw := streamBytes(f.body, l.Pos, f.length(dict["Length"]))
	data, err := decodeSyntax(dict, raw)
	if len(data) > 0 {
		err = nil
	}
	return dict, data, err
}

// length is a stream's length, which may stand in another object.
func (f *flattener) length(v any) int {
	r, ok := v.(Ref)
	if !ok {
		return intOf(v)
	}
	e := f.entries[r.num]
	if _, _, after, ok := objectHead(f.body, e.offset); ok && e.stream == 0 {
		return intOf((&Lexer{Bytes: f.body, Pos: after}).Value())
	}
	return 0
}

// streamBytes cuts out a stream's bytes: pos is just after the word "stream". A
// length that does not lead to "endstream" is replaced by a search for it.
func streamBytes(b []byte, pos, length int) []byte {
	if pos < len(b) && b[pos] == '\r' {
		pos++
	}
	if pos < len(b) && b[pos] == '\n' {
		pos++
	}
	if end := pos + length; length > 0 && end <= len(b) {
		if bytes.HasPrefix(bytes.TrimLeft(b[end:min(len(b), end+32)], "\r\n\t \x00"), []byte("endstream")) {
			return b[pos:end]
		}
	}
	if pos > len(b) {
		return nil
	}
	if n := bytes.Index(b[pos:], []byte("endstream")); n >= 0 {
		return bytes.TrimSuffix(bytes.TrimSuffix(b[pos:pos+n], []byte("\n")), []byte("\r"))
	}
	return b[pos:]
}

// decodeSyntax undoes the filters that a dictionary of the pre-flight names.
func decodeSyntax(dict map[string]any, raw []byte) ([]byte, error) {
	filters, ok := dict["Filter"].([]any)
	if name, single := dict["Filter"].(nameValue); single {
		filters, ok = []any{name}, true
	}
	parms, _ := dict["DecodeParms"].([]any)
	if p, single := dict["DecodeParms"].(map[string]any); single {
		parms = []any{p}
	}
	if !ok {
		return raw, nil
	}
	for i, v := range filters {
		var p map[string]any
		if i < len(parms) {
			p, _ = parms[i].(map[string]any)
		}
		name, _ := v.(nameValue)
		out, err := applyFilter(string(name), raw, decodeParms{
			predictor: intOf(p["Predictor"]), columns: intOf(p["Columns"]),
			colours: intOf(p["Colors"]), bits: intOf(p["BitsPerComponent"]), earlyChange: 1,
		})
		if err != nil && len(out) == 0 {
			return nil, err
		}
		raw = out
	}
	return raw, nil
}

// sound reports whether the cross references lead to a catalogue with pages and
// every object is where they say.
func (f *flattener) sound() bool {
	root, ok := f.trailer["Root"].(Ref)
	if !ok || len(f.entries) == 0 {
		return false
	}
	if _, ok := f.entries[root.num]; !ok {
		return false
	}
	for num, e := range f.entries {
		switch {
		case e.stream > 0:
			s := f.entries[e.stream]
			if s.stream != 0 || s.offset <= 0 {
				return false
			}
		case e.offset > 0:
			n, gen, _, ok := objectHead(f.body, e.offset)
			if !ok || n != num {
				return false
			}
			if gen != e.gen {
				e.gen = gen
				f.entries[num] = e
			}
		}
	}
	return true
}

// rebuild finds objects by their heads, as the last word on each number, and the
// trailer's facts in trailers and cross-reference streams.
func (f *flattener) rebuild() {
	f.entries, f.trailer = map[int]entry{}, map[string]any{}
	var streams []int
	for pos := 0; ; {
		i := bytes.Index(f.body[pos:], []byte("obj"))
		if i < 0 {
			break
		}
		at := pos + i
		pos = at + 3
		if start := headBefore(f.body, at); start >= 0 {
			num, gen, _, ok := objectHead(f.body, start)
			if ok && num > 0 && num <= maxObjects {
				f.entries[num] = entry{offset: start, gen: gen}
				streams = append(streams, num)
			}
		}
	}
	f.rebuildTrailer()
	for _, num := range streams {
		f.adoptObject(num)
	}
}

// headBefore returns where the two numbers before the word at pos begin, or -1.
func headBefore(b []byte, pos int) int {
	i := pos
	for range 2 {
		j := i
		for j > 0 && byteClass(b[j-1]) == classSpace && i-j < 8 {
			j--
		}
		k := j
		for k > 0 && b[k-1] >= '0' && b[k-1] <= '9' && j-k < 12 {
			k--
		}
		if k == j || j == i {
			return -1
		}
		i = k
	}
	return i
}

// rebuildTrailer reads every trailer dictionary, the last first.
func (f *flattener) rebuildTrailer() {
	for end := len(f.body); end > 0; {
		i := bytes.LastIndex(f.body[:end], []byte("trailer"))
		if i < 0 {
			return
		}
		end = i
		dict, _ := (&Lexer{Bytes: f.body, Pos: i + len("trailer")}).Value().(map[string]any)
		f.adopt(dict)
	}
}

// adoptObject looks into an object for what a lost cross reference would say: the
// catalogue, the facts of a cross-reference stream, the objects of an object
// stream.
func (f *flattener) adoptObject(num int) {
	_, _, after, ok := objectHead(f.body, f.entries[num].offset)
	if !ok {
		return
	}
	end := min(len(f.body), after+4096)
	if !bytes.Contains(f.body[after:end], []byte("/Type")) {
		return
	}
	dict, _ := (&Lexer{Bytes: f.body, Pos: after}).Value().(map[string]any)
	switch dict["Type"] {
	case nameValue("Catalog"):
		if f.trailer["Root"] == nil {
			f.trailer["Root"] = Ref{num, 0}
		}
	case nameValue("XRef"):
		f.adopt(dict)
	case nameValue("ObjStm"):
		f.adoptMembers(num)
	}
}

func (f *flattener) adoptMembers(num int) {
	_, data, err := f.streamAt(f.entries[num].offset)
	if err != nil {
		return
	}
	dict, _, _ := f.streamAt(f.entries[num].offset)
	l := &Lexer{Bytes: data}
	for i := range min(intOf(dict["N"]), len(data)) {
		id, off := l.Next(), l.Next()
		if id.Kind != TokNumber || off.Kind != TokNumber {
			return
		}
		if n := int(id.Num); n > 0 && n <= maxObjects {
			if _, known := f.entries[n]; !known {
				f.entries[n] = entry{stream: num, index: i}
			}
		}
		if f.trailer["Root"] == nil && bytes.Contains(data, []byte("/Catalog")) {
			f.findCatalogue(data, intOf(dict["First"])+int(off.Num), int(id.Num))
		}
	}
}

func (f *flattener) findCatalogue(data []byte, at, num int) {
	if at < 0 || at >= len(data) {
		return
	}
	if d, _ := (&Lexer{Bytes: data, Pos: at}).Value().(map[string]any); d["Type"] == nameValue("Catalog") {
		f.trailer["Root"] = Ref{num, 0}
	}
}
