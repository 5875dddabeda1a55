package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	ledong "github.com/ledongthuc/pdf"
)

// A file is an open PDF. Its streams are decoded here, as the object layer knows
// only some filters and panics on the others.
type file struct {
	r         *ledong.Reader
	flat      *flat
	budget    int // decoded bytes that may still be made of this file
	overspent bool
	damages   []damage
	off       layers // hidden layers
}

// A damage is something broken that was read around, with its page, 0 if it
// belongs to none.
type damage struct {
	page int
	what string
}

// mended is what of the file's frame had to be mended, in words.
func (f *file) mended() []string { return f.flat.mended }

// damageNote lists all that is wrong with a file, for an error.
func (f *file) damageNote() string {
	words := slices.Clone(f.flat.mended)
	for _, d := range f.damages {
		words = append(words, d.what)
	}
	if len(words) == 0 {
		return ""
	}
	return " (" + strings.Join(words, ", ") + ")"
}

// maxDamages bounds the damages of a file that are told.
const maxDamages = 20

// damaged notes a damage, each kind once.
func (f *file) damaged(page int, what string) {
	if len(f.damages) >= maxDamages || slices.ContainsFunc(f.damages, func(d damage) bool { return d.what == what }) {
		return
	}
	f.damages = append(f.damages, damage{page, what})
}

// errDecoded is wrapped where streams decode to more than is read of a file.
var errDecoded = errors.New("limit reached")

// maxDecoded bounds the decoded bytes of all streams of one file.
const maxDecoded = 1 << 30

// open mends a file and opens it.
func open(body []byte) (f *file, err error) {
	defer func() {
		if x := recover(); x != nil {
			f, err = nil, fmt.Errorf("opening: %v", x)
		}
	}()
	flat, err := flatten(body)
	if err != nil {
		return nil, err
	}
	r, err := ledong.NewReader(bytes.NewReader(flat.image), int64(len(flat.image)))
	if err != nil {
		return nil, err
	}
	f = &file{r: r, flat: flat, budget: maxDecoded}
	f.off = f.hiddenLayers()
	return f, nil
}

// An object is a value of the file. Access to it never panics: what cannot be
// read is null.
type object struct {
	v ledong.Value
}

func (f *file) trailer() object { return object{f.r.Trailer()} }

func (o object) key(name string) (out object) {
	defer func() {
		if recover() != nil {
			out = object{}
		}
	}()
	return object{o.v.Key(name)}
}

func (o object) index(i int) (out object) {
	defer func() {
		if recover() != nil {
			out = object{}
		}
	}()
	return object{o.v.Index(i)}
}

func (o object) len() int       { return o.v.Len() }
func (o object) null() bool     { return o.v.IsNull() }
func (o object) int() int       { return int(o.v.Float64()) }
func (o object) num() float64   { return o.v.Float64() }
func (o object) name() string   { return o.v.Name() }
func (o object) raw() string    { return o.v.RawString() }
func (o object) isString() bool { return o.v.Kind() == ledong.String }
func (o object) isDict() bool   { return o.v.Kind() == ledong.Dict }
func (o object) isArray() bool  { return o.v.Kind() == ledong.Array }
func (o object) isStream() bool { return o.v.Kind() == ledong.Stream }
func (o object) isName() bool   { return o.v.Kind() == ledong.Name }
func (o object) isNumber() bool {
	return o.v.Kind() == ledong.Integer || o.v.Kind() == ledong.Real
}

// identity is a text that two values share only if they say the same: references
// are printed as such, and a stream with its place in the file.
func (o object) identity() string { return o.v.String() }

// refs reads the printed form of a dictionary, in which references still stand;
// its strings are not to be relied upon.
func (o object) refs() map[string]any {
	m, _ := (&lexer{b: []byte(o.identity())}).value().(map[string]any)
	return m
}

// text decodes a text string: UTF-16 or UTF-8 with a mark, else PDFDocEncoding.
func (f *file) text(o object) string {
	return textString(o.raw())
}

// stream returns the decoded bytes of a stream. What could be decoded before an
// error is returned with it.
func (f *file) stream(o object) (out []byte, err error) {
	defer func() {
		if x := recover(); x != nil {
			err = fmt.Errorf("stream: %v", x)
		}
	}()
	if !o.isStream() {
		return nil, nil
	}
	if f.budget <= 0 {
		f.overspent = true
		return nil, fmt.Errorf("stream: %w", errDecoded)
	}
	out, err = f.decode(o, f.rawStream(o))
	f.budget -= len(out)
	return out, err
}

// rawStream cuts a stream's bytes out of the image: the object layer prints a
// stream with the offset of its bytes.
func (f *file) rawStream(o object) []byte {
	printed := o.v.String()
	at := strings.LastIndexByte(printed, '@')
	offset, err := strconv.Atoi(printed[at+1:])
	if err != nil || offset > len(f.flat.image) {
		return nil
	}
	length := o.key("Length").int()
	if length < 0 {
		length = 0
	}
	return streamBytes(f.flat.image, offset, length)
}

func (f *file) decode(o object, raw []byte) ([]byte, error) {
	names, parms := filtersOf(o)
	for i, name := range names {
		out, err := applyFilter(name, raw, parms[i])
		if err != nil && len(out) == 0 {
			return nil, err
		}
		f.overspent = f.overspent || len(out) >= maxStream
		raw = out
	}
	return raw, nil
}

// filtersOf lists the filters of a stream and their parameters; abbreviated keys
// are those of inline images.
func filtersOf(o object) ([]string, []decodeParms) {
	filter, parm := o.key("Filter"), o.key("DecodeParms")
	if filter.isName() {
		return []string{filter.name()}, []decodeParms{parmsOf(parm)}
	}
	var names []string
	var parms []decodeParms
	for i := range min(filter.len(), 16) {
		names = append(names, filter.index(i).name())
		parms = append(parms, parmsOf(parm.index(i)))
	}
	return names, parms
}

func parmsOf(o object) decodeParms {
	p := decodeParms{
		predictor: o.key("Predictor").int(), columns: o.key("Columns").int(),
		colours: o.key("Colors").int(), bits: o.key("BitsPerComponent").int(), earlyChange: 1,
	}
	if e := o.key("EarlyChange"); e.isNumber() {
		p.earlyChange = e.int()
	}
	return p
}

// arrayRefs cuts the references out of a printed array ("[3 0 R 4 0 R]"); if it
// holds anything else they are all "".
func arrayRefs(printed string, n int) []string {
	out := make([]string, n)
	l := &lexer{b: []byte(printed)}
	list, _ := l.value().([]any)
	if len(list) != n {
		return out
	}
	for i, v := range list {
		if r, ok := v.(ref); ok {
			out[i] = r.String()
		}
	}
	return out
}

func (o object) keys() []string { return o.v.Keys() }

// decoded is what the object layer's decoder makes of a code of the font that o is, ""
// where it fails.
func (o object) decoded(code byte) (text string) {
	defer func() {
		if recover() != nil {
			text = ""
		}
	}()
	f := ledong.Font{V: o.v}
	return f.Encoder().Decode(string([]byte{code}))
}
