package placed

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// A look is what letters inherit from the elements around them.
type look struct {
	size           float64 // of the em, in the page's own unit
	leading        float64 // from one line to the next, 0 where nothing says it
	family         string
	bold, italic   bool
	colour         uint32
	tracking, wide float64 // white space added to each letter, and to each space
	stretch        float64 // how much wider than high letters are made, 1 for not
	scale          float64 // of all that is measured inside, 1 for not
	turn           uint8   // quarter turns counter-clockwise
	href           string
}

// under is the look of an element that declares something within l.
func (l look) under(decl map[string]string) look {
	if v, ok := decl["font-size"]; ok {
		if n, ok := length(v, l.size, l.size); ok && n > 0 {
			l.size = n
		}
	}
	if v, ok := decl["line-height"]; ok {
		if n, err := strconv.ParseFloat(v, 64); err == nil {
			l.leading = n * l.size
		} else if n, ok := length(v, l.size, l.size); ok {
			l.leading = n
		}
	}
	if v, ok := decl["font-family"]; ok {
		l.family = strings.ToLower(strings.Trim(strings.TrimSpace(strings.SplitN(v, ",", 2)[0]), `"'`))
		l.bold = l.bold || namesBold(l.family)
		l.italic = l.italic || strings.Contains(l.family, "italic") || strings.Contains(l.family, "oblique")
	}
	if v, ok := decl["font-weight"]; ok {
		n, err := strconv.Atoi(v)
		l.bold = strings.HasPrefix(v, "bold") || err == nil && n >= 600 || namesBold(l.family)
	}
	if v, ok := decl["font-style"]; ok {
		l.italic = v == "italic" || v == "oblique" || strings.Contains(l.family, "italic")
	}
	if v, ok := decl["color"]; ok {
		l.colour = colour(v)
	}
	if v, ok := decl["letter-spacing"]; ok {
		l.tracking, _ = length(v, l.size, 0)
	}
	if v, ok := decl["word-spacing"]; ok {
		l.wide, _ = length(v, l.size, 0)
	}
	return l.transformed(decl["transform"])
}

// transformed takes in what an element's transformation does to its letters: size,
// width and turn, but not its place.
func (l look) transformed(value string) look {
	name, rest, ok := strings.Cut(value, "(")
	if !ok {
		return l
	}
	arg, more, _ := strings.Cut(rest, ")")
	var v [6]float64
	for i, s := range strings.SplitN(arg, ",", 6) {
		v[i], _ = length(strings.TrimSuffix(strings.TrimSpace(s), "deg"), 1, 1)
	}
	switch strings.ToLower(strings.TrimSpace(name)) {
	case "matrix":
		l.turned(math.Atan2(v[1], v[0]), math.Hypot(v[0], v[1]), math.Hypot(v[2], v[3]))
	case "scale":
		if !strings.Contains(arg, ",") {
			v[1] = v[0]
		}
		l.turned(0, v[0], v[1])
	case "scalex":
		l.turned(0, v[0], 1)
	case "rotate":
		l.turned(v[0]*math.Pi/180, 1, 1)
	}
	return l.transformed(more)
}

func (l *look) turned(angle, wide, high float64) {
	if wide > 0 && high > 0 {
		l.scale *= high
		l.stretch *= wide / high
	}
	l.turn = uint8(int(math.Round(-angle/(math.Pi/2)))+int(l.turn)) & 3
}

func namesBold(family string) bool {
	return slices.ContainsFunc([]string{"bold", "black", "heavy"}, func(word string) bool { return strings.Contains(family, word) })
}

// length reads "69.000px", "52pt", "1.2em", "11.7%" of whole, or the length in a
// calc() that has one of them times the zoom; all but the relative ones are taken in the
// page's own unit, which is the same throughout a page.
func length(v string, em, whole float64) (float64, bool) {
	if i := strings.IndexByte(v, '('); i >= 0 {
		return calculated(v[i+1:], em, whole)
	}
	v = strings.TrimSpace(v)
	n := 0
	for n < len(v) && strings.IndexByte("+-.0123456789", v[n]) >= 0 {
		n++
	}
	x, err := strconv.ParseFloat(v[:n], 64)
	if err != nil {
		return 0, false
	}
	switch strings.ToLower(strings.TrimSpace(v[n:])) {
	case "":
		return x, true
	case "px":
		return x, true
	case "pt":
		return x * 4 / 3, true
	case "em", "rem":
		return x * em, true
	case "%":
		return x * whole / 100, true
	case "in":
		return x * 96, true
	case "mm":
		return x * 96 / 25.4, true
	case "cm":
		return x * 96 / 2.54, true
	}
	return 0, false
}

// calculated is the first length with a unit in the argument of calc() or round().
func calculated(arg string, em, whole float64) (float64, bool) {
	for _, s := range strings.FieldsFunc(arg, func(r rune) bool { return strings.ContainsRune("()*, ", r) }) {
		if s == "" || strings.IndexByte("0123456789", s[len(s)-1]) >= 0 {
			continue
		}
		if x, ok := length(s, em, whole); ok {
			return x, true
		}
	}
	return 0, false
}

// colour reads rgb(0,61,122) and #003d7a as 0xRRGGBB; black where it is neither.
func colour(v string) uint32 {
	if hex, ok := strings.CutPrefix(v, "#"); ok {
		if len(hex) == 3 {
			hex = string([]byte{hex[0], hex[0], hex[1], hex[1], hex[2], hex[2]})
		}
		n, err := strconv.ParseUint(hex, 16, 32)
		if err != nil || len(hex) != 6 {
			return 0
		}
		return uint32(n)
	}
	_, arg, ok := strings.Cut(v, "(")
	if !ok || !strings.HasPrefix(v, "rgb") {
		return 0
	}
	out := uint32(0)
	for i, s := range strings.FieldsFunc(arg, func(r rune) bool { return strings.ContainsRune(", )/", r) }) {
		if n, err := strconv.Atoi(s); err == nil && i < 3 {
			out |= uint32(n&0xff) << (16 - 8*i)
		}
	}
	return out
}
