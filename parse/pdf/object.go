package pdf

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

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

func textString(s string) string {
	switch {
	case strings.HasPrefix(s, "\xfe\xff"):
		return utf16Text(s[2:], 1, 0)
	case strings.HasPrefix(s, "\xff\xfe"):
		return utf16Text(s[2:], 0, 1)
	case strings.HasPrefix(s, "\xef\xbb\xbf"):
		return strings.ToValidUTF8(s[3:], "\uFFFD")
	}
	out := make([]rune, 0, len(s))
	for i := range len(s) {
		out = append(out, pdfDocRune(s[i]))
	}
	return string(out)
}

// utf16Text decodes UTF-16 whose high byte stands at offset hi of each pair.
func utf16Text(s string, lo, hi int) string {
	units := make([]uint16, 0, len(s)/2)
	for i := 0; i+1 < len(s); i += 2 {
		units = append(units, uint16(s[i+hi])<<8|uint16(s[i+lo]))
	}
	runes := utf16.Decode(units)
	out := make([]rune, 0, len(runes))
	for i := 0; i < len(runes); i++ {
		if runes[i] == 0x1b { // language code between two escapes
			for i++; i < len(runes) && runes[i] != 0x1b; i++ {
			}
			continue
		}
		out = append(out, runes[i])
	}
	return string(out)
}

// pdfDocRune decodes a byte of PDFDocEncoding.
func pdfDocRune(c byte) rune {
	const low = "\u02d8\u02c7\u02c6\u02d9\u02dd\u02db\u02da\u02dc"
	const high = "•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž\uFFFD€"
	switch {
	case c >= 0x18 && c < 0x20:
		return []rune(low)[c-0x18]
	case c >= 0x80 && c <= 0xa0:
		return []rune(high)[c-0x80]
	}
	return rune(c)
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
		return nil, fmt.Errorf("stream: %w", ErrLimit)
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

// cleanText makes text valid, without control characters.
func cleanText(s string) string {
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\uFFFD")
	}
	return strings.Map(func(r rune) rune {
		if r < 0x20 || r == 0x7f {
			return ' '
		}
		return r
	}, s)
}
