package pdf

import (
	"bytes"
	"math"
)

// skipInlineImage passes over the dictionary and the data of an inline image, and
// says what is wrong with it, "" for nothing.
func skipInlineImage(l *lexer) string {
	size, ok := inlineSize(l)
	if !ok {
		return "the content ends inside an inline image"
	}
	start := l.pos + 1
	for pos := l.pos; ; {
		i := bytes.Index(l.b[pos:], []byte("EI"))
		if i < 0 {
			l.pos = len(l.b)
			return "the content ends inside an inline image"
		}
		at := pos + i
		pos = at + 2
		if at > 0 && isSpace(l.b[at-1]) && endsImage(l.b[pos:]) {
			l.pos = pos
			got := at - 1 - start
			if got == size+1 && l.b[at-2] == '\r' {
				got--
			}
			if size > 0 && got != size {
				return "an inline image is longer or shorter than it says"
			}
			return ""
		}
	}
}

// inlineSize reads the dictionary of an inline image and returns the bytes that
// its data take, 0 if they are compressed or it does not say; false if there is no
// data.
func inlineSize(l *lexer) (int, bool) {
	v := map[string]float64{"components": 1}
	key := ""
	for {
		t := l.next()
		switch {
		case t.kind == tokEOF:
			return 0, false
		case t.kind == tokWord && string(t.text) == "ID":
			bits := v["BPC"] + v["BitsPerComponent"] + v["IM"]
			row := math.Ceil((v["W"] + v["Width"]) * v["components"] * bits / 8)
			if size := row * (v["H"] + v["Height"]); v["filter"] == 0 && size < 1<<30 {
				return int(size), true
			}
			return 0, true
		case t.kind == tokWord && (key == "IM" || key == "ImageMask") && string(t.text) == "true":
			v["IM"] = 1
		case t.kind == tokName && (key == "CS" || key == "ColorSpace"):
			v["components"] = inlineComponents[string(t.text)]
		case t.kind == tokName:
			key = string(t.text)
			if key == "F" || key == "Filter" {
				v["filter"] = 1
			}
			continue
		case t.kind == tokNumber && key != "":
			v[key] = t.num
		}
		key = ""
	}
}

// inlineComponents are the parts of a colour in the spaces that an inline image
// names; others are 0, unknown.
var inlineComponents = map[string]float64{
	"G": 1, "DeviceGray": 1, "RGB": 3, "DeviceRGB": 3, "CMYK": 4, "DeviceCMYK": 4,
}

// endsImage reports whether what follows an "EI" looks like content, not data.
func endsImage(b []byte) bool {
	if len(b) == 0 {
		return true
	}
	if !isSpace(b[0]) {
		return false
	}
	for _, c := range b[:min(len(b), 12)] {
		if c > 0x7e || c < 0x20 && !isSpace(c) {
			return false
		}
	}
	return true
}
