package content

import (
	"bytes"
	"math"
	"slices"

	"manualwatch/parse/pdf/object"
)

// skipInlineImage passes over the dictionary and the data of an inline image, and
// says what is wrong with it, "" for nothing.
func skipInlineImage(l *object.Lexer) string {
	size, ok := inlineSize(l)
	if !ok {
		return "the content ends inside an inline image"
	}
	start := l.Pos + 1
	for pos := l.Pos; ; {
		i := bytes.Index(l.Bytes[pos:], []byte("EI"))
		if i < 0 {
			l.Pos = len(l.Bytes)
			return "the content ends inside an inline image"
		}
		at := pos + i
		pos = at + 2
		if at > 0 && object.IsSpace(l.Bytes[at-1]) && endsImage(l.Bytes[pos:]) {
			l.Pos = pos
			got := at - 1 - start
			if got == size+1 && l.Bytes[at-2] == '\r' {
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
func inlineSize(l *object.Lexer) (int, bool) {
	v := map[string]float64{"components": 1}
	key := ""
	for {
		t := l.Next()
		switch {
		case t.Kind == object.TokEOF:
			return 0, false
		case t.Kind == object.TokWord && string(t.Text) == "ID":
			bits := v["BPC"] + v["BitsPerComponent"] + v["IM"]
			row := math.Ceil((v["W"] + v["Width"]) * v["components"] * bits / 8)
			if size := row * (v["H"] + v["Height"]); v["filter"] == 0 && size < 1<<30 {
				return int(size), true
			}
			return 0, true
		case t.Kind == object.TokWord && (key == "IM" || key == "ImageMask") && string(t.Text) == "true":
			v["IM"] = 1
		case t.Kind == object.TokName && (key == "CS" || key == "ColorSpace"):
			v["components"] = inlineComponents[string(t.Text)]
		case t.Kind == object.TokName:
			key = string(t.Text)
			if key == "F" || key == "Filter" {
				v["filter"] = 1
			}
			continue
		case t.Kind == object.TokNumber && key != "":
			v[key] = t.Num
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
	if !object.IsSpace(b[0]) {
		return false
	}
	return !slices.ContainsFunc(b[:min(len(b), 12)], func(c byte) bool { return c > 0x7e || c < 0x20 && !object.IsSpace(c) })
}
