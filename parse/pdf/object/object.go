// Package object makes objects of the bytes of a file. Cross references are mended and what
// is encrypted under an empty password is decrypted before the object layer opens the
// file; streams are decoded here.
package object

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	ledong "github.com/ledongthuc/pdf"

	"manualwatch/parse/pdf/writing"
)

// A File is an open PDF. Its streams are decoded here, as the object layer knows
// only some filters and panics on the others.
type File struct {
	r         *ledong.Reader
	flat      *flat
	budget    int      // decoded bytes that may still be made of this file
	Overspent bool     // streams decode to more than is read
	Damages   []Damage // what was broken, in order of finding, 20 at most
	Hidden    Layers   // the groups of content that are off
}

// A Damage is something broken that was read around.
type Damage struct {
	Page int    // from 1, 0 if it belongs to none
	What string // in words
}

// Mended is what of the file's frame had to be mended, in words.
func (f *File) Mended() []string { return f.flat.mended }

// DamageText lists all that is wrong with a file, for an error.
func (f *File) DamageText() string {
	words := slices.Clone(f.flat.mended)
	for _, d := range f.Damages {
		words = append(words, d.What)
	}
	if len(words) == 0 {
		return ""
	}
	return " (" + strings.Join(words, ", ") + ")"
}

// maxDamages bounds the damages of a file that are told.
const maxDamages = 20

// NoteDamage notes a damage, each kind once.
func (f *File) NoteDamage(page int, what string) {
	if len(f.Damages) >= maxDamages || slices.ContainsFunc(f.Damages, func(d Damage) bool { return d.What == what }) {
		return
	}
	f.Damages = append(f.Damages, Damage{page, what})
}

// ErrLimit is wrapped where streams decode to more than is read of a file.
var ErrLimit = errors.New("limit reached")

// maxDecoded bounds the decoded bytes of all streams of one file.
const maxDecoded = 1 << 30

// Open mends a file and opens it.
func Open(body []byte) (f *File, err error) {
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
	f = &File{r: r, flat: flat, budget: maxDecoded}
	f.Hidden = f.hiddenLayers()
	return f, nil
}

// An Object is a value of the file. Access to it never panics: what cannot be
// read is null.
type Object struct {
	v ledong.Value
}

// Trailer is the dictionary that leads to all others.
func (f *File) Trailer() Object { return Object{f.r.Trailer()} }

// Key is the value under a name of a dictionary or of a stream's dictionary.
func (o Object) Key(name string) (out Object) {
	defer func() {
		if recover() != nil {
			out = Object{}
		}
	}()
	return Object{o.v.Key(name)}
}

// Index is element i of an array.
func (o Object) Index(i int) (out Object) {
	defer func() {
		if recover() != nil {
			out = Object{}
		}
	}()
	return Object{o.v.Index(i)}
}

// Len is the number of elements of an array, 0 for what is none.
func (o Object) Len() int { return o.v.Len() }

// Int is a number without its fraction, 0 for what is none.
func (o Object) Int() int { return int(o.v.Float64()) }

// Num is a number, 0 for what is none.
func (o Object) Num() float64 { return o.v.Float64() }

// Name is a name without its slash, "" for what is none.
func (o Object) Name() string { return o.v.Name() }

// Raw is the bytes of a string, "" for what is none; [File.Text] decodes them.
func (o Object) Raw() string { return o.v.RawString() }

// IsNull reports the null object, which is also what cannot be read or is missing.
func (o Object) IsNull() bool { return o.v.IsNull() }

// IsString reports a string.
func (o Object) IsString() bool { return o.v.Kind() == ledong.String }

// IsDict reports a dictionary that is no stream's.
func (o Object) IsDict() bool { return o.v.Kind() == ledong.Dict }

// IsArray reports an array.
func (o Object) IsArray() bool { return o.v.Kind() == ledong.Array }

// IsStream reports a stream.
func (o Object) IsStream() bool { return o.v.Kind() == ledong.Stream }

// IsName reports a name.
func (o Object) IsName() bool { return o.v.Kind() == ledong.Name }

// IsNumber reports a number, whole or not.
func (o Object) IsNumber() bool {
	return o.v.Kind() == ledong.Integer || o.v.Kind() == ledong.Real
}

// Identity is a text that two values share only if they say the same: references
// are printed as such, and a stream with its place in the file.
func (o Object) Identity() string { return o.v.String() }

// Refs reads the printed form of a dictionary, in which references still stand;
// its strings are not to be relied upon.
func (o Object) Refs() map[string]any {
	m, _ := (&Lexer{Bytes: []byte(o.Identity())}).Value().(map[string]any)
	return m
}

// Text decodes a text string: UTF-16 or UTF-8 with a mark, else PDFDocEncoding.
func (f *File) Text(o Object) string {
	return writing.TextString(o.Raw())
}

// Stream returns the decoded bytes of a stream. What could be decoded before an
// error is returned with it.
func (f *File) Stream(o Object) (out []byte, err error) {
	defer func() {
		if x := recover(); x != nil {
			err = fmt.Errorf("stream: %v", x)
		}
	}()
	if !o.IsStream() {
		return nil, nil
	}
	if f.budget <= 0 {
		f.Overspent = true
		return nil, fmt.Errorf("stream: %w", ErrLimit)
	}
	out, err = f.decode(o, f.rawStream(o))
	f.budget -= len(out)
	return out, err
}

// rawStream cuts a stream's bytes out of the image: the object layer prints a
// stream with the offset of its bytes.
func (f *File) rawStream(o Object) []byte {
	printed := o.v.String()
	at := strings.LastIndexByte(printed, '@')
	offset, err := strconv.Atoi(printed[at+1:])
	if err != nil || offset > len(f.flat.image) {
		return nil
	}
	length := max(o.Key("Length").Int(), 0)
	return streamBytes(f.flat.image, offset, length)
}

func (f *File) decode(o Object, raw []byte) ([]byte, error) {
	names, parms := filtersOf(o)
	for i, name := range names {
		out, err := applyFilter(name, raw, parms[i])
		if err != nil && len(out) == 0 {
			return nil, err
		}
		f.Overspent = f.Overspent || len(out) >= MaxStream
		raw = out
	}
	return raw, nil
}

// filtersOf lists the filters of a stream and their parameters; abbreviated keys
// are those of inline images.
func filtersOf(o Object) ([]string, []decodeParms) {
	filter, parm := o.Key("Filter"), o.Key("DecodeParms")
	if filter.IsName() {
		return []string{filter.Name()}, []decodeParms{parmsOf(parm)}
	}
	var names []string
	var parms []decodeParms
	for i := range min(filter.Len(), 16) {
		names = append(names, filter.Index(i).Name())
		parms = append(parms, parmsOf(parm.Index(i)))
	}
	return names, parms
}

func parmsOf(o Object) decodeParms {
	p := decodeParms{
		predictor: o.Key("Predictor").Int(), columns: o.Key("Columns").Int(),
		colours: o.Key("Colors").Int(), bits: o.Key("BitsPerComponent").Int(), earlyChange: 1,
	}
	if e := o.Key("EarlyChange"); e.IsNumber() {
		p.earlyChange = e.Int()
	}
	return p
}

// ArrayRefs cuts the references out of a printed array ("[3 0 R 4 0 R]"); if it
// holds anything else they are all "".
func ArrayRefs(printed string, n int) []string {
	out := make([]string, n)
	l := &Lexer{Bytes: []byte(printed)}
	list, _ := l.Value().([]any)
	if len(list) != n {
		return out
	}
	for i, v := range list {
		if r, ok := v.(Ref); ok {
			out[i] = r.String()
		}
	}
	return out
}

// Keys are the names in a dictionary, sorted.
func (o Object) Keys() []string { return o.v.Keys() }

// Decoded is what the object layer's decoder makes of a code of the font that o is, ""
// where it fails.
func (o Object) Decoded(code byte) (text string) {
	defer func() {
		if recover() != nil {
			text = ""
		}
	}()
	f := ledong.Font{V: o.v}
	return f.Encoder().Decode(string([]byte{code}))
}
